from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.advice import PEOPLE, WAYS, engagement_plan, named_by_group, named_in
from heard.consultation import Consultation, DictionaryEntry
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
Q1 = Scope("advice", "q1")
_ENTRIES = (
    DictionaryEntry(code="visitors", name="Health visitors", kind="Professionals"),
    DictionaryEntry(
        code="judges", name="Judges", kind="Justice", patterns=("(?:family|high) court judges?",)
    ),
    DictionaryEntry(code="kin", name="Kinship carers", kind="Families", aliases=("grandparents",)),
    DictionaryEntry(code="kin-groups", name="Kinship carers' groups", aliases=("kinship charities",)),
    DictionaryEntry(code="teachers", name="Teachers", kind="Professionals"),
)


@pytest.fixture
def asked(frames: Frames) -> Frames:
    """Question 1 answered by all: p1 holds two groups, p2 adopters, p3 carers, p4 none."""
    answers = pd.DataFrame(
        {
            "text_id": ["q1", "q2", "q3", "q4", "q5"],
            "collection": "advice",
            "question_id": "advice.q1",
            "respondent_id": ["p1", "p2", "p3", "p4", "p1"],
            "session_id": None,
            "text": [
                "Health visitors, health visitors and a Family Court judge",
                "health-visitors before judges",
                "Kinship carers' groups; the grandparents",
                "Nobody special. Prejudges.",
                "HEALTH VISITORS",
            ],
        }
    )
    kept = frames.texts[frames.texts["question_id"] != "advice.q1"]
    return Frames.of(**(dict(frames.items()) | {"texts": pd.concat([kept, answers])}))


def test_people_and_mentions_are_counted_apart(
    asked: Frames, consultation: Consultation, column: Read
) -> None:
    table = named_in(asked, consultation, _ENTRIES, Q1)
    people = {entry: number for (_, entry), number in column(table, "people").items()}
    assert people == {
        "Health visitors": 2,
        "Judges": 2,
        "Kinship carers": 1,
        "Kinship carers' groups": 1,
        "Teachers": 0,
        "None of these named": 1,
    }
    # p1 three times in two answers, p2 once.
    assert column(table, "mentions")["Professionals", "Health visitors"] == 4
    assert column(table, "largest_source")["Professionals", "Health visitors"] == 0.75
    assert set(column(table, "people_base").values()) == {4}
    assert column(table, "people_share")["Justice", "Judges"] == 0.5
    # Wilson (1927) for 2 of 4.
    assert column(table, "low")["Justice", "Judges"] == pytest.approx(0.1500, abs=1e-4)
    behind = table.rows_behind["people"]
    assert set(behind.loc[behind["entry"] == "Judges", "row_id"]) == {"p1", "p2"}


def test_the_most_named_come_first_and_those_who_name_none_last(
    asked: Frames, consultation: Consultation
) -> None:
    frame = named_in(asked, consultation, _ENTRIES, Q1).frame
    assert frame["entry"].tolist()[0] == "Health visitors"
    assert frame["entry"].tolist()[-2:] == ["Teachers", "None of these named"]
    assert frame["kind"].tolist() == [
        "Professionals",
        "Justice",
        "Families",
        "Other",
        "Professionals",
        "None",
    ]


def test_somebody_of_two_groups_counts_in_both(
    asked: Frames, consultation: Consultation, column: Read
) -> None:
    table = named_by_group(asked, consultation, _ENTRIES, "experience", Q1)
    judges = {group: n for (_, entry, group), n in column(table, "people").items() if entry == "Judges"}
    assert judges == {"Adopters": 2, "Foster carers": 1, "Professionals": 0, "Not stated": 0}
    bases = {group: n for (_, entry, group), n in column(table, "people_base").items() if entry == "Judges"}
    assert bases == {"Adopters": 2, "Foster carers": 2, "Professionals": 0, "Not stated": 1}
    assert pd.isna(column(table, "people_share")["Justice", "Judges", "Professionals"])
    assert column(table, "people")["None", "None of these named", "Not stated"] == 1


def test_a_plan_says_who_suggested_whom_under_headings(asked: Frames, consultation: Consultation) -> None:
    plan = engagement_plan(asked, consultation, _ENTRIES, "experience", Q1).frame
    assert plan[["kind", "entry", "suggested_by", "people", "groups"]].to_numpy().tolist() == [
        ["Professionals", "Health visitors", "Adopters; Foster carers", 2, 2],
        ["Justice", "Judges", "Adopters; Foster carers", 2, 2],
        ["Families", "Kinship carers", "Foster carers", 1, 1],
        ["Other", "Kinship carers' groups", "Foster carers", 1, 1],
    ]
    assert set(plan["people_base"]) == {4}


def test_somebody_without_a_group_is_on_the_plan_and_is_no_group(
    asked: Frames, consultation: Consultation
) -> None:
    only = asked.texts[asked.texts["text_id"] == "q4"].assign(text="Teachers")
    frames = Frames.of(**(dict(asked.items()) | {"texts": only}))
    plan = engagement_plan(frames, consultation, _ENTRIES, "experience", Q1).frame
    assert plan[["entry", "suggested_by", "people", "groups"]].to_numpy().tolist() == [
        ["Teachers", "Not stated", 1, 0]
    ]


def test_a_scope_of_one_group_counts_its_people_only(
    asked: Frames, consultation: Consultation, column: Read
) -> None:
    table = named_in(asked, consultation, _ENTRIES, Scope("advice", "q1", "experience", "carers"))
    assert set(column(table, "people_base").values()) == {2}
    assert column(table, "people")["Justice", "Judges"] == 1


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize("scope", [Q1, Scope(), Scope("advice"), Scope("advice", "q1", "region", "north")])
def test_every_margin_holds(asked: Frames, consultation: Consultation, scope: Scope, grouping: str) -> None:
    tables = [
        named_in(asked, consultation, _ENTRIES, scope, WAYS),
        named_by_group(asked, consultation, _ENTRIES, grouping, scope, WAYS),
    ]
    assert [table.name for table in tables] == ["ways_of_engaging_named", "ways_of_engaging_by_group"]
    assert broken_margins({table.name: table for table in tables}) == []


def test_what_a_session_s_notes_name_is_a_mention_of_nobody_known(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    entries = (DictionaryEntry(code="school", name="School"),)
    table = named_in(frames, consultation, entries, Scope("engagement"))
    assert column(table, "mentions")["Other", "School"] == 1
    assert column(table, "people")["Other", "School"] == 0
    assert column(table, "people_base")["Other", "School"] == 0


def test_the_order_of_rows_does_not_matter(asked: Frames, consultation: Consultation) -> None:
    mixed = Frames.of(**{name: frame.sample(frac=1, random_state=4) for name, frame in asked.items()})
    for one, other in (
        [f(each, consultation, _ENTRIES, "experience", Q1) for each in (asked, mixed)]
        for f in (named_by_group, engagement_plan)
    ):
        assert one.frame.equals(other.frame)
    one, other = (named_in(each, consultation, _ENTRIES, Q1) for each in (asked, mixed))
    assert one.frame.equals(other.frame)


def test_nothing_asked_and_nothing_listed_give_empty_tables(
    no_frames: Frames, asked: Frames, consultation: Consultation
) -> None:
    assert named_in(no_frames, consultation, _ENTRIES, Q1).frame["people"].sum() == 0
    assert named_by_group(no_frames, consultation, _ENTRIES, "experience", Q1).frame["people"].sum() == 0
    assert engagement_plan(no_frames, consultation, _ENTRIES, "experience", Q1).frame.empty
    assert engagement_plan(asked, consultation, (), "experience", Q1).frame.empty
    assert named_in(asked, consultation, (), Q1).frame["people"].tolist() == [4]


def test_an_unknown_grouping_is_said(asked: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="Did you mean `experience`"):
        named_by_group(asked, consultation, _ENTRIES, "experiance", Q1, PEOPLE)
