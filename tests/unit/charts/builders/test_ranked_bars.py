import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.errors import HeardError
from heard.tables import ResultTable, count, dimension, estimate


def _bars(chart: charts.Chart) -> list[dict[str, object]]:
    return chart.spec["data"]["values"]


def test_the_longest_bar_comes_first_and_all_start_at_zero(themes: ResultTable, source: Source) -> None:
    chart = charts.ranked_bars(themes, category="theme", value="people", source=source)
    assert [bar["people"] for bar in _bars(chart)] == [80, 50, 20]
    encoding = chart.spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"]["domain"][0] == 0
    assert encoding["y"]["sort"] == [bar["theme"] for bar in _bars(chart)]


def test_alt_text_tells_extremes_and_base(themes: ResultTable, source: Source) -> None:
    chart = charts.ranked_bars(themes, category="theme", value="share", source=source)
    assert "3 bars. Highest: Being listened to, 40%. Lowest: Money, 10%." in chart.alt
    assert "Base: 200 respondents." in chart.alt


def test_top_says_how_many_of_how_many(themes: ResultTable, source: Source) -> None:
    chart = charts.ranked_bars(themes, category="theme", value="share", top=2, source=source)
    assert [bar["people" if "people" in bar else "share"] for bar in _bars(chart)] == [0.4, 0.25]
    assert "The 2 highest of 3 are shown." in chart.subtitle


def test_whiskers_only_where_the_table_has_an_interval(themes: ResultTable, source: Source) -> None:
    with_interval = charts.ranked_bars(themes, category="theme", value="share", source=source)
    without = charts.ranked_bars(themes, category="theme", value="people", source=source)
    assert "Lines show the intervals." in with_interval.subtitle
    assert [layer["mark"]["type"] for layer in without.spec["layer"]] == ["bar", "text"]


def test_a_bar_below_zero_is_refused(source: Source) -> None:
    columns = (dimension("word", "Word"), estimate("odds", "Log odds ratio", "log odds"))
    table = ResultTable("odds", "T", pd.DataFrame({"word": ["a", "b"], "odds": [-1.0, 2.0]}), columns, "all")
    with pytest.raises(HeardError, match=r"below zero.*charts\.panels"):
        charts.ranked_bars(table, category="word", value="odds", source=source)


def test_one_group_is_chosen_with_where(by_group: ResultTable, source: Source) -> None:
    chart = charts.ranked_bars(
        by_group, category="theme", value="people", where={"group": "Adopters"}, source=source
    )
    assert {row["people"] for row in _bars(chart)} == {5, 3, 4}
    assert "Group: Adopters." in chart.subtitle
    assert all("group" not in row for row in _bars(chart))


def test_a_category_that_is_no_answer_is_told_and_not_drawn(themes: ResultTable, source: Source) -> None:
    chart = charts.ranked_bars(themes, category="theme", value="share", source=source, told="Money")
    assert [bar["share"] for bar in _bars(chart)] == [0.4, 0.25]
    assert "Not drawn: Money, 10%." in chart.subtitle
    assert "Money" not in chart.svg
    whole = charts.ranked_bars(themes, category="theme", value="share", source=source, told="Nobody")
    assert "Not drawn" not in whole.subtitle


def _some_hidden() -> ResultTable:
    people = [None, 40, None, 0]
    frame = pd.DataFrame({"theme": ["Cost", "Help", "Staff", "School"], "people": people}).astype(
        {"people": "float64"}
    )
    columns = (dimension("theme", "Theme"), count("people", "People", "people"))
    return ResultTable("themes", "Themes", frame, columns, "people")


def test_what_has_no_value_stands_below_with_its_mark_and_a_zero_has_a_bar(source: Source) -> None:
    chart = charts.ranked_bars(_some_hidden(), category="theme", value="people", source=source, absent="[c]")
    assert _bars(chart) == [{"theme": "Help", "people": 40}, {"theme": "School", "people": 0}]
    marks = chart.spec["layer"][-1]
    assert marks["data"]["values"] == [{"theme": "Cost", "mark": "[c]"}, {"theme": "Staff", "mark": "[c]"}]
    assert chart.spec["layer"][0]["encoding"]["y"]["sort"] == ["Help", "School", "Cost", "Staff"]
    assert "[c]: Cost, Staff." in chart.alt
    assert "Cost" not in chart.subtitle


def test_marks_take_only_the_room_that_the_bars_leave(source: Source) -> None:
    chart = charts.ranked_bars(
        _some_hidden(), category="theme", value="people", source=source, absent="[c]", top=3
    )
    assert chart.spec["layer"][-1]["data"]["values"] == [{"theme": "Cost", "mark": "[c]"}]
    assert "2 categories are [c], 1 of them drawn." in chart.subtitle
