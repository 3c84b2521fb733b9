"""Dots with intervals: an estimate or share a category, for one group or up to four told apart by colour."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, highest_categories, interval_of
from heard.charts.theme import MAIN, STEP, WIDTH, colours
from heard.charts.wording import extremes, measure, number_format, subtitle
from heard.tables import ResultTable

_STEP_A_GROUP = 14


def dots(
    table: ResultTable,
    *,
    category: str,
    value: str,
    source: Source,
    group: str | None = None,
    where: Mapping[str, str] | None = None,
    top: int | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a dot a category (and group), with a line over its interval where the table has one.

    Parameters
    ----------
    table
        A result table.
    category, value
        The dimension, and the rate, count or estimate to draw; it may be below zero.
    source
        Where the numbers come from.
    group
        A dimension of at most four categories, told apart by colour.
    where
        Other dimensions of the table, each fixed at one category.
    top
        How many categories to draw at most: those with the highest value in any group.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        There are more than four groups (see :func:`heard.charts.panels`), or the table cannot be drawn so.
    """
    dimensions = [category, *([group] if group else [])]
    sides = interval_of(table, value)
    chosen = choose(table, dimensions, [value, *(sides or ())], where)
    plotted = highest_categories(chosen, category, value, top)
    drawing = _drawing(plotted, dimensions, value, sides)
    groups = plotted.frame[group].nunique() if group else 1
    below = subtitle(plotted, value, "Lines show the intervals" if sides else "")
    size = f"{plotted.frame[category].nunique()} categories" + (f" by {groups} groups" if group else "")
    facts = ("Dot chart", size, extremes(plotted, value, dimensions))
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _drawing(
    plotted: Plotted, dimensions: list[str], value: str, sides: tuple[str, str] | None
) -> parts.Drawing:
    category, group = dimensions[0], dimensions[1] if len(dimensions) > 1 else None
    values = [value, *(sides or ())]
    encodings = _by_colour(plotted.frame[group], plotted.place, group) if group else {}
    groups = plotted.frame[group].nunique() if group else 1
    names = parts.names_of(plotted.frame[category])
    y = parts.category_axis(category, names, padding=0.35 if group else 0.15)
    form = number_format(plotted.column(value), plotted.frame[value])
    return alt.layer(
        *parts.zero_rule(plotted.frame[values]),
        *(parts.whiskers(*sides, y, encodings) if sides else ()),
        alt.Chart()
        .mark_circle(size=90, opacity=1, color=MAIN)
        .encode(
            x=parts.value_axis(value, measure(plotted.column(value)), form),
            y=y,
            tooltip=parts.tooltip(plotted, dimensions, values),
            **encodings,
        ),
        data=parts.inline(plotted.values([*dimensions, *values])),
        width=WIDTH,
        height=parts.height_of(names, max(STEP, _STEP_A_GROUP * groups + 14)),
        autosize=parts.FIT,
    )


def _by_colour(groups: pd.Series, place: str, name: str) -> dict[str, Any]:
    names = parts.names_of(groups)
    scale = alt.Scale(domain=names, range=colours(len(names), where=place))
    return {
        "color": alt.Color(name, type="nominal", scale=scale, legend=alt.Legend()),
        "yOffset": alt.YOffset(name, type="nominal", sort=names),
    }
