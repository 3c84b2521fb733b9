"""A fitted topic model as plain arrays, so that it can be kept, compared and read without its engine."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heard.errors import HeardError


@dataclass(frozen=True)
class TopicSettings:
    """Settings of latent Dirichlet allocation, by the names of R's topicmodels.

    Attributes
    ----------
    k
        Number of topics.
    alpha
        Prior of topics in a text, the same for every topic; 50/k if none is given.
    delta
        Prior of words in a topic.
    iterations, burnin
        Sweeps of the Gibbs sampler, and sweeps before them; the last one is the result.
    seed
        Seed of the sampler.
    optim_interval
        Every how many sweeps alpha is fitted to the texts; 0 leaves it as given.
    """

    k: int = 8
    alpha: float | None = None
    delta: float = 0.1
    iterations: int = 1000
    burnin: int = 200
    seed: int = 1
    optim_interval: int = 0

    def __post_init__(self) -> None:
        least = {"k": 2, "iterations": 1, "burnin": 0, "seed": 0, "optim_interval": 0}
        for name, smallest in least.items():
            if getattr(self, name) < smallest:
                raise HeardError(f"{name} is below {smallest}", where="settings of the topic model")
        if self.delta <= 0 or (self.alpha is not None and self.alpha <= 0):
            raise HeardError("alpha and delta are above 0", where="settings of the topic model")

    @property
    def prior(self) -> float:
        """The prior of topics in a text: alpha, or 50/k."""
        return 50 / self.k if self.alpha is None else self.alpha


@dataclass(frozen=True)
class FittedTopics:
    """A fitted model; topics stand in the order of their share of tokens.

    Attributes
    ----------
    settings
        What it was fitted with.
    key
        Hash of tokens and settings: the same key, the same model.
    topic_ids
        A name for each topic that stays the same over refits (see ``carry_identity``): T1, T2...
    highest_id
        The highest number ever given to a topic, so that no number is given twice.
    text_ids
        Every text, those without a word left included. Shape (texts,).
    text_tokens
        Number of tokens of each text. Shape (texts,).
    vocabulary
        Shape (words,).
    topic_word
        Probability of each word in each topic. Shape (k, words).
    document_topic
        Share of each topic in each text; missing for a text without a word left. Shape (texts, k).
    topic_tokens
        Number of tokens that the last sweep gave to each topic. Shape (k,).
    trace
        Sweep, and log likelihood a token after it. Shape (records, 2).
    """

    settings: TopicSettings
    key: str
    topic_ids: tuple[str, ...]
    highest_id: int
    text_ids: NDArray[np.object_]
    text_tokens: NDArray[np.int64]
    vocabulary: NDArray[np.object_]
    topic_word: NDArray[np.float64]
    document_topic: NDArray[np.float64]
    topic_tokens: NDArray[np.int64]
    trace: NDArray[np.float64]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything as arrays without Python objects, for an ``.npz`` file."""
        plain = {"key": self.key, "topic_ids": self.topic_ids, "highest_id": self.highest_id}
        about = json.dumps(plain | {"settings": dataclasses.asdict(self.settings)})
        return {
            "about": np.array(about),
            "text_ids": self.text_ids.astype(str),
            "vocabulary": self.vocabulary.astype(str),
            **{name: getattr(self, name) for name in _NUMBERS},
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "FittedTopics":
        """Return the model that :meth:`to_arrays` took apart."""
        about = json.loads(str(arrays["about"]))
        return cls(
            settings=TopicSettings(**{name: about["settings"][name] for name in _SETTINGS}),
            key=about["key"],
            topic_ids=tuple(about["topic_ids"]),
            highest_id=about["highest_id"],
            text_ids=arrays["text_ids"].astype(object),
            vocabulary=arrays["vocabulary"].astype(object),
            **{name: arrays[name] for name in _NUMBERS},
        )


# A model that an earlier version kept may have settings that are no more; its topics keep their names.
_SETTINGS = tuple(field.name for field in dataclasses.fields(TopicSettings))
_NUMBERS = ("text_tokens", "topic_word", "document_topic", "topic_tokens", "trace")
