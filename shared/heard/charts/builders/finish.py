"""From an Altair chart to a stored one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, cast

import altair as alt

from heard.charts.chart import Chart, Source
from heard.charts.plotted import NothingToDrawError, Plotted
from heard.charts.theme import CONFIG, QUIET, WIDTH
from heard.charts.wording import sentence, sentences, subtitle

_Options = ParamSpec("_Options")
_HEIGHT = 40


def finish(
    drawing: alt.TopLevelMixin,
    plotted: Plotted,
    source: Source,
    *,
    name: str,
    title: str,
    subtitle: str,
    alt_parts: tuple[str, ...],
) -> Chart:
    """Return the stored chart: validated, in the one theme, with its words.

    Parameters
    ----------
    drawing
        The Altair chart; its data are inline.
    plotted
        What was drawn, for the names that stand in for an empty ``name`` and ``title``.
    alt_parts
        The kind of chart, then what is to be said about the values.
    """
    heading = (title or plotted.table.title).rstrip(".")
    heading = heading[0].upper() + heading[1:]
    kind, *facts = alt_parts
    words = sentences([f"{kind}: {heading}", *facts, subtitle, "Synthetic data" if source.synthetic else ""])
    # Data inline, rather than under a name that Altair makes of their hash.
    with alt.data_transformers.enable(consolidate_datasets=False):
        spec: dict[str, Any] = drawing.to_dict()
    spec["config"] = CONFIG
    spec["description"] = words
    return Chart(
        name=name or plotted.table.name,
        title=heading,
        subtitle=subtitle,
        alt=words,
        source=source.line,
        table=plotted.table.name,
        spec=spec,
    )


def or_plain_words(build: Callable[_Options, Chart]) -> Callable[_Options, Chart]:
    """Let a builder return a chart with a line of text where its table has nothing to draw.

    Nobody coded yet, or a base of 0, is a result like another: a workbook says it and goes on.
    """

    @wraps(build)
    def built(*tables: _Options.args, **options: _Options.kwargs) -> Chart:
        try:
            return build(*tables, **options)
        except NothingToDrawError as nothing:
            given = cast("dict[str, Any]", options)
            return _plain_words(
                nothing, given["source"], name=given.get("name", ""), title=given.get("title", "")
            )

    return built


def _plain_words(nothing: NothingToDrawError, source: Source, *, name: str, title: str) -> Chart:
    # One row without a value: a text mark is drawn once a row.
    drawing = alt.Chart(alt.InlineData(values=[{}]), width=WIDTH, height=_HEIGHT).mark_text(
        align="left", x=0, y=_HEIGHT / 2, color=QUIET, text=nothing.words
    )
    below = f"{sentence(nothing.words)} {subtitle(nothing.plotted, nothing.value)}"
    return finish(
        drawing, nothing.plotted, source, name=name, title=title, subtitle=below, alt_parts=("No chart",)
    )
