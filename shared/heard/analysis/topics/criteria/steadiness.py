"""Stability over seeds: whether models that differ by their seed find the same topics."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.matching import match_topics

TOP_WORDS = 10


def cosines_between(models: Sequence[FittedTopics]) -> NDArray[np.float64]:
    """Return for each two models the mean cosine of their matched topics. Shape (pairs,)."""
    return np.array([match_topics(one, other)[1].mean() for one, other in combinations(models, 2)])


def overlaps_between(models: Sequence[FittedTopics]) -> NDArray[np.float64]:
    """Return for each two models the mean Jaccard overlap of matched topics' first words. Shape (pairs,)."""
    return np.array([_overlap(one, other) for one, other in combinations(models, 2)])


def _overlap(one: FittedTopics, other: FittedTopics) -> float:
    places, _ = match_topics(one, other)
    first, second = _top_words(one), _top_words(other)
    shared = [len(first[topic] & second[there]) for topic, there in enumerate(places)]
    either = [len(first[topic] | second[there]) for topic, there in enumerate(places)]
    return float(np.mean(np.array(shared) / np.array(either)))


def _top_words(model: FittedTopics) -> list[set[str]]:
    top = np.argsort(-model.topic_word, axis=1, kind="stable")[:, :TOP_WORDS]
    return [set(model.vocabulary[places]) for places in top]
