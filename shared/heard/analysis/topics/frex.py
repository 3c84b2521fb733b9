"""FREX: words that are both frequent in a topic and exclusive to it."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata


def frex(topic_word: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    """Return the harmonic mean of two ranks of each word in each topic. Shape (k, words), each 0 to 1.

    1 / (weight / exclusivity + (1 - weight) / frequency), where a word's frequency is the share of words that
    are no more probable in the topic, and its exclusivity the same of its share of all topics' probabilities
    (Bischof and Airoldi 2012; ``exclusivity`` and ``calcfrex`` of R's stm).

    Parameters
    ----------
    topic_word
        Probability of each word in each topic. Shape (k, words).
    weight
        Weight of exclusivity, 0 to 1.
    """
    exclusive = topic_word / topic_word.sum(axis=0)
    ranks = [rankdata(each, axis=1) / topic_word.shape[1] for each in (exclusive, topic_word)]
    return np.asarray(1 / (weight / ranks[0] + (1 - weight) / ranks[1]), dtype=np.float64)
