"""Exclusivity: whether the first words of a topic are its own."""

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.frex import frex

TOP_WORDS = 10
_WEIGHT = 0.7


def exclusivity(fitted: FittedTopics) -> NDArray[np.float64]:
    """Return the sum of FREX over each topic's ten most probable words, at most 10. Shape (k,).

    ``exclusivity`` of R's stm, with weight 0.7 on exclusivity as there.
    """
    scores = frex(fitted.topic_word, _WEIGHT)
    top = np.argsort(-fitted.topic_word, axis=1, kind="stable")[:, :TOP_WORDS]
    return np.asarray(np.take_along_axis(scores, top, axis=1).sum(axis=1), dtype=np.float64)
