"""How a table's values are written for readers: formats by role, and a mark for every missing value.

The marks are those of the UK government's statistics: ``[x]`` not available, ``[z]`` not applicable.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from heard.tables import Column, ResultTable

NOT_AVAILABLE, NOT_APPLICABLE = "[x]", "[z]"
MEANING = {
    NOT_AVAILABLE: "not available",
    NOT_APPLICABLE: "not applicable: there is nothing to work it out from",
}
POINTS = "share difference"
"""Unit of a difference of two shares, from -1 to 1: written in percentage points."""
FLAG = "1 yes, 0 no"
_UNITS_IN_WORDS = {"share": "per cent", POINTS: "percentage points", FLAG: "", "low": "", "high": ""}
_WHOLE = ("place", "places", "rank", "ranks")
_LEAST = 0.001  # a probability below it is said to be so, because none is 0


def heading(column: Column) -> str:
    """Return a column's label with its unit."""
    unit = _UNITS_IN_WORDS.get(column.unit, column.unit)
    return f"{column.label} ({unit})" if unit and unit.lower() not in column.label.lower() else column.label


def measured(table: ResultTable, column: Column) -> Column:
    """Return the column whose unit a column is in: an interval is in that of what it brackets."""
    return table.column(column.of[0]) if column.role == "interval" else column


def missing(table: ResultTable, column: Column) -> pd.Series:
    """Return for every row the mark of a missing value, or an empty string where there is a value."""
    values = table.frame[column.name]
    absent = values.isna()
    if pd.api.types.is_float_dtype(values):
        absent |= np.isinf(values.astype("float64"))
    mark = measured(table, column).undefined or NOT_AVAILABLE
    marks = pd.Series(np.where(absent, mark, ""), index=values.index, dtype=object)
    of = measured(table, column).of
    if len(of) == 2:
        marks[absent & (table.frame[of[1]] == 0)] = NOT_APPLICABLE
    return marks


def written(table: ResultTable, column: Column) -> list[str]:
    """Return a column's values as readers see them."""
    write = _writer(measured(table, column), table.frame[column.name])
    return [
        mark or write(value)
        for mark, value in zip(missing(table, column), table.frame[column.name], strict=True)
    ]


def _writer(column: Column, values: pd.Series) -> Callable[[Any], str]:
    if not pd.api.types.is_numeric_dtype(values):
        return str
    if column.unit == "share":
        return "{:.1%}".format
    if column.unit == POINTS:
        return lambda value: f"{100 * value:.1f}"
    if column.unit == FLAG:
        return lambda value: "Yes" if value else "No"
    if column.unit == "probability":
        return lambda value: f"<{_LEAST}" if value < _LEAST else f"{value:.3f}"
    whole = column.role != "estimate" or pd.api.types.is_integer_dtype(values) or column.unit in _WHOLE
    return ("{:,.0f}" if whole else "{:,.2f}").format
