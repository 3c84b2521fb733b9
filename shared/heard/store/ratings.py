"""Ratings: what each rater says of something on a scale, as revisions; nobody rates for another."""

import pandas as pd

from heard.errors import HeardError
from heard.identity import Actor
from heard.store.codings import refusing_doubles
from heard.store.revisions import add, latest
from heard.store.schema import rating_revisions
from heard.store.store import Act, Store

_COLUMNS = ["subject", "scale", "rater", "revision", "value", "comment", "at"]


def rate(
    store: Store,
    actor: Actor,
    subject: str,
    scale: str,
    value: str | None,
    comment: str = "",
    *,
    seen_revision: int = 0,
) -> None:
    """Rate a subject as the one who acts, rate it anew, or take the rating back (None).

    Parameters
    ----------
    subject, scale
        What is rated, such as a topic's id, and in which respect, such as ``coherence``.
    seen_revision
        The revision of this rater's own rating that this replaces; 0 for a first one.

    Raises
    ------
    HeardError
        If subject or scale is empty, or the rater has rated this in another window meanwhile.
    """
    if not (subject and scale):
        raise HeardError("a rating says what is rated and on which scale", where="rating", fix="Name both.")
    with refusing_doubles(), store.act(actor, "rating") as act:
        add_rating(act, subject, scale, value, comment, seen_revision=seen_revision)


def add_rating(
    act: Act,
    subject: str,
    scale: str,
    value: str | None,
    comment: str,
    *,
    seen_revision: int,
    rater: str = "",
) -> None:
    """Add a rating within an act; as :func:`rate`, by whoever acts, or by a rater whose sheet they bring."""
    whose = rater or act.actor.name
    row = {"subject": subject, "scale": scale, "rater": whose, "revision": seen_revision + 1}
    add(act, rating_revisions, [{**row, "value": value, "comment": comment}])


def current_ratings(store: Store) -> pd.DataFrame:
    """Return the ratings that stand: subject, scale, rater, revision, value, comment, at (UTC)."""
    with store.reading() as connection:
        rows = latest(connection, rating_revisions)
    standing = [row for row in rows if row["value"] is not None]
    return pd.DataFrame([dict(row) for row in standing], columns=[*_COLUMNS[:-1], "actor", "at"])[_COLUMNS]
