"""Acts on memos: each is saved first, then known to the desk, and says how it is taken back."""

from collections.abc import Callable

from heard.store import Conflict, Memo, change_memo, remove_memo, write_memo
from heard.store.memos import About
from heard.widgets.coding_desk.history import Step
from heard.widgets.coding_desk.state import State


def write(state: State, about: About, about_id: str, body: str) -> Step:
    """Write a memo about a coding, a text, a code or the consultation."""
    memo = _saved(state, lambda: write_memo(state.store, state.actor, about, about_id, body))
    return _step("Memo", memo, lambda: remove(state, _as_left(state, memo)))


def change(state: State, seen: Memo, body: str) -> Step:
    """Give a memo other words. Raises Conflict if it has changed meanwhile."""
    memo = _saved(state, lambda: change_memo(state.store, state.actor, seen, body))
    return _step("Change of a memo", memo, lambda: change(state, _as_left(state, memo), seen.body))


def remove(state: State, seen: Memo) -> Step:
    """Take a memo away. Raises Conflict if it has changed meanwhile."""
    gone = _saved(state, lambda: remove_memo(state.store, state.actor, seen))
    return _step("Remove a memo", seen, lambda: change(state, _as_left(state, gone), seen.body))


def _saved(state: State, save: Callable[[], Memo]) -> Memo:
    try:
        memo = save()
    except Conflict as conflict:
        if isinstance(conflict.theirs, Memo):
            _know(state, conflict.theirs)
        raise
    _know(state, memo)
    state.leave(memo.memo_id, memo)
    return memo


def _as_left(state: State, memo: Memo) -> Memo:
    return state.as_left(memo.memo_id, memo)


def _know(state: State, memo: Memo) -> None:
    if memo.deed == "removed":
        state.memos.pop(memo.memo_id, None)
    else:
        state.memos[memo.memo_id] = memo


def _step(deed: str, memo: Memo, back: Callable[[], Step]) -> Step:
    return Step(f"{deed} ({memo.about})", back, memo.about_id if memo.about == "text" else "")
