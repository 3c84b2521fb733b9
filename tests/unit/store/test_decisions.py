import pytest

from heard.errors import HeardError
from heard.identity import Actor
from heard.store import (
    Conflict,
    Store,
    audit_trail,
    decide,
    decided,
    decided_under,
    decision_history,
    last_decision,
)

_K = "topics/advice.q4/k"


def test_a_decision_is_kept_with_who_and_why(store: Store, ann: Actor, bob: Actor) -> None:
    assert last_decision(store, _K) is None
    first = decide(store, ann, _K, "8", "  Coherence and stability point there ")
    decide(store, bob, _K, "9", "Two things in one topic", seen=first)
    last = last_decision(store, _K)
    assert last is not None
    assert (last.value, last.actor, last.revision, last.reason) == ("9", "bob", 2, "Two things in one topic")
    history = decision_history(store)
    assert history["value"].tolist() == ["8", "9"]
    assert history["reason"].tolist()[0] == "Coherence and stability point there"
    assert len(audit_trail(store)) == 2


def test_a_decision_can_be_taken_back_and_stays_in_the_history(store: Store, ann: Actor) -> None:
    first = decide(store, ann, _K, "8", "Coherence")
    decide(store, ann, _K, None, "Read the topics: no", seen=first)
    last = last_decision(store, _K)
    assert last is not None
    assert last.value is None
    assert decided(store, _K) is None
    assert decision_history(store)["value"].isna().tolist() == [False, True]


def test_decisions_of_other_things_are_apart(store: Store, ann: Actor) -> None:
    decide(store, ann, _K, "8", "Coherence")
    decide(store, ann, "topics/advice.q1/k", "5", "Few texts")
    assert decided(store, _K) == "8"
    assert decided(None, _K) is None
    last = last_decision(store, _K)
    assert last is not None
    assert last.value == "8"


def test_two_who_decide_at_once_do_not_overwrite_each_other(store: Store, ann: Actor, bob: Actor) -> None:
    decide(store, ann, _K, "8", "Coherence")
    with pytest.raises(Conflict, match="nothing was saved") as refused:
        decide(store, bob, _K, "9", "Perplexity")
    assert refused.value.theirs.value == "8"


def test_a_decision_without_a_reason_is_refused(store: Store, ann: Actor) -> None:
    with pytest.raises(HeardError, match="needs a reason"):
        decide(store, ann, _K, "8", "  ")
    assert decision_history(store).empty


def test_what_stands_of_a_kind_is_found_the_newest_last(store: Store, ann: Actor) -> None:
    assert decided_under(None, "voices/") == decided_under(store, "voices/") == {}
    first = decide(store, ann, "voices/t1", "one voice", "The same letter")
    decide(store, ann, "voices/t2", "one voice", "The same letter")
    decide(store, ann, _K, "8", "Coherence")
    taken = decide(store, ann, "voices/t3", "one voice", "The same letter")
    decide(store, ann, "voices/t3", None, "Not sure", seen=taken)
    decide(store, ann, "voices/t1", "voices of their own", "They only quote the question", seen=first)
    standing = decided_under(store, "voices/")
    assert list(standing.items()) == [("t2", "one voice"), ("t1", "voices of their own")]


def test_a_kind_with_a_sign_that_a_pattern_would_read_is_taken_as_written(store: Store, ann: Actor) -> None:
    decide(store, ann, "voices/t1", "one voice", "The same letter")
    assert decided_under(store, "voice_/") == {}
    assert decided_under(store, "%") == {}
