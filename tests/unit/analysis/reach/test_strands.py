from collections.abc import Callable

import pytest

from heard.analysis.reach import reach, reach_by_channel, reach_by_collection, reach_by_method
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_in_all_everybody_counts_once(frames: Frames, consultation: Consultation) -> None:
    row = reach(frames, consultation).frame.iloc[0].to_dict()
    assert row == {
        "people": 6,
        "sessions": 3,
        "people_present": 16,
        "sessions_without_number": 1,
        "texts": 9,
    }


def test_a_person_in_two_collections_counts_in_both(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_collection(frames, consultation)
    assert column(table, "people") == {"Sessions": 0, "Call for advice": 4, "Call for evidence": 3}
    assert column(table, "people_present") == {"Sessions": 16, "Call for advice": 0, "Call for evidence": 0}
    assert column(table, "texts") == {"Sessions": 3, "Call for advice": 4, "Call for evidence": 2}


def test_a_session_that_does_not_say_how_many_came_is_counted_as_such(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_method(frames, consultation)
    assert column(table, "sessions") == {"focus group": 2, "workshop": 1}
    assert column(table, "people_present") == {"focus group": 6, "workshop": 10}
    assert column(table, "sessions_without_number") == {"focus group": 1, "workshop": 0}
    assert column(table, "texts") == {"focus group": 1, "workshop": 2}


def test_channels_of_a_collection(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = reach_by_channel(frames, consultation, "advice")
    assert column(table, "people") == {"form": 2, "email": 1, "Not stated": 1}
    assert set(column(table, "people_base").values()) == {4}
    assert column(table, "texts") == {"form": 2, "email": 1, "Not stated": 1}


def test_over_all_collections_a_person_may_have_used_two_channels(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = reach_by_channel(frames, consultation)
    # p1 wrote to the call for advice by form and to the call for evidence by email.
    assert column(table, "people") == {"email": 3, "form": 3, "Not stated": 1}
    assert set(column(table, "people_base").values()) == {6}
    assert table.column("channel").overlaps


@pytest.mark.parametrize("collection", ["all", "engagement", "advice", "evidence"])
def test_every_margin_holds(frames: Frames, consultation: Consultation, collection: str) -> None:
    tables = [
        reach(frames, consultation),
        reach_by_collection(frames, consultation),
        reach_by_method(frames, consultation, collection),
        reach_by_channel(frames, consultation, collection),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (reach_by_collection, reach_by_method, reach_by_channel):
        one, other = (table(each, consultation).frame for each in (frames, shuffled))
        assert one.equals(other)


def test_nothing_read_gives_tables_of_noughts(no_frames: Frames, consultation: Consultation) -> None:
    assert reach(no_frames, consultation).frame.to_numpy().sum() == 0
    assert reach_by_collection(no_frames, consultation).frame["people"].tolist() == [0, 0, 0]
    assert reach_by_method(no_frames, consultation).frame.empty
    assert reach_by_channel(no_frames, consultation).frame.empty


def test_people_known_only_by_their_row_are_pointed_out(frames: Frames, consultation: Consultation) -> None:
    vague = Frames.of(
        **(
            dict(frames.items())
            | {"respondents": frames.respondents.assign(known_by=["row"] * 2 + ["person"] * 4)}
        )
    )
    assert any("by their row, without a number: 2" in note for note in reach(vague, consultation).notes)
    assert not any("by their row" in note for note in reach(frames, consultation).notes)


def test_an_unknown_collection_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="Did you mean `advice`"):
        reach_by_channel(frames, consultation, "advise")
