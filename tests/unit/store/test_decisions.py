import pytest

from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Conflict, Store, audit_trail, decide, decided, decision_history, last_decision

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
