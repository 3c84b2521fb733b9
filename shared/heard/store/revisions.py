"""Revisions: the latest of each thing, and one more that is refused if the thing has changed meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from heard.store.schema import acts
from heard.store.store import Act

Row = Mapping[str, Any]


def latest(
    connection: sa.Connection,
    table: sa.Table,
    moment: datetime | None = None,
    *,
    only: sa.ColumnElement[bool] | None = None,
) -> Sequence[Row]:
    """Return the latest revision of everything in a table, joined with its act (actor, at, reason).

    Parameters
    ----------
    moment
        UTC without a zone: the state as it was then, acts of that very instant included; now by default.
    only
        A condition on the table's key, to look at some things alone.
    """
    keys = [column for column in table.primary_key if column.name != "revision"]
    newest = sa.select(*keys, sa.func.max(table.c.revision).label("newest"))
    if only is not None:
        newest = newest.where(only)
    if moment is not None:
        newest = newest.join(acts, acts.c.act_id == table.c.act_id).where(acts.c.at <= moment)
    of = newest.group_by(*keys).subquery()
    same = [table.c[key.name] == of.c[key.name] for key in keys]
    found = (
        sa.select(*[column for column in table.c if column.name != "act_id"], *_OF_ACT)
        .join(of, sa.and_(*same, table.c.revision == of.c.newest))
        .join(acts, acts.c.act_id == table.c.act_id)
        .order_by(table.c.act_id, *keys)
    )
    result = connection.execute(found)
    columns = list(result.keys())  # asked for once: a mapping of each row would take half the time of reading
    return [dict(zip(columns, row, strict=True)) for row in result]


def history(connection: sa.Connection, table: sa.Table, **key: Any) -> Sequence[Row]:
    """Return every revision of one thing, the oldest first."""
    found = (
        sa.select(*[column for column in table.c if column.name != "act_id"], *_OF_ACT)
        .join(acts, acts.c.act_id == table.c.act_id)
        .where(*[table.c[name] == value for name, value in key.items()])
        .order_by(table.c.revision)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


_OF_ACT = (acts.c.actor, acts.c.at, acts.c.reason)


def add(act: Act, table: sa.Table, rows: Sequence[Row]) -> None:
    """Add revisions; raises sqlalchemy.exc.IntegrityError where one of them exists already."""
    if rows:
        act.connection.execute(table.insert(), [{**row, "act_id": act.act_id} for row in rows])


def newest_revisions(act: Act, table: sa.Table, key: str, values: Iterable[str]) -> dict[str, int]:
    """Return the newest revision of each of these things; those without any are left out."""
    wanted = list(values)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        query = (
            sa.select(table.c[key], sa.func.max(table.c.revision))
            .where(table.c[key].in_(some))
            .group_by(table.c[key])
        )
        found.update((name, revision) for name, revision in act.connection.execute(query))
    return found


_AT_ONCE = 500  # SQLite takes a limited number of values in one statement
