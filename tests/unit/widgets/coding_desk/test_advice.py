from collections.abc import Iterator
from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.identity import Actor
from heard.widgets.coding_desk import Desk, open_desk
from heard.widgets.coding_desk.wire import suggestions_part

_WORDS = {"help": "we waited for therapy and support", "staff": "the social worker left and another came"}


@pytest.fixture
def taught(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on 60 answers, of which 40 are coded, each by its words."""
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    rows = ["id,question,answer,role,help,staff"]
    for number in range(60):
        code = "help" if number % 2 else "staff"
        marks = ("1," if code == "help" else ",1") if number < 40 else ","
        rows.append(f"{number},q1,{_WORDS[code]} {'once ' * (number % 7)}in {number},parent,{marks}")
    (small_consultation / "answers.csv").write_text("\n".join(rows), encoding="utf-8")
    yield open_desk(small_consultation, Actor("ann", "login"))


def test_suggestions_are_off_until_asked_for_and_put_nothing_on(taught: Desk) -> None:
    taught.choose_queue("uncoded")
    assert (taught.suggestions, suggestions_part(taught)["on"]) == ([], False)
    taught.turn_suggestions(on=True)
    (first,) = taught.suggestions[:1]
    assert first.code == "staff"
    assert set(first.words) & {"worker", "left", "came", "social"}
    right, shown = taught.adviser.held_out.of("staff") if taught.adviser else (0, 0)
    assert right == shown == 20  # in this consultation the words leave no doubt
    told = suggestions_part(taught)
    assert (told["codes"][0]["right"], told["codes"][0]["shown"]) == (right, shown)
    assert taught.state.codings.of_text(taught.text_id) == []
    taught.turn_suggestions(on=False)
    assert taught.suggestions == []


def test_an_accepted_suggestion_is_recorded_as_one_and_suggested_no_more(taught: Desk) -> None:
    taught.choose_queue("uncoded")
    taught.turn_suggestions(on=True)
    (made,) = taught.code("staff", origin="suggestion")
    assert made.origin == "suggestion"
    assert "staff" not in [each.code for each in taught.suggestions]


def test_too_little_to_learn_from_is_said_and_suggestions_stay_off(ann: Desk) -> None:
    with pytest.raises(HeardError, match="nothing to learn suggestions from"):
        ann.turn_suggestions(on=True)
    assert not suggestions_part(ann)["on"]
