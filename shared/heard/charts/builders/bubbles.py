"""A map of categories: those that are alike stand near each other, and the larger the bubble, the more."""

from collections.abc import Mapping

import altair as alt

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose
from heard.charts.theme import FAINT, MAIN
from heard.charts.wording import extremes, measure, subtitle
from heard.tables import ResultTable

_SIDE = 460
_ROOM = 1.3
_LARGEST = 2200  # square pixels
_SHORT = "split(datum['{}'], ':')[0]"


@or_plain_words
def bubbles(
    table: ResultTable,
    *,
    x: str,
    y: str,
    size: str,
    label: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a bubble a category at its place; what stands before a colon in its name is written in it.

    Both directions have the same scale and no numbers: only distances mean something.

    Parameters
    ----------
    table
        A result table.
    x, y
        Two estimates: the place.
    size
        A count or rate: the bubble's area.
    label
        The dimension.
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
    plotted = choose(table, [label], [x, y, size], where)
    drawing = map_of(plotted, (x, y, size, label), _SIDE)
    below = subtitle(
        plotted, size, f"Area: {measure(plotted.column(size)).lower()}", "Only distances mean something"
    )
    facts = ("Bubble chart", f"{len(plotted.frame)} bubbles", extremes(plotted, size, [label]))
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def map_of(
    plotted: Plotted, columns: tuple[str, str, str, str], side: int, chosen: alt.Parameter | None = None
) -> parts.Drawing:
    """Return the drawing of a map, for this chart and for others that hold one.

    Parameters
    ----------
    columns
        Of x, y, size and label.
    side
        Width and height in pixels.
    chosen
        A selection of one bubble, which is then drawn dark and the others pale.
    """
    x, y, size, label = columns
    furthest = float(plotted.frame[[x, y]].abs().to_numpy().max()) * _ROOM or 1.0
    scale = alt.Scale(domain=[-furthest, furthest])
    base = alt.Chart().encode(
        x=alt.X(x, type="quantitative", scale=scale, axis=None),
        y=alt.Y(y, type="quantitative", scale=scale, axis=None),
    )
    dark = alt.value(MAIN) if chosen is None else alt.condition(chosen, alt.value(MAIN), alt.value(FAINT))
    ink = (
        alt.value("#FFFFFF")
        if chosen is None
        else alt.condition(chosen, alt.value("#FFFFFF"), alt.value("#1D1D1B"))
    )
    area = alt.Size(
        size, type="quantitative", legend=None, scale=alt.Scale(rangeMin=0, rangeMax=_LARGEST, zero=True)
    )
    circles = base.mark_circle(opacity=0.8, stroke="#FFFFFF", strokeWidth=1).encode(
        size=area, color=dark, tooltip=parts.tooltip(plotted, [label], [size])
    )
    if chosen is not None:
        circles = circles.add_params(chosen)
    names = (
        base.transform_calculate(short=_SHORT.format(label))
        .mark_text(fontWeight="bold", fontSize=12)
        .encode(text=alt.Text("short", type="nominal"), color=ink)
    )
    return alt.layer(
        circles, names, data=parts.inline(plotted.values([label, x, y, size])), width=side, height=side
    )
