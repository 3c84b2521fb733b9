import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.errors import HeardError
from heard.tables import ResultTable, count, dimension


def test_both_ways_in_falling_order_of_totals(pairs: ResultTable, source: Source) -> None:
    chart = charts.heat_table(pairs, down="theme", across="other", value="texts", source=source)
    encoding = chart.spec["layer"][0]["encoding"]
    # By hand: being listened to 9 + 4, money 9 + 0, contact 0 + 4.
    order = ["Being listened to", "Money", "Contact with brothers and sisters after a move"]
    assert encoding["x"]["sort"] == order
    assert encoding["y"]["sort"] == order
    assert encoding["x"]["axis"]["orient"] == "top"


def test_columns_that_are_no_rows_keep_the_order_of_the_table(source: Source) -> None:
    frame = pd.DataFrame(
        {
            "theme": ["Money", "Money", "Money", "School", "School", "School"],
            "question": ["q1", "q2", "q3"] * 2,
            "texts": [1, 9, 2, 8, 7, 9],
        }
    )
    columns = (
        dimension("theme", "Theme"),
        dimension("question", "Question"),
        count("texts", "Texts", "texts"),
    )
    table = ResultTable("themes", "Themes", frame, columns, "all")
    chart = charts.heat_table(table, down="theme", across="question", value="texts", source=source)
    encoding = chart.spec["layer"][0]["encoding"]
    assert encoding["y"]["sort"] == ["School", "Money"]
    assert encoding["x"]["sort"] == ["q1", "q2", "q3"]
    # By hand: q1 has 9, q2 16, q3 11.
    two = charts.heat_table(table, down="theme", across="question", value="texts", top=2, source=source)
    assert two.spec["layer"][0]["encoding"]["x"]["sort"] == ["q2", "q3"]


def test_top_keeps_the_largest_both_ways_and_says_so(pairs: ResultTable, source: Source) -> None:
    chart = charts.heat_table(pairs, down="theme", across="other", value="texts", top=2, source=source)
    assert {row["texts"] for row in chart.spec["data"]["values"]} == {9}
    assert "2 of 3 rows, 2 of 3 columns are shown." in chart.subtitle


def test_a_true_zero_is_written_and_an_absent_pair_is_not(pairs: ResultTable, source: Source) -> None:
    chart = charts.heat_table(pairs, down="theme", across="other", value="texts", source=source)
    values = chart.spec["data"]["values"]
    assert len(values) == 6
    assert sorted(row["texts"] for row in values) == [0, 0, 4, 4, 9, 9]


def test_largest_categories_that_never_come_together_are_an_error(pairs: ResultTable, source: Source) -> None:
    with pytest.raises(HeardError, match="never come together"):
        charts.heat_table(pairs, down="theme", across="other", value="texts", top=1, source=source)


def test_numbered_categories_keep_their_order(source: Source) -> None:
    frame = pd.DataFrame({"topic": [1, 2, 10], "question": "q1", "texts": [5, 9, 7]})
    columns = (
        dimension("topic", "Topic"),
        dimension("question", "Question"),
        count("texts", "Texts", "texts"),
    )
    table = ResultTable("topics", "Topics", frame, columns, "all")
    chart = charts.heat_table(table, down="topic", across="question", value="texts", source=source)
    assert chart.spec["layer"][0]["encoding"]["y"]["sort"] == [2, 10, 1]


def test_a_pair_without_a_value_has_its_mark_and_a_zero_its_number(source: Source) -> None:
    frame = pd.DataFrame(
        {"theme": ["Help", "Help", "Staff"], "group": ["a", "b", "a"], "people": [20.0, None, 0.0]}
    )
    columns = (dimension("theme", "Theme"), dimension("group", "Group"), count("people", "People", "people"))
    table = ResultTable("themes", "Themes", frame, columns, "people")
    chart = charts.heat_table(
        table, down="theme", across="group", value="people", source=source, absent="[c]"
    )
    assert {row["people"] for row in chart.spec["data"]["values"]} == {20, 0}
    # Group b has nothing that is shown, so it has no column; nothing of it is drawn.
    assert "layer" in chart.spec
    more = pd.concat([frame, pd.DataFrame({"theme": ["Staff"], "group": ["b"], "people": [12.0]})])
    table = ResultTable("themes", "Themes", more.reset_index(drop=True), columns, "people")
    chart = charts.heat_table(
        table, down="theme", across="group", value="people", source=source, absent="[c]"
    )
    assert chart.spec["layer"][-1]["data"]["values"] == [{"theme": "Help", "group": "b", "mark": "[c]"}]
    assert "1 cells are [c]" in chart.alt
