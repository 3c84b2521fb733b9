"""Memos: what coders note about a segment, a text, a code or the whole consultation; kept as revisions."""

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.codings import REMOVED
from heard.store.conflict import Conflict
from heard.store.revisions import add, history, latest, newest_revisions
from heard.store.schema import memo_revisions
from heard.store.store import Act, Store

About = Literal["coding", "text", "code", "consultation"]
_OF_ACT = ("actor", "at", "reason")


@dataclass(frozen=True)
class Memo:
    """A memo as one revision left it.

    Attributes
    ----------
    about, about_id
        What it is about: a coding, a text, a code or the consultation (then the id is empty).
    name, body
        Its heading, which may be empty, and its words.
    author, written_at
        Whose memo it is, and since when (UTC; None where another tool did not say).
    actor, at, reason
        Who made this revision, when (UTC) and why.
    """

    memo_id: str
    revision: int
    deed: str
    about: str
    about_id: str
    name: str
    body: str
    author: str
    written_at: datetime | None
    actor: str
    at: datetime
    reason: str


def write_memo(store: Store, actor: Actor, about: About, about_id: str, body: str, name: str = "") -> Memo:
    """Write a memo about a coding, text or code (by its id) or about the consultation (id empty)."""
    with store.act(actor, "memo") as act:
        return write_within(act, about, about_id, body, name)


def write_within(act: Act, about: About, about_id: str, body: str, name: str = "", **given: Any) -> Memo:
    """Write a memo as part of a larger act; one from elsewhere gives memo_id, author, written_at."""
    if not body.strip():
        raise HeardError("the memo has no words", where="memo", fix="Write something, or leave it.")
    own: dict[str, Any] = {
        "memo_id": str(uuid.uuid4()),
        "author": act.actor.name,
        "written_at": act.at,
    } | given
    of_act: dict[str, Any] = {"actor": act.actor.name, "at": act.at, "reason": act.reason}
    memo = Memo(
        revision=1,
        deed="written",
        about=about,
        about_id=about_id,
        name=name,
        body=body,
        **(own | given),
        **of_act,
    )
    add(act, memo_revisions, [_row(memo)])
    return memo


def change_memo(store: Store, actor: Actor, seen: Memo, body: str) -> Memo:
    """Give a memo other words. Raises Conflict if it has changed since it was seen."""
    return _change(store, actor, seen, deed="changed", body=body)


def remove_memo(store: Store, actor: Actor, seen: Memo) -> Memo:
    """Take a memo away; its history stays. Raises Conflict if it has changed since it was seen."""
    return _change(store, actor, seen, deed=REMOVED)


def _change(store: Store, actor: Actor, seen: Memo, **changes: Any) -> Memo:
    refused = f"this memo has been changed since {seen.actor} wrote what you read; nothing was saved"
    try:
        with store.act(actor, "memo") as act:
            newest = newest_revisions(act, memo_revisions, "memo_id", [seen.memo_id]).get(seen.memo_id)
            if newest != seen.revision:
                rows = history(act.connection, memo_revisions, memo_id=seen.memo_id)
                raise Conflict(refused, seen, Memo(**rows[-1]) if rows else None, where="memo")
            changed = replace(seen, revision=seen.revision + 1, actor=actor.name, at=act.at, **changes)
            add(act, memo_revisions, [_row(changed)])
            return changed
    except sa.exc.IntegrityError:
        present = memo_history(store, seen.memo_id)
        raise Conflict(refused, seen, present[-1] if present else None, where="memo") from None


def all_memos(store: Store, moment: datetime | None = None) -> list[Memo]:
    """Return the latest revision of every memo, those taken away included."""
    with store.reading() as connection:
        return [Memo(**row) for row in latest(connection, memo_revisions, moment)]


def current_memos(store: Store, moment: datetime | None = None) -> list[Memo]:
    """Return the memos that stand, or stood at a moment (UTC)."""
    return [memo for memo in all_memos(store, moment) if memo.deed != REMOVED]


def memo_history(store: Store, memo_id: str) -> list[Memo]:
    """Return every revision of a memo, the oldest first."""
    with store.reading() as connection:
        return [Memo(**row) for row in history(connection, memo_revisions, memo_id=memo_id)]


def _row(memo: Memo) -> dict[str, Any]:
    return {name: value for name, value in asdict(memo).items() if name not in _OF_ACT}
