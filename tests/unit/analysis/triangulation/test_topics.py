from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import FittedTopics, TopicSettings, topics_against_codes
from heard.analysis.triangulation import (
    hand_coding_against_topics,
    themes_against_topics,
    topics_of_themes,
)
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"
_ALONE = "Themes, texts with one theme"


@pytest.fixture
def fitted() -> FittedTopics:
    """Two topics: t1 and t2 are mainly of the first, t3 of the second; t4 has no word left."""
    return FittedTopics(
        settings=TopicSettings(k=2),
        key="by hand",
        topic_ids=("T1", "T2"),
        highest_id=2,
        text_ids=np.array(["t1", "t2", "t3", "t4"], dtype=object),
        text_tokens=np.array([3, 2, 3, 0]),
        vocabulary=np.array(["families", "school", "support"], dtype=object),
        topic_word=np.array([[0.3, 0.1, 0.6], [0.1, 0.8, 0.1]]),
        document_topic=np.array([[0.9, 0.1], [0.7, 0.3], [0.2, 0.8], [np.nan, np.nan]]),
        topic_tokens=np.array([5, 3]),
        trace=np.array([[10.0, -16.0]]),
        draws=np.array([[[3, 0], [1, 1], [0, 3], [0, 0]]], dtype=np.int32),
        draw_alpha=np.array([[0.5, 0.5]]),
        groups=np.empty(0, dtype=object),
        group_topic=np.empty((0, 2)),
    )


def test_where_the_texts_of_a_theme_fall(fitted: FittedTopics, frames: Frames, column: Read) -> None:
    table = themes_against_topics(fitted, frames)
    # t1 carries support and school, t2 support, t3 school; nobody raised contact.
    assert column(table, "texts") == {
        ("Support", _ONE): 2,
        ("Support", _TWO): 0,
        ("School", _ONE): 1,
        ("School", _TWO): 1,
    }
    assert column(table, "theme_share")["School", _ONE] == 0.5
    assert column(table, "topic_share")["School", _ONE] == 0.5
    assert column(table, "topic_share")["School", _TWO] == 1
    assert column(table, "topic_texts")["Support", _TWO] == 1


def test_the_main_topic_of_each_theme_beside_what_chance_makes_of_it(
    fitted: FittedTopics, frames: Frames, column: Read
) -> None:
    table = topics_of_themes(fitted, frames)
    # School has a text of each topic: the model's first is named. Of three coded texts two are of the first.
    assert column(table, "texts") == {("Support", _ONE): 2, ("School", _ONE): 1}
    assert column(table, "theme_share") == {("Support", _ONE): 1, ("School", _ONE): 0.5}
    assert list(column(table, "by_chance").values()) == [pytest.approx(2 / 3)] * 2
    assert set(table.rows_behind["texts"]["row_id"]) == {"t1", "t2"}


def test_agreement_is_told_by_themes_and_by_codes(fitted: FittedTopics, frames: Frames, column: Read) -> None:
    table = hand_coding_against_topics(fitted, frames)
    # t1 carries two themes, so only t2 and t3 have one; codes are Waiting, Night, School and Support.
    assert column(table, "texts") == {"Codes": 3, "Themes": 3, _ALONE: 2}
    assert set(column(table, "texts_base").values()) == {4}
    assert column(table, "labels") == {"Codes": 4, "Themes": 2, _ALONE: 2}
    assert column(table, "information")[_ALONE] == pytest.approx(1)
    assert column(table, "information")["Themes"] < 0.5
    assert column(table, "information")["Codes"] == pytest.approx(topics_against_codes(fitted, frames))


def test_topics_that_are_the_themes_agree_wholly(fitted: FittedTopics, frames: Frames, column: Read) -> None:
    # t1 on Waiting, t2 on support itself, t3 on school: the topics divide themes wholly, and codes less so.
    kept = frames.codings[frames.codings["coding_id"].isin(["k1", "k5", "k6"])]
    table = hand_coding_against_topics(fitted, Frames.of(**dict(frames.items()) | {"codings": kept}))
    assert column(table, "information")["Themes"] == pytest.approx(1)
    assert column(table, "information")["Codes"] < 1


def test_the_order_of_rows_does_not_matter(fitted: FittedTopics, frames: Frames, shuffled: Frames) -> None:
    for make in (themes_against_topics, topics_of_themes, hand_coding_against_topics):
        assert make(fitted, frames).frame.equals(make(fitted, shuffled).frame)


def test_texts_that_nobody_coded_have_no_agreement(fitted: FittedTopics, frames: Frames) -> None:
    uncoded = Frames.of(texts=frames.texts, codes=frames.codes)
    assert themes_against_topics(fitted, uncoded).frame.empty
    assert topics_of_themes(fitted, uncoded).frame.empty
    table = hand_coding_against_topics(fitted, uncoded).frame
    assert table["information"].isna().all()
    assert table["texts"].tolist() == [0, 0, 0]
    assert isinstance(table, pd.DataFrame)
