from collections.abc import Callable

import pytest

from heard.analysis.reach import reach, reach_by_collection, reach_by_lived_experience
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
_LIVED, _PROS, _NOT = "Lived experience", "No lived experience (professionals)", "Not stated"

_SPEAKS_FROM = {True: "lived experience", False: "practice", None: None}


def _told(consultation: Consultation, **kinds: bool | None) -> Consultation:
    """The consultation, with what it says of each group's lived experience."""
    plain = consultation.model_dump(mode="json")
    for grouping in plain["groupings"]:
        for group in grouping["groups"]:
            group["speaks_from"] = _SPEAKS_FROM[kinds.get(group["code"])]
    return Consultation.model_validate(plain)


def test_people_and_sessions_of_each_kind(frames: Frames, consultation: Consultation, column: Read) -> None:
    told = _told(consultation, adopters=True, carers=True, pros=False)
    table = reach_by_lived_experience(frames, told, "experience")
    # p1 holds two groups of one kind and counts once; p2 and p3 one each; p5 is professional; p4 and p6
    # gave no group.
    assert column(table, "people") == {_LIVED: 3, _PROS: 1, _NOT: 2}
    assert set(column(table, "people_base").values()) == {6}
    assert column(table, "people_share")[_LIVED] == 0.5
    # Adopters or carers came to each of the three sessions, professionals to none.
    assert column(table, "sessions") == {_LIVED: 3, _PROS: 0, _NOT: 0}


def test_somebody_of_both_kinds_counts_in_both(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    told = _told(consultation, adopters=True, carers=False, pros=False)
    table = reach_by_lived_experience(frames, told, "experience")
    # p1 is adopter and carer.
    assert column(table, "people") == {_LIVED: 2, _PROS: 3, _NOT: 2}
    # Adopters at s1 and s2, carers at s1 and s3.
    assert column(table, "sessions") == {_LIVED: 2, _PROS: 2, _NOT: 0}
    assert any("counts in both" in note for note in table.notes)


def test_a_group_of_which_nothing_is_said_is_not_stated(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_lived_experience(frames, _told(consultation, adopters=True), "experience")
    # p1 is a carer too, of which nothing is said, and an adopter: that is stated.
    assert column(table, "people") == {_LIVED: 2, _PROS: 0, _NOT: 4}
    assert column(table, "sessions") == {_LIVED: 2, _PROS: 0, _NOT: 1}
    assert column(reach_by_lived_experience(frames, consultation, "experience"), "people")[_NOT] == 6


def test_a_collection_counts_those_who_took_part_in_it(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    told = _told(consultation, adopters=True, carers=True, pros=False)
    table = reach_by_lived_experience(frames, told, "experience", "evidence")
    assert column(table, "people") == {_LIVED: 1, _PROS: 1, _NOT: 1}
    assert sum(column(table, "sessions").values()) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize("collection", ["all", "engagement", "advice", "evidence"])
def test_every_margin_holds(
    frames: Frames, consultation: Consultation, collection: str, grouping: str
) -> None:
    told = _told(consultation, adopters=True, carers=False, north=True, south=False)
    table = reach_by_lived_experience(frames, told, grouping, collection)
    totals = [reach(frames, told), reach_by_collection(frames, told)]
    assert broken_margins({each.name: each for each in [table, *totals]}) == []
    assert table.margins[0].exact == (grouping == "region")


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    told = _told(consultation, adopters=True, carers=False, pros=False)
    one, other = (reach_by_lived_experience(each, told, "experience").frame for each in (frames, shuffled))
    assert one.equals(other)


def test_nobody_read_leaves_noughts(no_frames: Frames, consultation: Consultation) -> None:
    assert reach_by_lived_experience(no_frames, consultation, "experience").frame["people"].sum() == 0
