"""Small multiples: dots with intervals for every group, a panel each."""

from collections.abc import Mapping

import altair as alt

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose, highest_categories, interval_of
from heard.charts.theme import MAIN
from heard.charts.wording import extremes, number_format, subtitle
from heard.tables import ResultTable

_PANELS_A_ROW = 3
_PANEL_WIDTH = 150
_PANEL_STEP = 22
_CHARACTERS_OF_HEADING = 22


@or_plain_words
def panels(
    table: ResultTable,
    *,
    category: str,
    value: str,
    group: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    top: int | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw a panel a group: a dot a category, with a line over its interval where the table has one.

    All panels have the same axes, so that they can be compared.

    Parameters
    ----------
    table
        A result table.
    category, value, group
        The dimension of the rows, the number to draw, and the dimension of the panels.
    source
        Where the numbers come from.
    where
        Other dimensions of the table, each fixed at one category.
    top
        How many categories to draw at most: those with the highest value in any group.
    title, name
        Instead of the table's.

    Raises
    ------
    HeardError
        The table cannot be drawn so; see :func:`heard.charts.plotted.choose`.
    """
    sides = interval_of(table, value)
    chosen = choose(table, [category, group], [value, *(sides or ())], where)
    order = parts.names_of(chosen.frame[group])
    plotted = highest_categories(chosen, category, value, top)
    drawing = _panel(plotted, category, group, value, sides).facet(
        facet=alt.Facet(
            group,
            type="nominal",
            sort=order,
            title=None,
            header=alt.Header(labelExpr=parts.broken_into_lines(order, _CHARACTERS_OF_HEADING)),
        ),
        columns=_PANELS_A_ROW,
    )
    below = subtitle(plotted, value, "Lines show the intervals" if sides else "")
    facts = (
        "Dot charts side by side",
        f"{len(order)} panels of {plotted.frame[category].nunique()} categories",
        extremes(plotted, value, [category, group]),
    )
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _panel(
    plotted: Plotted, category: str, group: str, value: str, sides: tuple[str, str] | None
) -> parts.Drawing:
    values = [value, *(sides or ())]
    names = parts.names_of(plotted.frame[category])
    y = parts.category_axis(category, names)
    form = number_format(plotted.column(value), plotted.frame[value])
    return alt.layer(
        *parts.zero_rule(plotted.frame[values]),
        *(parts.whiskers(*sides, y) if sides else ()),
        alt.Chart()
        .mark_circle(size=70, opacity=1, color=MAIN)
        .encode(
            x=parts.value_axis(value, form, ticks=3),
            y=y,
            tooltip=parts.tooltip(plotted, [group, category], values),
        ),
        width=_PANEL_WIDTH,
        height=parts.height_of(names, _PANEL_STEP),
        data=parts.inline(plotted.values([category, group, *values])),
    )
