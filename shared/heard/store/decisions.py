"""Decisions that a person has to make, such as a number of topics: what, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.conflict import Conflict
from heard.store.revisions import add, latest
from heard.store.schema import acts, decision_revisions
from heard.store.store import Store

_COLUMNS = ["subject", "revision", "value", "reason", "actor", "at"]


@dataclass(frozen=True)
class Decision:
    """What was last decided about something.

    Attributes
    ----------
    subject
        What it is about, such as ``topics/advice.q4/k``.
    value
        What was decided; None where it was taken back.
    """

    subject: str
    revision: int
    value: str | None
    actor: str
    at: datetime
    reason: str


def decide(
    store: Store,
    actor: Actor,
    subject: str,
    value: str | None,
    reason: str,
    *,
    seen: Decision | None = None,
) -> Decision:
    """Decide something, decide it anew, or take it back (None).

    Parameters
    ----------
    reason
        Why; it cannot be empty.
    seen
        The decision that this replaces, as it was seen; None where there was none.

    Raises
    ------
    Conflict
        If somebody has decided it meanwhile.
    """
    if not reason.strip():
        raise HeardError("a decision needs a reason", where=subject, fix="Say why in a few words.")
    revision = (seen.revision if seen else 0) + 1
    try:
        with store.act(actor, "decision", reason.strip()) as act:
            add(act, decision_revisions, [{"subject": subject, "revision": revision, "value": value}])
            return Decision(subject, revision, value, actor.name, act.at, reason.strip())
    except sa.exc.IntegrityError:
        raise Conflict(
            "this has been decided meanwhile; nothing was saved",
            seen,
            last_decision(store, subject),
            where=subject,
        ) from None


def last_decision(store: Store, subject: str) -> Decision | None:
    """Return the last decision about something, taken back or not; None where there never was one."""
    with store.reading() as connection:
        rows = latest(connection, decision_revisions, only=decision_revisions.c.subject == subject)
    return Decision(**rows[0]) if rows else None


def decided(store: Store | None, subject: str) -> str | None:
    """Return what stands decided about something, None where nothing does or there is no store yet."""
    last = last_decision(store, subject) if store else None
    return last.value if last else None


def decided_under(store: Store | None, under: str) -> dict[str, str]:
    """Return what stands decided about everything of a kind, the oldest decision first.

    Parameters
    ----------
    under
        What the subjects begin with, such as ``voices/``.

    Returns
    -------
    The rest of each subject to what was decided about it.
    """
    if store is None:
        return {}
    begins = decision_revisions.c.subject.startswith(under, autoescape=True)
    with store.reading() as connection:
        rows = latest(connection, decision_revisions, only=begins)
    standing = sorted((row for row in rows if row["value"] is not None), key=lambda row: row["at"])
    return {row["subject"].removeprefix(under): row["value"] for row in standing}


def decision_history(store: Store) -> pd.DataFrame:
    """Return every decision, the oldest first: subject, revision, value, reason, actor, at (UTC)."""
    query = (
        sa.select(decision_revisions, acts.c.actor, acts.c.at, acts.c.reason)
        .join(acts, acts.c.act_id == decision_revisions.c.act_id)
        .order_by(decision_revisions.c.act_id)
    )
    with store.reading() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    return pd.DataFrame(rows, columns=[*_COLUMNS, "act_id"])[_COLUMNS]
