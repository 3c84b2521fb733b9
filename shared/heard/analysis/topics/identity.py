"""A topic keeps its name when a model is fitted again."""

import dataclasses

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # type: ignore[attr-defined]

from heard.analysis.topics.fitted import FittedTopics

THRESHOLD = 0.5


def carry_identity(previous: FittedTopics, fitted: FittedTopics) -> FittedTopics:
    """Return the fitted model with the ids of those topics of a previous one that it found again.

    Topics are matched one to one so that the sum of cosines of their words is greatest (Hungarian
    algorithm), over the words that both models know. A match below ``THRESHOLD`` is none: such a topic
    gets a number that no topic had before.
    """
    likeness = word_cosines(previous, fitted)
    before, now = linear_sum_assignment(likeness, maximize=True)
    ids = {
        int(new): previous.topic_ids[old]
        for old, new in zip(before, now, strict=True)
        if likeness[old, new] >= THRESHOLD
    }
    highest = previous.highest_id
    for topic in range(fitted.settings.k):
        if topic not in ids:
            highest += 1
            ids[topic] = f"T{highest}"
    names = tuple(ids[topic] for topic in range(fitted.settings.k))
    return dataclasses.replace(fitted, topic_ids=names, highest_id=highest)


def word_cosines(one: FittedTopics, other: FittedTopics) -> NDArray[np.float64]:
    """Return the cosine of every topic of one model with every topic of another, over shared words.

    Shape (k of one, k of other); 0 everywhere if they share no word.
    """
    _, here, there = np.intersect1d(one.vocabulary, other.vocabulary, return_indices=True)
    return _unit(one.topic_word[:, here]) @ _unit(other.topic_word[:, there]).T


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)
