"""A fitted topic model as plain arrays, so that it can be kept, compared and read without its engine."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.settings import TopicSettings


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
        Probability of each word in each topic, the mean over the draws. Shape (k, words).
    document_topic
        Share of each topic in each text, the mean over the draws; missing for a text without a word left.
        Shape (texts, k).
    topic_tokens
        Number of tokens that the last sweep gave to each topic. Shape (k,).
    trace
        Sweep, and log likelihood of all words given their topics after it: log p(w|z), natural logarithm
        (Griffiths and Steyvers 2004, equation 2). No row for ``nmf``, which has no likelihood. Shape
        (records, 2).
    draws
        How many tokens of each text a kept sweep gave to each topic. Shape (draws, texts, k).
    draw_alpha
        Prior of each topic at each of those sweeps. Shape (draws, k); for ``dmr`` (draws, texts, k).
    groups
        For ``dmr``: the groups of texts. Shape (groups,).
    group_topic
        For ``dmr``: expected share of each topic in a text of each group. Shape (groups, k).
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
    draws: NDArray[np.int32]
    draw_alpha: NDArray[np.float64]
    groups: NDArray[np.object_]
    group_topic: NDArray[np.float64]

    def shares_drawn(self, draw: int) -> NDArray[np.float64]:
        """Return the share of each topic in each text at one kept sweep. Shape (texts, k)."""
        return topic_shares_of(self.draws[draw], self.draw_alpha[draw])

    def with_topics(self, order: NDArray[np.intp]) -> "FittedTopics":
        """Return the model with its topics in another order; their ids go with them."""
        return dataclasses.replace(
            self,
            topic_ids=tuple(self.topic_ids[place] for place in order),
            topic_word=self.topic_word[order],
            document_topic=self.document_topic[:, order],
            topic_tokens=self.topic_tokens[order],
            draws=self.draws[..., order],
            draw_alpha=self.draw_alpha[..., order],
            group_topic=self.group_topic[:, order],
        )

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything as arrays without Python objects, for an ``.npz`` file."""
        plain = {"key": self.key, "topic_ids": self.topic_ids, "highest_id": self.highest_id}
        about = json.dumps(plain | {"settings": dataclasses.asdict(self.settings)})
        return {
            "about": np.array(about),
            **{name: getattr(self, name).astype(str) for name in _LABELS},
            **{name: getattr(self, name) for name in _NUMBERS},
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "FittedTopics":
        """Return the model that :meth:`to_arrays` took apart."""
        about = json.loads(str(arrays["about"]))
        return cls(
            settings=TopicSettings(**about["settings"]),
            key=about["key"],
            topic_ids=tuple(about["topic_ids"]),
            highest_id=about["highest_id"],
            **{name: arrays[name].astype(object) for name in _LABELS},
            **{name: arrays[name] for name in _NUMBERS},
        )


_LABELS = ("text_ids", "vocabulary", "groups")
_NUMBERS = (
    "text_tokens",
    "topic_word",
    "document_topic",
    "topic_tokens",
    "trace",
    "draws",
    "draw_alpha",
    "group_topic",
)


def topic_shares_of(counts: NDArray[np.int32], alpha: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (count + alpha) / (all + sum of alpha) for each text and topic; missing for a text of no token.

    Parameters
    ----------
    counts
        Shape (texts, k).
    alpha
        Shape (k,), or (texts, k) where texts have priors of their own.
    """
    lengths = counts.sum(axis=1, dtype=np.int64)
    shares: NDArray[np.float64] = (counts + alpha) / (lengths + alpha.sum(axis=-1))[:, None]
    shares[lengths == 0] = np.nan
    return shares
