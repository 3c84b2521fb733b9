"""How far topics are found again: by other seeds, and by models with a few topics more or fewer."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.tallies import share
from heard.analysis.topics.chains import TopicChains
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.matching import word_cosines
from heard.analysis.topics.tables.labels import top_places, topic_labels, universe_of
from heard.tables import ResultTable, base, count, dimension, estimate, rate

FOUND_AGAIN = 0.7
"""From this cosine on a topic counts as found again."""
_TOP_WORDS = 10


def topic_stability(
    chains: TopicChains, neighbours: Mapping[int, Sequence[FittedTopics]] | None = None
) -> ResultTable:
    """Return how far each topic reported is found again.

    Columns: topic, k (number of topics of the models looked at), found, chains (how many found it, of how
    many), found_share, cosine (mean over chains), jaccard (mean share of the ten most probable words that are
    the same). Among chains of the same k topics are matched one to one; in models of another k the nearest
    topic counts.

    Parameters
    ----------
    neighbours
        Models of other numbers of topics, by that number.
    """
    k = chains.reported.settings.k
    parts = {k: (chains.cosines, _jaccards(chains.reported, chains.chains))}
    for other, models in sorted((neighbours or {}).items()):
        parts[other] = _nearest(chains.reported, models)
    labels = topic_labels(chains.reported)
    frame = pd.concat(
        [_rows(labels, other, *parts[other]) for other in sorted(parts)], ignore_index=True
    ).sort_values("place", kind="stable", ignore_index=True)
    columns = (
        dimension("topic", "Topic", overlaps=True),
        dimension("k", "Number of topics fitted"),
        count("found", "Chains that found it", "chains"),
        base("chains", "Chains", "chains"),
        rate("found_share", "Share of chains that found it", of=("found", "chains")),
        estimate("cosine", "Mean cosine of its words", "cosine"),
        estimate("jaccard", "Mean overlap of its ten first words", "share"),
    )
    return ResultTable(
        name="topic_stability",
        title="How far each topic is found again",
        frame=frame[[column.name for column in columns]],
        columns=columns,
        universe=f"{universe_of(chains.reported)}; chains that differ by their seed",
        notes=(
            f"Found: the cosine of its words' probabilities is at least {FOUND_AGAIN}.",
            "A topic that only one number of topics knows is a finding about that number.",
        ),
    )


def _rows(
    labels: list[str], k: int, cosines: NDArray[np.float64], jaccards: NDArray[np.float64]
) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "topic": pd.Series(labels, dtype="str"),
            "place": range(len(labels)),
            "k": k,
            "found": (cosines >= FOUND_AGAIN).sum(axis=0),
            "chains": len(cosines),
            "cosine": cosines.mean(axis=0),
            "jaccard": jaccards.mean(axis=0),
        }
    )
    return rows.assign(found_share=share(rows["found"], rows["chains"]))


def _jaccards(reported: FittedTopics, matched: Sequence[FittedTopics]) -> NDArray[np.float64]:
    """Return the overlap of top words with each chain's topic at the same place. Shape (chains, k)."""
    return np.array(
        [
            [_overlap(reported, topic, model, topic) for topic in range(reported.settings.k)]
            for model in matched
        ]
    )


def _nearest(
    reported: FittedTopics, models: Sequence[FittedTopics]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return cosine and overlap with the nearest topic of each model. Shape (models, k) each."""
    likeness = [word_cosines(reported, model) for model in models]
    nearest = [each.argmax(axis=1) for each in likeness]
    overlaps = [
        [_overlap(reported, topic, model, int(there)) for topic, there in enumerate(places)]
        for model, places in zip(models, nearest, strict=True)
    ]
    return np.array([each.max(axis=1) for each in likeness]), np.array(overlaps)


def _overlap(one: FittedTopics, topic: int, other: FittedTopics, there: int) -> float:
    first = set(one.vocabulary[top_places(one.topic_word[topic], _TOP_WORDS)])
    second = set(other.vocabulary[top_places(other.topic_word[there], _TOP_WORDS)])
    return len(first & second) / len(first | second)
