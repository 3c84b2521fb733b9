"""Bring a database to the tables of this version of Heard, by Alembic."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from heard.errors import HeardError
from heard.store.database import WRITES

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration; a test holds it to the files in ``migrations/versions``."""

_LOCK = 720_211_301  # any number, the same for everyone, that PostgreSQL's advisory locks know this by


def migrate(engine: sa.Engine, schema: str) -> None:
    """Create or bring up to date the tables of a store; two that start at once wait for each other.

    Raises
    ------
    HeardError
        If a newer version of Heard made the store.
    """
    if _version(engine) == HEAD:
        return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
        _upgrade(connection)


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise HeardError(
            "the store was made by a newer version of Heard",
            fix="Use that version; this one cannot read it.",
        ) from None


def alembic_config() -> "Config":
    """Return Alembic's configuration: the scripts are part of the package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "heard.store:migrations")
    return config
