"""Desks of two people on one small consultation: four texts; codings of its file on whole texts."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import open_store
from heard.widgets.release_desk import ReleaseDesk

Sit = Callable[[str], ReleaseDesk]
HIDDEN = {"a year": "[duration]", "Staff": "[Person 1]"}
WAITED = "We waited a year for help"


def find(texts: pd.DataFrame) -> pd.DataFrame:
    """Find what is in ``HIDDEN``, as redaction reports details."""
    rows = [
        (text_id, text.index(words), text.index(words) + len(words), "person", replacement)
        for text_id, text in texts[["text_id", "text"]].itertuples(index=False)
        for words, replacement in HIDDEN.items()
        if words in text
    ]
    return pd.DataFrame(rows, columns=["text_id", "start", "end", "kind", "replacement"])


@pytest.fixture
def two_approvers(small_consultation: Path) -> None:
    file = small_consultation / "consultation.yml"
    file.write_text(file.read_text(encoding="utf-8") + "quotes: {approvers: 2}\n", encoding="utf-8")


@pytest.fixture
def sit(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Opens a desk for whoever is named; all of them work on the same store."""
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)

    def open_desk(name: str) -> ReleaseDesk:
        consultation = load_consultation(small_consultation)
        frames = read_kept(small_consultation, consultation).frames
        store = open_store(small_consultation, consultation)
        return ReleaseDesk(frames, consultation, store, Actor(name, "login"), find)

    return open_desk


@pytest.fixture
def ann(sit: Sit) -> ReleaseDesk:
    return sit("ann")


def take(desk: ReleaseDesk, beginning: str = "We") -> None:
    """Take the quotation in hand that begins so."""
    (at,) = [
        at
        for at, (text_id, start, _) in enumerate(desk.places)
        if desk.texts[text_id][start:].startswith(beginning)
    ]
    desk.go_to(at)
