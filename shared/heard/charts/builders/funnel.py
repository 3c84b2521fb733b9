"""A funnel plot: rates against their bases, between limits that narrow as the base grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.builders.placing import FONT_SIZE, Box, Place, places_of_names
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, interval_of
from heard.charts.theme import INK, MAIN, QUIET, WIDTH
from heard.charts.wording import measure, number_format, subtitle
from heard.errors import HeardError
from heard.tables import ResultTable

_HEIGHT = 320
_ROOM = 1.05
_PLOT = Box(0, 0, WIDTH - 60, _HEIGHT)  # about what the axis leaves
_MOST_KINDS = 2
_MOST_NAMED = 8
_NAMES: dict[Place, dict[str, Any]] = {
    Place.RIGHT: {"align": "left", "dx": 8},
    Place.LEFT: {"align": "right", "dx": -8},
    Place.ABOVE: {"align": "center", "dy": -15},
    Place.BELOW: {"align": "center", "dy": 15},
}


@or_plain_words
def funnel(
    table: ResultTable,
    limits: ResultTable,
    *,
    category: str,
    value: str,
    source: Source,
    verdict: str = "",
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a point a category at its base and its rate, with its name, between lines of limits.

    Names that would cover each other are left out, those nearest to the middle line first, and the
    subtitle says how many; the tooltip has them all.

    Parameters
    ----------
    table
        A result table.
    limits
        The lines: a table of two dimensions, the kind of limit (at most two, the outer one last) and then
        the base, with an estimate and its interval.
    category, value
        The dimension of the points, and a rate of the table, whose base is across.
    source
        Where the numbers come from.
    verdict
        A dimension that says in words where each point lies; the alt text tells it.
    where
        Other dimensions of the table, each fixed at one category.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        The value is no rate, there are more than two kinds of limit, or the tables cannot be drawn so; see
        :func:`heard.charts.plotted.choose`.
    """
    plotted = choose(table, [category, *([verdict] if verdict else [])], [value], where)
    if plotted.column(value).role != "rate":
        raise HeardError(f"{value} is no rate: a funnel needs its base", where=plotted.place)
    lines, across = _lines(limits), plotted.column(value).of[1]
    domains = _domains(plotted.frame[across], plotted.frame[value], lines)
    places = _places(plotted, (category, across, value), lines, domains)
    unnamed = places.count(Place.NOWHERE)
    below = subtitle(
        plotted,
        value,
        f"Lines: all together ({lines.centre:{_form(plotted, value)}}), {', '.join(lines.kinds)}",
        f"Too close to others to be named: {unnamed} of {len(places)}" if unnamed else "",
    )
    facts = ("Funnel plot", f"{len(plotted.frame)} points", *_told(plotted, category, value, verdict))
    drawing = _drawing(plotted, (category, across, value), lines, places, domains)
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


@dataclass(frozen=True)
class _Lines:
    """The lines of limits: what was chosen, and the columns of kind, base, middle line, low and high."""

    plotted: Plotted
    columns: tuple[str, str, str, str, str]

    @property
    def kinds(self) -> list[str]:
        return list(parts.names_of(self.plotted.frame[self.columns[0]]))

    @property
    def centre(self) -> float:
        return float(self.plotted.frame[self.columns[2]].iloc[0])


def _lines(limits: ResultTable) -> _Lines:
    place = f"result table {limits.name}"
    estimates = limits.named("estimate")
    sides = interval_of(limits, estimates[0]) if estimates else None
    if len(limits.dimensions) != 2 or sides is None:
        raise HeardError(
            "limits are not two dimensions (the kind of limit, the base), an estimate and its interval",
            where=place,
        )
    columns = (limits.dimensions[0], limits.dimensions[1], estimates[0], *sides)
    lines = _Lines(choose(limits, columns[:2], columns[2:], None), columns)
    if len(lines.kinds) > _MOST_KINDS:
        raise HeardError(
            f"{len(lines.kinds)} kinds of limit are too many to tell apart by their dashes", where=place
        )
    return lines


def _domains(bases: pd.Series, shares: pd.Series, lines: _Lines) -> tuple[list[float], list[float]]:
    """Return the range of the bases, that of lines included, and of the shares, from zero."""
    _, along, _, _, high = lines.columns
    drawn = lines.plotted.frame
    across = [float(min(bases.min(), drawn[along].min())), float(max(bases.max(), drawn[along].max()))]
    # One base alone would be no range.
    across[1] += across[0] == across[1]
    return across, [0.0, min(1.0, _ROOM * max(shares.max(), drawn[high].max()))]


def _places(
    plotted: Plotted,
    columns: tuple[str, str, str],
    lines: _Lines,
    domains: tuple[list[float], list[float]],
) -> list[Place]:
    names, bases, shares = (plotted.frame[name] for name in columns)
    (first, last), (_, top) = domains
    x, y = (bases - first) / (last - first) * _PLOT.right, (1 - shares / top) * _PLOT.bottom
    from_centre = (shares - lines.centre).abs()
    return places_of_names(
        list(zip(x, y, strict=True)), names.astype("str").tolist(), from_centre.tolist(), _PLOT
    )


def _drawing(
    plotted: Plotted,
    columns: tuple[str, str, str],
    lines: _Lines,
    places: list[Place],
    domains: tuple[list[float], list[float]],
) -> parts.Drawing:
    category, across, value = columns
    title = alt.Axis(title=measure(plotted.column(across)), tickCount=6, tickMinStep=1, format=",.0f")
    x = alt.X(across, type="quantitative", axis=title, scale=alt.Scale(domain=domains[0], nice=False))
    format_ = parts.axis_format(_form(plotted, value))
    y = alt.Y(
        value,
        type="quantitative",
        axis=alt.Axis(title=None, grid=True, tickCount=5, format=format_),
        scale=alt.Scale(domain=domains[1], nice=False),
    )
    points = (
        alt.Chart(parts.inline(plotted.values(columns)))
        .mark_circle(size=80, opacity=1, color=MAIN, stroke="#FFFFFF", strokeWidth=1)
        .encode(x=x, y=y, tooltip=parts.tooltip(plotted, [category], [across, value]))
    )
    return alt.layer(
        *_limit_layers(lines, x, y),
        points,
        *_name_layers(plotted, columns, places, x, y),
        width=WIDTH,
        height=_HEIGHT,
        autosize=parts.FIT,
    )


def _limit_layers(lines: _Lines, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    kind, along, centre, low, high = lines.columns
    data = parts.inline(lines.plotted.values(lines.columns))
    dashes = alt.StrokeDash(
        kind,
        type="nominal",
        # The last kind, the outermost, is drawn through.
        scale=alt.Scale(domain=lines.kinds[::-1]),
        legend=alt.Legend(symbolType="stroke", symbolSize=400, symbolStrokeColor=INK),
    )
    across = {"x": _on(along, x)}
    line = alt.Chart(data).mark_line(strokeWidth=1.5, color=INK)
    middle = alt.Chart(data).mark_line(strokeWidth=1.5, color=QUIET)
    return [
        middle.encode(y=_on(centre, y), **across),
        *(line.encode(y=_on(side, y), strokeDash=dashes, **across) for side in (low, high)),
    ]


def _on(name: str, axis: Any) -> Any:
    """Return another column on the same axis."""
    other = axis.copy()
    other.shorthand = name
    return other


def _name_layers(
    plotted: Plotted, columns: tuple[str, str, str], places: list[Place], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    rows = plotted.values(columns)
    layers = []
    for place, looks in _NAMES.items():
        here = [row for row, taken in zip(rows, places, strict=True) if taken == place]
        if here:
            text = alt.Text(columns[0], type="nominal")
            named = alt.Chart(parts.inline(here)).encode(x=x, y=y, text=text)
            # A white edge below, so that no line strikes a name through.
            layers.append(named.mark_text(fontSize=FONT_SIZE, stroke="#FFFFFF", strokeWidth=4, **looks))
            layers.append(named.mark_text(fontSize=FONT_SIZE, **looks))
    return layers


def _told(plotted: Plotted, category: str, value: str, verdict: str) -> list[str]:
    """Return what is said of the values: where points lie, and never which is highest."""
    if not verdict:
        low, high, form = plotted.frame[value].min(), plotted.frame[value].max(), _form(plotted, value)
        return [f"From {low:{form}} to {high:{form}}"]
    by_verdict = plotted.frame.groupby(verdict, sort=False)[category].agg(list)
    return [
        f"{words}: {', '.join(map(str, names)) if len(names) <= _MOST_NAMED else f'{len(names)} points'}"
        for words, names in by_verdict.items()
    ]


def _form(plotted: Plotted, value: str) -> str:
    return number_format(plotted.column(value), plotted.frame[value])
