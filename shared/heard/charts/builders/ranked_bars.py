"""Ranked bars: how much of each category, the most first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, highest, interval_of
from heard.charts.theme import MAIN, STEP, WIDTH
from heard.charts.wording import extremes, number_format, subtitle
from heard.errors import HeardError
from heard.tables import ResultTable

_CHARACTER_WIDTH = 8
_PADDING = 5


@or_plain_words
def ranked_bars(
    table: ResultTable,
    *,
    category: str,
    value: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    top: int | None = None,
    told: str = "",
    absent: str = "",
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a bar a category from zero, the longest first, each with its number at its end.

    Where the table has an interval around the value, whiskers show it.

    Parameters
    ----------
    table
        A result table.
    category, value
        The dimension, and the count, rate or base to draw.
    source
        Where the numbers come from.
    where
        Other dimensions of the table, each fixed at one category.
    top
        How many bars to draw at most.
    told
        A category that is no answer, such as "No model named": it has no bar, and is told with its number.
    absent
        A mark for categories without a value, such as ``[c]``: they stand below the bars with it, as far as
        ``top`` leaves room.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        A value is below zero, or the table cannot be drawn so; see :func:`heard.charts.plotted.choose`.
    """
    sides = interval_of(table, value)
    chosen = choose(table, [category], [value, *(sides or ())], where)
    chosen, apart = _told_apart(chosen, category, value, told)
    plotted = highest(chosen, value, top)
    _check_none_below_zero(plotted, value)
    without = _without_value(table, plotted, category, value) if absent else []
    drawn = without[: max(0, top - len(plotted.frame))] if top else without
    drawing = _drawing(plotted, category, value, sides, dict.fromkeys(drawn, absent))
    if absent:
        plotted = replace(plotted, missing=0)
    names, cut = _marked(without, absent, len(drawn))
    below = subtitle(plotted, value, "Lines show the intervals" if sides else "", apart, cut)
    facts = ("Bar chart", f"{len(plotted.frame)} bars", extremes(plotted, value, [category]), names)
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _told_apart(plotted: Plotted, category: str, value: str, told: str) -> tuple[Plotted, str]:
    """Return the rows to draw, and the category that is told in words instead."""
    here = plotted.frame[category] == told
    if not here.any() or here.all():
        return plotted, ""
    number = plotted.frame.loc[here, value].iloc[0]
    form = number_format(plotted.column(value), plotted.frame[value])
    left = replace(plotted, frame=plotted.frame[~here].reset_index(drop=True))
    return left, f"Not drawn: {told}, {number:{form}}"


def _check_none_below_zero(plotted: Plotted, value: str) -> None:
    if (plotted.frame[value] < 0).any():
        raise HeardError(
            "a bar cannot be below zero", where=plotted.place, fix="Draw estimates with charts.panels."
        )


def _without_value(table: ResultTable, plotted: Plotted, category: str, value: str) -> list[Any]:
    here = pd.Series(True, index=table.frame.index)
    for name, fixed in plotted.where.items():
        here &= table.frame[name] == fixed
    return list(table.frame.loc[here & table.frame[value].isna(), category])


def _marked(without: list[Any], absent: str, drawn: int) -> tuple[str, str]:
    """Return the names of what has the mark, for who cannot see it, and how many where not all are drawn."""
    names = f"{absent}: {', '.join(map(str, without))}" if without else ""
    cut = f"{len(without)} categories are {absent}, {drawn} of them drawn" if drawn < len(without) else ""
    return names, cut


def _drawing(
    plotted: Plotted, category: str, value: str, sides: tuple[str, str] | None, marked: dict[Any, str]
) -> parts.Drawing:
    ends = sides[1] if sides else value
    furthest = float(plotted.frame[ends].max())
    x = alt.X(value, type="quantitative", axis=None, scale=alt.Scale(domain=[0, furthest or 1]))
    form = number_format(plotted.column(value), plotted.frame[value])
    names = [*parts.names_of(plotted.frame[category]), *marked]
    y = parts.category_axis(category, names)
    tooltip = parts.tooltip(plotted, [category], [value, *(sides or ())])
    marks = [alt.Chart().mark_bar(color=MAIN).encode(x=x, y=y, tooltip=tooltip)]
    if sides:
        marks += parts.haloed_whiskers(*sides, y)
    marks.append(
        alt.Chart()
        .mark_text(align="left", dx=6)
        .encode(
            x=alt.X(ends, type="quantitative"), y=y, text=alt.Text(value, type="quantitative", format=form)
        )
    )
    if marked:
        rows = [{category: name, "mark": mark} for name, mark in marked.items()]
        marks.append(
            alt.Chart(parts.inline(rows))
            .mark_text(align="left", dx=6)
            .encode(x=alt.datum(0), y=y, text="mark:N")
        )
    return alt.layer(
        *marks,
        data=parts.inline(plotted.values([category, value, *(sides or ())])),
        width=WIDTH,
        height=parts.height_of(names, STEP),
        autosize=parts.FIT,
        padding=_room_for_labels(plotted.frame[value], form),
    )


def _room_for_labels(values: pd.Series, form: str) -> dict[str, int]:
    # The numbers at the ends of bars stand outside of what Vega measures.
    longest = max(len(f"{value:{form}}") for value in values)
    return dict.fromkeys(("left", "top", "bottom"), _PADDING) | {
        "right": _PADDING + _CHARACTER_WIDTH * (longest + 1)
    }
