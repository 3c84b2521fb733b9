from dataclasses import replace
from datetime import UTC, datetime

import pytest

from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    Conflict,
    Store,
    apply_codings,
    audit_trail,
    change_coding,
    coding_history,
    current_codings,
    place,
    remove_coding,
    restore_coding,
)

TEXT = "We waited a year for help, and then help came 🙂 twice."


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def test_a_coding_comes_back_as_it_was_put_on(store: Store, ann: Actor) -> None:
    (made,) = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)], "first reading")
    (found,) = coding_history(store, made.coding_id)
    assert found == made
    assert (found.coder, found.actor, found.reason, found.origin) == ("ann", "ann", "first reading", "hand")
    assert (found.anchor.quote, found.anchor.before, found.anchor.after) == (
        "waited a year",
        "We ",
        " for help, and then help came 🙂 ",
    )


def test_nothing_is_overwritten_and_every_past_state_can_be_asked_for(
    store: Store, ann: Actor, bob: Actor
) -> None:
    nobody = Frames.of()
    (put,) = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)])
    after_put = now()
    moved = change_coding(store, bob, put, to=place("t", TEXT, "help", 3, 25), reason="whole clause")
    after_move = now()
    gone = remove_coding(store, ann, moved, "not help")
    after_removal = now()
    back = restore_coding(store, ann, gone, "undo")
    assert [each.deed for each in coding_history(store, put.coding_id)] == [
        "applied",
        "changed",
        "removed",
        "restored",
    ]
    states = [current_codings(store, nobody, at) for at in (after_put, after_move, after_removal)]
    assert [[(each.start, each.end, each.coder) for each in state] for state in states] == [
        [(3, 16, "ann")],
        [(3, 25, "ann")],
        [],
    ]
    assert current_codings(store, nobody) == [back]
    assert audit_trail(store)[["actor", "kind", "reason"]].to_numpy().tolist() == [
        ["ann", "coding", ""],
        ["bob", "coding", "whole clause"],
        ["ann", "coding", "not help"],
        ["ann", "coding", "undo"],
    ]


def test_an_edit_of_what_has_changed_is_refused_with_both_versions(
    store: Store, ann: Actor, bob: Actor
) -> None:
    (seen,) = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)])
    theirs = change_coding(store, bob, seen, to=place("t", TEXT, "staff", 3, 16))
    with pytest.raises(Conflict, match="changed by bob since it was read") as refused:
        remove_coding(store, ann, seen)
    assert refused.value.yours == seen
    assert refused.value.theirs == theirs
    assert coding_history(store, seen.coding_id)[-1] == theirs
    assert len(audit_trail(store)) == 2


def test_a_refused_change_among_several_saves_none_of_them(store: Store, ann: Actor) -> None:
    from heard.store.codings import change_codings

    one, two = apply_codings(store, ann, [place("t", TEXT, "help", 0, 2), place("t", TEXT, "help", 3, 9)])
    remove_coding(store, ann, two)
    with pytest.raises(Conflict):
        change_codings(store, ann, [(each, replace(each, code="staff")) for each in (one, two)])
    assert coding_history(store, one.coding_id) == [one]


def test_a_coding_of_a_file_stands_until_someone_changes_it_and_is_never_doubled(
    store: Store, frames: Frames, ann: Actor
) -> None:
    as_read = current_codings(store, frames)
    assert {each.revision for each in as_read} == {0}
    assert sorted(each.code for each in as_read) == ["help", "help", "staff", "staff"]
    gone = remove_coding(store, ann, as_read[0], "not help")
    assert gone.revision == 1
    assert current_codings(store, frames) == as_read[1:]
    back = restore_coding(store, ann, gone)
    assert [each.coding_id for each in current_codings(store, frames)] == [
        *(each.coding_id for each in as_read[1:]),
        back.coding_id,
    ]


def test_two_who_change_the_same_coding_of_a_file_do_not_both_succeed(
    store: Store, frames: Frames, ann: Actor, bob: Actor
) -> None:
    seen = current_codings(store, frames)[0]
    remove_coding(store, ann, seen)
    with pytest.raises(Conflict, match="changed by ann"):
        remove_coding(store, bob, seen)


def test_the_same_identifier_is_not_taken_twice(store: Store, ann: Actor) -> None:
    placed = place("t", TEXT, "help", coding_id="5f1b", coder="imported")
    (made,) = apply_codings(store, ann, [placed])
    assert (made.coder, made.coded_at, made.actor) == ("imported", None, "ann")
    with pytest.raises(HeardError, match="in the store already"):
        apply_codings(store, ann, [placed, place("t", TEXT, "staff")])
    assert len(current_codings(store, Frames.of())) == 1


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, 1000)])
def test_a_segment_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(HeardError, match="no segment"):
        place("t", TEXT, "help", start, end)


def test_the_words_of_a_coding_are_in_no_repr(store: Store, ann: Actor) -> None:
    made = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)])
    assert "waited" not in repr(made)
