"""A consultation's store, and the acts by which it grows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from heard.consultation import Consultation
from heard.errors import HeardError
from heard.identity import Actor
from heard.store.database import STORE_VARIABLE, WRITES, connect_to, schema_name, sqlite_path
from heard.store.migrate import migrate
from heard.store.schema import about, acts


@dataclass(frozen=True)
class Act:
    """An act in the middle of being done: one transaction, one entry of the audit trail.

    Attributes
    ----------
    connection
        The open transaction.
    act_id, actor, at, reason
        The entry; ``at`` is UTC without a zone.
    """

    connection: sa.Connection
    act_id: int
    actor: Actor
    at: datetime
    reason: str


@dataclass(frozen=True)
class Store:
    """What people add by hand to one consultation; make it with :func:`open_store`.

    Attributes
    ----------
    engine
        Its database.
    """

    engine: sa.Engine

    @contextmanager
    def act(self, actor: Actor, kind: str, reason: str = "") -> Iterator[Act]:
        """Do one act: all of it is on disk when the block ends, or none of it.

        Parameters
        ----------
        actor
            Who acts.
        kind
            What kind of act it is, such as ``coding``; acts of one kind on the codebook wait for each other.
        reason
            Why, in the actor's words.

        Raises
        ------
        HeardError
            If the database cannot save it; then nothing was saved.
        """
        at = datetime.now(UTC).replace(tzinfo=None)
        entry = acts.insert().values(
            actor=actor.name, known_by=actor.known_by, at=at, kind=kind, reason=reason
        )
        with saving(), self.writing() as connection:
            if connection.dialect.name == "postgresql" and kind == "codebook":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(kind))))
            act_id = connection.execute(entry.returning(acts.c.act_id)).scalar_one()
            yield Act(connection, act_id, actor, at, reason)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Write in one transaction, which is kept when the block ends well and undone when it does not."""
        connection = self.engine.connect().execution_options(**{WRITES: True})
        with connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Read one consistent state."""
        with saving("read"), self.engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


@contextmanager
def saving(deed: str = "saved") -> Iterator[None]:
    """Turn a fault of the database into a message that quotes no words."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except sa.exc.SQLAlchemyError as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        raise HeardError(
            f"nothing was {deed}: the database did not answer as it should ({kind})",
            where="the store",
            fix="Check that its disk is not full and its server runs, then try again.",
        ) from None


def open_store(folder: Path, consultation: Consultation) -> Store:
    """Open the store of a consultation, made and brought up to date if need be.

    Parameters
    ----------
    folder
        The consultation's folder.
    consultation
        What its file says: a store of another consultation is refused.

    Raises
    ------
    HeardError
        If the database cannot be reached, or belongs to another consultation or a newer Heard.
    """
    with saving("opened"):
        engine = connect_to(folder)
        migrate(engine, schema_name(folder))
        store = Store(engine)
        _check_consultation(store, consultation)
    return store


def find_store(folder: Path, consultation: Consultation) -> Store | None:
    """Return the store of a consultation, or None where nobody has written anything by hand yet."""
    if STORE_VARIABLE not in os.environ and not sqlite_path(folder).exists():
        return None
    return open_store(folder, consultation)


def _check_consultation(store: Store, consultation: Consultation) -> None:
    """Refuse a shared database's schema that another folder of the same name uses."""
    of = sa.select(about.c.value).where(about.c.key == "consultation")
    claim = about.insert().values(key="consultation", value=consultation.title)
    with store.reading() as connection:
        known = connection.execute(of).scalar()
    if known is None:
        try:
            with store.writing() as connection:
                connection.execute(claim)
        except sa.exc.IntegrityError:  # somebody else opened it at the same moment
            _check_consultation(store, consultation)
    elif known != consultation.title and store.engine.dialect.name == "postgresql":
        raise HeardError(
            "the store belongs to a consultation of another title",
            where=store.engine.url.render_as_string(hide_password=True),
            fix="Name another database, or give the folder a name of its own; if the title was changed in "
            "consultation.yml, change it back.",
        )


def audit_trail(store: Store) -> pd.DataFrame:
    """Return every act: act_id, actor, known_by, at (UTC), kind, reason; the oldest first."""
    with store.reading() as connection:
        return pd.read_sql(sa.select(acts).order_by(acts.c.act_id), connection)
