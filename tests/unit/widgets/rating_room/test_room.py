import pytest

from heard.errors import HeardError
from heard.store import Store
from heard.store.rounds import answers_of, invite, reopen_sheet
from heard.widgets.rating_room.room import Room
from tests.unit.widgets.rating_room.conftest import CO, ROUND


def fill(room: Room) -> None:
    for subject, scale in room.gaps:
        value = {"interpretable": "yes", "confidence": "4", "about": "yes", "intruder": "staff"}.get(
            scale, "Waiting"
        )
        room.answer(subject, scale, value)


def test_a_private_link_opens_its_raters_sheet_and_a_new_one_ends_it(
    store: Store, tokens: dict[str, str]
) -> None:
    assert Room.entered(store, tokens["Ada"]).sheet.rater == "Ada"
    fresh = invite(store, CO, ROUND.round_id, "Ada")
    with pytest.raises(HeardError, match="this link is not known"):
        Room.entered(store, tokens["Ada"])
    assert Room.entered(store, fresh).sheet.rater == "Ada"


def test_an_answer_is_in_the_store_and_can_be_changed_and_taken_back(
    store: Store, tokens: dict[str, str]
) -> None:
    room = Room.entered(store, tokens["Ada"])
    for words, kept in (
        (" Waiting lists ", ["Waiting lists"]),
        ("Waits", ["Waits"]),
        ("", []),
        ("Waits", ["Waits"]),
    ):
        room.answer("T1", "name", words)
        assert answers_of(store, ROUND.round_id, "Ada")["value"].tolist() == kept
    assert room.answers == {("T1", "name"): "Waits"}


def test_who_stops_goes_on_at_the_first_gap(store: Store, tokens: dict[str, str]) -> None:
    room = Room.entered(store, tokens["Ada"])
    first = room.sheet.pages[0].subject
    for subject, scale in [gap for gap in room.gaps if gap[0] == first]:
        room.answer(subject, scale, {"intruder": "staff"}.get(scale, "Waiting"))
    again = Room.entered(store, tokens["Ada"])
    assert again.begins_at == 1
    assert again.answers == room.answers


def test_what_cannot_be_interpreted_needs_nothing_more(store: Store, tokens: dict[str, str]) -> None:
    room = Room.entered(store, tokens["Ada"])
    asked = {gap for gap in room.gaps if gap[0] == "T1"}
    assert {scale for _, scale in asked} == {"name", "description", "confidence", "interpretable"}
    room.answer("T1", "interpretable", "no")
    assert not [gap for gap in room.gaps if gap[0] == "T1"]


def test_a_sheet_with_gaps_cannot_be_locked_and_a_locked_one_not_changed(
    store: Store, tokens: dict[str, str]
) -> None:
    room = Room.entered(store, tokens["Ada"])
    with pytest.raises(HeardError, match="answers are missing"):
        room.lock()
    fill(room)
    room.lock()
    assert room.locked
    with pytest.raises(HeardError, match="this sheet is locked; nothing was saved"):
        room.answer("T1", "name", "Other")
    assert room.answers["T1", "name"] == "Waiting"
    reopen_sheet(store, CO, ROUND.round_id, "Ada", "She asked for it")
    room.read_again()
    room.answer("T1", "name", "Other")
    assert room.answers["T1", "name"] == "Other"


def test_two_windows_of_one_rater_do_not_overwrite_each_other(store: Store, tokens: dict[str, str]) -> None:
    one, other = (Room.entered(store, tokens["Ada"]) for _ in range(2))
    one.answer("T1", "name", "Waiting")
    with pytest.raises(HeardError, match="nothing was saved"):
        other.answer("T1", "name", "Queues")
    assert other.answers == {("T1", "name"): "Waiting"}
    other.answer("T1", "name", "Queues")
    assert other.answers == {("T1", "name"): "Queues"}


def test_raters_see_nothing_of_each_other(store: Store, tokens: dict[str, str]) -> None:
    Room.entered(store, tokens["Ada"]).answer("T1", "name", "Waiting")
    ben = Room.entered(store, tokens["Ben"])
    assert ben.answers == {}
    assert "Waiting" not in repr(vars(ben))
