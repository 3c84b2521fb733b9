from pathlib import Path

import pytest

from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import Store, decide, last_decision, open_store
from heard.widgets import decision as module
from heard.widgets.decision import DecisionModel, decision, decision_view

_K = "topics/advice.q1/k"
ANN, BOB = Actor("ann", "login"), Actor("bob", "login")


@pytest.fixture
def store(small_consultation: Path) -> Store:
    return open_store(small_consultation, load_consultation(small_consultation))


def test_what_is_decided_is_in_the_store_before_it_is_said(store: Store) -> None:
    model = DecisionModel(store, ANN, _K)
    assert model.said == "Nobody has chosen yet."
    in_store: list[str | None] = []
    model.observe(lambda _: in_store.append(getattr(last_decision(store, _K), "value", None)), "said")
    assert model.keep("8", "Coherence points there")
    assert in_store == ["8"]
    assert model.said.startswith("Kept. ann chose 8 on ")
    assert model.said.endswith("UTC: Coherence points there")


def test_a_choice_without_a_reason_is_not_kept(store: Store) -> None:
    model = DecisionModel(store, ANN, _K)
    assert not model.keep("8", "")
    assert model.said.startswith("Not kept: ")
    assert last_decision(store, _K) is None


def test_a_choice_made_elsewhere_meanwhile_is_shown_and_not_overwritten(store: Store) -> None:
    model = DecisionModel(store, ANN, _K)
    decide(store, BOB, _K, "9", "Perplexity")
    assert not model.keep("8", "Coherence")
    assert "somebody decided meanwhile. bob chose 9" in model.said
    assert model.keep("8", "We talked it over")
    assert getattr(last_decision(store, _K), "value", None) == "8"


def test_the_view_keeps_takes_back_and_begins_where_things_stand(store: Store) -> None:
    view = decision_view(DecisionModel(store, ANN, _K), "Number of topics", ["7", "8"], "7")
    chosen, reason, buttons, said = view.children
    assert chosen.value == "7"
    chosen.value, reason.value = "8", "Stability"
    buttons.children[0].click()
    assert reason.value == ""
    assert "ann chose 8" in said.value
    again = decision_view(DecisionModel(store, BOB, _K), "Number of topics", ["7", "8"], "7")
    assert again.children[0].value == "8"
    again.children[1].value = "Read them: no"
    again.children[2].children[1].click()
    assert "bob took the choice back" in again.children[3].value


def test_in_a_batch_nobody_decides_and_no_store_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(module, "display", shown.append)
    decision(lambda: pytest.fail("opened"), ANN, _K, "Number of topics", ["7", "8"], "7")
    assert shown == []
