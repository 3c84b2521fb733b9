from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from heard.consultation import Consultation
from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Store, apply_codings, audit_trail, find_store, open_store, place
from heard.store.database import STORE_VARIABLE, sqlite_path
from heard.store.migrate import HEAD, alembic_config
from heard.store.schema import metadata


def test_the_migrations_make_just_the_tables_that_the_schema_states(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


def test_what_was_saved_is_there_for_whoever_opens_the_store_next(
    store: Store, small_consultation: Path, consultation: Consultation, ann: Actor
) -> None:
    apply_codings(store, ann, [place("t", "words", "help")])
    store.close()
    again = open_store(small_consultation, consultation)
    assert audit_trail(again)["actor"].tolist() == ["ann"]


def test_many_may_open_a_new_store_at_once(
    database: str, small_consultation: Path, consultation: Consultation
) -> None:
    assert database
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_store(small_consultation, consultation), range(8)))
    assert [audit_trail(store).empty for store in opened] == [True] * 8


def test_an_act_that_fails_half_way_leaves_nothing(store: Store, ann: Actor) -> None:
    with pytest.raises(RuntimeError), store.act(ann, "coding"):
        raise RuntimeError
    assert audit_trail(store).empty


def test_a_store_of_a_newer_heard_is_refused(
    store: Store, small_consultation: Path, consultation: Consultation
) -> None:
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(HeardError, match="newer version of Heard"):
        open_store(small_consultation, consultation)


def test_a_consultation_that_nobody_touched_has_no_store(
    small_consultation: Path,
    consultation: Consultation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv(STORE_VARIABLE, raising=False)
    assert find_store(small_consultation, consultation) is None
    assert not sqlite_path(small_consultation).exists()
    open_store(small_consultation, consultation)
    assert find_store(small_consultation, consultation) is not None
    assert sqlite_path(small_consultation).stat().st_mode & 0o077 == 0


def test_a_shared_database_keeps_consultations_of_one_folder_name_apart(
    store: Store, small_consultation: Path, consultation: Consultation
) -> None:
    other = consultation.model_copy(update={"title": "Another"})
    if store.engine.dialect.name == "postgresql":
        with pytest.raises(HeardError, match="another title"):
            open_store(small_consultation, other)
    else:
        assert open_store(small_consultation, other) is not None


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "sqlite:///x.db"])
def test_an_address_that_is_no_postgresql_is_refused(
    address: str, small_consultation: Path, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, address)
    with pytest.raises(HeardError, match="not the address of a PostgreSQL database"):
        open_store(small_consultation, consultation)


def test_a_server_that_does_not_answer_is_told_without_its_password(
    small_consultation: Path, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, "postgresql://ann:secret@127.0.0.1:1/none")
    with pytest.raises(HeardError, match="nothing was opened") as told:
        open_store(small_consultation, consultation)
    assert "secret" not in str(told.value)


def test_a_fault_of_the_database_quotes_no_words(store: Store, ann: Actor) -> None:
    with store.writing() as connection:
        connection.execute(sa.text("DROP TABLE coding_revisions"))
    with pytest.raises(HeardError) as told:
        apply_codings(store, ann, [place("t", "unsayable words", "help", 0, 9)])
    assert "unsayable" not in str(told.value)


def test_a_coding_by_whom_it_was_made(store: Store) -> None:
    apply_codings(store, Actor("cat", "link"), [place("t", "words", "help")])
    (act,) = audit_trail(store).itertuples()
    assert (act.actor, act.known_by, act.kind) == ("cat", "link", "coding")
