"""Desks of two coders on one small consultation: four texts, four codings of its file on whole texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.identity import Actor
from heard.widgets.coding_desk import Desk, open_desk

Sit = Callable[[str], Desk]


@pytest.fixture
def sit(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Opens a desk for whoever is named; all of them work on the same store."""
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    return lambda name: open_desk(small_consultation, Actor(name, "login"))


@pytest.fixture
def ann(sit: Sit) -> Desk:
    return sit("ann")


@pytest.fixture
def bob(sit: Sit) -> Desk:
    return sit("bob")
