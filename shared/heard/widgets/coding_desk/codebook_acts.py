"""Acts on the codebook: each is saved first, then known to the desk, and says how it is taken back."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from heard.store import (
    Codebook,
    CodeEntry,
    Coding,
    Conflict,
    add_code,
    define_code,
    merge_code,
    move_code,
    rename_code,
    restore_code,
    retire_code,
    split_code,
)
from heard.widgets.coding_desk.history import Step
from heard.widgets.coding_desk.state import State

Result = TypeVar("Result", CodeEntry, list[CodeEntry])


def new_code(state: State, name: str, parent: str | None, definition: str) -> tuple[Step, CodeEntry]:
    """Add a code under another one, or as a theme (None)."""
    entry = _saved(
        state,
        lambda: add_code(
            state.store, state.actor, state.codebook, name, parent=parent, definition=definition
        ),
    )
    return Step(f"New code: {entry.name}", lambda: retire(state, _as_left(state, entry))), entry


def retire(state: State, seen: CodeEntry) -> Step:
    """Take a code that nobody uses out of the codebook."""
    codings = list(state.codings.standing())
    gone = _saved(state, lambda: retire_code(state.store, state.actor, state.codebook, seen, codings))
    return Step(f"Take out of the codebook: {seen.name}", lambda: restore(state, _as_left(state, gone)))


def restore(state: State, seen: CodeEntry) -> Step:
    """Bring back a code that was merged or taken out."""
    into = seen.merged_into
    back = _saved(state, lambda: restore_code(state.store, state.actor, state.codebook, seen))
    return Step(f"Bring back: {seen.name}", lambda: _gone_again(state, _as_left(state, back), into))


def rename(state: State, seen: CodeEntry, name: str) -> Step:
    """Give a code another name."""
    changed = _saved(state, lambda: rename_code(state.store, state.actor, state.codebook, seen, name))
    return Step(
        f"Rename: {seen.name} to {changed.name}", lambda: rename(state, _as_left(state, changed), seen.name)
    )


def define(state: State, seen: CodeEntry, definition: str) -> Step:
    """Give a code another definition."""
    changed = _saved(state, lambda: define_code(state.store, state.actor, seen, definition))
    return Step(f"Define: {seen.name}", lambda: define(state, _as_left(state, changed), seen.definition))


def move(state: State, seen: CodeEntry, parent: str | None) -> Step:
    """Put a code, with all below it, under another one; it is the last there."""
    former = state.codebook.parent_of(seen.code)
    changed = _saved(state, lambda: move_code(state.store, state.actor, state.codebook, seen, parent))
    return Step(f"Move: {seen.name}", lambda: move(state, _as_left(state, changed), former))


def merge(state: State, seen: CodeEntry, into: str, reason: str = "") -> Step:
    """Merge a code into another, which its codings count for from then on."""
    gone = _saved(state, lambda: merge_code(state.store, state.actor, state.codebook, seen, into, reason))
    return Step(
        f"Merge: {seen.name} into {state.codebook.entries[into].name}",
        lambda: restore(state, _as_left(state, gone)),
    )


def split(state: State, seen: CodeEntry, parts: Mapping[str, Sequence[Coding]], reason: str = "") -> Step:
    """Split a code: new codes below it take the codings given to each; others stay where they are."""
    made = _saved(state, lambda: split_code(state.store, state.actor, state.codebook, seen, parts, reason))
    return Step(f"Split: {seen.name}", lambda: _unsplit(state, seen, made))


def _unsplit(state: State, seen: CodeEntry, parts: Sequence[CodeEntry]) -> Step:
    """Merge the parts into the whole again; each is an act of its own, and all can be repeated."""
    back = [merge(state, _as_left(state, part), seen.code) for part in parts]
    return Step(f"Take back the split of {seen.name}", lambda: _together(back))


def _together(steps: Sequence[Step]) -> Step:
    done = [step.back() for step in steps]
    return Step("Split again", lambda: _together(done))


def _gone_again(state: State, seen: CodeEntry, into: str | None) -> Step:
    return merge(state, seen, into) if into else retire(state, seen)


def _as_left(state: State, entry: CodeEntry) -> CodeEntry:
    return state.as_left(entry.code, entry)


def _saved(state: State, save: Callable[[], Result]) -> Result:
    """Save, then bring the desk up to date; of a conflict the desk knows the version that stands."""
    try:
        made = save()
    except Conflict as conflict:
        if isinstance(conflict.theirs, CodeEntry):
            _know(state, conflict.theirs)
        raise
    for entry in made if isinstance(made, list) else [made]:
        state.leave(entry.code, entry)
    state.read_news()
    return made


def _know(state: State, entry: CodeEntry) -> None:
    state.codebook = Codebook({**state.codebook.entries, entry.code: entry})
