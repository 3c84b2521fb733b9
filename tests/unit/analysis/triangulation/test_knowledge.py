from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, themes
from heard.analysis.triangulation import themes_by_knowledge, what_groups_speak_from
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins
from tests.unit.analysis.triangulation.making import without

Read = Callable[[ResultTable, str], dict[object, object]]
_LIVED, _PRACTICE, _RESEARCH = "Lived experience", "Practice", "Research"


def test_a_person_who_speaks_from_two_counts_for_both(
    frames: Frames, speaking: Consultation, column: Read
) -> None:
    table = themes_by_knowledge(frames, speaking)
    people, bases = column(table, "people"), column(table, "people_base")
    # p1 is an adopter (lived) and a carer (practice), p2 an adopter, p3 a carer; p5 is not coded.
    assert [bases["Support", kind] for kind in (_LIVED, _PRACTICE, _RESEARCH)] == [2, 2, 0]
    assert [people["Support", kind] for kind in (_LIVED, _PRACTICE, _RESEARCH)] == [2, 1, 0]
    assert [people["School", kind] for kind in (_LIVED, _PRACTICE, _RESEARCH)] == [1, 2, 0]
    assert column(table, "people_share")["School", _LIVED] == 0.5
    assert pd.isna(column(table, "people_share")["School", _RESEARCH])


def test_kinds_stand_in_the_order_of_their_definition(frames: Frames, speaking: Consultation) -> None:
    table = themes_by_knowledge(frames, speaking)
    assert table.frame["knowledge"].head(3).tolist() == [_LIVED, _PRACTICE, _RESEARCH]
    assert "Not stated" not in set(table.frame["knowledge"])
    assert any("none ranks above another" in note for note in table.notes)


def test_people_with_no_such_group_are_not_stated(
    frames: Frames, speaking: Consultation, column: Read
) -> None:
    nobody = without(frames, "memberships", "respondent_id", "p3")
    table = themes_by_knowledge(nobody, speaking)
    assert column(table, "people")["School", "Not stated"] == 1
    assert column(table, "people_base")["School", "Not stated"] == 1
    # A region says nothing of what its people speak from.
    by_region = themes_by_knowledge(frames, speaking, "region")
    assert column(by_region, "people_base")["School", "Not stated"] == 3


def test_one_grouping_or_one_strand_can_be_asked_for(
    frames: Frames, speaking: Consultation, column: Read
) -> None:
    whole = themes_by_knowledge(frames, speaking)
    assert themes_by_knowledge(frames, speaking, "experience").frame.equals(whole.frame)
    # Speakers at sessions are not named, so nobody known is behind them.
    nobody = themes_by_knowledge(frames, speaking, scope=Scope("engagement"))
    assert set(column(nobody, "people_base").values()) == {0}
    with pytest.raises(HeardError, match="grouping"):
        themes_by_knowledge(frames, speaking, "experiences")


def test_margins_hold_and_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, speaking: Consultation
) -> None:
    table = themes_by_knowledge(frames, speaking)
    tables = [table, themes(frames, speaking), coding_totals(frames, speaking)]
    assert broken_margins({each.name: each for each in tables}) == []
    assert table.frame.equals(themes_by_knowledge(shuffled, speaking).frame)


def test_the_groups_behind_each_kind_are_named(frames: Frames, speaking: Consultation) -> None:
    table = what_groups_speak_from(frames, speaking)
    # Of the region nothing is said, so it is no part of the table.
    assert table.frame[["knowledge", "grouping", "group", "people"]].to_numpy().tolist() == [
        [_LIVED, "Experience", "Adopters", 2],
        [_PRACTICE, "Experience", "Foster carers", 2],
        [_RESEARCH, "Experience", "Professionals", 0],
    ]
    behind = table.rows_behind["people"]
    assert set(behind.loc[behind["group"] == "Foster carers", "row_id"]) == {"p1", "p3"}
    assert table.frame.equals(what_groups_speak_from(frames, speaking, "experience").frame)
    assert what_groups_speak_from(frames, speaking, "region").frame.empty
    with pytest.raises(HeardError, match="grouping"):
        what_groups_speak_from(frames, speaking, "experiences")


def test_a_group_of_which_nothing_is_said_stands_last(
    frames: Frames, speaking: Consultation, no_frames: Frames
) -> None:
    written = speaking.model_dump(exclude_none=True)
    del written["groupings"][0]["groups"][0]["speaks_from"]
    half = Consultation.model_validate(written)
    last = what_groups_speak_from(frames, half).frame.iloc[-1]
    assert (last["knowledge"], last["group"], last["people"]) == ("Not stated", "Adopters", 2)
    assert what_groups_speak_from(no_frames, half).frame["people"].sum() == 0


def test_the_order_of_rows_does_not_matter_to_the_groups(
    frames: Frames, shuffled: Frames, speaking: Consultation
) -> None:
    assert what_groups_speak_from(frames, speaking).frame.equals(
        what_groups_speak_from(shuffled, speaking).frame
    )


def test_nobody_coded_leaves_noughts(frames: Frames, no_frames: Frames, speaking: Consultation) -> None:
    assert themes_by_knowledge(no_frames, speaking).frame.empty
    uncoded = themes_by_knowledge(Frames.of(codes=frames.codes), speaking).frame
    assert uncoded["people_base"].sum() == 0
    assert len(uncoded) == 9
