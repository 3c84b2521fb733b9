from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis.evidence import (
    Part,
    areas_by_part,
    parts_of,
    submissions_by_group,
    submissions_by_part,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
FREELY = "No question: written freely"
TOGETHER = "q1 and q2, and what follows no question"


def test_every_question_is_a_part_and_so_is_what_follows_none(consultation: Consultation) -> None:
    assert parts_of(consultation, "evidence") == [
        Part("q1", ("q1",)),
        Part("q2", ("q2",)),
        Part(FREELY, (), freely=True),
    ]


def test_merged_questions_take_in_what_follows_no_question(consultation: Consultation) -> None:
    assert parts_of(consultation, "evidence", ["q2", "q1"]) == [Part(TOGETHER, ("q1", "q2"), freely=True)]
    first, alone = parts_of(consultation, "evidence", ["q2"])
    assert first == Part("q2, and what follows no question", ("q2",), freely=True)
    assert alone == Part("q1", ("q1",))


def test_a_question_that_was_not_asked_is_refused(consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no question `q9`"):
        parts_of(consultation, "evidence", ["q1", "q9"])


def test_a_submission_counts_once_where_its_questions_are_merged(
    coded: Frames, consultation: Consultation, column: Read
) -> None:
    apart = submissions_by_part(coded, consultation, "evidence", parts_of(consultation, "evidence"), name="x")
    assert column(apart, "submissions") == {"q1": 1, "q2": 2, FREELY: 1}
    together = submissions_by_part(
        coded, consultation, "evidence", parts_of(consultation, "evidence", ["q1", "q2"]), name="x"
    )
    # p1, p5 (who answers both) and p6 (who writes freely).
    assert column(together, "submissions") == {TOGETHER: 3}
    assert column(together, "coded") == {TOGETHER: 3}


def test_submissions_without_a_coding_are_in_the_base_alone(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = submissions_by_part(
        frames, consultation, "evidence", parts_of(consultation, "evidence"), name="x"
    )
    assert column(table, "submissions") == {"q1": 1, "q2": 0, FREELY: 1}
    assert column(table, "coded") == {"q1": 0, "q2": 0, FREELY: 0}


def test_areas_are_counted_by_question_and_agree_with_what_was_received(
    coded: Frames, consultation: Consultation, column: Read
) -> None:
    parts = parts_of(consultation, "evidence")
    table = areas_by_part(coded, consultation, "evidence", parts, "experience")
    # p1 is an adopter and a foster carer; p6 states nothing.
    counted = {cell: n for cell, n in column(table, "submissions").items() if n}
    assert counted == {
        ("Adopters", "q2"): 1,
        ("Foster carers", "q2"): 1,
        ("Professionals", "q1"): 1,
        ("Professionals", "q2"): 1,
        ("Not stated", FREELY): 1,
    }
    total = submissions_by_group(coded, consultation, "evidence", "experience")
    assert broken_margins({table.name: table, total.name: total}) == [
        "submissions_by_experience: there is no table submissions_received to agree with"
    ]


def test_the_order_of_rows_does_not_matter(coded: Frames, consultation: Consultation) -> None:
    shuffled = Frames.of(
        **{
            name: frame if name == "codes" else frame.sample(frac=1, random_state=3)
            for name, frame in coded.items()
        }
    )
    parts = parts_of(consultation, "evidence", ["q1"])
    one, other = (
        areas_by_part(each, consultation, "evidence", parts, "region").frame for each in (coded, shuffled)
    )
    pd.testing.assert_frame_equal(one, other)


def test_nothing_received_is_counted_as_nothing(no_frames: Frames, consultation: Consultation) -> None:
    parts = parts_of(consultation, "evidence", ["q1"])
    table = submissions_by_part(no_frames, consultation, "evidence", parts, name="x")
    assert table.frame["submissions"].tolist() == [0, 0]
    assert not areas_by_part(no_frames, consultation, "evidence", parts, "region").frame["submissions"].any()
