"""Topics of two models matched one to one by their words."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

SAME_TOPIC = 0.5
"""Below this cosine a match is none."""


class TopicWords(Protocol):
    """Whatever has topics as probabilities of words: a fitted model, or what is remembered of one."""

    @property
    def vocabulary(self) -> NDArray[np.object_]:
        """Shape (words,)."""

    @property
    def topic_word(self) -> NDArray[np.float64]:
        """Shape (k, words)."""


def match_topics(one: TopicWords, other: TopicWords) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Match topics so that the sum of their cosines is greatest (Hungarian algorithm, Kuhn 1955).

    Returns
    -------
    For each topic of ``one`` the place of its match in ``other``, -1 where ``other`` has too few topics; and
    the cosine of the two, 0 where there is no match. Shape (k,) each.
    """
    likeness = word_cosines(one, other)
    here, there = linear_sum_assignment(likeness, maximize=True)
    places = np.full(len(likeness), -1, dtype=np.intp)
    cosines = np.zeros(len(likeness))
    places[here] = there
    cosines[here] = likeness[here, there]
    return places, cosines


def word_cosines(one: TopicWords, other: TopicWords) -> NDArray[np.float64]:
    """Return the cosine of every topic of one model with every topic of another, over shared words.

    Shape (k of one, k of other); 0 everywhere if they share no word.
    """
    here, there = shared_words(one, other)
    return _unit(one.topic_word[:, here]) @ _unit(other.topic_word[:, there]).T


def shared_words(one: TopicWords, other: TopicWords) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each word that both know stands in the one and in the other."""
    if len(one.vocabulary) == len(other.vocabulary) and (one.vocabulary == other.vocabulary).all():
        everywhere = np.arange(len(one.vocabulary))
        return everywhere, everywhere
    _, here, there = np.intersect1d(one.vocabulary, other.vocabulary, return_indices=True)
    return here, there


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)
