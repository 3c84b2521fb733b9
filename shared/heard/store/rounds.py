"""Rounds of rating: who is invited by which private link, what each answers, sheets locked and reopened."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import sqlalchemy as sa

from heard.analysis.rating.compared import as_compared
from heard.analysis.rating.round import RatingRound, Sheet, check_answer, gaps, sheet_for
from heard.errors import HeardError
from heard.identity import Actor
from heard.store.codings import refusing_doubles
from heard.store.ratings import add_rating
from heard.store.revisions import Row, add, latest
from heard.store.schema import (
    acts,
    rating_revisions,
    rating_rounds,
    round_raters,
    shared_name_revisions,
    sheet_revisions,
)
from heard.store.store import Act, Store

LOCKED, OPEN = "locked", "open"
_ANSWERS = ["subject", "scale", "revision", "value", "comment", "at"]
_TOKEN_BYTES = 24


def open_round(store: Store, actor: Actor, rating_round: RatingRound) -> None:
    """Open a round for raters; from now on it never changes.

    Raises
    ------
    HeardError
        If it is open already, or has nothing to rate.
    """
    if not rating_round.topics:
        raise HeardError("a round without topics cannot be rated", where="round", fix="Fit a model first.")
    row = {"round_id": rating_round.round_id, "name": rating_round.name, "content": rating_round.to_json()}
    try:
        with store.act(actor, "round") as act:
            act.connection.execute(rating_rounds.insert().values(act_id=act.act_id, **row))
    except sa.exc.IntegrityError:
        raise HeardError(
            "this round is open already", where=rating_round.name, fix="Invite raters to it, or name another."
        ) from None


def rounds(store: Store) -> pd.DataFrame:
    """Return the rounds, the oldest first: round_id, name, opened_by, at (UTC)."""
    query = (
        sa.select(rating_rounds.c.round_id, rating_rounds.c.name, acts.c.actor.label("opened_by"), acts.c.at)
        .join(acts, acts.c.act_id == rating_rounds.c.act_id)
        .order_by(rating_rounds.c.act_id)
    )
    with store.reading() as connection:
        return pd.read_sql(query, connection)


def round_of(store: Store, round_id: str) -> RatingRound:
    """Return a round; raises HeardError if there is none of this id."""
    with store.reading() as connection:
        return _round(connection, round_id)


def invite(store: Store, actor: Actor, round_id: str, rater: str) -> str:
    """Invite a rater, and return the token of the private link; an earlier link of theirs ends.

    The token is told this once: only a digest of it is kept.
    """
    name = " ".join(rater.split())
    if not name:
        raise HeardError("a rater needs a name", where="invitation", fix="Say who is invited.")
    round_of(store, round_id)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with refusing_doubles(), store.act(actor, "invitation") as act:
        known = _row(act.connection, round_raters, round_id, name)
        revision = known["revision"] + 1 if known else 1
        row = {"round_id": round_id, "rater": name, "revision": revision, "token_digest": _digest(token)}
        add(act, round_raters, [row])
    return token


def recognise(store: Store, token: str) -> tuple[str, Actor]:
    """Return whose private link this is: the round, and the rater as one who acts.

    Raises
    ------
    HeardError
        If no link has this token, or a newer link took its place.
    """
    with store.reading() as connection:
        known = latest(connection, round_raters)
    digest = _digest(token)
    for row in known:
        if secrets.compare_digest(row["token_digest"], digest):
            return row["round_id"], Actor(row["rater"], "link")
    raise HeardError(
        "this link is not known, or a newer one took its place", fix="Ask whoever invited you for a new link."
    )


def raters(store: Store, round_id: str) -> pd.DataFrame:
    """Return who was invited: rater, state (open or locked), answered and of (pages), last_at (UTC)."""
    rating_round = round_of(store, round_id)
    given = all_answers(store, round_id)
    with store.reading() as connection:
        invited = latest(connection, round_raters, only=round_raters.c.round_id == round_id)
        states = {
            row["rater"]: row["state"]
            for row in latest(connection, sheet_revisions, only=sheet_revisions.c.round_id == round_id)
        }
    rows = []
    for rater in sorted(row["rater"] for row in invited):
        own = given[given["rater"] == rater]
        sheet = sheet_for(rating_round, rater)
        unfinished = {subject for subject, _ in gaps(sheet, own)}
        done = len(sheet.pages) - len(unfinished)
        last = own["at"].max() if len(own) else pd.NaT
        rows.append((rater, states.get(rater, OPEN), done, len(sheet.pages), last))
    return pd.DataFrame(rows, columns=["rater", "state", "answered", "of", "last_at"])


def answer(
    store: Store,
    actor: Actor,
    round_id: str,
    subject: str,
    scale: str,
    value: str | None,
    comment: str = "",
    *,
    seen_revision: int,
) -> None:
    """Save a rater's answer, or take it back (None).

    Parameters
    ----------
    seen_revision
        The revision of the answer that this replaces; 0 for a first one.

    Raises
    ------
    HeardError
        If the sheet is locked, asks for no such answer, or was answered in another window meanwhile.
    """
    check_answer(sheet_for(round_of(store, round_id), actor.name).page(subject), scale, value)
    with refusing_doubles(), _sheet_at_rest(store, actor, round_id, "rating") as (act, state):
        if state == LOCKED:
            raise _locked(round_id)
        add_rating(act, f"{round_id}/{subject}", scale, value, comment, seen_revision=seen_revision)


def take_sheet(
    store: Store,
    actor: Actor,
    round_id: str,
    rater: str,
    answers: Mapping[tuple[str, str], tuple[str, str]],
    reason: str,
) -> tuple[int, int]:
    """Save a rater's answers that somebody brings, all in one act; the trail keeps who brought them.

    Parameters
    ----------
    answers
        By subject and scale, value and comment.

    Returns
    -------
    How many are new or changed, and how many stood already.

    Raises
    ------
    HeardError
        If the rater was not invited, the sheet is locked, or an answer is none that can be given.
    """
    sheet = sheet_for(round_of(store, round_id), rater)
    for (subject, scale), (value, _) in answers.items():
        check_answer(sheet.page(subject), scale, value)
    with refusing_doubles(), _sheet_at_rest(store, actor, round_id, "rating", rater, reason) as (act, state):
        if state == LOCKED:
            raise _locked(round_id)
        known = {(row["subject"], row["scale"]): row for row in _rows_of(act, round_id, rater)}
        changed = 0
        for (subject, scale), (value, comment) in answers.items():
            row = known.get((subject, scale))
            if row and (row["value"], row["comment"]) == (value, comment):
                continue
            seen = row["revision"] if row else 0
            about = f"{round_id}/{subject}"
            add_rating(act, about, scale, value, comment, seen_revision=seen, rater=rater)
            changed += 1
        return changed, len(answers) - changed


def answers_of(store: Store, round_id: str, rater: str) -> pd.DataFrame:
    """Return a rater's answers that stand: subject, scale, revision, value, comment, at (UTC)."""
    given = all_answers(store, round_id)
    return given.loc[given["rater"] == rater, _ANSWERS].reset_index(drop=True)


def all_answers(store: Store, round_id: str) -> pd.DataFrame:
    """Return every rater's answers that stand: rater, locked (the sheet), and what :func:`answers_of` has."""
    of_round = rating_revisions.c.subject.startswith(f"{round_id}/", autoescape=True)
    with store.reading() as connection:
        rows = latest(connection, rating_revisions, only=of_round)
        sheets = latest(connection, sheet_revisions, only=sheet_revisions.c.round_id == round_id)
    locked = {row["rater"] for row in sheets if row["state"] == LOCKED}
    standing = [
        {**row, "subject": row["subject"].removeprefix(f"{round_id}/"), "locked": row["rater"] in locked}
        for row in rows
        if row["value"] is not None
    ]
    return pd.DataFrame(standing, columns=["rater", "locked", *_ANSWERS])


def lock_sheet(store: Store, actor: Actor, round_id: str) -> None:
    """Lock the sheet of the one who acts: from now on it counts, and opens only with a reason.

    Raises
    ------
    HeardError
        If it has gaps (they are told), or is locked already.
    """
    sheet = sheet_for(round_of(store, round_id), actor.name)
    with refusing_doubles(), _sheet_at_rest(store, actor, round_id, "sheet") as (act, state):
        if state == LOCKED:
            raise _locked(round_id)
        own = _rows_of(act, round_id, actor.name)
        _refuse_gaps(sheet, pd.DataFrame(own, columns=["subject", "scale", "value"]))
        _add_state(act, round_id, actor.name, LOCKED)


def sheet_state(store: Store, round_id: str, rater: str) -> str:
    """Return whether a rater's sheet is ``locked`` or ``open``."""
    with store.reading() as connection:
        row = _row(connection, sheet_revisions, round_id, rater)
    return str(row["state"]) if row else OPEN


def reopen_sheet(store: Store, actor: Actor, round_id: str, rater: str, reason: str) -> None:
    """Open a locked sheet again, for a reason that is kept.

    Raises
    ------
    HeardError
        If there is no reason, or the sheet is not locked.
    """
    if not reason.strip():
        raise HeardError(
            "a locked sheet opens only with a reason", where=f"rater {rater}", fix="Say why in a few words."
        )
    with (
        refusing_doubles(),
        _sheet_at_rest(store, actor, round_id, "sheet", rater, reason.strip()) as (act, state),
    ):
        if state != LOCKED:
            raise HeardError("this sheet is open", where=f"rater {rater}", fix="There is nothing to open.")
        _add_state(act, round_id, rater, OPEN)


def share_name(
    store: Store, actor: Actor, round_id: str, name: str, shared: str | None, *, seen_revision: int = 0
) -> None:
    """Put a free name under a shared name, or take that back (None).

    Parameters
    ----------
    name
        A rater's free name; capitals, spaces and signs make no difference.
    seen_revision
        The revision that this replaces; 0 where the name stood under none yet.
    """
    compared = as_compared(name)
    if not compared or (shared is not None and not shared.strip()):
        raise HeardError("a name is empty", where="shared names", fix="Give both names.")
    row = {"round_id": round_id, "name": compared, "revision": seen_revision + 1}
    with refusing_doubles(), store.act(actor, "shared name") as act:
        _round(act.connection, round_id)
        add(act, shared_name_revisions, [{**row, "shared": shared.strip() if shared else None}])


def shared_names(store: Store, round_id: str) -> pd.DataFrame:
    """Return free names as last judged.

    Columns name (as compared), shared (missing where it was taken back), revision, actor, at (UTC).
    """
    with store.reading() as connection:
        of_round = shared_name_revisions.c.round_id == round_id
        rows = latest(connection, shared_name_revisions, only=of_round)
    return pd.DataFrame(list(rows), columns=["name", "shared", "revision", "actor", "at"])


@contextmanager
def _sheet_at_rest(
    store: Store, actor: Actor, round_id: str, kind: str, rater: str = "", reason: str = ""
) -> Iterator[tuple[Act, str]]:
    """Do an act on a sheet whose state nobody else changes meanwhile; its state comes along."""
    whose = rater or actor.name
    with store.act(actor, kind, reason) as act:
        # An answer and the locking of its sheet wait for each other here, on PostgreSQL too.
        query = sa.select(round_raters.c.revision).where(
            round_raters.c.round_id == round_id, round_raters.c.rater == whose
        )
        if not act.connection.execute(query.with_for_update()).all():
            raise HeardError(
                "this rater was not invited to this round", where=f"rater {whose}", fix="Invite them first."
            )
        row = _row(act.connection, sheet_revisions, round_id, whose)
        yield act, row["state"] if row else OPEN


def _add_state(act: Act, round_id: str, rater: str, state: str) -> None:
    known = _row(act.connection, sheet_revisions, round_id, rater)
    revision = known["revision"] + 1 if known else 1
    row = {"round_id": round_id, "rater": rater, "revision": revision, "state": state}
    add(act, sheet_revisions, [row])


def _refuse_gaps(sheet: Sheet, own: pd.DataFrame) -> None:
    left = gaps(sheet, own)
    if left:
        some = ", ".join(f"{subject} ({scale})" for subject, scale in left[:_GAPS_TOLD])
        more = f" and {len(left) - _GAPS_TOLD:,} more" if len(left) > _GAPS_TOLD else ""
        raise HeardError(
            f"{len(left):,} answers are missing: {some}{more}",
            where="your sheet",
            fix="Give them, then lock.",
        )


_GAPS_TOLD = 8


def _rows_of(act: Act, round_id: str, rater: str) -> list[dict[str, Any]]:
    """Return a rater's latest answers, those taken back included."""
    own = sa.and_(
        rating_revisions.c.subject.startswith(f"{round_id}/", autoescape=True),
        rating_revisions.c.rater == rater,
    )
    rows = latest(act.connection, rating_revisions, only=own)
    return [{**row, "subject": row["subject"].removeprefix(f"{round_id}/")} for row in rows]


def _round(connection: sa.Connection, round_id: str) -> RatingRound:
    query = sa.select(rating_rounds.c.content).where(rating_rounds.c.round_id == round_id)
    content = connection.execute(query).scalar()
    if content is None:
        raise HeardError("there is no such round", where=f"round {round_id}", fix="Look at the rounds.")
    return RatingRound.from_json(content)


def _row(connection: sa.Connection, table: sa.Table, round_id: str, rater: str) -> Row | None:
    rows = latest(connection, table, only=sa.and_(table.c.round_id == round_id, table.c.rater == rater))
    return rows[0] if rows else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(round_id: str) -> HeardError:
    return HeardError(
        "this sheet is locked; nothing was saved",
        where=f"round {round_id}",
        fix="Ask for it to be opened again, and say why.",
    )
