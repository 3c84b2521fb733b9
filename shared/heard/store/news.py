"""What has been done since it was last looked: so that a desk keeps up without reading everything again."""

from dataclasses import dataclass

import sqlalchemy as sa

from heard.store.anchors import Anchor
from heard.store.codings import Coding
from heard.store.revisions import Row
from heard.store.schema import acts, coding_revisions
from heard.store.store import Store

# On PostgreSQL an act that began earlier may end later than its number says: so look a little further back.
_OVERLAP = 50
_OF_ANCHOR = ("start", "end", "quote", "before", "after", "digest")
_OF_CODING = ("coding_id", "revision", "deed", "text_id", "code", "coder", "coded_at", "origin")


@dataclass(frozen=True)
class News:
    """Acts that were not known yet.

    Attributes
    ----------
    acts
        Number to kind of each.
    codings
        What they did to codings, the oldest first.
    """

    acts: dict[int, str]
    codings: tuple[Coding, ...]


def news_since(store: Store, known: set[int]) -> News:
    """Return the acts that are not among those known, as far as they are not much older than the newest."""
    after = max(known, default=0) - _OVERLAP
    done = sa.select(acts.c.act_id, acts.c.kind).where(acts.c.act_id > after)
    with store.reading() as connection:
        new = {number: kind for number, kind in connection.execute(done) if number not in known}
        codings = _codings(connection, min(new)) if new else []
    return News(new, tuple(codings))


def recent_acts(store: Store) -> set[int]:
    """Return the numbers of the newest acts, to be given to :func:`news_since` later."""
    newest = sa.select(acts.c.act_id).order_by(acts.c.act_id.desc()).limit(_OVERLAP)
    with store.reading() as connection:
        return set(connection.execute(newest).scalars())


def _codings(connection: sa.Connection, first: int) -> list[Coding]:
    query = (
        sa.select(coding_revisions, acts.c.actor, acts.c.at, acts.c.reason)
        .join(acts, acts.c.act_id == coding_revisions.c.act_id)
        .where(coding_revisions.c.act_id >= first)
        .order_by(coding_revisions.c.act_id, coding_revisions.c.revision)
    )
    return [_coding(dict(row)) for row in connection.execute(query).mappings()]


def _coding(row: Row) -> Coding:
    anchor = Anchor(*(row[name] for name in _OF_ANCHOR))
    return Coding(
        **{name: row[name] for name in _OF_CODING},
        anchor=anchor,
        actor=row["actor"],
        at=row["at"],
        reason=row["reason"],
    )
