"""The numbers of a release as sets of rows: where two numbers count the same rows, they are one cell.

Everything that somebody could work out rests on how these sets lie in each other, so they are kept as sets. A
set is a whole number whose bits are the rows (respondents, texts, sessions): intersections and
differences of a hundred thousand rows are then one operation.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from heard.errors import HeardError
from heard.release.disclosure.chosen import Chosen, Number

Rows = int
"""A set of rows: bit *n* is set where row *n* is in it."""

NOBODY = -1
"""The cell of every true zero: it is shown as 0 and hides nothing."""


@dataclass
class Cells:
    """Cells as sets, made one after another; equal sets of one kind are one cell.

    Attributes
    ----------
    sets
        The rows of each cell.
    on_show
        Whether a cell is a number of a table; others can only be worked out, such as a difference.
    kinds
        The kind of each cell; empty for most.
    whole
        Sets that are both a base and all that is counted of it; nobody outside knows that they are equal.
    guarded
        Whether nobody may work a cell out although it is 0: what is left of a base of which all said
        something.
    """

    sets: list[Rows] = field(default_factory=list)
    on_show: list[bool] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    guarded: list[bool] = field(default_factory=list)
    whole: set[Rows] = field(default_factory=set)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def add(self, rows: Rows, *, on_show: bool = False, guarded: bool = False, kind: str = "") -> int:
        """Return the cell of a set of rows, made if there is none.

        Parameters
        ----------
        kind
            Sets of different kinds are different cells, although they are equal.
        """
        if not rows and not kind:
            return NOBODY
        key = (rows, kind)
        if key not in self._known:
            self._known[key] = len(self.sets)
            self.sets.append(rows)
            self.on_show.append(False)
            self.kinds.append(kind)
            self.guarded.append(guarded)
        cell = self._known[key]
        self.on_show[cell] = self.on_show[cell] or on_show
        return cell

    def rows(self, cell: int) -> Rows:
        """Return the rows of a cell, none of :data:`NOBODY`."""
        return 0 if cell == NOBODY else self.sets[cell]

    @property
    def values(self) -> np.ndarray:
        """The true count of each cell."""
        return np.array([rows.bit_count() for rows in self.sets], dtype="int64")


@dataclass(frozen=True)
class Placed:
    """The cells of one column of numbers.

    Attributes
    ----------
    number
        The table and the column.
    frame
        Its dimensions, each combination once, ``rows`` (the set) and ``cell`` (:data:`NOBODY` for a true
        zero).
    """

    number: Number
    frame: pd.DataFrame

    @property
    def dimensions(self) -> list[str]:
        """The dimensions along which it varies."""
        return [name for name in self.frame.columns if name not in ("cell", "rows")]


def place_cells(tables: Sequence[Chosen], cells: Cells) -> list[Placed]:
    """Return every column of numbers with its cells.

    A count that is the whole of its base (all of a group raised a theme) has the same rows as the base, and
    nobody outside knows: it is a cell of its own, so that it can be hidden where the base is shown.
    """
    sets = sets_of(tables)
    bases = set(_bases(tables))
    base_sets = {rows for number in bases for rows in sets[number]["rows"] if rows}
    cells.whole |= {
        rows
        for chosen in tables
        for count in chosen.counts
        if (base := chosen.base_of(count))
        and not divides(sets[chosen.table.name, count], sets[chosen.table.name, base], chosen)
        for rows in _whole_of_base(sets[chosen.table.name, count], sets[chosen.table.name, base], chosen)
    }
    shares = {
        (chosen.table.name, count) for chosen in tables for count in chosen.counts if chosen.base_of(count)
    }
    by_name = {chosen.table.name: chosen for chosen in tables}
    return [
        # A column all of whose counts are bases elsewhere is a base too, though here it is a count.
        _place(
            number,
            frame.assign(known=by_name[number[0]].at_everybody(frame)),
            cells,
            is_share=number in shares - bases and not _all_in(frame, base_sets),
        )
        for number, frame in sets.items()
    ]


def _whole_of_base(counted: pd.DataFrame, base: pd.DataFrame, chosen: Chosen) -> set[Rows]:
    """Return the sets of counts that are all of their base, and need not be."""
    pairs = zip(with_base(counted, base, chosen), chosen.at_everybody(counted), strict=True)
    return {rows for (rows, of), known in pairs if rows and rows == of and not known}


def divides(counted: pd.DataFrame, base: pd.DataFrame, chosen: Chosen) -> bool:
    """Whether the counts divide their base among them, as channels do: each row of it is in exactly one."""
    by = [name for name in base.columns if name not in ("rows", "cell")]
    keys = list(counted[by].itertuples(index=False, name=None)) if by else [()] * len(counted)
    in_parts: dict[tuple[str, ...], tuple[Rows, int, Rows]] = {}
    for key, (rows, of) in zip(keys, with_base(counted, base, chosen), strict=True):
        together, number, _ = in_parts.get(key, (0, 0, of))
        in_parts[key] = together | rows, number + rows.bit_count(), of
    return all(together == of and number == of.bit_count() for together, number, of in in_parts.values())


def with_base(counted: pd.DataFrame, base: pd.DataFrame, chosen: Chosen) -> list[tuple[Rows, Rows]]:
    """Return the rows of each count with those of its base; raises HeardError if a count has others."""
    by = [name for name in base.columns if name not in ("rows", "cell")]
    if by:
        of = counted[by].merge(base[[*by, "rows"]], on=by, how="left")["rows"]
    else:
        of = pd.Series([base["rows"].iloc[0]] * len(counted), dtype="object")
    pairs = list(zip(counted["rows"], of, strict=True))
    if any(rows & ~out_of for rows, out_of in pairs):
        raise HeardError(
            "a count has rows that its base does not have",
            where=f"result table {chosen.table.name}",
            fix="This is a fault in Heard: please report it.",
        )
    return pairs


def sets_of(tables: Sequence[Chosen]) -> dict[Number, pd.DataFrame]:
    """Return for every number its dimensions, each combination once, with ``rows``, the set behind it."""
    behind = [chosen.table.rows_behind[number]["row_id"] for chosen in tables for number in chosen.numbers]
    ids = pd.Index(pd.concat(behind).unique()) if behind else pd.Index([])
    return {
        (chosen.table.name, number): _sets(chosen, number, ids)
        for chosen in tables
        for number in chosen.numbers
    }


def _sets(chosen: Chosen, number: str, ids: pd.Index) -> pd.DataFrame:
    by = chosen.dimensions_of(number)
    behind = chosen.table.rows_behind[number]
    bits = pd.Series(ids.get_indexer(pd.Index(behind["row_id"])).tolist(), index=behind.index, dtype="int64")
    if not by:
        return pd.DataFrame({"rows": pd.Series([_as_bits(bits, len(ids))], dtype="object")})
    found = chosen.table.frame[by].drop_duplicates().reset_index(drop=True)
    grouped = {
        key: _as_bits(bits.loc[part.index], len(ids))
        for key, part in behind[by].groupby(by, sort=False, observed=True)
    }
    keys = found.itertuples(index=False, name=None)
    found["rows"] = pd.Series([grouped.get(key, 0) for key in keys], dtype="object", index=found.index)
    return found


def _as_bits(places: pd.Series, length: int) -> Rows:
    marked = np.zeros(length, dtype=bool)
    marked[places.to_numpy()] = True
    return int.from_bytes(np.packbits(marked, bitorder="little").tobytes(), "little")


def _bases(tables: Iterable[Chosen]) -> list[Number]:
    named = ((chosen, chosen.base_of(count)) for chosen in tables for count in chosen.counts)
    return [(chosen.table.name, base) for chosen, base in named if base]


def _all_in(frame: pd.DataFrame, base_sets: set[Rows]) -> bool:
    return all(rows in base_sets for rows in frame["rows"] if rows)


def _place(number: Number, frame: pd.DataFrame, cells: Cells, *, is_share: bool) -> Placed:
    kinds = [
        "whole" if rows in cells.whole and is_share and not known else ""
        for rows, known in zip(frame["rows"], frame["known"], strict=True)
    ]
    found = [
        cells.add(rows, on_show=True, kind=kind) for rows, kind in zip(frame["rows"], kinds, strict=True)
    ]
    return Placed(number, frame.drop(columns="known").assign(cell=found))
