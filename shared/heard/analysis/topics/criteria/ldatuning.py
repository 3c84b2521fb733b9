"""The four criteria of R's ldatuning, as that package computes them."""

import numpy as np
from scipy.special import logsumexp

from heard.analysis.topics.fitted import FittedTopics

_LEAST = np.finfo(np.float64).tiny


def griffiths_2004(fitted: FittedTopics) -> float:
    """Return the harmonic-mean estimate of ln p(words) (Griffiths and Steyvers 2004); the higher the better.

    The harmonic mean of p(w|z) over the sweeps after the burn-in. It is known to be unstable: its variance
    may be without bound (Wallach and others 2009).
    """
    kept = fitted.trace[fitted.trace[:, 0] > fitted.settings.burnin, 1]
    return float(np.log(len(kept)) - logsumexp(-kept))


def cao_juan_2009(fitted: FittedTopics) -> float:
    """Return the mean cosine of two topics' words (Cao and others 2009); the lower the better."""
    unit = fitted.topic_word / np.linalg.norm(fitted.topic_word, axis=1, keepdims=True)
    pairs = np.triu_indices(len(unit), 1)
    return float((unit @ unit.T)[pairs].mean())


def arun_2010(fitted: FittedTopics) -> float:
    """Return the divergence of two views of the topics' sizes (Arun and others 2010); the lower the better.

    The symmetric Kullback-Leibler divergence between the singular values of the words' probabilities and the
    topics' shares weighted by the texts' lengths. As in ldatuning the weights are divided by the longest
    text, so that neither sums to one; topics stand in the order of their size, which in R is chance.
    """
    singular = np.linalg.svd(fitted.topic_word, compute_uv=False)
    sizes = fitted.text_tokens @ np.nan_to_num(fitted.document_topic) / fitted.text_tokens.max()
    sizes = np.sort(sizes)[::-1]
    return float((singular * np.log(singular / sizes)).sum() + (sizes * np.log(sizes / singular)).sum())


def deveaud_2014(fitted: FittedTopics) -> float:
    """Return how far topics' words diverge (Deveaud, SanJuan and Bellot 2014); the higher the better.

    As in ldatuning: half the symmetric Kullback-Leibler divergence of each two topics, and not the
    Jensen-Shannon divergence of the paper, added up and divided by k(k - 1).
    """
    words = np.maximum(fitted.topic_word, _LEAST)
    logarithms = np.log(words)
    own = (words * logarithms).sum(axis=1)
    crossed = words @ logarithms.T
    divergence = own[:, None] - crossed
    k = len(words)
    return float(divergence.sum() / 2 / (k * (k - 1)))
