"""Several measures of one unit along a number, such as what was found and what a model expects."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, interval_of
from heard.charts.theme import WIDTH, colours
from heard.charts.wording import measure, number_format, subtitle
from heard.errors import HeardError
from heard.tables import ResultTable

_HEIGHT = 320


@or_plain_words
def curves(
    table: ResultTable,
    *,
    along: str,
    values: Sequence[str],
    source: Source,
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a line a measure against a number that grows, and a band over the interval of the first.

    Lines are told apart by colour and by their dashes. They start at zero. A measure without any value is
    left out, and the subtitle says so.

    Parameters
    ----------
    table
        A result table.
    along, values
        The column of numbers to go along, and at most four columns of one unit.
    source
        Where the numbers come from.
    where
        Other dimensions of the table, each fixed at one category.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        The measures have different units or are more than four, or the table cannot be drawn so; see
        :func:`heard.charts.plotted.choose`.
    """
    # A name that the table does not have is not taken for a measure without a value.
    drawn = [value for value in values if value not in table.frame or table.frame[value].notna().any()]
    drawn = drawn or [values[0]]
    sides = interval_of(table, values[0]) or ()
    plotted = _in_order(choose(table, [along], [*drawn, *sides], where), along)
    _check_units(plotted, drawn)
    empty = [table.column(value).label for value in values if value not in drawn]
    below = subtitle(
        plotted,
        values[0],
        "The band shows the interval" if sides else "",
        *(f"There is no value of: {label}" for label in empty),
    )
    facts = ("Line chart", f"{len(drawn)} lines", *(_ends(plotted, along, value) for value in drawn))
    drawing = _drawing(plotted, along, drawn, sides)
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _drawing(plotted: Plotted, along: str, values: list[str], sides: tuple[str, ...]) -> parts.Drawing:
    labels = [plotted.column(value).label for value in values]
    palette = colours(len(values), where=plotted.place)
    x = alt.X(along, type="quantitative", axis=alt.Axis(title=measure(plotted.column(along)), tickCount=6))
    axis = alt.Axis(title=None, grid=True, tickCount=5, format=parts.axis_format(_form(plotted, values[0])))
    along_tip = alt.Tooltip(along, type="quantitative", title=plotted.column(along).label, format=",.0f")
    shown = [along_tip, *parts.tooltip(plotted, [], [*values, *sides])]
    lines = [
        alt.Chart()
        .mark_line(strokeWidth=2.5)
        .encode(
            x=x,
            y=alt.Y(value, type="quantitative", axis=axis, scale=alt.Scale(zero=True)),
            color=alt.ColorDatum(label, type="nominal"),
            strokeDash=alt.StrokeDashDatum(label, type="nominal"),
            tooltip=shown,
        )
        for value, label in zip(values, labels, strict=True)
    ]
    return alt.layer(
        *_band(x, sides, palette[0]),
        *lines,
        data=parts.inline(plotted.values([along, *values, *sides])),
        width=WIDTH,
        height=_HEIGHT,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
    )


def _band(x: alt.X, sides: tuple[str, ...], colour: str) -> list[alt.Chart]:
    if not sides:
        return []
    low, high = sides
    area = alt.Chart().mark_area(color=colour, opacity=0.2)
    return [area.encode(x=x, y=alt.Y(low, type="quantitative", axis=alt.Axis(title=None)), y2=alt.Y2(high))]


def _in_order(plotted: Plotted, along: str) -> Plotted:
    frame: pd.DataFrame = plotted.frame.sort_values(along, kind="stable", ignore_index=True)
    return Plotted(plotted.table, frame, plotted.where, plotted.missing)


def _check_units(plotted: Plotted, values: list[str]) -> None:
    units = {plotted.column(value).unit for value in values}
    if len(units) > 1:
        raise HeardError(
            f"measures of different units cannot share an axis: {', '.join(sorted(units))}",
            where=plotted.place,
            fix="Draw them apart.",
        )


def _form(plotted: Plotted, value: str) -> str:
    return number_format(plotted.column(value), plotted.frame[value])


def _ends(plotted: Plotted, along: str, value: str) -> str:
    form = _form(plotted, value)
    first, last = plotted.frame.iloc[0], plotted.frame.iloc[-1]
    return (
        f"{plotted.column(value).label}: from {first[value]:{form}} at {first[along]:,.0f} to "
        f"{last[value]:{form}} at {last[along]:,.0f} ({plotted.column(along).label.lower()})"
    )
