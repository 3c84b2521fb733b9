"""A store on each of the two databases: every test of this folder runs on both."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.intake import read_consultation
from heard.places import WORK_VARIABLE
from heard.store import Store, open_store
from heard.store.database import STORE_VARIABLE
from tests.postgresql import programs, server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of our own; in CI a missing one is a failure."""
    if programs() is None:
        message = "PostgreSQL is not installed: stores are tested on SQLite alone (Debian: postgresql)"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Which database ``open_store`` will use, and how it is named."""
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    if request.param == "sqlite":
        monkeypatch.delenv(STORE_VARIABLE, raising=False)
        yield "sqlite"
        return
    url = request.getfixturevalue("postgresql")
    monkeypatch.setenv(STORE_VARIABLE, url)
    yield "postgresql"
    _drop_schemas(url)


def _drop_schemas(url: str) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        for schema in sa.inspect(connection).get_schema_names():
            if schema.startswith("heard_"):
                connection.execute(sa.schema.DropSchema(schema, cascade=True))
    engine.dispose()


@pytest.fixture
def consultation(small_consultation: Path) -> Consultation:
    return load_consultation(small_consultation)


@pytest.fixture
def frames(small_consultation: Path, consultation: Consultation) -> Frames:
    """Four texts and four codings: help on 1 and 3, staff on 2 and 3."""
    return read_consultation(small_consultation, consultation).frames


@pytest.fixture
def store(database: str, small_consultation: Path, consultation: Consultation) -> Iterator[Store]:
    opened = open_store(small_consultation, consultation)
    assert opened.engine.dialect.name == database
    yield opened
    opened.close()


@pytest.fixture
def ann() -> Actor:
    return Actor("ann", "login")


@pytest.fixture
def bob() -> Actor:
    return Actor("bob", "login")
