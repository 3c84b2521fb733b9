"""A store from before wordings were kept: its approvals await again, its rejections stand."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command

from heard.consultation import Consultation
from heard.identity import Actor
from heard.store import Store, approved_quotes, current_approvals, judge_quote, new_quotation
from heard.store.approvals import current_quotations
from heard.store.database import WRITES, schema_name
from heard.store.migrate import alembic_config, migrate
from heard.store.quotations import Wording
from heard.store.store import open_store

TEXTS = pd.DataFrame({"text_id": ["t", "u"], "text": ["Help came late", "Staff left"]})
_OLD = """INSERT INTO approval_revisions (text_id, start, "end", revision, act_id, verdict)
VALUES ('t', 0, 4, 1, :act, 'approved'), ('u', 0, 5, 1, :act, 'rejected')"""


@pytest.fixture
def old(store: Store, small_consultation: Path, consultation: Consultation, ann: Actor) -> Store:
    """A store as the second migration left it, with an approval and a rejection, opened by this version."""
    schema = schema_name(small_consultation)
    with store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        for table in sa.inspect(connection).get_table_names():
            connection.execute(sa.text(f'DROP TABLE IF EXISTS "{table}"' + _cascade(store)))
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    with store.act(ann, "approval", "as it was") as act:
        act.connection.execute(sa.text(_OLD), {"act": act.act_id})
    migrate(store.engine, schema)
    return open_store(small_consultation, consultation)


def _cascade(store: Store) -> str:
    return " CASCADE" if store.engine.dialect.name == "postgresql" else ""


def test_approvals_await_again_and_rejections_stand(old: Store, bob: Actor) -> None:
    assert approved_quotes(old, 1, TEXTS).empty
    verdicts = current_approvals(old, 1, TEXTS).set_index("text_id")["verdict"].to_dict()
    assert verdicts == {"t": "awaiting", "u": "rejected"}
    known = current_quotations(old)["t", 0, 4]
    assert not known.put_forward
    assert current_quotations(old)["u", 0, 5].put_forward
    fresh = new_quotation("t", "Help came late", 0, 4, Wording("Help"), "drawn")
    judge_quote(old, bob, replace(fresh, revision=known.revision), "approved")
    assert approved_quotes(old, 1, TEXTS)["approved_by"].tolist() == ["bob"]
