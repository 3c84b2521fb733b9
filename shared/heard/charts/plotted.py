"""What a chart takes from a result table: checked columns, one row a mark, and the words about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from heard.errors import HeardError
from heard.tables import Column, ResultTable

_DECIMALS = 6


@dataclass(frozen=True)
class Plotted:
    """The part of a result table that a chart draws.

    Attributes
    ----------
    table
        The result table.
    frame
        Its chosen rows, with every value present.
    where
        The dimensions that were fixed, and at what.
    missing
        How many chosen rows have no value and so are not drawn.
    cut
        A sentence about what was left out for length; empty when nothing was.
    """

    table: ResultTable
    frame: pd.DataFrame
    where: Mapping[str, str]
    missing: int
    cut: str = ""

    @property
    def place(self) -> str:
        """The table, for a message."""
        return f"result table {self.table.name}"

    def column(self, name: str) -> Column:
        """Return a column's contract."""
        return self.table.column(name)

    def values(self, columns: Sequence[str]) -> list[dict[str, Any]]:
        """Return the rows for the specification: these columns only.

        Numbers are rounded to six decimals, so that the last bit of a machine's arithmetic is not stored.
        """
        return self.frame[list(columns)].round(_DECIMALS).to_dict(orient="records")  # type: ignore[return-value]


class NothingToDrawError(Exception):
    """No chosen row has a value; a builder answers it with a line of text.

    Attributes
    ----------
    plotted
        The chosen rows, none of which has a value; there may be none at all.
    value
        The first column that was to place the marks.
    """

    def __init__(self, plotted: Plotted, value: str) -> None:
        super().__init__(plotted, value)
        self.plotted = plotted
        self.value = value

    @property
    def words(self) -> str:
        """What a reader is told instead of a picture."""
        return f"Nothing to draw: {'there is no row' if self.plotted.frame.empty else 'no row has a value'}"


def choose(
    table: ResultTable, dimensions: Sequence[str], values: Sequence[str], where: Mapping[str, str] | None
) -> Plotted:
    """Choose the rows of a table that a chart draws.

    Parameters
    ----------
    table
        A result table without respondents' words.
    dimensions, values
        The columns whose categories tell the marks apart, and those whose numbers place them.
    where
        Dimensions to fix, each at one category.

    Raises
    ------
    HeardError
        The table holds words, has no such column or category, or has several rows a mark.
    NothingToDrawError
        No chosen row has a value.
    """
    fixed = dict(where or {})
    place = f"result table {table.name}"
    if table.holds_words:
        raise HeardError("a table that holds respondents' words cannot be charted", where=place)
    _check_known(table, [*dimensions, *values, *fixed], place)
    chosen = _fixed_at(table, fixed, place)
    present = chosen.dropna(subset=list(values))
    if present.empty:
        raise NothingToDrawError(Plotted(table, chosen, fixed, missing=len(chosen)), values[0])
    if present.duplicated(list(dimensions)).any():
        others = [name for name in table.dimensions if name not in {*dimensions, *fixed}]
        raise HeardError(
            "there are several rows for one mark", where=place, fix=f"Fix with where=: {', '.join(others)}."
        )
    return Plotted(table, present.reset_index(drop=True), fixed, missing=len(chosen) - len(present))


def _check_known(table: ResultTable, names: Sequence[str], place: str) -> None:
    known = [column.name for column in table.columns]
    for name in names:
        if name not in known:
            raise HeardError(
                f"there is no column {name}", where=place, fix=f"Choose from: {', '.join(known)}."
            )


def _fixed_at(table: ResultTable, fixed: Mapping[str, str], place: str) -> pd.DataFrame:
    chosen = table.frame
    for name, category in fixed.items():
        # A table without rows has no category at all, so none can be wrong.
        if not table.frame.empty and not (table.frame[name] == category).any():
            raise HeardError(
                f"{name} has no such category as where= names", where=place, fix="Choose another with where=."
            )
        chosen = chosen[chosen[name] == category]
    return chosen


def interval_of(table: ResultTable, value: str) -> tuple[str, str] | None:
    """Return the names of the columns that bracket a rate or estimate, or None."""
    sides = {
        column.unit: column.name
        for column in table.columns
        if column.role == "interval" and column.of == (value,)
    }
    return (sides["low"], sides["high"]) if len(sides) == 2 else None


def highest(plotted: Plotted, value: str, top: int | None) -> Plotted:
    """Return the rows in falling order of a value, the first ``top`` of them; ties keep the table's order."""
    ranked = plotted.frame.sort_values(value, ascending=False, kind="stable", ignore_index=True)
    if top is None or top >= len(ranked):
        return Plotted(plotted.table, ranked, plotted.where, plotted.missing)
    cut = f"The {top} highest of {len(ranked)} are shown"
    return Plotted(plotted.table, ranked.head(top), plotted.where, plotted.missing, cut)


def highest_categories(plotted: Plotted, category: str, value: str, top: int | None) -> Plotted:
    """Return the rows of the ``top`` categories, in falling order.

    A rate is ordered by what it is over all rows of a category, counts over bases, so that a small group does
    not choose; anything else by its largest value.
    """
    overall = _overall(plotted, category, value)
    ranked = overall.sort_values(ascending=False, kind="stable").index
    kept = ranked if top is None else ranked[:top]
    place = {name: position for position, name in enumerate(kept)}
    rows = plotted.frame[plotted.frame[category].isin(kept)]
    ordered = rows.iloc[rows[category].map(place).argsort(kind="stable")].reset_index(drop=True)
    cut = f"The {len(kept)} highest of {len(ranked)} are shown" if len(kept) < len(ranked) else ""
    return Plotted(plotted.table, ordered, plotted.where, plotted.missing, cut)


def _overall(plotted: Plotted, category: str, value: str) -> pd.Series:
    of_category = plotted.frame.groupby(category, sort=False, observed=True)
    column = plotted.column(value)
    if column.role != "rate":
        return of_category[value].max()
    counted, base = column.of
    return of_category[counted].sum() / of_category[base].sum()
