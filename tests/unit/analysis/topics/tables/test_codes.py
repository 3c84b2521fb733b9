from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.topics import FittedTopics, topic_codes, topics_against_codes
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_codes_more_frequent_in_a_topic_than_elsewhere(
    by_hand: FittedTopics, frames: Frames, column: Read
) -> None:
    table = topic_codes(by_hand, frames)
    # Coded are t1 (Waiting, Night, School) and t2 (Support) of the first topic, t3 (School) of the second.
    assert column(table, "texts") == {
        (_ONE, "Night"): 1,
        (_ONE, "Support"): 1,
        (_ONE, "Waiting"): 1,
        (_TWO, "School"): 1,
    }
    assert column(table, "texts_base")[_ONE, "Night"] == 2
    assert column(table, "times")[_ONE, "Night"] == pytest.approx((1 / 2) / (1 / 3))
    assert column(table, "times")[_TWO, "School"] == pytest.approx(1 / (2 / 3))
    assert f"information {topics_against_codes(by_hand, frames):.2f}" in table.notes[1]


def test_texts_that_nobody_coded_give_no_row(by_hand: FittedTopics, frames: Frames) -> None:
    uncoded = Frames.of(texts=frames.texts, codes=frames.codes)
    assert topic_codes(by_hand, uncoded).frame.empty
    assert np.isnan(topics_against_codes(by_hand, uncoded))


def test_topics_that_are_the_codes_agree_wholly(by_hand: FittedTopics, frames: Frames) -> None:
    keep = frames.codings["coding_id"].isin(["k5", "k6", "k1"])
    alike = frames.codings[keep].assign(code=lambda rows: rows["code"].replace({"a1": "a"}))
    assert topics_against_codes(
        by_hand, Frames.of(**dict(frames.items()) | {"codings": alike})
    ) == pytest.approx(1)
    assert topics_against_codes(by_hand, frames) < 0.5
