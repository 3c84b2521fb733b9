"""A view lists every state that a workbook offers, and no other state can be chosen."""

import pytest

from heard.errors import HeardError
from heard.tables import Switch, View

_VIEW = View(
    (
        Switch("group", "Group", {"all": "All", "adopters": "Adopters"}),
        Switch("question", "Question", {"q1": "Question 1", "q4": "Question 4"}),
    )
)


def test_every_combination_is_a_state_and_the_first_options_are_the_default() -> None:
    slugs = [state.slug for state in _VIEW.states()]
    assert slugs == [
        "group=all&question=q1",
        "group=all&question=q4",
        "group=adopters&question=q1",
        "group=adopters&question=q4",
    ]
    assert _VIEW.default.slug == slugs[0]


def test_a_choice_leaves_the_other_switches_at_their_default() -> None:
    state = _VIEW.state(question="q4")
    assert (state["group"], state["question"]) == ("all", "q4")
    assert state in set(_VIEW.states())


@pytest.mark.parametrize("choice", [{"question": "q9"}, {"colour": "red"}])
def test_what_the_view_does_not_offer_cannot_be_chosen(choice: dict[str, str]) -> None:
    with pytest.raises(HeardError, match="the view has no"):
        _VIEW.state(**choice)


def test_a_view_without_switches_has_one_state() -> None:
    assert [state.slug for state in View().states()] == [""]


def test_a_switch_has_at_least_one_option() -> None:
    with pytest.raises(HeardError, match="no option"):
        Switch("group", "Group", {})
