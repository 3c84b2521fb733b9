"""The result table and the view: what charts, disclosure, dashboards and golden results work from."""

from heard.tables.margins import Margin, broken_margins
from heard.tables.table import Column, ResultTable, base, count, dimension, estimate, interval, rate, text
from heard.tables.view import State, Switch, View

__all__ = [
    "Column",
    "Margin",
    "ResultTable",
    "State",
    "Switch",
    "View",
    "base",
    "broken_margins",
    "count",
    "dimension",
    "estimate",
    "interval",
    "rate",
    "text",
]
