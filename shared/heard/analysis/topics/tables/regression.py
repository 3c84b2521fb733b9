"""What a regression of topics on groups expects of a text of each group."""

import numpy as np
import pandas as pd

from heard.analysis.topics.chains import TopicChains
from heard.analysis.topics.tables.labels import OTHER_SEEDS, topic_labels, universe_of
from heard.tables import ResultTable, dimension, estimate


def topic_regression(chains: TopicChains) -> ResultTable:
    """Return the share of each topic that the model expects in a text of one group alone.

    Dirichlet-multinomial regression (Mimno and McCallum 2008): the prior of a group, made to sum to one.

    Columns: topic, group, share (mean over chains), low, high (lowest and highest of a chain).

    Parameters
    ----------
    chains
        Of the method ``dmr``.
    """
    expected = np.stack([each.group_topic for each in chains.chains])
    groups, labels = chains.reported.groups.tolist(), topic_labels(chains.reported)
    frame = pd.DataFrame(
        {
            "topic": pd.Series(np.repeat(labels, len(groups)), dtype="str"),
            "group": pd.Series(groups * len(labels), dtype="str"),
            "share": expected.mean(axis=0).T.ravel(),
            "low": expected.min(axis=0).T.ravel(),
            "high": expected.max(axis=0).T.ravel(),
        }
    )
    return ResultTable(
        name="topic_regression",
        title="What share of each topic the model expects of each group",
        frame=frame,
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("group", "Group", overlaps=True),
            estimate("share", "Expected share", "share"),
            estimate("low", "Lowest of a chain", "share"),
            estimate("high", "Highest of a chain", "share"),
        ),
        universe=universe_of(chains.reported),
        notes=(
            "Expected of a text whose writer holds this group and no other.",
            "The span over chains holds the seed's uncertainty alone.",
            OTHER_SEEDS,
        ),
    )
