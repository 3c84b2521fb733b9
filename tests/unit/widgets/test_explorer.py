import pytest

from heard.errors import HeardError
from heard.tables import State, Switch, View
from heard.widgets import Explorer

VIEW = View((Switch("size", "Size", {"s": "Small", "l": "Large"}), Switch("colour", "Colour", {"r": "Red"})))


def test_it_begins_with_the_default_state_worked_out() -> None:
    explorer = Explorer(VIEW, lambda state: state.slug)
    assert (explorer.result, explorer.problem) == ("size=s&colour=r", "")


def test_a_choice_works_the_result_out_and_tells_observers() -> None:
    explorer = Explorer(VIEW, lambda state: state["size"])
    seen: list[str] = []
    explorer.observe(lambda change: seen.append(change["new"]), names="result")
    explorer.choose("size", "l")
    assert seen == ["l"]


def test_a_state_is_worked_out_once() -> None:
    asked: list[State] = []

    def work_out(state: State) -> str:
        asked.append(state)
        return state["size"]

    explorer = Explorer(VIEW, work_out)
    for size in ("l", "s", "l"):
        explorer.choose("size", size)
    assert [state["size"] for state in asked] == ["s", "l"]


def test_a_state_without_a_result_says_why_and_the_next_one_recovers() -> None:
    def work_out(state: State) -> str:
        if state["size"] == "l":
            raise HeardError("no text is left", fix="Choose another.")
        return "fine"

    explorer = Explorer(VIEW, work_out)
    explorer.choose("size", "l")
    assert (explorer.result, explorer.problem) == (None, "no text is left. Choose another.")
    explorer.choose("size", "s")
    assert (explorer.result, explorer.problem) == ("fine", "")


def test_what_the_view_does_not_offer_is_refused_and_changes_nothing() -> None:
    explorer = Explorer(VIEW, lambda state: state["size"])
    with pytest.raises(HeardError, match="Choose from: s, l"):
        explorer.choose("size", "xl")
    assert explorer.result == "s"
