"""Two shares of each category side by side, such as those heard against those in the population."""

from collections.abc import Mapping

import altair as alt

from heard.charts.builders import parts
from heard.charts.builders.finish import finish, or_plain_words
from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted, choose
from heard.charts.theme import QUIET, STEP, WIDTH
from heard.charts.wording import number_format, subtitle
from heard.tables import ResultTable


@or_plain_words
def comparison(
    table: ResultTable,
    *,
    category: str,
    first: str,
    second: str,
    source: Source,
    where: Mapping[str, str] | None = None,
    title: str = "",
    name: str = "",
) -> Chart:
    """Draw two dots a category, joined by a line: the longer it is, the more they differ.

    Categories come in falling order of ``first`` less ``second``, so that the over-represented are on top.

    Parameters
    ----------
    table
        A result table.
    category
        The dimension.
    first, second
        The two columns to compare, in the same unit.
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
    plotted = _by_gap(choose(table, [category], [first, second], where), first, second)
    labels = [table.column(column).label for column in (first, second)]
    form = number_format(table.column(first), plotted.frame[first])
    drawing = _drawing(plotted, category, {first: labels[0], second: labels[1]}, form)
    below = subtitle(plotted, first, beside=second)
    facts = ("Dot chart", f"{labels[0]} against {labels[1]}", _widest(plotted, category, first, second, form))
    return finish(drawing, plotted, source, name=name, title=title, subtitle=below, alt_parts=facts)


def _drawing(plotted: Plotted, category: str, labels: dict[str, str], form: str) -> parts.Drawing:
    first, second = labels
    names = parts.names_of(plotted.frame[category])
    y = parts.category_axis(category, names)
    tooltip = parts.tooltip(plotted, [category], [first, second])
    joins = (
        alt.Chart()
        .mark_rule(color=QUIET, strokeWidth=1.5)
        .encode(x=parts.value_axis(first, form), x2=alt.X2(second), y=y)
    )
    points = [
        alt.Chart()
        .mark_point(size=110, filled=True, opacity=1)
        .encode(
            x=alt.X(column, type="quantitative"),
            y=y,
            color=alt.ColorDatum(label, type="nominal"),
            shape=alt.ShapeDatum(label, type="nominal"),
            tooltip=tooltip,
        )
        for column, label in labels.items()
    ]
    return alt.layer(
        joins,
        *points,
        data=parts.inline(plotted.values([category, first, second])),
        width=WIDTH,
        height=parts.height_of(names, STEP),
        autosize=parts.FIT,
    )


def _by_gap(plotted: Plotted, first: str, second: str) -> Plotted:
    gap = plotted.frame[first] - plotted.frame[second]
    order = gap.sort_values(ascending=False, kind="stable").index
    return Plotted(
        plotted.table, plotted.frame.loc[order].reset_index(drop=True), plotted.where, plotted.missing
    )


def _widest(plotted: Plotted, category: str, first: str, second: str, form: str) -> str:
    over, under = plotted.frame.iloc[0], plotted.frame.iloc[-1]
    return (
        f"Most above: {over[category]}, {over[first]:{form}} against {over[second]:{form}}. "
        f"Most below: {under[category]}, {under[first]:{form}} against {under[second]:{form}}"
    )
