"""Disagreements settled: whether a code belongs on a text, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.conflict import Conflict
from heard.store.revisions import add, latest
from heard.store.schema import settlement_revisions
from heard.store.store import Store


@dataclass(frozen=True)
class Settlement:
    """A disagreement about one code on one text as it was last settled.

    Attributes
    ----------
    belongs
        Whether the code belongs on the text; None where the settlement was taken back.
    """

    text_id: str
    code: str
    revision: int
    belongs: bool | None
    actor: str
    at: datetime
    reason: str


def settle(
    store: Store,
    actor: Actor,
    text_id: str,
    code: str,
    belongs: bool | None,
    reason: str,
    *,
    seen: Settlement | None = None,
) -> Settlement:
    """Settle whether a code belongs on a text, or take that back (None).

    Parameters
    ----------
    reason
        Why; it cannot be empty.
    seen
        The settlement that this replaces, as it was seen; None where there was none.

    Raises
    ------
    Conflict
        If somebody has settled it otherwise meanwhile.
    """
    if not reason.strip():
        raise HeardError("a settlement needs a reason", where="settlement", fix="Say why in a few words.")
    revision = (seen.revision if seen else 0) + 1
    try:
        with store.act(actor, "settlement", reason) as act:
            key = {"text_id": text_id, "code": code, "revision": revision}
            add(act, settlement_revisions, [{**key, "belongs": belongs}])
            return Settlement(text_id, code, revision, belongs, actor.name, act.at, reason)
    except sa.exc.IntegrityError:
        theirs = {(each.text_id, each.code): each for each in all_settlements(store)}.get((text_id, code))
        raise Conflict(
            "this has been settled meanwhile; nothing was saved", seen, theirs, where=f"code {code}"
        ) from None


def all_settlements(store: Store, moment: datetime | None = None) -> list[Settlement]:
    """Return the latest settlement of every code on a text, those taken back included."""
    with store.reading() as connection:
        return [Settlement(**row) for row in latest(connection, settlement_revisions, moment)]


def current_settlements(store: Store, moment: datetime | None = None) -> list[Settlement]:
    """Return the settlements that stand."""
    return [each for each in all_settlements(store, moment) if each.belongs is not None]
