"""Changes of the codebook: add, rename, define, colour, move, merge, split, retire, restore.

Each keeps every coding and the code's history.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.codebook import Codebook, CodeEntry
from heard.store.codings import Coding, change_within
from heard.store.conflict import Conflict
from heard.store.revisions import add, history, latest, newest_revisions
from heard.store.schema import code_revisions, codebook_versions
from heard.store.store import Act, Store

_OF_ACT = ("actor", "at", "reason")


def add_code(
    store: Store,
    actor: Actor,
    codebook: Codebook,
    name: str,
    *,
    parent: str | None = None,
    definition: str = "",
    colour: str = "",
    code: str = "",
    reason: str = "",
) -> CodeEntry:
    """Add a code to the codebook.

    Parameters
    ----------
    codebook
        The codebook as it was seen.
    name
        What readers see; not that of a sibling.
    parent
        The code it goes under, last; None makes a theme.
    code
        Its short name; made from the name if not given.

    Raises
    ------
    HeardError
        If the name is empty or a sibling's, or there is no such parent.
    """
    with _changing(store, actor, reason) as act:
        return add_within(act, codebook, name, parent, definition, colour, code)


def add_within(
    act: Act,
    codebook: Codebook,
    name: str,
    parent: str | None = None,
    definition: str = "",
    colour: str = "",
    code: str = "",
) -> CodeEntry:
    """Add a code as part of a larger act."""
    seen = _present(act, codebook)
    name = _checked_name(seen, name, parent)
    if parent is not None and seen.resolve(parent) != parent:
        raise _refused("the code to put it under is no longer in the codebook")
    entry = CodeEntry(
        code or short_name(name, seen.entries),
        1,
        "added",
        name,
        definition.strip(),
        parent,
        colour,
        _last_place(seen),
        None,
        None,
        act.actor.name,
        act.at,
        act.reason,
    )
    add(act, code_revisions, [_row(entry)])
    return entry


def rename_code(
    store: Store, actor: Actor, codebook: Codebook, seen: CodeEntry, name: str, reason: str = ""
) -> CodeEntry:
    """Give a code another name; its short name, its codings and its history stay."""
    with _changing(store, actor, reason) as act:
        checked = _checked_name(_present(act, codebook), name, seen.parent, but=seen.code)
        return _change(act, seen, deed="renamed", name=checked)


def define_code(store: Store, actor: Actor, seen: CodeEntry, definition: str, reason: str = "") -> CodeEntry:
    """Give a code another definition."""
    with _changing(store, actor, reason) as act:
        return _change(act, seen, deed="defined", definition=definition.strip())


def colour_code(store: Store, actor: Actor, seen: CodeEntry, colour: str) -> CodeEntry:
    """Give a code another colour, as #rrggbb."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise HeardError("this is no colour", where=f"code {seen.code}", fix="Give it as #rrggbb.")
    with _changing(store, actor, "") as act:
        return colour_within(act, seen, colour)


def colour_within(act: Act, seen: CodeEntry, colour: str) -> CodeEntry:
    """Give a code another colour as part of a larger act."""
    return _change(act, seen, deed="coloured", colour=colour.lower())


def move_code(
    store: Store, actor: Actor, codebook: Codebook, seen: CodeEntry, parent: str | None, reason: str = ""
) -> CodeEntry:
    """Put a code, with all below it, under another one (None: make it a theme), as the last there.

    Raises
    ------
    HeardError
        If that would put the code under itself.
    """
    with _changing(store, actor, reason) as act:
        present = _present(act, codebook)
        if parent is not None and present.resolve(parent) != parent:
            raise _refused("the code to put it under is no longer in the codebook")
        if parent is not None and seen.code in _upwards(present, parent):
            raise _refused("a code cannot be put under itself")
        _checked_name(present, seen.name, parent, but=seen.code)
        return _change(act, seen, deed="moved", parent=parent, position=_last_place(present))


def merge_code(
    store: Store, actor: Actor, codebook: Codebook, seen: CodeEntry, into: str, reason: str = ""
) -> CodeEntry:
    """Merge a code into another: its codings count for that one, and codes below it stand under that one.

    Nothing of it is lost: :func:`restore_code` takes the merge back.

    Raises
    ------
    HeardError
        If the other code is not in the codebook, is the same, or stands below this one.
    """
    with _changing(store, actor, reason) as act:
        present = _present(act, codebook)
        if present.resolve(into) != into:
            raise _refused("the code to merge into is no longer in the codebook")
        if seen.code in _upwards(present, into):
            raise _refused("a code cannot be merged into itself or a code below it")
        return _change(act, seen, deed="merged", merged_into=into)


def retire_code(
    store: Store,
    actor: Actor,
    codebook: Codebook,
    seen: CodeEntry,
    codings: Sequence[Coding],
    reason: str = "",
) -> CodeEntry:
    """Take a code without codings and without codes below it out of the codebook.

    Parameters
    ----------
    codings
        All codings that stand, among which there may be none of this code.
    """
    with _changing(store, actor, reason) as act:
        present = _present(act, codebook)
        used = sum(present.resolve(coding.code) == seen.code for coding in codings)
        if used:
            raise _refused(f"the code has {used} codings", "Merge it into another code instead.")
        if present.children(seen.code):
            raise _refused("there are codes below it", "Move or merge those first.")
        return _change(act, seen, deed="retired")


def restore_code(
    store: Store, actor: Actor, codebook: Codebook, seen: CodeEntry, reason: str = ""
) -> CodeEntry:
    """Bring back a code that was merged or retired, with the codings and codes below that were its own."""
    with _changing(store, actor, reason) as act:
        _checked_name(_present(act, codebook), seen.name, seen.parent, but=seen.code)
        return _change(act, seen, deed="restored", merged_into=None)


def split_code(
    store: Store,
    actor: Actor,
    codebook: Codebook,
    seen: CodeEntry,
    parts: Mapping[str, Sequence[Coding]],
    reason: str = "",
) -> list[CodeEntry]:
    """Split a code: make new codes below it and give each the codings that belong to it, all in one act.

    Parameters
    ----------
    parts
        Name of each new code to the codings (as seen) that it takes; others stay with the code itself.

    Raises
    ------
    Conflict
        If one of the codings has changed since it was seen; then nothing was split.
    """
    with _changing(store, actor, reason) as act:
        made = []
        for name, codings in parts.items():
            entry = add_within(act, codebook, name, seen.code)
            change_within(
                act, [(coding, replace(coding, deed="changed", code=entry.code)) for coding in codings]
            )
            made.append(entry)
        return made


def name_version(store: Store, actor: Actor, name: str, reason: str = "") -> None:
    """Give the codebook as it stands now a name, by which it can be asked for later."""
    if not name.strip():
        raise _refused("a version needs a name")
    try:
        with store.act(actor, "codebook", reason) as act:
            values = {"name": name.strip(), "act_id": act.act_id}
            act.connection.execute(codebook_versions.insert().values(values))
    except sa.exc.IntegrityError:
        raise _refused("a version of this name is there already", "Choose another name.") from None


@contextmanager
def _changing(store: Store, actor: Actor, reason: str) -> Iterator[Act]:
    try:
        with store.act(actor, "codebook", reason) as act:
            yield act
    except sa.exc.IntegrityError:
        raise _refused(
            "the codebook or a coding has changed meanwhile", "Look again, then repeat it."
        ) from None


def _present(act: Act, codebook: Codebook) -> Codebook:
    """Return the codebook with what others have changed since it was read."""
    rows = latest(act.connection, code_revisions)
    return Codebook({**codebook.entries, **{row["code"]: CodeEntry(**row) for row in rows}})


def _change(act: Act, seen: CodeEntry, **changes: Any) -> CodeEntry:
    newest = newest_revisions(act, code_revisions, "code", [seen.code]).get(seen.code, 0)
    if newest != seen.revision:
        rows = history(act.connection, code_revisions, code=seen.code)
        theirs = CodeEntry(**rows[-1]) if rows else None
        who = f" by {theirs.actor}" if theirs else ""
        raise Conflict(
            f"this code has been changed{who} since it was read; nothing was saved",
            seen,
            theirs,
            where=f"code {seen.code}",
        )
    changed = replace(seen, revision=seen.revision + 1, **_of(act), **changes)
    add(act, code_revisions, [_row(changed)])
    return changed


def _of(act: Act) -> dict[str, Any]:
    return {"actor": act.actor.name, "at": act.at, "reason": act.reason}


def _row(entry: CodeEntry) -> dict[str, Any]:
    return {name: value for name, value in asdict(entry).items() if name not in _OF_ACT}


def _upwards(codebook: Codebook, code: str) -> set[str]:
    passed: set[str] = set()
    at: str | None = code
    while at is not None and at not in passed:
        passed.add(at)
        at = codebook.parent_of(at)
    return passed


def _checked_name(codebook: Codebook, name: str, parent: str | None, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise _refused("a code needs a name")
    siblings = [each for each in codebook.children(parent) if each.code != but]
    if name.casefold() in {each.name.casefold() for each in siblings}:
        raise _refused(
            f"there is a code of this name already: {name}", "Use that one, or choose another name."
        )
    return name


def _last_place(codebook: Codebook) -> int:
    return max((each.position for each in codebook.entries.values()), default=-1) + 1


def short_name(name: str, taken: Mapping[str, Any]) -> str:
    """Return a short name in lower case that is not among those taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "code"
    number = 1
    short = stem
    while short in taken:
        number += 1
        short = f"{stem}-{number}"
    return short


def _refused(what: str, fix: str = "Look at the codebook and try again.") -> HeardError:
    return HeardError(what, where="the codebook", fix=fix)
