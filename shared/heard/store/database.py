"""The database of a store: a file of its own (SQLite), or a schema of a team's PostgreSQL.

SQLite is opened in WAL mode, so that whoever reads never waits for whoever writes, and with full
synchronisation, so that what was called saved outlives a power cut. A transaction that writes takes the
lock when it begins (``BEGIN IMMEDIATE``): it waits for another writer instead of failing half-way.
"""

import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from heard.errors import HeardError
from heard.places import work_folder

STORE_VARIABLE = "HEARD_STORE"
WRITES = "heard_writes"
_FILE = "heard.db"
_WAIT_SECONDS = 30


def sqlite_path(folder: Path) -> Path:
    """Return the file of a consultation's own store, which need not exist."""
    return work_folder(folder) / _FILE


def connect_to(folder: Path) -> sa.Engine:
    """Return an engine for a consultation's store: the URL in ``HEARD_STORE``, else its own file."""
    named = os.environ.get(STORE_VARIABLE)
    return _postgresql(named, folder) if named else _sqlite(sqlite_path(folder))


def _sqlite(path: Path) -> sa.Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    # It will hold respondents' words: nobody but its owner reads it.
    path.touch(mode=0o600, exist_ok=True)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _WAIT_SECONDS},
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # The driver's own BEGIN would come too late for the lock.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(named: str, folder: Path) -> sa.Engine:
    try:
        url = sa.make_url(named)
    except sa.exc.ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise HeardError(
            "this is not the address of a PostgreSQL database",
            where=STORE_VARIABLE,
            fix="Give it as postgresql://user@host/database, or unset it to use a file.",
        )
    schema = schema_name(folder)
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"options": f"-csearch_path={schema}"},
        hide_parameters=True,
        pool_pre_ping=True,
    )


def schema_name(folder: Path) -> str:
    """Return the schema of a consultation in a shared database: named after its folder, on every machine."""
    name = re.sub(r"[^a-z0-9]+", "_", folder.resolve().name.lower()).strip("_")
    return f"heard_{name or 'consultation'}"
