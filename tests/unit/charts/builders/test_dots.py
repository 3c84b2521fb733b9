import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.errors import HeardError
from heard.tables import ResultTable, dimension, estimate


def test_five_groups_are_too_many_colours(by_group: ResultTable, source: Source) -> None:
    with pytest.raises(HeardError, match=r"5 categories are too many.*charts\.panels"):
        charts.dots(by_group, category="theme", value="share", group="group", source=source)


def test_one_group_is_chosen_with_where(by_group: ResultTable, source: Source) -> None:
    chart = charts.dots(
        by_group, category="theme", value="people", where={"group": "Adopters"}, source=source
    )
    assert {row["people"] for row in chart.spec["data"]["values"]} == {5, 3, 4}
    assert "Group: Adopters." in chart.subtitle
    assert all("group" not in row for row in chart.spec["data"]["values"])


def test_zero_is_marked_where_estimates_lie_on_both_sides(source: Source) -> None:
    columns = (dimension("word", "Word"), estimate("odds", "Log odds ratio", "log odds"))
    rows = {"both": [-1.0, 2.0], "above": [1.0, 2.0]}
    marks = {}
    for name, odds in rows.items():
        table = ResultTable(name, "T", pd.DataFrame({"word": ["a", "b"], "odds": odds}), columns, "all")
        chart = charts.dots(table, category="word", value="odds", source=source)
        marks[name] = [layer["mark"]["type"] for layer in chart.spec["layer"]]
    assert marks == {"both": ["rule", "circle"], "above": ["circle"]}
