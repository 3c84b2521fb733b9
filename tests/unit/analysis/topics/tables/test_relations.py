import dataclasses

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon, pdist, squareform

from heard.analysis.topics import FittedTopics, TopicChains, topic_correlations, topic_map


def test_distances_on_the_map_are_those_of_words_where_two_dimensions_suffice(by_hand: FittedTopics) -> None:
    words = np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]])
    three = dataclasses.replace(
        by_hand,
        settings=dataclasses.replace(by_hand.settings, k=3),
        topic_ids=("T1", "T2", "T3"),
        topic_word=words,
        topic_tokens=np.array([4, 2, 2]),
    )
    frame = topic_map(three).frame
    expected = [[jensenshannon(one, other) for other in words] for one in words]
    assert squareform(pdist(frame[["x", "y"]])) == pytest.approx(np.array(expected))
    assert frame["kept_share"].tolist() == pytest.approx([1, 1, 1])
    assert frame["tokens_share"].tolist() == [0.5, 0.25, 0.25]


def test_two_topics_lie_on_a_line_and_equal_ones_on_a_point(by_hand: FittedTopics) -> None:
    assert topic_map(by_hand).frame["y"].tolist() == pytest.approx([0, 0])
    same = dataclasses.replace(by_hand, topic_word=np.array([[0.3, 0.1, 0.6]] * 2))
    assert topic_map(same).frame[["x", "y"]].to_numpy() == pytest.approx(np.zeros((2, 2)))


def test_two_topics_exclude_each_other(chains: TopicChains) -> None:
    (row,) = topic_correlations(chains).frame.to_dict("records")
    # With two topics one share is one less the other.
    assert (row["correlation"], row["low"], row["high"]) == pytest.approx((-1, -1, -1))
