"""How a table's values are written for readers: formats by role, and a mark for every missing value.

The marks are those of the UK government's statistics: ``[x]`` not available, ``[z]`` not applicable.
"""

import numpy as np
import pandas as pd

from heard.tables import Column, ResultTable

NOT_AVAILABLE, NOT_APPLICABLE = "[x]", "[z]"
MEANING = {
    NOT_AVAILABLE: "not available",
    NOT_APPLICABLE: "not applicable: there is nothing to work it out from",
}


def heading(column: Column) -> str:
    """Return a column's label with its unit."""
    unit = {"share": "per cent", "low": "", "high": ""}.get(column.unit, column.unit)
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
    form = _form(measured(table, column), table.frame[column.name])
    return [
        mark or (form.format(value) if form else str(value))
        for mark, value in zip(missing(table, column), table.frame[column.name], strict=True)
    ]


def _form(column: Column, values: pd.Series) -> str:
    if column.unit == "share":
        return "{:.1%}"
    if not pd.api.types.is_numeric_dtype(values):
        return ""
    return "{:,.2f}" if column.role == "estimate" else "{:,.0f}"
