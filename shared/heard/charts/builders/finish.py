"""From an Altair chart to a stored one."""

from typing import Any

import altair as alt

from heard.charts.chart import Chart, Source
from heard.charts.plotted import Plotted
from heard.charts.theme import CONFIG
from heard.charts.wording import sentences


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
