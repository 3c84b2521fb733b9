"""Whether a respondent's words may be quoted, in which wording: people decide, and every decision is kept.

What is judged is what a reader would see (see ``quotations``): the wording, with personal details hidden,
what it is shown under, and how the speaker is described. Each act writes the whole state of the quotation
anew: that wording, and who approved it since it last changed. So an approval can never be carried over to
other words, and two people who judge from the same state do not overwrite each other. A rejection stands
until it is lifted.
"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import sqlalchemy as sa

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.conflict import Conflict
from heard.store.quotations import (
    QUOTATION,
    Approval,
    Place,
    Quotation,
    Verdict,
    Wording,
    as_row,
    from_row,
    unchanged,
)
from heard.store.revisions import add, history, latest
from heard.store.schema import approval_revisions
from heard.store.store import Act, Store

Deed = Callable[[Act, Quotation], Quotation]


def word_quote(store: Store, actor: Actor, seen: Quotation, wording: Wording, reason: str = "") -> Quotation:
    """Put a quotation forward in a wording, or give it another one: every approval of the former falls.

    Parameters
    ----------
    seen
        The quotation as the person saw it; its digest is that of the text at hand.

    Raises
    ------
    HeardError
        If nothing of the quotation would be left, or it is rejected.
    Conflict
        If somebody has changed or judged the quotation since.
    """
    if not wording.words.strip():
        raise HeardError("nothing of the quotation is left", where=QUOTATION, fix="Show some of it again.")
    if seen.verdict == "rejected":
        raise _is_rejected(seen)
    changed = replace(seen, wording=wording, verdict="awaiting", approvals=())
    return _write(store, actor, seen, lambda _act, _seen: changed, reason)


def judge_quote(store: Store, actor: Actor, seen: Quotation, verdict: Verdict, reason: str = "") -> Quotation:
    """Approve a quotation as it is worded, reject it, or let it await again.

    Awaiting takes one's own approval back, or lifts a rejection: one's own, or with a reason another's.

    Raises
    ------
    HeardError
        If a rejection, or the lifting of another's, gives no reason; if the same person approves twice, or
        approves what somebody else rejected; if the quotation has no wording.
    Conflict
        If somebody has changed or judged the quotation since it was seen.
    """
    deeds: dict[str, Deed] = {"approved": _approved, "rejected": _rejected, "awaiting": _awaiting}
    if verdict not in deeds:
        raise HeardError(f"`{verdict}` is no verdict", fix=f"Choose from: {', '.join(deeds)}.")
    return _write(store, actor, seen, deeds[verdict], reason.strip())


def _approved(act: Act, seen: Quotation) -> Quotation:
    if seen.verdict == "rejected" and seen.actor != act.actor.name:
        raise _is_rejected(seen)
    if not seen.wording.words.strip():
        raise HeardError("the quotation has no wording yet", where=QUOTATION, fix="Put it forward.")
    approvals = _approvals_of_just_this(act, seen)
    if any(each.actor == act.actor.name for each in approvals):
        raise HeardError(
            "you have approved this wording already",
            where=QUOTATION,
            fix="Where a second approval is needed, somebody else gives it.",
        )
    return replace(seen, verdict="approved", approvals=(*approvals, Approval(act.actor.name, act.at)))


def _rejected(act: Act, seen: Quotation) -> Quotation:
    if not act.reason:
        raise HeardError("a rejection needs a reason", where=QUOTATION, fix="Say why in a few words.")
    return replace(seen, verdict="rejected", approvals=())


def _awaiting(act: Act, seen: Quotation) -> Quotation:
    if seen.verdict == "rejected" and seen.actor != act.actor.name and not act.reason:
        raise HeardError(
            f"{seen.actor} rejected this quotation: to lift that needs a reason",
            where=QUOTATION,
            fix="Say why in a few words.",
        )
    approvals = _approvals_of_just_this(act, seen)
    left = tuple(each for each in approvals if each.actor != act.actor.name)
    return replace(seen, verdict="approved" if left else "awaiting", approvals=left)


def _approvals_of_just_this(act: Act, seen: Quotation) -> tuple[Approval, ...]:
    """Return the approvals that stand in the store, none if they are of anything else than what was seen."""
    past = _history(act.connection, seen.place)
    same = bool(past) and (past[-1].wording, past[-1].digest) == (seen.wording, seen.digest)
    return past[-1].approvals if same else ()


def _is_rejected(seen: Quotation) -> HeardError:
    return HeardError(
        f"{seen.actor} rejected this quotation", where=QUOTATION, fix="Let it await again first, and say why."
    )


class NotYours(HeardError):  # noqa: N818 - what happened is no fault
    """What would be taken back is not one's own to take back: nothing was saved."""


def take_back(store: Store, actor: Actor, seen: Quotation, to: int) -> Quotation:
    """Take one's own latest acts on a quotation back: it is again as it was, a rejection with its reason.

    Parameters
    ----------
    to
        The revision that it is again as after; 0 for not put forward.

    Raises
    ------
    NotYours
        If one of the acts to be taken back is somebody else's, or lifted somebody else's rejection: it would
        become one's own, to be lifted again without a reason.
    Conflict
        If somebody has changed or judged the quotation since it was seen.
    """
    past = quotation_history(store, seen.place)
    if any(each.actor != actor.name for each in past if to < each.revision <= seen.revision):
        raise NotYours("somebody else has judged it since", where=QUOTATION, fix="Judge it anew.")
    nothing = replace(seen, wording=Wording(""), verdict="awaiting", approvals=())
    was = next((each for each in past if each.revision == to), nothing)
    if was.verdict == "rejected" and was.actor != actor.name:
        raise NotYours(f"{was.actor} rejected it, not you", where=QUOTATION, fix="Reject it, and say why.")
    reason = was.reason if was.verdict == "rejected" else "taken back"
    return _write(store, actor, seen, lambda _act, _seen: was, reason)


def _write(store: Store, actor: Actor, seen: Quotation, deed: Deed, reason: str) -> Quotation:
    try:
        with store.act(actor, "approval", reason) as act:
            made = deed(act, seen)
            state = replace(made, revision=seen.revision + 1, actor=actor.name, at=act.at, reason=reason)
            add(act, approval_revisions, [as_row(state)])
    except sa.exc.IntegrityError:
        raise Conflict(
            "this quotation has been judged or changed meanwhile; nothing was saved",
            seen,
            current_quotations(store).get(seen.place),
            where=f"text {seen.text_id}",
        ) from None
    return state


def current_quotations(store: Store) -> dict[Place, Quotation]:
    """Return every quotation that was ever put forward, by its place, as it stands."""
    with store.reading() as connection:
        rows = latest(connection, approval_revisions)
    found = [from_row(row) for row in rows]
    return {each.place: each for each in found}


def quotation_history(store: Store, place: Place) -> list[Quotation]:
    """Return what a quotation was after each act, the oldest first."""
    with store.reading() as connection:
        return _history(connection, place)


def _history(connection: sa.Connection, place: Place) -> list[Quotation]:
    text_id, start, end = place
    rows = history(connection, approval_revisions, text_id=text_id, start=start, end=end)
    return [from_row(row) for row in rows]


def current_approvals(store: Store, approvers: int, texts: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts that stand on places of the texts as they are now.

    Columns: text_id, start, end, verdict (``approved`` only where enough people approved the same wording;
    ``rejected``; ``awaiting``), words (the wording that is approved; empty where it is not), revision,
    actor, at (UTC) and reason of the latest act.

    Parameters
    ----------
    approvers
        How many different people have to approve, as the consultation says.
    texts
        text_id and text: a verdict on words that stand there no more is left out.
    """
    columns = ["text_id", "start", "end", "verdict", "words", "revision", "actor", "at", "reason"]
    rows = []
    for each in _on_the_same_words(store, texts):
        stands = each.approved_by(approvers)
        verdict = "rejected" if each.verdict == "rejected" else "approved" if stands else "awaiting"
        words = each.wording.words if stands else ""
        rows.append((*each.place, verdict, words, each.revision, each.actor, each.at, each.reason))
    return pd.DataFrame(rows, columns=columns)


def approved_quotes(store: Store, approvers: int, texts: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations that may be published, the first approved first; nothing else may be.

    Columns: text_id, start, end (the place, inside the review only), words (the approved wording), code (that
    it is quoted for; empty for none), about (what it is shown under), who (how the speaker is described;
    empty for not at all), origin (drawn, searched or selected), approved_by (names, joined by ``; ``, inside
    the review only), approved_at (UTC, of the approval that completed it).

    Parameters
    ----------
    approvers
        How many different people have to approve the same wording, as the consultation says
        (``consultation.quotes.approvers``).
    texts
        text_id and text, as they are now: a quotation whose words stand there no more is left out.
    """
    columns = ["text_id", "start", "end", "words", "code", "about", "who", "origin"]
    columns += ["approved_by", "approved_at"]
    rows = [
        (
            *each.place,
            each.wording.words,
            each.wording.code,
            each.wording.about,
            each.wording.who,
            each.origin,
            "; ".join(approval.actor for approval in each.approvals),
            max(approval.at for approval in each.approvals),
        )
        for each in _on_the_same_words(store, texts)
        if each.approved_by(approvers)
    ]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["approved_at", "text_id", "start", "end"], ignore_index=True)


def _on_the_same_words(store: Store, texts: pd.DataFrame) -> list[Quotation]:
    known = dict(zip(texts["text_id"], texts["text"], strict=True))
    return [each for each in current_quotations(store).values() if unchanged(each, known.get(each.text_id))]
