"""Small multiples: a line along a number, a panel each with an axis of its own."""

from collections.abc import Mapping

import altair as alt

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, interval_of
from heard.charts.theme import MAIN
from heard.charts.wording import measure, subtitle
from heard.tables import ResultTable

_PANELS_A_ROW = 2
_PANEL_WIDTH, _PANEL_HEIGHT = 250, 130
_AXIS_WIDTH = 60
_CHARACTERS_OF_HEADING = 36


@or_plain_words
def small_lines(
    table: ResultTable,
    *,
    along: str,
    value: str,
    group: str,
    marked: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a panel a group: a value against a number that grows, a band over its interval, and points to see.

    Each panel has an axis of its own, so that measures of different units stand side by side: shapes can be
    compared, heights cannot.

    Parameters
    ----------
    table
        A result table.
    along, value, group
        The column of numbers to go along, the value to draw, and the dimension of the panels.
    marked
        A dimension; the points of which it says something else than nothing are drawn and named by it.
    source
        Where the numbers come from.
    where
        Other dimensions of the table, each fixed at one category.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        The table cannot be drawn so; see :func:`heard.charts.plotted.choose`.
    """
    sides = interval_of(table, value)
    plotted = choose(table, [along, group, marked], [value, *(sides or ())], where)
    order = parts.names_of(plotted.frame[group])
    heading = alt.Header(labelExpr=parts.broken_into_lines(order, _CHARACTERS_OF_HEADING))
    drawing = (
        _panel(plotted, along, value, group, marked, sides)
        .facet(
            facet=alt.Facet(group, type="nominal", sort=order, title=None, header=heading),
            columns=_PANELS_A_ROW,
        )
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
    )
    below = subtitle(plotted, value, "Bands show the spread" if sides else "", "Every panel has its own axis")
    facts = ("Line charts side by side", f"{len(order)} panels", *_marks(plotted, group, marked))
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _panel(
    plotted: Plotted, along: str, value: str, group: str, marked: str, sides: tuple[str, str] | None
) -> parts.Drawing:
    x = alt.X(along, type="quantitative", axis=alt.Axis(title=measure(plotted.column(along)), tickCount=6))
    # Axes of equal width, so that panels stand below each other.
    axis = alt.Axis(title=None, grid=True, tickCount=4, minExtent=_AXIS_WIDTH, maxExtent=_AXIS_WIDTH)
    y = alt.Y(value, type="quantitative", scale=alt.Scale(zero=False), axis=axis)
    along_tip = alt.Tooltip(along, type="quantitative", title=plotted.column(along).label, format=",.0f")
    shown = [along_tip, *parts.tooltip(plotted, [], [value, *(sides or ())])]
    point = alt.Chart().transform_filter(alt.datum[marked] != "")
    return alt.layer(
        *_band(x, sides),
        alt.Chart().mark_line(strokeWidth=2, color=MAIN).encode(x=x, y=y, tooltip=shown),
        point.mark_point(size=90, filled=True, opacity=1, color=MAIN).encode(x=x, y=y, tooltip=shown),
        point.mark_text(dy=-12, fontWeight="bold").encode(x=x, y=y, text=alt.Text(marked, type="nominal")),
        width=_PANEL_WIDTH,
        height=_PANEL_HEIGHT,
        data=parts.inline(plotted.values([along, group, marked, value, *(sides or ())])),
    )


def _band(x: alt.X, sides: tuple[str, str] | None) -> list[alt.Chart]:
    if not sides:
        return []
    low = alt.Y(sides[0], type="quantitative", scale=alt.Scale(zero=False), axis=alt.Axis(title=None))
    return [alt.Chart().mark_area(color=MAIN, opacity=0.2).encode(x=x, y=low, y2=alt.Y2(sides[1]))]


def _marks(plotted: Plotted, group: str, marked: str) -> list[str]:
    rows = plotted.frame[plotted.frame[marked] != ""]
    return [f"{row[group]}: {row[marked]}" for _, row in rows.iterrows()]
