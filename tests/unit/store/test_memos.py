import pytest

from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Conflict, Store, change_memo, current_memos, memo_history, remove_memo, write_memo


def test_a_memo_is_changed_and_removed_and_its_history_stays(store: Store, ann: Actor, bob: Actor) -> None:
    first = write_memo(store, ann, "text", "t-1", "Ask who 'they' are.")
    second = change_memo(store, bob, first, "They are the panel.")
    assert [(memo.body, memo.actor) for memo in current_memos(store)] == [("They are the panel.", "bob")]
    remove_memo(store, ann, second)
    assert current_memos(store) == []
    assert [memo.deed for memo in memo_history(store, first.memo_id)] == ["written", "changed", "removed"]


def test_a_memo_changed_meanwhile_is_refused_with_both_versions(store: Store, ann: Actor, bob: Actor) -> None:
    seen = write_memo(store, ann, "code", "help", "Too wide?")
    theirs = change_memo(store, bob, seen, "Too narrow?")
    with pytest.raises(Conflict) as refused:
        change_memo(store, ann, seen, "Split it.")
    assert (refused.value.yours, refused.value.theirs) == (seen, theirs)


def test_a_memo_without_words_is_refused(store: Store, ann: Actor) -> None:
    with pytest.raises(HeardError, match="no words"):
        write_memo(store, ann, "consultation", "", " \n")
