from collections.abc import Callable

import pytest

from heard.analysis.evidence import (
    submissions_by_arrival,
    submissions_by_channel,
    submissions_by_group,
    submissions_by_question,
    submissions_received,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_received(frames: Frames, consultation: Consultation) -> None:
    row = submissions_received(frames, consultation, "evidence").frame.iloc[0].to_dict()
    assert row == {"submissions": 3, "texts": 2}


def test_arrival_and_channel(frames: Frames, consultation: Consultation, column: Read) -> None:
    arrival = submissions_by_arrival(frames, consultation, "evidence")
    assert column(arrival, "submissions") == {"In time": 1, "Late": 1, "Not dated": 1}
    channel = submissions_by_channel(frames, consultation, "evidence")
    assert column(channel, "submissions") == {"email": 2, "form": 1}


def test_a_submission_of_several_groups_counts_in_each(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = submissions_by_group(frames, consultation, "evidence", "experience")
    # p1 holds two groups, p5 one, p6 none.
    assert column(table, "submissions") == {
        "Adopters": 1,
        "Foster carers": 1,
        "Professionals": 1,
        "Not stated": 1,
    }
    assert table.name == "submissions_by_experience"
    assert table.column("group").overlaps


def test_groups_that_exclude_each_other_must_add_up(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = submissions_by_group(frames, consultation, "evidence", "region")
    assert column(table, "submissions") == {"North": 1, "South": 0, "Not stated": 2}
    assert not table.column("group").overlaps


def test_free_submissions_and_those_without_a_text_have_rows_of_their_own(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = submissions_by_question(frames, consultation, "evidence")
    assert column(table, "submissions") == {
        "q1: Robust?": 1,
        "q2: Gaps?": 0,
        "No question: written freely": 1,
        "No text kept": 1,
    }


def test_all_tables_agree_with_the_number_received(frames: Frames, consultation: Consultation) -> None:
    tables = [
        submissions_received(frames, consultation, "evidence"),
        submissions_by_arrival(frames, consultation, "evidence"),
        submissions_by_channel(frames, consultation, "evidence"),
        submissions_by_group(frames, consultation, "evidence", "experience"),
        submissions_by_question(frames, consultation, "evidence"),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_submissions_are_counted_in_one_collection(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="one collection"):
        submissions_received(frames, consultation, "all")


def test_nothing_received(no_frames: Frames, consultation: Consultation) -> None:
    assert submissions_by_arrival(no_frames, consultation, "evidence").frame["submissions"].sum() == 0
    assert submissions_by_question(no_frames, consultation, "evidence").frame["submissions"].sum() == 0
    assert submissions_by_channel(no_frames, consultation, "evidence").frame.empty
