import getpass

import pytest

from heard.identity import Actor, current_actor


def test_the_actor_is_who_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "a.analyst")
    assert current_actor() == Actor("a.analyst", "login")


def test_an_account_without_a_name_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert current_actor() == Actor("unknown", "login")
