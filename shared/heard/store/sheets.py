"""A rater's own answers, and nothing of anybody else's."""

import sqlalchemy as sa

from heard.store.revisions import latest
from heard.store.schema import rating_revisions
from heard.store.store import Store

Answers = dict[tuple[str, str], tuple[str | None, int]]
"""By subject and scale: value (None where it was taken back) and revision."""


def own_answers(store: Store, round_id: str, rater: str) -> Answers:
    """Return a rater's answers with their revisions, those taken back included."""
    own = sa.and_(
        rating_revisions.c.subject.startswith(f"{round_id}/", autoescape=True),
        rating_revisions.c.rater == rater,
    )
    with store.reading() as connection:
        rows = latest(connection, rating_revisions, only=own)
    return {
        (row["subject"].removeprefix(f"{round_id}/"), row["scale"]): (row["value"], row["revision"])
        for row in rows
    }
