"""Codings as revisions: put on, taken off, put back, changed, found again. Nothing is overwritten.

A coding that stands in the consultation's own files is revision 0 and has no row in the store until
somebody changes it: the files stay what they are, and reading them again doubles nothing.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store.anchors import Anchor, Placement, anchor_of
from heard.store.conflict import Conflict
from heard.store.revisions import Row, add, history, latest, newest_revisions
from heard.store.schema import coding_revisions
from heard.store.store import Act, Store

REMOVED = "removed"


@dataclass(frozen=True)
class Coding:
    """A coding as one revision left it.

    Attributes
    ----------
    coding_id, revision
        Which coding, and which of its revisions, from 1; 0 as it stands in the consultation's files.
    deed
        What this revision did: applied, removed, restored, changed or found again.
    text_id, code, anchor
        What is on what.
    coder, coded_at
        Whose coding it is, and since when (UTC).
    origin
        file, hand, suggestion, import or settled.
    actor, at, reason
        Who made this revision, when and why.
    """

    coding_id: str
    revision: int
    deed: str
    text_id: str
    code: str
    anchor: Anchor
    coder: str
    coded_at: datetime | None
    origin: str
    actor: str
    at: datetime | None
    reason: str

    @property
    def stands(self) -> bool:
        """Whether it is on the text, not taken off."""
        return self.deed != REMOVED

    @property
    def start(self) -> int | None:
        """Where it begins; None on the whole text."""
        return self.anchor.start

    @property
    def end(self) -> int | None:
        """Where it ends, exclusive; None on the whole text."""
        return self.anchor.end


def apply_codings(
    store: Store, actor: Actor, placements: Sequence[Placement], reason: str = ""
) -> list[Coding]:
    """Put codes on texts, all of them or none.

    Raises
    ------
    HeardError
        If a placement brings the identifier of a coding that is there.
    """
    with refusing_doubles(), store.act(actor, "coding", reason) as act:
        return apply_within(act, placements)


def apply_within(act: Act, placements: Sequence[Placement]) -> list[Coding]:
    """Put codes on texts as part of a larger act."""
    codings = [
        Coding(
            placed.coding_id or str(uuid.uuid4()),
            1,
            "applied",
            placed.text_id,
            placed.code,
            placed.anchor,
            placed.coder or act.actor.name,
            # A coding that comes from elsewhere without a time has none; one made here has that of the act.
            placed.coded_at if placed.coding_id or placed.coder else act.at,
            placed.origin,
            act.actor.name,
            act.at,
            act.reason,
        )
        for placed in placements
    ]
    add(act, coding_revisions, [_row(coding) for coding in codings])
    return codings


class refusing_doubles:  # noqa: N801 - reads as a clause where it is used
    """Turn a second thing of one identifier into a message."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, sa.exc.IntegrityError):
            raise HeardError(
                "something with this identifier is in the store already; nothing was saved",
                where="the store",
                fix="Read the store again before adding to it.",
            ) from None


def remove_coding(store: Store, actor: Actor, seen: Coding, reason: str = "") -> Coding:
    """Take a coding off; it can be put back. Raises Conflict if it has changed since it was seen."""
    return change_codings(store, actor, [(seen, replace(seen, deed=REMOVED))], reason)[0]


def restore_coding(store: Store, actor: Actor, seen: Coding, reason: str = "") -> Coding:
    """Put back a coding that was taken off. Raises Conflict if it has changed since it was seen."""
    return change_codings(store, actor, [(seen, replace(seen, deed="restored"))], reason)[0]


def change_coding(store: Store, actor: Actor, seen: Coding, *, to: Placement, reason: str = "") -> Coding:
    """Give a coding another segment or another code; whose it is and its origin stay.

    Raises
    ------
    Conflict
        If it has changed since it was seen.
    """
    changed = replace(seen, deed="changed", text_id=to.text_id, code=to.code, anchor=to.anchor)
    return change_codings(store, actor, [(seen, changed)], reason)[0]


def change_codings(
    store: Store, actor: Actor, changes: Sequence[tuple[Coding, Coding]], reason: str = ""
) -> list[Coding]:
    """Make each coding seen into another, all or none. Raises Conflict if one has changed since."""
    try:
        with store.act(actor, "coding", reason) as act:
            return change_within(act, changes)
    except sa.exc.IntegrityError:
        # On PostgreSQL two may write at the same instant; the first has won.
        for seen, _ in changes:
            present = coding_history(store, seen.coding_id)
            if present and present[-1].revision != seen.revision:
                raise _conflict(seen, present[-1]) from None
        raise


def change_within(act: Act, changes: Sequence[tuple[Coding, Coding]]) -> list[Coding]:
    """Make each coding seen into another as part of a larger act."""
    newest = newest_revisions(act, coding_revisions, "coding_id", [seen.coding_id for seen, _ in changes])
    made = []
    for seen, changed in changes:
        if newest.get(seen.coding_id, 0) != seen.revision:
            rows = history(act.connection, coding_revisions, coding_id=seen.coding_id)
            raise _conflict(seen, _coding(rows[-1]) if rows else None)
        made.append(
            replace(
                changed,
                revision=seen.revision + 1,
                actor=act.actor.name,
                at=act.at,
                reason=act.reason,
            )
        )
    add(act, coding_revisions, [_row(coding) for coding in made])
    return made


def _conflict(seen: Coding, present: Coding | None) -> Conflict:
    who = f" by {present.actor}" if present else ""
    return Conflict(
        f"this coding has been changed{who} since it was read; nothing was saved",
        seen,
        present,
        where=f"coding {seen.coding_id}",
    )


def stored_codings(store: Store, moment: datetime | None = None) -> list[Coding]:
    """Return the latest revision of every coding that the store has a row of, those taken off included."""
    with store.reading() as connection:
        return [_coding(row) for row in latest(connection, coding_revisions, moment)]


def coding_history(store: Store, coding_id: str) -> list[Coding]:
    """Return every revision of a coding that the store holds, the oldest first."""
    with store.reading() as connection:
        return [_coding(row) for row in history(connection, coding_revisions, coding_id=coding_id)]


def current_codings(store: Store | None, frames: Frames, moment: datetime | None = None) -> list[Coding]:
    """Return the codings that stand: the files', as far as the store does not say otherwise, and its own.

    Parameters
    ----------
    frames
        The frames that were read from the files.
    moment
        As they stood then (UTC); codings of files count as always there.
    """
    stored = stored_codings(store, moment) if store else []
    known = {coding.coding_id for coding in stored}
    return file_codings(frames, known) + [coding for coding in stored if coding.stands]


def file_codings(frames: Frames, without: set[str] | frozenset[str] = frozenset()) -> list[Coding]:
    """Return the codings of the consultation's files as revision 0, but for those of some ids."""
    texts = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
    anchors: dict[str, Anchor] = {}
    codings = []
    columns = ("coding_id", "text_id", "code", "coder", "coded_on", "origin")
    for coding_id, text_id, code, coder, day, origin in zip(
        *(frames.codings[column].tolist() for column in columns), strict=True
    ):
        if coding_id in without:
            continue
        if text_id not in anchors:
            anchors[text_id] = anchor_of(texts[text_id])
        coder = "" if pd.isna(coder) else coder
        on = None if pd.isna(day) else day.to_pydatetime()
        codings.append(
            Coding(coding_id, 0, "applied", text_id, code, anchors[text_id], coder, on, origin, coder, on, "")
        )
    return codings


_OF_ANCHOR = ("start", "end", "quote", "before", "after", "digest")
_OF_CODING = ("coding_id", "revision", "deed", "text_id", "code", "coder", "coded_at", "origin")


def _row(coding: Coding) -> dict[str, Any]:
    row = {name: getattr(coding, name) for name in _OF_CODING}
    return row | {name: getattr(coding.anchor, name) for name in _OF_ANCHOR}


def _coding(row: Row) -> Coding:
    anchor = Anchor(row["start"], row["end"], row["quote"], row["before"], row["after"], row["digest"])
    return Coding(
        row["coding_id"],
        row["revision"],
        row["deed"],
        row["text_id"],
        row["code"],
        anchor,
        row["coder"],
        row["coded_at"],
        row["origin"],
        row["actor"],
        row["at"],
        row["reason"],
    )
