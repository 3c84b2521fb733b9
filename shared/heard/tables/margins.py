"""Totals that tables must agree with: a run whose margins do not hold fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
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
    """

    column: str
    over: tuple[str, ...]
    table: str
    total: str
    where: Mapping[str, str] = field(default_factory=dict)


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
    kept = [name for name in table.dimensions if name not in margin.over]
    overlapping = any(table.column(name).overlaps for name in margin.over)
    chosen = other.frame
    for name, value in margin.where.items():
        chosen = chosen[chosen[name] == value]
    cells = table.frame[[*kept, margin.column]]
    if not kept:
        total = float(chosen[margin.total].sum())
        return _agrees(
            float(cells[margin.column].sum()), float(cells[margin.column].max()), total, overlapping
        )
    totals = chosen.groupby(kept)[margin.total].sum()
    compared = cells.groupby(kept)[margin.column].agg(["sum", "max"]).join(totals.rename("total"), how="left")
    return all(
        _agrees(row["sum"], row["max"], row["total"], overlapping)
        for row in compared.to_dict(orient="records")
        if not pd.isna(row["sum"])
    )


def _agrees(added: float, largest: float, total: float, overlapping: bool) -> bool:
    return largest <= total <= added if overlapping else added == total
