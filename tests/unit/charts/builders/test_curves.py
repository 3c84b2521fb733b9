import dataclasses
import re

import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.charts.theme import PALETTE
from heard.errors import HeardError
from heard.tables import ResultTable, dimension, estimate


def test_lines_differ_in_colour_and_dashes_and_the_first_has_a_band(
    expected: ResultTable, source: Source
) -> None:
    chart = charts.curves(expected, along="read", values=["mean", "codes", "fitted"], source=source)
    band, *lines = chart.spec["layer"]
    assert (band["encoding"]["y"]["field"], band["encoding"]["y2"]["field"]) == ("low", "high")
    assert [line["encoding"]["y"]["field"] for line in lines] == ["mean", "codes", "fitted"]
    told_apart = [
        (line["encoding"]["color"]["datum"], line["encoding"]["strokeDash"]["datum"]) for line in lines
    ]
    assert told_apart == [
        (label, label) for label in ("Codes met, mean", "Codes met, as read", "Codes met, fitted")
    ]
    assert set(PALETTE[:3]) <= {stroke.upper() for stroke in re.findall(r'stroke="(#\w+)"', chart.svg)}
    assert chart.svg.count("stroke-dasharray") >= 2
    assert "The band shows the interval." in chart.subtitle
    assert "Codes met, as read: from 2 at 1 to 4 at 4 (texts read)." in chart.alt


def test_lines_go_along_whatever_the_order_of_rows(expected: ResultTable, source: Source) -> None:
    backwards = dataclasses.replace(expected, frame=expected.frame.iloc[::-1])
    one, other = (
        charts.curves(each, along="read", values=["mean"], source=source) for each in (expected, backwards)
    )
    assert one.spec == other.spec


def test_a_measure_without_a_value_is_left_out_and_said(expected: ResultTable, source: Source) -> None:
    unfitted = dataclasses.replace(expected, frame=expected.frame.assign(fitted=float("nan")))
    chart = charts.curves(unfitted, along="read", values=["mean", "fitted"], source=source)
    assert len(chart.spec["layer"]) == 2
    assert "There is no value of: Codes met, fitted." in chart.subtitle


def test_nothing_to_draw_is_said_in_words(expected: ResultTable, source: Source) -> None:
    empty = dataclasses.replace(expected, frame=expected.frame.head(0))
    chart = charts.curves(empty, along="read", values=["mean", "fitted"], source=source)
    assert "Nothing to draw: there is no row." in chart.subtitle


def test_an_axis_has_one_unit(source: Source) -> None:
    columns = (dimension("n", "N"), estimate("a", "A", "codes"), estimate("b", "B", "texts"))
    table = ResultTable(
        "t", "T", pd.DataFrame({"n": [1, 2], "a": [1.0, 2.0], "b": [1.0, 2.0]}), columns, "all"
    )
    with pytest.raises(HeardError, match="different units cannot share an axis: codes, texts"):
        charts.curves(table, along="n", values=["a", "b"], source=source)


def test_a_column_that_is_not_there_is_refused(expected: ResultTable, source: Source) -> None:
    with pytest.raises(HeardError, match="no column fited"):
        charts.curves(expected, along="read", values=["mean", "fited"], source=source)
