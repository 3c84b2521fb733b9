"""A table with nothing to draw is a result: every builder says so and goes on."""

import inspect
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.errors import HeardError
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate

COLUMNS = (
    dimension("theme", "Theme"),
    dimension("group", "Group"),
    dimension("read", "Texts read"),
    count("people", "People who raised it", "people"),
    base("asked", "Everyone with a coded text", "people"),
    rate("share", "Share of the group", of=("people", "asked")),
    interval("low", "Lower limit", of="share", side="low"),
    interval("high", "Upper limit", of="share", side="high"),
    estimate("population", "Share of the population", "share"),
)
LIMITS = ResultTable(
    "limits",
    "Limits",
    pd.DataFrame({"limit": ["95% limits"], "base": [1], "all": [0.5], "low": [0.0], "high": [1.0]}),
    (
        dimension("limit", "Limit"),
        dimension("base", "Base"),
        estimate("all", "All together", "share"),
        interval("low", "Lower limit", of="all", side="low"),
        interval("high", "Upper limit", of="all", side="high"),
    ),
    "known people",
)
BUILDERS: dict[str, tuple[Callable[..., Chart], dict[str, Any]]] = {
    "bubbles": (charts.bubbles, {"x": "share", "y": "population", "size": "share", "label": "theme"}),
    "comparison": (charts.comparison, {"category": "theme", "first": "share", "second": "population"}),
    "curves": (charts.curves, {"along": "read", "values": ["share", "population"]}),
    "funnel": (charts.funnel, {"limits": LIMITS, "category": "theme", "value": "share"}),
    "heat_table": (charts.heat_table, {"down": "theme", "across": "group", "value": "share"}),
    "line": (charts.line, {"along": "read", "value": "share", "group": "group"}),
    "panels": (charts.panels, {"category": "theme", "value": "share", "group": "group"}),
    "ranked_bars": (charts.ranked_bars, {"category": "theme", "value": "share"}),
    "small_lines": (
        charts.small_lines,
        {"along": "read", "value": "share", "group": "theme", "marked": "group"},
    ),
}


def _table(rows: int) -> ResultTable:
    """So many themes, with a base of 0."""
    frame = pd.DataFrame({"theme": [f"theme {row}" for row in range(rows)]}, dtype="str")
    frame = frame.assign(group="Adopters", read=1, people=0, asked=0)
    missing = pd.Series(float("nan"), index=frame.index)
    frame = frame.assign(share=missing, low=missing, high=missing, population=missing)
    return ResultTable("by_group", "themes by group", frame, COLUMNS, "known people")


def test_every_builder_is_tried() -> None:
    functions = {name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))}
    # The browser of words takes two tables of its own: see its tests.
    assert set(BUILDERS) == functions - {"bundle_html", "unattended", "word_browser"}


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize(
    ("rows", "said"),
    [(0, ["Nothing to draw: there is no row."]),
     (2, ["Nothing to draw: no row has a value.", "Base: 0 people.", "2 without a value are not shown."])],
)  # fmt: skip
def test_a_line_of_text_stands_for_the_picture(name: str, rows: int, said: list[str], source: Source) -> None:
    build, options = BUILDERS[name]
    chart = build(_table(rows), **options, source=source)
    assert (chart.name, chart.table, chart.title) == ("by_group", "by_group", "Themes by group")
    assert chart.source == source.line
    for words in said:
        assert words in chart.subtitle
        assert words in chart.alt
    assert "Synthetic data." in chart.alt
    assert chart.spec["data"] == {"values": [{}]}
    assert said[0].rstrip(".") in chart.svg
    assert chart.titled_png.startswith(b"\x89PNG")


def test_title_and_name_given_are_kept(source: Source) -> None:
    chart = charts.ranked_bars(
        _table(0), category="theme", value="share", source=source, title="mine", name="another"
    )
    assert (chart.title, chart.name) == ("Mine", "another")


def test_a_fixed_category_is_named(source: Source) -> None:
    chart = charts.ranked_bars(
        _table(2), category="theme", value="share", source=source, where={"group": "Adopters"}
    )
    assert "Group: Adopters." in chart.subtitle


def test_a_category_that_the_table_does_not_have_is_an_error(source: Source) -> None:
    with pytest.raises(HeardError, match="no such category"):
        charts.ranked_bars(
            _table(2), category="theme", value="share", source=source, where={"group": "Nobody"}
        )


def test_a_table_without_rows_has_no_wrong_category(source: Source) -> None:
    chart = charts.ranked_bars(
        _table(0), category="theme", value="share", source=source, where={"group": "Adopters"}
    )
    assert "there is no row" in chart.alt
