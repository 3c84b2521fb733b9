"""Coherence: whether the first words of a topic stand in the same texts."""

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.factorisation import word_counts
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.words import Tokens

TOP_WORDS = 10
_SMOOTHING = 0.01


def semantic_coherence(fitted: FittedTopics, tokens: Tokens) -> NDArray[np.float64]:
    """Return the semantic coherence of each topic, 0 being the most (Mimno and others 2011). Shape (k,).

    The sum over pairs of a topic's ten most probable words, v the more probable of the two, of
    ln((D(v, w) + 0.01) / (D(v) + 0.01)), D being the number of texts that use the words. The 0.01 is that of
    R's stm; Mimno and others add 1.
    """
    together = _texts_together(fitted, tokens)
    alone = np.diagonal(together, axis1=1, axis2=2)
    first, second = np.triu_indices(together.shape[1], 1)
    likely = np.log((together[:, first, second] + _SMOOTHING) / (alone[:, first] + _SMOOTHING))
    return np.asarray(likely.sum(axis=1), dtype=np.float64)


def npmi_coherence(fitted: FittedTopics, tokens: Tokens) -> NDArray[np.float64]:
    """Return the mean normalised pointwise mutual information of each topic's ten first words. Shape (k,).

    Of each pair ln(p(v, w) / p(v)p(w)) / -ln p(v, w), p being the share of texts that use the words; -1 for a
    pair that never comes together (Bouma 2009; Lau, Newman and Baldwin 2014). A whole text is the window,
    because answers are short.
    """
    filled = max(int((tokens.lengths > 0).sum()), 1)
    together = _texts_together(fitted, tokens) / filled
    alone = np.diagonal(together, axis1=1, axis2=2)
    first, second = np.triu_indices(together.shape[1], 1)
    both = together[:, first, second]
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(both / (alone[:, first] * alone[:, second])) / -np.log(both)
    # Words that every text uses tell nothing of each other; words that never meet exclude each other.
    npmi = np.where(both == 0, -1, np.where(both == 1, 0, npmi))
    return np.asarray(npmi.mean(axis=1), dtype=np.float64)


def _texts_together(fitted: FittedTopics, tokens: Tokens) -> NDArray[np.float64]:
    """Return how many texts use each two of a topic's first words, in their order. Shape (k, n, n)."""
    top = np.argsort(-fitted.topic_word, axis=1, kind="stable")[:, :TOP_WORDS]
    words, place = np.unique(top, return_inverse=True)
    used = (word_counts(tokens)[:, words] > 0).astype(np.int64)
    counts = (used.T @ used).toarray().astype(np.float64)
    place = place.reshape(top.shape)
    return np.stack([counts[np.ix_(each, each)] for each in place])
