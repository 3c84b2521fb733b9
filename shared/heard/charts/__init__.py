"""Charts: a result table in, a stored chart out, in one theme, with its title, source and alt text."""

from heard.charts.chart import Chart, Source
from heard.charts.comparison import comparison
from heard.charts.dots import dots
from heard.charts.heat_table import heat_table
from heard.charts.line import line
from heard.charts.panels import panels
from heard.charts.ranked_bars import ranked_bars
from heard.charts.show import bundle_html, unattended

__all__ = [
    "Chart",
    "Source",
    "bundle_html",
    "comparison",
    "dots",
    "heat_table",
    "line",
    "panels",
    "ranked_bars",
    "unattended",
]
