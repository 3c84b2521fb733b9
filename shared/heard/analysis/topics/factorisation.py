"""Non-negative matrix factorisation of the texts' words (Lee and Seung 1999), with scikit-learn."""

import warnings

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer

from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.settings import TopicSettings
from heard.analysis.words import Tokens


def word_counts(tokens: Tokens) -> csr_matrix:
    """Return how often each text uses each word. Shape (texts, words)."""
    ones = np.ones(len(tokens.words), dtype=np.int64)
    shape = (len(tokens.text_ids), len(tokens.vocabulary))
    # A copy, because what follows sorts in place.
    counts = csr_matrix((ones, tokens.words, tokens.starts), shape=shape, copy=True)
    counts.sum_duplicates()
    return counts


def factorise(tokens: Tokens, settings: TopicSettings, key: str) -> FittedTopics:
    """Factorise counts weighted by tf-idf.

    Rows of both factors are made to sum to one, so that they read as shares. A text of which nothing is
    explained has equal shares. Each token is counted for the topic that explains it best.
    """
    model = NMF(
        n_components=settings.k, init="nndsvda", random_state=settings.seed, max_iter=settings.iterations
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        of_texts = model.fit_transform(TfidfTransformer().fit_transform(word_counts(tokens)))
    strength = model.components_.sum(axis=1)
    shares = _shares(of_texts * strength)
    topic_word = _shares(model.components_)
    counts = _best_topics(tokens, shares, topic_word)
    shares[tokens.lengths == 0] = np.nan
    return FittedTopics(
        settings=settings,
        key=key,
        topic_ids=tuple(f"T{number + 1}" for number in range(settings.k)),
        highest_id=settings.k,
        text_ids=tokens.text_ids,
        text_tokens=tokens.lengths,
        vocabulary=tokens.vocabulary,
        topic_word=topic_word,
        document_topic=shares,
        topic_tokens=counts.sum(axis=0, dtype=np.int64),
        trace=np.empty((0, 2)),
        draws=counts[None],
        draw_alpha=np.full((1, settings.k), 1 / settings.k),
        groups=np.empty(0, dtype=object),
        group_topic=np.empty((0, settings.k)),
    )


def _shares(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    total = rows.sum(axis=1, keepdims=True)
    return np.where(total > 0, rows / np.where(total > 0, total, 1), 1 / rows.shape[1])


def _best_topics(
    tokens: Tokens, shares: NDArray[np.float64], topic_word: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return how many tokens of each text each topic explains best. Shape (texts, k)."""
    k = len(topic_word)
    counts = np.zeros((len(shares), k), dtype=np.int32)
    for text in np.flatnonzero(tokens.lengths).tolist():
        words = tokens.words[tokens.starts[text] : tokens.starts[text + 1]]
        best = (shares[text][:, None] * topic_word[:, words]).argmax(axis=0)
        counts[text] = np.bincount(best, minlength=k)
    return counts
