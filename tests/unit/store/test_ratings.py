import pytest

from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Store, audit_trail, current_ratings, rate


def values(store: Store) -> list[tuple[str, str, str]]:
    ratings = current_ratings(store)
    return sorted(zip(ratings["rater"], ratings["subject"], ratings["value"], strict=True))


def test_raters_rate_the_same_apart_and_change_only_their_own(store: Store, ann: Actor, bob: Actor) -> None:
    rate(store, ann, "T1", "coherence", "4", "mostly waiting")
    rate(store, bob, "T1", "coherence", "2")
    rate(store, ann, "T1", "coherence", "5", seen_revision=1)
    assert values(store) == [("ann", "T1", "5"), ("bob", "T1", "2")]
    assert len(audit_trail(store)) == 3


def test_a_rating_can_be_taken_back(store: Store, ann: Actor) -> None:
    rate(store, ann, "T1", "coherence", "4")
    rate(store, ann, "T1", "coherence", None, seen_revision=1)
    assert values(store) == []


def test_a_second_window_does_not_overwrite_the_first(store: Store, ann: Actor) -> None:
    rate(store, ann, "T1", "coherence", "4")
    with pytest.raises(HeardError, match="nothing was saved"):
        rate(store, ann, "T1", "coherence", "1")
    assert values(store) == [("ann", "T1", "4")]


def test_a_rating_says_of_what_and_on_which_scale(store: Store, ann: Actor) -> None:
    with pytest.raises(HeardError, match="what is rated"):
        rate(store, ann, "", "coherence", "4")
