import pandas as pd

from heard import charts
from heard.charts import Source
from heard.tables import ResultTable, base, count, dimension, estimate, rate


def test_a_panel_for_every_group_in_the_tables_order(by_group: ResultTable, source: Source) -> None:
    chart = charts.panels(by_group, category="theme", value="share", group="group", source=source)
    names = list(by_group.frame["group"].drop_duplicates())
    assert chart.spec["facet"]["sort"] == names
    assert all(name in chart.svg for name in names)
    assert "5 panels of 3 categories" in chart.alt


def test_a_small_group_does_not_choose_the_categories(source: Source) -> None:
    frame = pd.DataFrame(
        {
            "theme": ["Money", "Money", "School", "School"],
            "group": ["Many", "Few", "Many", "Few"],
            "people": [60, 0, 20, 2],
            "asked": [100, 2, 100, 2],
        }
    )
    frame["share"] = frame["people"] / frame["asked"]
    columns = (
        dimension("theme", "Theme"),
        dimension("group", "Group"),
        count("people", "People", "people"),
        base("asked", "Asked", "people"),
        rate("share", "Share", of=("people", "asked")),
    )
    table = ResultTable("themes", "T", frame, columns, "all")
    # Money 60 of 102, School 22 of 102, though both of the few raised School.
    chart = charts.panels(table, category="theme", value="share", group="group", source=source, top=1)
    assert {row["theme"] for row in chart.spec["data"]["values"]} == {"Money"}


def test_top_keeps_the_highest_categories(by_group: ResultTable, source: Source) -> None:
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
