"""Whether a respondent's words may be quoted: approved or rejected by a person, with a reason."""

from typing import Literal, get_args

import pandas as pd
import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.conflict import Conflict
from heard.store.revisions import add, latest
from heard.store.schema import approval_revisions
from heard.store.store import Store

Verdict = Literal["approved", "rejected", "awaiting"]


def judge_quote(
    store: Store,
    actor: Actor,
    text_id: str,
    start: int,
    end: int,
    verdict: Verdict,
    reason: str = "",
    *,
    seen_revision: int = 0,
) -> None:
    """Approve or reject the quotation of a segment (code points of its text), or let it await again.

    Raises
    ------
    HeardError
        If a rejection gives no reason.
    Conflict
        If somebody has judged it since it was seen.
    """
    if verdict not in get_args(Verdict):
        raise HeardError(f"`{verdict}` is no verdict", fix=f"Choose from: {', '.join(get_args(Verdict))}.")
    if verdict == "rejected" and not reason.strip():
        raise HeardError("a rejection needs a reason", where="quotation", fix="Say why in a few words.")
    row = {"text_id": text_id, "start": start, "end": end, "revision": seen_revision + 1, "verdict": verdict}
    try:
        with store.act(actor, "approval", reason) as act:
            add(act, approval_revisions, [row])
    except sa.exc.IntegrityError:
        raise Conflict(
            "this quotation has been judged meanwhile; nothing was saved", None, None, where=f"text {text_id}"
        ) from None


def current_approvals(store: Store) -> pd.DataFrame:
    """Return what stands: text_id, start, end, revision, verdict, actor, at (UTC), reason."""
    with store.reading() as connection:
        rows = latest(connection, approval_revisions)
    columns = ["text_id", "start", "end", "revision", "verdict", "actor", "at", "reason"]
    return pd.DataFrame([dict(row) for row in rows], columns=columns)
