"""Heat table: two dimensions crossed, every number written in its cell."""

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose
from heard.charts.theme import MAIN, PALEST, QUIET
from heard.charts.wording import extremes, lookup, number_format, subtitle
from heard.errors import HeardError
from heard.tables import ResultTable

_CELL_WIDTH = 76
_CELL_HEIGHT = 34
_CHARACTERS_ACROSS = 11
# Where black and white writing are equally legible on the shades between the two ends (4.5 to 1).
_DARK = 0.68
_LINE_HEIGHT = 15
_PADDING = 6


@or_plain_words
def heat_table(
    table: ResultTable,
    *,
    down: str,
    across: str,
    value: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    top: int = 12,
    absent: str = "",
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a cell a pair of categories: the number, on a shade from pale (none) to dark (most).

    A pair that the table does not have stays white, which is not the same as zero. Rows come in falling
    order of their totals. Columns keep the table's order, which means something (questions, groups as they
    are defined), unless they are the categories of the rows.

    Parameters
    ----------
    table
        A result table, such as codes that occur together.
    down, across
        The dimensions of rows and columns.
    value
        The count or rate to write.
    source
        Where the numbers come from.
    where
        Other dimensions of the table, each fixed at one category.
    top
        How many categories to draw each way at most: those with the largest totals.
    absent
        A mark for pairs that the table has without a value, such as ``[c]``.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        The table cannot be drawn so; see :func:`heard.charts.plotted.choose`.
    """
    chosen = choose(table, [down, across], [value], where)
    rows, largest = (_by_total(chosen.frame, name, value)[:top] for name in (down, across))
    columns = _in_order(chosen.frame, across, largest, rows)
    plotted = _kept(chosen, {down: rows, across: columns})
    without = _without_value(table, plotted, {down: rows, across: columns}, value) if absent else []
    drawing = _drawing(
        plotted, {down: rows, across: columns}, value, [pair | {"mark": absent} for pair in without]
    )
    if absent:
        plotted = replace(plotted, missing=0)
    marked = f"{len(without)} cells are {absent}" if without else ""
    below = subtitle(plotted, value, "The darker, the more")
    size = f"{len(rows)} rows by {len(columns)} columns"
    facts = ("Heat table", size, extremes(plotted, value, [down, across]), marked)
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _without_value(
    table: ResultTable, plotted: Plotted, categories: dict[str, list[Any]], value: str
) -> list[dict[str, Any]]:
    here = table.frame[value].isna()
    for name, fixed in plotted.where.items():
        here &= table.frame[name] == fixed
    for name, labels in categories.items():
        here &= table.frame[name].isin(labels)
    return table.frame.loc[here, list(categories)].to_dict(orient="records")  # type: ignore[return-value]


def _drawing(
    plotted: Plotted, categories: dict[str, list[Any]], value: str, marked: list[dict[str, Any]]
) -> parts.Drawing:
    (down, rows), (across, columns) = categories.items()
    frame = plotted.frame
    form = number_format(plotted.column(value), frame[value])
    most = float(frame[value].max()) or 1.0
    cells = alt.Chart().encode(
        x=alt.X(across, type="nominal", sort=columns, axis=_axis_on_top(columns)),
        y=parts.category_axis(down, rows, padding=0),
        tooltip=parts.tooltip(plotted, [down, across], [value]),
    )
    shade = alt.Color(
        value,
        type="quantitative",
        legend=None,
        scale=alt.Scale(domain=[0, most], range=[PALEST, MAIN], interpolate="lab"),
    )
    ink = alt.condition(f"datum['{value}'] > {most * _DARK}", alt.value("#FFFFFF"), alt.value("#000000"))
    layers = [
        cells.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(color=shade),
        cells.mark_text().encode(text=alt.Text(value, type="quantitative", format=form), color=ink),
    ]
    if marked:
        place = {"x": cells.encoding.x, "y": cells.encoding.y}
        layers.append(alt.Chart(parts.inline(marked)).mark_text(color=QUIET).encode(**place, text="mark:N"))
    return alt.layer(
        *layers,
        data=parts.inline(plotted.values([down, across, value])),
        width=alt.Step(_CELL_WIDTH),
        height=alt.Step(_CELL_HEIGHT),
    )


def _kept(plotted: Plotted, kept: dict[str, list[Any]]) -> Plotted:
    frame = plotted.frame
    inside = pd.concat([frame[name].isin(labels) for name, labels in kept.items()], axis=1).all(axis=1)
    cut = ", ".join(
        f"{len(labels)} of {frame[name].nunique()} {way}"
        for (name, labels), way in zip(kept.items(), ("rows", "columns"), strict=True)
        if len(labels) < frame[name].nunique()
    )
    left = frame[inside].reset_index(drop=True)
    if left.empty:
        raise HeardError("the largest categories never come together", where=plotted.place, fix="Raise top=.")
    return Plotted(plotted.table, left, plotted.where, plotted.missing, f"{cut} are shown" if cut else "")


def _by_total(frame: pd.DataFrame, name: str, value: str) -> list[Any]:
    totals = frame.groupby(name, sort=False, observed=True)[value].sum()
    return totals.sort_values(ascending=False, kind="stable").index.tolist()


def _in_order(frame: pd.DataFrame, name: str, largest: list[Any], rows: list[Any]) -> list[Any]:
    if set(largest) == set(rows):
        return rows
    return [label for label in frame[name].drop_duplicates() if label in largest]


def _axis_on_top(columns: list[Any]) -> alt.Axis:
    lines = {str(name): textwrap.wrap(str(name), _CHARACTERS_ACROSS) for name in columns}
    deepest = max(len(broken) for broken in lines.values())
    # Vega grows the lines of a label downwards: fill up from above, and lift all by what is below.
    even = {name: [" "] * (deepest - len(broken)) + broken for name, broken in lines.items()}
    return alt.Axis(
        orient="top",
        title=None,
        labelAlign="center",
        labelPadding=_PADDING + _LINE_HEIGHT * (deepest - 1),
        labelLineHeight=_LINE_HEIGHT,
        labelExpr=lookup(even),
    )
