"""A result table: tidy, every column with a role, and the rows behind every count kept beside it.

A column's role says what may be done with it. A count names its unit (what one of it is) and what rows it
was counted from; a base is the count that a rate is out of; a rate names its count and its base; an interval
names the rate or estimate that it brackets and its side; text holds respondents' words
and marks the whole table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from heard.errors import HeardError
from heard.tables.margins import Margin

Role = Literal["dimension", "count", "base", "rate", "estimate", "interval", "text"]
ROLES_OF_NUMBERS = ("count", "base", "rate", "estimate", "interval")
_CLOSE = 1e-9


@dataclass(frozen=True)
class Column:
    """One column of a result table; make it with :func:`dimension`, :func:`count`... below."""

    name: str
    role: Role
    label: str
    unit: str = ""
    overlaps: bool = False
    of: tuple[str, ...] = ()
    adds: str = ""
    undefined: str = ""


def dimension(name: str, label: str, *, overlaps: bool = False) -> Column:
    """Return a column of categories; ``overlaps`` when one unit may fall in several of them."""
    return Column(name, "dimension", label, overlaps=overlaps)


def count(name: str, label: str, unit: str, *, adds: str = "") -> Column:
    """Return a column of counts of a unit.

    Parameters
    ----------
    adds
        Empty when the count is of distinct rows (then each cell's number of row ids equals it). Otherwise
        the column that was added up over the rows behind a cell, such as a session's number of people.
    """
    return Column(name, "count", label, unit=unit, adds=adds)


def base(name: str, label: str, unit: str) -> Column:
    """Return a column with the number that a count is out of."""
    return Column(name, "base", label, unit=unit)


def rate(name: str, label: str, *, of: tuple[str, str]) -> Column:
    """Return a column of shares (0 to 1): ``of`` is (count column, base column)."""
    return Column(name, "rate", label, unit="share", of=of)


def estimate(name: str, label: str, unit: str, *, undefined: str = "") -> Column:
    """Return a column of numbers that are computed and are no share of a base, such as a log odds ratio.

    Parameters
    ----------
    undefined
        What a missing value is called where there is no such number, instead of one that is not known.
    """
    return Column(name, "estimate", label, unit=unit, undefined=undefined)


def interval(name: str, label: str, *, of: str, side: Literal["low", "high"]) -> Column:
    """Return one side of an interval around the rate or estimate ``of``."""
    return Column(name, "interval", label, unit=side, of=(of,))


def text(name: str, label: str) -> Column:
    """Return a column that holds respondents' words."""
    return Column(name, "text", label)


@dataclass(frozen=True)
class ResultTable:
    """A result that can be shown, stored, protected and traced.

    Attributes
    ----------
    name
        Its name in files: lower case, words joined by underscores.
    title
        What it shows, for readers, without a full stop.
    frame
        The tidy table: exactly the columns below, in their order; categories by the names readers see.
    columns
        The role of every column.
    universe
        Who or what is in it, in words ("respondents to the call for advice who gave a group").
    rows_behind
        For each count: a frame of the dimensions and ``row_id`` (ids of the counted frame's rows). Of a base
        too, where the table may be released; a dimension along which the base is the same may be left out.
    margins
        The totals that it must agree with.
    notes
        What to be careful about, a sentence each.
    """

    name: str
    title: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    universe: str
    rows_behind: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    margins: tuple[Margin, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_columns(self)
        _check_numbers(self)
        _check_rows_behind(self)

    def named(self, role: Role) -> list[str]:
        """Return the names of the columns with this role."""
        return [column.name for column in self.columns if column.role == role]

    def column(self, name: str) -> Column:
        """Return the column of this name; raises KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def dimensions(self) -> list[str]:
        """Names of the columns of categories."""
        return self.named("dimension")

    @property
    def holds_words(self) -> bool:
        """Whether any column holds respondents' words."""
        return bool(self.named("text"))


def _broken(table: ResultTable, what: str) -> HeardError:
    return HeardError(
        what, where=f"result table {table.name}", fix="This is a fault in Heard: please report it."
    )


def _check_columns(table: ResultTable) -> None:
    names = [column.name for column in table.columns]
    if list(table.frame.columns) != names:
        raise _broken(table, "its columns are not those declared")
    if _has_repeats(table.frame[table.dimensions + table.named("text")]):
        raise _broken(table, "two rows have the same categories")
    for column in table.columns:
        if not set(column.of) <= set(names):
            raise _broken(table, f"{column.name} is of a column that the table does not have")
        if column.role in ("count", "base") and not column.unit:
            raise _broken(table, f"{column.name} does not say its unit")


def _has_repeats(categories: pd.DataFrame) -> bool:
    # A table without categories has one row: pandas refuses to look for repeats in no column.
    return bool(categories.duplicated().any()) if len(categories.columns) else len(categories) > 1


def _check_numbers(table: ResultTable) -> None:
    frame = table.frame
    for name in table.named("count") + table.named("base"):
        if (frame[name].dropna() < 0).any():
            raise _broken(table, f"{name} is below zero")
    for column in table.columns:
        if column.role == "rate":
            over, out_of = (frame[name] for name in column.of)
            if (over > out_of).any():
                raise _broken(table, f"{column.of[0]} is more than its base")
            wrong = (frame[column.name] - over / out_of.where(out_of > 0)).abs() > _CLOSE
            if wrong.any():
                raise _broken(table, f"{column.name} is not its count over its base")
        if column.role == "interval":
            gap = frame[column.of[0]] - frame[column.name]
            if ((gap < -_CLOSE) if column.unit == "low" else (gap > _CLOSE)).any():
                raise _broken(table, f"{column.name} does not bracket {column.of[0]}")


def _check_rows_behind(table: ResultTable) -> None:
    for name, rows in table.rows_behind.items():
        column = table.column(name)
        if column.adds:
            continue
        by = [each for each in table.dimensions if column.role == "count" or each in rows.columns]
        found = _sizes(rows, by)
        stated = _stated(table, name, by)
        compared = pd.concat([stated.rename("stated"), found.rename("found")], axis=1).fillna(0)
        if not (compared["stated"] == compared["found"]).all():
            raise _broken(table, f"{name} is not the number of rows behind it")


def _stated(table: ResultTable, name: str, by: list[str]) -> pd.Series:
    if not by:
        return table.frame[name].drop_duplicates().reset_index(drop=True)
    cells = table.frame[[*by, name]].drop_duplicates()
    if cells.duplicated(by).any():
        raise _broken(table, f"{name} differs along a dimension that the rows behind it leave out")
    return cells.set_index(by)[name]


def _sizes(rows: pd.DataFrame, dimensions: Iterable[str]) -> pd.Series:
    by = list(dimensions)
    distinct = rows[[*by, "row_id"]].drop_duplicates()
    return distinct.groupby(by, dropna=False).size() if by else pd.Series([len(distinct)])
