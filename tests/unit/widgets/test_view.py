import pandas as pd
import pytest

from heard.tables import ResultTable, State, Switch, View, count, dimension
from heard.widgets import Explorer, explore
from heard.widgets.view import explorer_view

VIEW = View((Switch("group", "Group", {"a": "Adopters", "b": "Birth parents"}),))


def table(state: State) -> ResultTable:
    return ResultTable(
        name="people",
        title="People",
        frame=pd.DataFrame({"group": [state["group"]], "people": [{"a": 3, "b": 5}[state["group"]]]}),
        columns=(dimension("group", "Group"), count("people", "People", "people")),
        universe="people in the test",
    )


def test_a_drop_down_for_each_switch_moves_the_model_and_the_other_way_round() -> None:
    explorer = Explorer(VIEW, table)
    box = explorer_view(explorer)
    drop_down, status = box.children[0].children
    assert drop_down.options == (("Adopters", "a"), ("Birth parents", "b"))
    drop_down.value = "b"
    assert explorer.result.frame["people"].tolist() == [5]
    assert status.value == ""


def test_where_nobody_can_choose_one_line_says_what_could_be_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    explore(VIEW, table)
    assert capsys.readouterr().out == "In JupyterLab, explore by: Group (2).\n"
