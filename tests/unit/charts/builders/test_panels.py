import pandas as pd

from heard import charts
from heard.charts import Source
from heard.tables import ResultTable, dimension, estimate


def test_a_panel_for_every_group_in_the_tables_order(by_group: ResultTable, source: Source) -> None:
    chart = charts.panels(by_group, category="theme", value="share", group="group", source=source)
    names = list(by_group.frame["group"].drop_duplicates())
    assert chart.spec["facet"]["sort"] == names
    assert all(name in chart.svg for name in names)
    assert "5 panels of 3 categories" in chart.alt


def test_top_keeps_the_categories_that_are_highest_in_any_group(
    by_group: ResultTable, source: Source
) -> None:
    chart = charts.panels(by_group, category="theme", value="share", group="group", top=1, source=source)
    assert {row["theme"] for row in chart.spec["data"]["values"]} == {"Money"}
    assert len(chart.spec["data"]["values"]) == 5


def test_zero_is_marked_where_estimates_lie_on_both_sides(source: Source) -> None:
    columns = (
        dimension("word", "Word"),
        dimension("group", "Group"),
        estimate("odds", "Log odds", "log odds"),
    )
    marks = {}
    for name, odds in {"both": [-1.0, 2.0], "above": [1.0, 2.0]}.items():
        frame = pd.DataFrame({"word": ["a", "b"], "group": "x", "odds": odds})
        table = ResultTable(name, "T", frame, columns, "all")
        chart = charts.panels(table, category="word", value="odds", group="group", source=source)
        marks[name] = [layer["mark"]["type"] for layer in chart.spec["spec"]["layer"]]
    assert marks == {"both": ["rule", "circle"], "above": ["circle"]}
