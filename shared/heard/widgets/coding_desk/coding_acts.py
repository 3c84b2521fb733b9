"""Acts on codings: each is saved first, then known to the desk, and says how it is taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from heard.errors import HeardError
from heard.store import Coding, Conflict, apply_codings, change_coding, place
from heard.store.codings import REMOVED, change_codings
from heard.widgets.coding_desk.history import Step
from heard.widgets.coding_desk.state import State

Spot = tuple[str, int | None, int | None]


def put_on(state: State, spots: Sequence[Spot], code: str, origin: str = "hand") -> tuple[Step, list[Coding]]:
    """Put a code on segments, or on whole texts (start and end None): all of them or none.

    Raises
    ------
    HeardError
        If the code is not in the codebook, a segment is not in its text, or all of them have this code from
        this coder already.
    """
    _check_code(state, code)
    fresh = [spot for spot in dict.fromkeys(spots) if not _is_there(state, spot, code)]
    if not fresh:
        raise HeardError("you have put this code here already", where=_name(state, code))
    placements = [
        place(text_id, state.texts[text_id], code, start, end, origin=origin) for text_id, start, end in fresh
    ]
    made = _saved(state, lambda: apply_codings(state.store, state.actor, placements))
    return _step("Code", state, made, lambda: _turn(state, _as_left(state, made), on=False)), made


def take_off(state: State, codings: Sequence[Coding]) -> Step:
    """Take codings off their texts: all of them or none. Raises Conflict if one has changed meanwhile."""
    return _turn(state, codings, on=False)


def change(state: State, coding: Coding, code: str, start: int | None, end: int | None) -> Step:
    """Give a coding another code, another segment, or both. Raises Conflict if it has changed meanwhile."""
    _check_code(state, code)
    to = place(coding.text_id, state.texts[coding.text_id], code, start, end)
    made = _saved(state, lambda: [change_coding(state.store, state.actor, coding, to=to)])
    former = (state.codebook.resolve(coding.code) or coding.code, coding.start, coding.end)
    return _step("Change", state, made, lambda: change(state, _as_left(state, made)[0], *former))


def _turn(state: State, codings: Sequence[Coding], *, on: bool) -> Step:
    """Put back or take off; the step back does the opposite."""
    deed = "restored" if on else REMOVED
    changes = [(coding, replace(coding, deed=deed)) for coding in codings]
    made = _saved(state, lambda: change_codings(state.store, state.actor, changes))
    label = "Put back" if on else "Take off"
    return _step(label, state, made, lambda: _turn(state, _as_left(state, made), on=not on))


def _as_left(state: State, made: Sequence[Coding]) -> list[Coding]:
    return [state.as_left(coding.coding_id, coding) for coding in made]


def _saved(state: State, save: Callable[[], list[Coding]]) -> list[Coding]:
    """Save, and only then let the desk know; of a conflict the desk knows the version that stands."""
    try:
        made = save()
    except Conflict as conflict:
        if isinstance(conflict.theirs, Coding):
            state.codings.absorb(conflict.theirs)
        raise
    for coding in made:
        state.codings.absorb(coding)
        state.leave(coding.coding_id, coding)
    return made


def _step(deed: str, state: State, made: Sequence[Coding], back: Callable[[], Step]) -> Step:
    places = "" if len(made) == 1 else f" in {len(made)} places"
    return Step(f"{deed}: {_name(state, made[0].code)}{places}", back, made[0].text_id)


def _check_code(state: State, code: str) -> None:
    if state.codebook.resolve(code) != code:
        raise HeardError("this code is not in the codebook (any more)", where=code, fix="Choose another.")


def _name(state: State, code: str) -> str:
    entry = state.codebook.entries.get(code)
    return entry.name if entry else code


def _is_there(state: State, spot: Spot, code: str) -> bool:
    text_id, start, end = spot
    return any(
        (coding.code, coding.start, coding.end, coding.coder) == (code, start, end, state.actor.name)
        for coding in state.codings.of_text(text_id)
    )
