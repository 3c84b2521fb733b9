"""Charts: a result table in, a stored chart out, in one theme, with its title, source and alt text.

The builders load Altair (about a second) when the first of them is used, so that whoever only reads and shows
stored charts does not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from heard.charts.chart import Chart, Source
from heard.charts.show import bundle_html, unattended

if TYPE_CHECKING:
    from heard.charts.builders.bubbles import bubbles
    from heard.charts.builders.comparison import comparison
    from heard.charts.builders.curves import curves
    from heard.charts.builders.funnel import funnel
    from heard.charts.builders.heat_table import heat_table
    from heard.charts.builders.line import line
    from heard.charts.builders.panels import panels
    from heard.charts.builders.ranked_bars import ranked_bars
    from heard.charts.builders.small_lines import small_lines
    from heard.charts.builders.word_browser import word_browser

__all__ = [
    "Chart",
    "Source",
    "bubbles",
    "bundle_html",
    "comparison",
    "curves",
    "funnel",
    "heat_table",
    "line",
    "panels",
    "ranked_bars",
    "small_lines",
    "unattended",
    "word_browser",
]
_BUILDERS = (
    "bubbles",
    "comparison",
    "curves",
    "funnel",
    "heat_table",
    "line",
    "panels",
    "ranked_bars",
    "small_lines",
    "word_browser",
)


def __getattr__(name: str) -> Any:
    if name not in _BUILDERS:
        raise AttributeError(f"module 'heard.charts' has no attribute {name!r}")
    return getattr(import_module(f"heard.charts.builders.{name}"), name)
