from collections.abc import Sequence

import pytest

from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    Batch,
    Coding,
    Store,
    apply_codings,
    close_batch,
    current_batches,
    current_codings,
    give_batch,
    independent_codings,
    place,
    remove_coding,
    texts_read,
    visible_codings,
)

NOBODY = Frames.of()


def seen_by(store: Store, actor: Actor) -> list[tuple[str, str, str]]:
    codings: Sequence[Coding] = current_codings(store, NOBODY)
    visible = visible_codings(codings, current_batches(store), actor.name)
    return sorted((each.coder, each.text_id, each.code) for each in visible)


@pytest.fixture
def blind(store: Store, ann: Actor, bob: Actor) -> Batch:
    give_batch(store, ann, "Pilot", ["t1", "t2"], ["ann", "bob"], blind=True)
    apply_codings(store, ann, [place("t1", "words", "help"), place("t9", "words", "help")])
    apply_codings(store, bob, [place("t1", "words", "staff")])
    return current_batches(store)[0]


def test_coders_see_each_others_codings_only_once_they_have_closed_the_batch(
    store: Store, ann: Actor, bob: Actor, blind: Batch
) -> None:
    assert seen_by(store, bob) == [("ann", "t9", "help"), ("bob", "t1", "staff")]
    close_batch(store, bob, blind.batch_id)
    assert seen_by(store, bob) == [("ann", "t1", "help"), ("ann", "t9", "help"), ("bob", "t1", "staff")]
    assert seen_by(store, ann) == [("ann", "t1", "help"), ("ann", "t9", "help")]
    assert seen_by(store, Actor("cat", "login"))[0] == ("ann", "t1", "help")


def test_what_is_changed_after_closing_is_not_ones_independent_judgement(
    store: Store, ann: Actor, bob: Actor, blind: Batch
) -> None:
    close_batch(store, ann, blind.batch_id)
    close_batch(store, bob, blind.batch_id)
    apply_codings(store, bob, [place("t1", "words", "help")])
    own = next(each for each in current_codings(store, NOBODY) if each.code == "staff")
    remove_coding(store, bob, own, "ann is right")
    independent = independent_codings(store, NOBODY, current_batches(store))
    assert sorted((each.coder, each.text_id, each.code) for each in independent) == [
        ("ann", "t1", "help"),
        ("ann", "t9", "help"),
        ("bob", "t1", "staff"),
    ]


def test_a_text_of_a_closed_batch_counts_as_read_coded_or_not(store: Store, bob: Actor, blind: Batch) -> None:
    assert texts_read(current_batches(store)).empty
    close_batch(store, bob, blind.batch_id)
    assert texts_read(current_batches(store)).to_numpy().tolist() == [["bob", "t1"], ["bob", "t2"]]


def test_a_batch_is_closed_once_and_only_by_those_it_was_given_to(
    store: Store, bob: Actor, blind: Batch
) -> None:
    with pytest.raises(HeardError, match="no such batch open to you"):
        close_batch(store, Actor("cat", "login"), blind.batch_id)
    close_batch(store, bob, blind.batch_id)
    with pytest.raises(HeardError, match="no such batch open to you"):
        close_batch(store, bob, blind.batch_id)


@pytest.mark.parametrize(
    ("texts", "coders"), [([], ["ann", "bob"]), (["t1"], ["ann"]), (["t1"], ["ann", "ann"])]
)
def test_a_blind_batch_needs_a_text_and_two_coders(
    store: Store, ann: Actor, texts: list[str], coders: list[str]
) -> None:
    with pytest.raises(HeardError, match="make no batch"):
        give_batch(store, ann, "Pilot", texts, coders, blind=True)
    assert current_batches(store) == []
