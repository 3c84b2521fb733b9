from collections.abc import Callable

import pytest

from heard.analysis.reach import group_pairs, groups_held, reach, reach_by_collection, reach_by_group
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_known_people_and_people_present_stand_side_by_side(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_group(frames, consultation, "experience")
    # p1 is both adopter and carer; p4 and p6 gave no group.
    assert column(table, "people") == {
        "Adopters": 2,
        "Foster carers": 2,
        "Professionals": 1,
        "Not stated": 2,
    }
    assert set(column(table, "people_base").values()) == {6}
    # Adopters: 4 at s1 and 6 at s2; carers: 7 at s1, and s3 does not say how many.
    assert list(column(table, "people_present").values()) == [10, 7, 0, 0]
    assert list(column(table, "sessions").values()) == [2, 2, 0, 0]
    # p1 wrote t1; p2 t2; p3 t3; p5 e1; p4 and p6, without a group, t4 and e2.
    assert list(column(table, "texts").values()) == [2, 2, 1, 2]
    assert table.column("group").overlaps


def test_a_collection_counts_those_who_took_part_in_it(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_group(frames, consultation, "experience", "evidence")
    # p1 took part in the call for evidence, though no text of theirs was kept.
    assert list(column(table, "people").values()) == [1, 1, 1, 1]
    assert list(column(table, "texts").values()) == [0, 0, 1, 1]
    assert list(column(table, "people_present").values()) == [0, 0, 0, 0]


def test_people_by_number_of_groups(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = groups_held(frames, consultation, "experience")
    assert column(table, "people") == {"0 groups": 2, "1 group": 3, "2 groups": 1}
    assert not table.column("groups").overlaps


def test_pairs_of_groups_stand_once_and_say_who_holds_either(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = group_pairs(frames, consultation, "experience")
    assert column(table, "people") == {
        ("Adopters", "Foster carers"): 1,
        ("Adopters", "Professionals"): 0,
        ("Foster carers", "Professionals"): 0,
    }
    # p1, p2 and p3 hold one or the other of the first pair.
    assert list(column(table, "people_base").values()) == [3, 3, 3]


def test_groups_that_exclude_each_other_add_up(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_group(frames, consultation, "region")
    assert column(table, "people") == {"North": 2, "South": 1, "Not stated": 3}
    assert table.margins[0].exact
    # A session that names a region and no number has people of it, though nobody knows how many.
    assert column(table, "sessions") == {"North": 0, "South": 1, "Not stated": 0}
    assert column(table, "people_present") == {"North": 0, "South": 0, "Not stated": 0}
    assert not any("overlap" in note for note in table.notes)


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize("collection", ["all", "engagement", "advice", "evidence"])
def test_every_margin_holds(
    frames: Frames, consultation: Consultation, collection: str, grouping: str
) -> None:
    tables = [
        reach(frames, consultation),
        reach_by_collection(frames, consultation),
        reach_by_group(frames, consultation, grouping, collection),
        groups_held(frames, consultation, grouping, collection),
        group_pairs(frames, consultation, grouping, collection),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (reach_by_group, groups_held, group_pairs):
        one, other = (table(each, consultation, "experience").frame for each in (frames, shuffled))
        assert one.equals(other)


def test_nobody_read_leaves_every_group_with_nought(no_frames: Frames, consultation: Consultation) -> None:
    for table in (reach_by_group, groups_held, group_pairs):
        assert table(no_frames, consultation, "experience").frame["people"].sum() == 0
