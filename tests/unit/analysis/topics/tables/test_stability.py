import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.topics import TopicChains, topic_stability
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_a_topic_is_found_by_so_many_chains(chains: TopicChains, column: Read) -> None:
    table = topic_stability(chains)
    assert column(table, "found") == {(_ONE, 2): 2, (_TWO, 2): 1}
    assert column(table, "found_share")[_TWO, 2] == 0.5
    assert column(table, "cosine")[_TWO, 2] == pytest.approx(0.8)
    # Three words in all: every topic's ten first words are the same three.
    assert column(table, "jaccard")[_TWO, 2] == 1


def test_of_another_number_of_topics_the_nearest_counts(chains: TopicChains, column: Read) -> None:
    three = dataclasses.replace(
        chains.reported,
        settings=dataclasses.replace(chains.reported.settings, k=3),
        topic_word=np.array([[0.1, 0.8, 0.1], [0.9, 0.05, 0.05], [0.05, 0.9, 0.05]]),
    )
    table = topic_stability(chains, {3: [three]})
    assert table.frame["k"].tolist() == [2, 3, 2, 3]
    one = np.array([0.3, 0.1, 0.6]) / np.linalg.norm([0.3, 0.1, 0.6])
    best = max(one @ (row / np.linalg.norm(row)) for row in three.topic_word)
    assert column(table, "cosine")[_ONE, 3] == pytest.approx(best)
    assert column(table, "found") == {(_ONE, 2): 2, (_ONE, 3): 0, (_TWO, 2): 1, (_TWO, 3): 1}
    assert column(table, "cosine")[_TWO, 3] == pytest.approx(1)


def test_the_overlap_is_of_the_ten_first_words(chains: TopicChains) -> None:
    words = np.array([f"w{n:02d}" for n in range(12)], dtype=object)
    falling = np.arange(12, 0, -1.0)
    moved = np.roll(falling, 5)  # its first ten are w05 to w11 and w00 to w02: eight of them among w00 to w09
    models = [
        dataclasses.replace(chains.reported, vocabulary=words, topic_word=np.array([each, each[::-1]]) / 78)
        for each in (falling, moved)
    ]
    found = topic_stability(TopicChains(models[0], (models[1],), np.ones((1, 2))))
    assert found.frame["jaccard"].iloc[0] == pytest.approx(8 / 12)
