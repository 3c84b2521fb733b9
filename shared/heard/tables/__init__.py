"""The result table and the view: what charts, disclosure, dashboards and golden results work from."""

from heard.tables.margins import Margin, broken_margins
from heard.tables.switches import (
    ALL,
    collection_switch,
    composition_switch,
    group_switch,
    grouping_switch,
    texts_switch,
    theme_switch,
)
from heard.tables.table import Column, ResultTable, base, count, dimension, estimate, interval, rate, text
from heard.tables.view import State, Switch, View

__all__ = [
    "ALL",
    "Column",
    "Margin",
    "ResultTable",
    "State",
    "Switch",
    "View",
    "base",
    "broken_margins",
    "collection_switch",
    "composition_switch",
    "count",
    "dimension",
    "estimate",
    "group_switch",
    "grouping_switch",
    "interval",
    "rate",
    "text",
    "texts_switch",
    "theme_switch",
]
