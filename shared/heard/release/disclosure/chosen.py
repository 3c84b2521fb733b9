"""What of a result table is to be released: some of its counts, with their bases and shares."""

from dataclasses import dataclass

import pandas as pd

from heard.errors import HeardError
from heard.tables import Column, ResultTable

Number = tuple[str, str]
"""A column of numbers in a release: the table's name and the column's."""


@dataclass(frozen=True)
class Chosen:
    """A result table and the counts of it that are to be seen.

    Attributes
    ----------
    table
        The table, with the rows behind every chosen count and its base.
    counts
        Names of its count columns. Their bases, shares and the limits of those go with them; no other
        column does.
    two_sided
        Whether a count of 0 is hidden too: who is not counted did the opposite, and 0 says it of all of them.
    in_order
        Dimensions whose categories stand in an order that everybody knows, as questions do; the others are
        published in an order that says nothing.
    everybody
        The category that everybody is in: a count at it is its base, and everybody knows. Empty if none is.

    Raises
    ------
    HeardError
        The table holds words, a column is no count of distinct rows, or nothing says which rows are behind
        a count or its base: then nobody can tell what a number would give away.
    """

    table: ResultTable
    counts: tuple[str, ...]
    two_sided: bool = False
    in_order: tuple[str, ...] = ()
    everybody: str = ""

    def __post_init__(self) -> None:
        place = f"result table {self.table.name}"
        if self.table.holds_words:
            raise HeardError("a table that holds respondents' words is not released", where=place)
        for name in self.counts:
            column = self.table.column(name)
            if column.role != "count" or column.adds:
                raise HeardError(f"{name} is no count of distinct rows", where=place)
        for name in self.numbers:
            if name not in self.table.rows_behind:
                raise HeardError(f"nothing says which rows are behind {name}", where=place)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Names of the counts and of their bases, each once."""
        bases = [base for name in self.counts if (base := self.base_of(name))]
        return tuple(dict.fromkeys((*self.counts, *bases)))

    def base_of(self, count: str) -> str:
        """Return the name of the base of a count; empty if it is no share of anything."""
        return next((rate.of[1] for rate in self.rates if rate.of[0] == count), "")

    @property
    def rates(self) -> tuple[Column, ...]:
        """The shares of the chosen counts."""
        return tuple(
            column for column in self.table.columns if column.role == "rate" and column.of[0] in self.counts
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are released, in the table's order."""
        rates = {rate.name for rate in self.rates}
        return tuple(
            column
            for column in self.table.columns
            if column.role == "dimension"
            or column.name in {*self.numbers, *rates}
            or (column.role == "interval" and column.of[0] in rates)
        )

    def at_everybody(self, frame: pd.DataFrame) -> pd.Series:
        """Return which rows of a frame with some of the dimensions stand at the category of everybody."""
        by = [name for name in self.table.dimensions if name in frame.columns]
        return (frame[by] == self.everybody).any(axis=1) & (self.everybody != "")

    def dimensions_of(self, number: str) -> list[str]:
        """Return the dimensions along which a number varies."""
        behind = self.table.rows_behind[number]
        return [name for name in self.table.dimensions if name in behind.columns]
