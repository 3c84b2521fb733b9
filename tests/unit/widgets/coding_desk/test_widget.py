from pathlib import Path

import pytest

from heard.consultation import load_consultation
from heard.places import work_root
from heard.store import find_store
from heard.widgets.coding_desk import Desk, DeskWidget, coding_desk
from tests.unit.widgets.coding_desk.conftest import Sit


def test_where_nobody_can_code_words_say_what_would_be_shown_and_nothing_is_written(
    small_consultation: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    assert coding_desk(str(small_consultation)) is None
    said = capsys.readouterr().out
    assert "A small consultation: 4 texts, 4 codings, 2 codes." in said
    assert "not yet coded" in said
    assert find_store(small_consultation, load_consultation(small_consultation)) is None
    assert list(work_root().rglob("heard.db")) == []


def test_the_widget_answers_what_the_page_asks(ann: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = DeskWidget(ann)
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"do": "code", "n": 7, "code": "help", "start": 3, "end": 16}, [])
    assert (sent[0]["re"], sent[0]["ok"]) == (7, True)


def test_the_widget_needs_no_network(sit: Sit) -> None:
    widget = DeskWidget(sit("ann"))
    for script in (widget._esm, widget._css):
        assert "http" not in str(script)
        assert "import " not in str(script).replace("important", "")
