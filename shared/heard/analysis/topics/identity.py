"""A topic keeps its name when a model is fitted again."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.matching import SAME_TOPIC, TopicWords, match_topics


class NamedTopics(TopicWords, Protocol):
    """Topics with their names."""

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """T1, T2..."""

    @property
    def highest_id(self) -> int:
        """The highest number ever given."""


@dataclass(frozen=True)
class RememberedTopics:
    """What has to be remembered of a model so that the next one takes over its names.

    Attributes
    ----------
    topic_ids, highest_id, vocabulary, topic_word
        As in :class:`heard.analysis.topics.FittedTopics`.
    """

    topic_ids: tuple[str, ...]
    highest_id: int
    vocabulary: NDArray[np.object_]
    topic_word: NDArray[np.float64]

    @classmethod
    def of(cls, named: NamedTopics) -> "RememberedTopics":
        """Return what has to be remembered of a model."""
        return cls(named.topic_ids, named.highest_id, named.vocabulary, named.topic_word)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything as arrays without Python objects, for an ``.npz`` file."""
        return {
            "topic_ids": np.array(self.topic_ids),
            "highest_id": np.array(self.highest_id),
            "vocabulary": self.vocabulary.astype(str),
            "topic_word": self.topic_word,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "RememberedTopics":
        """Return what :meth:`to_arrays` took apart."""
        return cls(
            topic_ids=tuple(arrays["topic_ids"].tolist()),
            highest_id=int(arrays["highest_id"]),
            vocabulary=arrays["vocabulary"].astype(object),
            topic_word=arrays["topic_word"],
        )


def carry_identity(previous: NamedTopics, fitted: FittedTopics) -> FittedTopics:
    """Return the fitted model with the ids of those topics of a previous one that it found again.

    Topics are matched by their words (see :func:`heard.analysis.topics.matching.match_topics`). A match
    below ``SAME_TOPIC`` is none: such a topic gets a number that no topic had before.
    """
    before, cosines = match_topics(fitted, previous)
    highest = previous.highest_id
    names = []
    for match, cosine in zip(before.tolist(), cosines.tolist(), strict=True):
        if match >= 0 and cosine >= SAME_TOPIC:
            names.append(previous.topic_ids[match])
        else:
            highest += 1
            names.append(f"T{highest}")
    return dataclasses.replace(fitted, topic_ids=tuple(names), highest_id=highest)
