from collections.abc import Callable

import pytest

from heard.analysis.evidence import (
    Part,
    parts_of,
    robust_gap_contested,
    standing_parts,
    submissions_by_part,
    topics_by_part,
    topics_by_respondent_type,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
FREELY = "No question: written freely"


def test_topics_by_question_are_counted_in_submissions(
    coded: Frames, consultation: Consultation, column: Read
) -> None:
    parts = parts_of(consultation, "evidence")
    table = topics_by_part(coded, consultation, "evidence", parts, of="coded_submissions")
    assert column(table, "submissions") == {
        ("Waiting", "q1"): 1,
        ("Waiting", "q2"): 1,
        ("Waiting", FREELY): 0,
        ("School", "q1"): 1,
        ("School", "q2"): 1,
        ("School", FREELY): 1,
        ("Contact", "q1"): 0,
        ("Contact", "q2"): 0,
        ("Contact", FREELY): 1,
    }
    assert set(table.frame.loc[table.frame["part"] == "q2", "submissions_base"]) == {2}
    bases = submissions_by_part(coded, consultation, "evidence", parts, name="coded_submissions")
    assert broken_margins({table.name: table, bases.name: bases}) == []


def test_merged_questions_count_a_submission_once(
    coded: Frames, consultation: Consultation, column: Read
) -> None:
    (part,) = parts_of(consultation, "evidence", ["q1", "q2"])
    table = topics_by_part(coded, consultation, "evidence", [part], of="x")
    # School: p5 under both questions, p6 freely. Waiting: p5 and p1.
    assert column(table, "submissions") == {
        ("Waiting", part.name): 2,
        ("School", part.name): 2,
        ("Contact", part.name): 1,
    }
    assert table.title == "Topics raised under each question, some summarised together"


def test_topics_by_respondent_type_have_the_type_for_a_base(
    coded: Frames, consultation: Consultation, column: Read
) -> None:
    table = topics_by_respondent_type(coded, consultation, "evidence", Part("q2", ("q2",)), "experience")
    counted = {cell: n for cell, n in column(table, "submissions").items() if n}
    assert counted == {
        ("Waiting", "Adopters"): 1,
        ("Waiting", "Foster carers"): 1,
        ("School", "Professionals"): 1,
    }
    assert column(table, "submissions_base")["School", "Professionals"] == 1
    assert table.name == "topics_by_experience"


def test_robust_and_gap_on_one_topic_are_seen_together(coded: Frames, consultation: Consultation) -> None:
    table = robust_gap_contested(coded, consultation, "evidence", robust="q1", gap="q2", contested="q2")
    by_topic = table.frame.set_index("topic")
    assert by_topic.index.tolist() == ["Waiting", "School"]
    # One submission answers q1 (p5), two q2 (p5, p1).
    assert set(by_topic["robust_base"]) == {1}
    assert set(by_topic["gap_base"]) == {2}
    together = ["robust", "gap", "robust_and_gap", "robust_and_contested", "gap_and_contested", "all_three"]
    assert by_topic.loc["School", together].tolist() == [1, 1, 1, 1, 1, 1]
    # p5 calls waiting robust, p1 a gap: no submission says both.
    assert by_topic.loc["Waiting", together].tolist() == [1, 1, 0, 0, 1, 0]
    assert by_topic.loc["Waiting", "gap_share"] == 0.5


def test_what_a_question_asks_names_its_part(consultation: Consultation) -> None:
    assert standing_parts(consultation, "evidence", robust="q1", a_gap="q2") == [
        Part("Robust (q1)", ("q1",)),
        Part("A gap (q2)", ("q2",)),
    ]
    with pytest.raises(HeardError, match="no question `q7`"):
        standing_parts(consultation, "evidence", robust="q7")


def test_nothing_coded_gives_empty_tables(frames: Frames, consultation: Consultation) -> None:
    parts = parts_of(consultation, "evidence")
    assert topics_by_part(frames, consultation, "evidence", parts, of="x").frame.empty
    none = robust_gap_contested(frames, consultation, "evidence", robust="q1", gap="q2", contested="q2")
    assert none.frame.empty
    by_type = topics_by_respondent_type(frames, consultation, "evidence", parts[0], "region")
    assert by_type.frame.empty
