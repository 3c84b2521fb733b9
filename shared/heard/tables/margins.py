"""Totals that tables must agree with: a run whose margins do not hold fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pandas.api.typing import SeriesGroupBy

    from heard.tables.table import ResultTable


@dataclass(frozen=True)
class Margin:
    """A count summed over some dimensions equals a column of another table.

    Where a dimension overlaps, the sum may be more, and no single cell may be.

    Attributes
    ----------
    column
        The count in this table.
    over
        The dimensions that are summed away; those left must be dimensions of the total's table.
    table, total
        The other table and its column.
    where
        Rows of the other table that are meant, by dimension.
    exact
        The counted unit falls in one category even where the dimension overlaps for other counts (a mention
        has one theme, though a person raises several), so the sum must equal the total.
    """

    column: str
    over: tuple[str, ...]
    table: str
    total: str
    where: Mapping[str, str] = field(default_factory=dict)
    exact: bool = False


def broken_margins(tables: Mapping[str, "ResultTable"]) -> list[str]:
    """Return a sentence for every margin that does not hold or names an absent table."""
    broken = []
    for table in tables.values():
        for margin in table.margins:
            if margin.table not in tables:
                broken.append(f"{table.name}: there is no table {margin.table} to agree with")
            elif not _holds(table, tables[margin.table], margin):
                broken.append(
                    f"{table.name}: {margin.column} does not agree with {margin.table}.{margin.total}"
                )
    return broken


def _holds(table: "ResultTable", other: "ResultTable", margin: Margin) -> bool:
    overlapping = not margin.exact and any(table.column(name).overlaps for name in margin.over)
    chosen = other.frame
    for name, value in margin.where.items():
        chosen = chosen[chosen[name] == value]
    kept = [name for name in table.dimensions if name not in margin.over]
    parts = _grouped(table.frame, kept, margin.column).agg(["sum", "max"])
    totals = _grouped(chosen, kept, margin.total).sum().rename("total")
    # A category that only one side has counts as nothing on the other.
    compared = pd.concat([parts, totals], axis=1).fillna(0)
    if overlapping:
        agrees = (compared["max"] <= compared["total"]) & (compared["total"] <= compared["sum"])
    else:
        agrees = compared["sum"] == compared["total"]
    return bool(agrees.all())


def _grouped(frame: pd.DataFrame, kept: list[str], column: str) -> "SeriesGroupBy[Any, Any]":
    by = [frame[name] for name in kept] or np.zeros(len(frame), dtype="int8")
    return frame[column].groupby(by)
