"""How topics stand to each other: a map of their words, and how they come together in texts."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon

from heard.analysis.tallies import share
from heard.analysis.topics.chains import TopicChains
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.tables.labels import OTHER_SEEDS, topic_labels, universe_of
from heard.tables import ResultTable, base, count, dimension, estimate, rate

_ALIKE = "None: all texts have the same share"


def topic_map(fitted: FittedTopics) -> ResultTable:
    """Return a place for each topic so that topics of similar words stand near each other.

    Classical scaling (Torgerson 1952) of Jensen-Shannon distances between topics' words, to two dimensions,
    as in LDAvis (Sievert and Shirley 2014).

    Columns: topic, x, y, kept_share (how much of the distances' variance the two dimensions show, the same in
    each row), tokens, tokens_base, tokens_share.
    """
    places, kept = _scaled(_distances(fitted.topic_word))
    frame = pd.DataFrame(
        {
            "topic": pd.Series(topic_labels(fitted), dtype="str"),
            "x": places[:, 0],
            "y": places[:, 1],
            "kept_share": kept,
            "tokens": fitted.topic_tokens,
            "tokens_base": int(fitted.topic_tokens.sum()),
        }
    )
    return ResultTable(
        name="topic_map",
        title="Topics of similar words stand near each other",
        frame=frame.assign(tokens_share=share(frame["tokens"], frame["tokens_base"])),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            estimate("x", "First direction", "distance"),
            estimate("y", "Second direction", "distance"),
            estimate("kept_share", "Share of all distances that the map shows", "share"),
            count("tokens", "Words given to it", "words", adds="words"),
            base("tokens_base", "All words kept", "words"),
            rate("tokens_share", "Share of words", of=("tokens", "tokens_base")),
        ),
        universe=universe_of(fitted),
        notes=("Distances mean something, directions nothing.", OTHER_SEEDS),
    )


def _distances(topic_word: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([[jensenshannon(one, other) for other in topic_word] for one in topic_word])


def _scaled(distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    size = len(distances)
    centring = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-centring @ distances**2 @ centring / 2)
    values, vectors = np.maximum(values[::-1], 0), vectors[:, ::-1]
    # An eigenvector's sign is the library's choice: the largest coordinate is made positive.
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(size)])
    places = (vectors * signs * np.sqrt(values))[:, :2]
    return places, float(values[:2].sum() / values.sum()) if values.sum() else 1.0


def topic_correlations(chains: TopicChains) -> ResultTable:
    """Return how far topics come together in the same texts.

    Columns: topic, other, correlation (of their shares over texts, the mean over chains), low, high (the
    lowest and highest of a chain).

    As the shares of a text sum to one, topics without any tie have a correlation of -1/(k - 1).
    """
    found = np.array([_correlation(each) for each in chains.chains])
    labels = topic_labels(chains.reported)
    first, second = np.triu_indices(len(labels), 1)
    names = np.array(labels, dtype=object)
    values = found[:, first, second]
    frame = pd.DataFrame(
        {
            "topic": pd.Series(names[first], dtype="str"),
            "other": pd.Series(names[second], dtype="str"),
            "correlation": values.mean(axis=0),
            "low": values.min(axis=0),
            "high": values.max(axis=0),
        }
    )
    return ResultTable(
        name="topic_correlations",
        title="Which topics come together in the same texts",
        frame=frame.sort_values("correlation", ascending=False, kind="stable", ignore_index=True),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("other", "Other topic", overlaps=True),
            estimate("correlation", "Correlation of their shares", "-1 to 1", undefined=_ALIKE),
            estimate("low", "Lowest of a chain", "-1 to 1", undefined=_ALIKE),
            estimate("high", "Highest of a chain", "-1 to 1", undefined=_ALIKE),
        ),
        universe=universe_of(chains.reported),
        notes=(
            f"Topics without any tie stand at {-1 / (len(labels) - 1):.2f}: shares of a text sum to one.",
        ),
    )


def _correlation(model: FittedTopics) -> NDArray[np.float64]:
    shares = model.document_topic[model.text_tokens > 0]
    with np.errstate(invalid="ignore"):
        return np.asarray(np.corrcoef(shares, rowvar=False), dtype=np.float64)
