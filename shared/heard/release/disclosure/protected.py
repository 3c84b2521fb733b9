"""A table as it is published: numbers that may be seen, and a symbol wherever there is none.

Everything else is worked out from what is shown: shares from the shown count and the shown base, and their
limits from the same two. So nothing that is published says more than the shown counts do.

The symbols are those of the UK government's statistics (Government Analysis Function, *Symbols in tables:
definitions and help*): ``[c]`` suppressed, ``[z]`` not applicable, ``[x]`` not available, ``[low]`` for what
is above zero and is written as zero, ``[u]`` for what is of low reliability. A true zero is the number 0.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from heard.analysis.intervals import wilson
from heard.release.disclosure.chosen import Chosen, Number
from heard.release.disclosure.rule import Rule
from heard.results import numbers
from heard.tables import Column, ResultTable

SUPPRESSED, NOT_APPLICABLE, NOT_AVAILABLE, LOW, UNRELIABLE = "c", "z", "x", "low", "u"
MEANING = {
    SUPPRESSED: "hidden, so that nobody can be recognised",
    **{mark.strip("[]"): meaning for mark, meaning in numbers.MEANING.items()},
    LOW: "above zero, and written as zero",
    UNRELIABLE: "of low reliability: the limits are far apart",
}
FAR_APART = 0.3
"""From this distance between its limits a share is of low reliability."""
_LEAST_SHOWN = 0.0005
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Protected:
    """A table as it is published.

    Attributes
    ----------
    table
        Its released columns; a number that is not shown is missing.
    symbols
        A column for each column of numbers, row by row: the symbol beside or instead of the number, without
        its brackets; empty for most.
    at
        The categories that it is a part at: dimension to category.
    """

    table: ResultTable
    symbols: pd.DataFrame
    at: Mapping[str, str] = field(default_factory=dict)

    def where(self, **categories: str) -> "Protected":
        """Return the rows of some categories, without these dimensions."""
        frame, chosen = self.table.frame, pd.Series(True, index=self.table.frame.index)
        for name, category in categories.items():
            chosen &= frame[name] == category
        columns = tuple(column for column in self.table.columns if column.name not in categories)
        return replace(self._part(chosen, columns), at={**self.at, **categories})

    def without(self, **categories: str) -> "Protected":
        """Return the rows of all but some categories."""
        chosen = pd.Series(True, index=self.table.frame.index)
        for name, category in categories.items():
            chosen &= self.table.frame[name] != category
        return self._part(chosen, self.table.columns)

    def _part(self, chosen: pd.Series, columns: tuple[Column, ...]) -> "Protected":
        part = self.table.frame.loc[chosen, [column.name for column in columns]].reset_index(drop=True)
        symbols = self.symbols[chosen.to_numpy()].reset_index(drop=True)
        return Protected(replace(self.table, frame=part, columns=columns), symbols, self.at)


def protect(chosen: Chosen, hidden: Mapping[Number, pd.DataFrame], rule: Rule) -> Protected:
    """Return a table as it is published.

    Parameters
    ----------
    chosen
        What of the table is to be released.
    hidden
        What :func:`heard.release.disclosure.hide` found.
    rule
        The consultation's rule.
    """
    columns = chosen.columns
    frame = chosen.table.frame[[column.name for column in columns]].copy()
    symbols = pd.DataFrame("", index=frame.index, columns=[c.name for c in columns if c.role != "dimension"])
    for number in chosen.numbers:
        _show_number(frame, symbols, number, hidden[chosen.table.name, number], rule)
    for column in columns:
        if column.role == "rate":
            _show_rate(frame, symbols, column)
    for column in columns:
        if column.role == "interval":
            _show_limit(frame, symbols, column, chosen.table)
    _mark_unreliable(frame, symbols, columns)
    order = _order_of_what_is_shown(frame, chosen)
    shown = ResultTable(
        name=chosen.table.name,
        title=chosen.table.title,
        frame=frame.loc[order].reset_index(drop=True),
        columns=columns,
        universe=_without_numbers(chosen.table.universe),
        notes=(*(note for note in chosen.table.notes if not _NUMBER.search(note)), rule.sentence),
    )
    return Protected(shown, symbols.loc[order].reset_index(drop=True))


def _order_of_what_is_shown(frame: pd.DataFrame, chosen: Chosen) -> pd.Index:
    """Return the rows in an order that says no more than the shown counts: the largest category first.

    Where everybody knows the order of a dimension it is kept.

    A table that comes in the order of its true counts would tell which of two hidden counts is the larger.
    """
    by, places = chosen.table.dimensions, pd.DataFrame(index=frame.index)
    for name in by:
        if name in chosen.in_order:
            places[name] = pd.factorize(frame[name])[0]
            continue
        shown = frame.groupby(name, sort=True)[chosen.counts[0]].sum()
        ranked = shown.sort_values(ascending=False, kind="stable").index
        places[name] = frame[name].map({category: place for place, category in enumerate(ranked)})
    return (
        places.sort_values(list(places.columns), kind="stable").index if len(places.columns) else frame.index
    )


def _without_numbers(words: str) -> str:
    """Return the parts of a sentence that hold no number: a number in words was never protected."""
    parts = [part.strip() for part in words.split(";")]
    kept = [part for part in parts if not _NUMBER.search(part)]
    return "; ".join(kept)


def _show_number(
    frame: pd.DataFrame, symbols: pd.DataFrame, number: str, states: pd.DataFrame, rule: Rule
) -> None:
    by = [name for name in states.columns if name != "hidden"]
    suppressed = (
        frame[by].merge(states, on=by, how="left")["hidden"].to_numpy(dtype=bool)
        if by
        else np.full(len(frame), bool(states["hidden"].iloc[0]))
    )
    absent = frame[number].isna().to_numpy()
    true = frame[number].fillna(0).astype("int64")
    shown = true.map(rule.rounded).astype("float64")
    frame[number] = shown.mask(suppressed | absent)
    symbols[number] = np.where(
        suppressed,
        SUPPRESSED,
        np.where(absent, NOT_AVAILABLE, np.where((shown == 0) & (true > 0), LOW, "")),
    )


def _show_rate(frame: pd.DataFrame, symbols: pd.DataFrame, column: Column) -> None:
    count, base = column.of
    out_of = frame[base].where(frame[base] > 0)
    frame[column.name] = frame[count] / out_of
    hidden = (symbols[[count, base]] == SUPPRESSED).any(axis=1)
    small = (frame[column.name] > 0) & (frame[column.name] < _LEAST_SHOWN)
    symbols[column.name] = np.select(
        [hidden, frame[base] == 0, frame[column.name].isna(), small],
        [SUPPRESSED, NOT_APPLICABLE, NOT_AVAILABLE, LOW],
        default="",
    )


def _show_limit(frame: pd.DataFrame, symbols: pd.DataFrame, column: Column, table: ResultTable) -> None:
    rate = table.column(column.of[0])
    low, high = wilson(frame[rate.of[0]], frame[rate.of[1]])
    frame[column.name] = low if column.unit == "low" else high
    symbols[column.name] = symbols[rate.name].where(symbols[rate.name] != LOW, "")


def _mark_unreliable(frame: pd.DataFrame, symbols: pd.DataFrame, columns: tuple[Column, ...]) -> None:
    sides = {(column.of[0], column.unit): column.name for column in columns if column.role == "interval"}
    for name, unit in sides:
        if unit == "low" and (name, "high") in sides:
            far = frame[sides[name, "high"]] - frame[sides[name, "low"]] > FAR_APART
            symbols[name] = symbols[name].where(~far | (symbols[name] != ""), UNRELIABLE)
