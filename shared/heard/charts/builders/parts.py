"""Pieces that several charts are made of."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from heard.charts.plotted import Plotted
from heard.charts.theme import INK
from heard.charts.wording import lookup, number_format

Drawing = alt.LayerChart | alt.FacetChart
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
_CHARACTERS_OF_LABEL = 32
_LINE_HEIGHT = 17
# Vega centres the first line of a label on its row, so a label of more lines is lifted by half of the others.
_CENTRED = {
    "condition": [
        {"test": f"length(datum.label) > {2 * _CHARACTERS_OF_LABEL}", "value": -16},
        {"test": f"length(datum.label) > {_CHARACTERS_OF_LABEL}", "value": -8},
    ],
    "value": 0,
}


def inline(values: list[dict[str, Any]]) -> alt.InlineData:
    """Return data that travel inside the specification."""
    return alt.InlineData(values=values)


def names_of(categories: pd.Series) -> list[Any]:
    """Return the categories, each once, in the order in which they come."""
    return categories.drop_duplicates().tolist()


def category_axis(name: str, names: list[Any], padding: float = 0.15) -> alt.Y:
    """Return a vertical axis of categories, in the order given, with long names in lines."""
    axis = alt.Axis(
        title=None, labelExpr=broken_into_lines(names, _CHARACTERS_OF_LABEL), labelOffset=_CENTRED
    )
    return alt.Y(name, type="nominal", sort=names, axis=axis, scale=alt.Scale(padding=padding))


def broken_into_lines(names: Iterable[Any], characters: int) -> str:
    """Return the expression that writes long names in several lines."""
    lines = {str(name): textwrap.wrap(str(name), characters) for name in names}
    return lookup(lines) if any(len(broken) > 1 for broken in lines.values()) else "datum.label"


def height_of(names: list[Any], least: int) -> int:
    """Return the height of rows that the longest name fits in; ``least`` is that of a row of one line."""
    lines = max(len(textwrap.wrap(str(name), _CHARACTERS_OF_LABEL)) for name in names)
    return len(names) * max(least, _LINE_HEIGHT * lines + 4)


def axis_format(form: str) -> str:
    """Return the format of an axis: of estimates, as many places as its steps need."""
    return ",~r" if form.endswith("2f") else form


def value_axis(name: str, form: str, ticks: int = 5) -> alt.X:
    """Return a horizontal axis of numbers with light lines to read dots by."""
    axis = alt.Axis(title=None, format=axis_format(form), grid=True, tickCount=ticks)
    return alt.X(name, type="quantitative", axis=axis, scale=alt.Scale(zero=True))


def zero_rule(numbers: pd.DataFrame) -> list[alt.Chart]:
    """Return a line at zero where numbers lie on both sides of it, else nothing."""
    array = numbers.to_numpy(dtype=float)
    if not array.min() < 0 < array.max():
        return []
    return [alt.Chart().mark_rule(color=INK, strokeWidth=1.5).encode(x=alt.XDatum(0, type="quantitative"))]


def whiskers(low: str, high: str, y: alt.Y) -> list[alt.Chart]:
    """Return a line from low to high a row."""
    line = alt.Chart().mark_rule(strokeWidth=1.5, color=INK)
    return [line.encode(x=alt.X(low, type="quantitative"), x2=alt.X2(high), y=y)]


def haloed_whiskers(low: str, high: str, y: alt.Y) -> list[alt.Chart]:
    """Return whiskers that stay visible on a bar."""
    halo, line = whiskers(low, high, y) * 2
    return [halo.copy().mark_rule(strokeWidth=4, color="#FFFFFF"), line]


def tooltip(plotted: Plotted, dimensions: Sequence[str], values: Sequence[str]) -> list[alt.Tooltip]:
    """Return a tooltip of columns that the chart draws, with the labels of the table."""
    lines = [alt.Tooltip(name, type="nominal", title=plotted.column(name).label) for name in dimensions]
    for name in values:
        column = plotted.column(name)
        # An interval is in the unit of what it brackets.
        of = plotted.column(column.of[0]) if column.role == "interval" else column
        form = number_format(of, plotted.frame[of.name])
        lines.append(alt.Tooltip(name, type="quantitative", title=column.label, format=form))
    return lines
