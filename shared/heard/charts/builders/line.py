"""A line along a number, such as codes found against texts read."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose
from heard.charts.theme import MAIN, WIDTH, colours
from heard.charts.wording import measure, number_format, subtitle
from heard.tables import ResultTable

_HEIGHT = 320
_POINTS = 400


@or_plain_words
def line(
    table: ResultTable,
    *,
    along: str,
    value: str,
    source: Source,
    group: str | None = None,
    steps: bool = False,
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a value against a number that grows; lines of several groups are told apart by colour.

    Counts and shares start at zero, estimates where they lie.

    Parameters
    ----------
    table
        A result table.
    along, value
        The column of numbers to go along, and the value to draw.
    source
        Where the numbers come from.
    group
        A dimension of at most four categories, a line each.
    steps
        Whether the value stays as it is until the next row, as a count of things found does.
    where
        Other dimensions of the table, each fixed at one category.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        There are more than four lines, or the table cannot be drawn so.
    """
    dimensions = [along, *([group] if group else [])]
    plotted = _thinned(choose(table, dimensions, [value], where), along, group)
    drawing = _drawing(plotted, along, value, group, steps)
    below = subtitle(plotted, value)
    facts = ("Line chart", *_ends(plotted, along, value, group))
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _drawing(plotted: Plotted, along: str, value: str, group: str | None, steps: bool) -> parts.Drawing:
    form = number_format(plotted.column(value), plotted.frame[value])
    base = alt.Chart().encode(
        x=alt.X(along, type="quantitative", axis=alt.Axis(title=measure(plotted.column(along)), tickCount=6)),
        y=alt.Y(
            value,
            type="quantitative",
            scale=alt.Scale(zero=plotted.column(value).role != "estimate"),
            axis=alt.Axis(title=None, grid=True, tickCount=5, format=parts.axis_format(form)),
        ),
    )
    shown = parts.tooltip(plotted, [group] if group else [], [value])
    along_tip = alt.Tooltip(along, type="quantitative", title=plotted.column(along).label, format=",.0f")
    strokes = base.mark_line(
        strokeWidth=2.5, color=MAIN, interpolate="step-after" if steps else "linear"
    ).encode(tooltip=[along_tip, *shown])
    marks = [strokes] if group is None else [_told_apart(strokes, plotted, group)]
    return alt.layer(
        *marks,
        data=parts.inline(plotted.values([along, *([group] if group else []), value])),
        width=WIDTH,
        height=_HEIGHT,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
    )


def _thinned(plotted: Plotted, along: str, group: str | None) -> Plotted:
    by = [group] if group else []
    frame = plotted.frame.sort_values([*by, along], kind="stable", ignore_index=True)
    lines = frame.groupby(by, sort=False) if by else frame.groupby(lambda _: 0)
    place = lines.cumcount()
    size = place.groupby([frame[name] for name in by] or (lambda _: 0)).transform("size")
    every = -(-int(size.max()) // _POINTS)
    kept = frame[(place % every == 0) | (place == size - 1)].reset_index(drop=True)
    cut = f"One point in {every} is drawn" if every > 1 else ""
    return Plotted(plotted.table, kept, plotted.where, plotted.missing, cut)


def _told_apart(strokes: alt.Chart, plotted: Plotted, group: str) -> alt.Chart:
    names = parts.names_of(plotted.frame[group])
    scale = alt.Scale(domain=names, range=colours(len(names), where=plotted.place))
    return strokes.encode(color=alt.Color(group, type="nominal", scale=scale, legend=alt.Legend()))


def _ends(plotted: Plotted, along: str, value: str, group: str | None) -> list[str]:
    label = plotted.column(along).label.lower()
    form = number_format(plotted.column(value), plotted.frame[value])
    lines: list[tuple[str, pd.DataFrame]] = (
        [(f"{name}: ", rows) for name, rows in plotted.frame.groupby(group, sort=False)]
        if group
        else [("", plotted.frame)]
    )
    return [
        f"{lead}from {rows[value].iloc[0]:{form}} at {rows[along].iloc[0]:,.0f} to "
        f"{rows[value].iloc[-1]:{form}} at {rows[along].iloc[-1]:,.0f} ({label})"
        for lead, rows in lines
    ]
