"""Releases that went out before: what they showed is known, what they hid must stay hidden.

A number that stands again with other rows behind it gives away its difference from before: the four people
who wrote late. So the earlier tables are part of the system, their shown numbers cannot be hidden any more,
and each such difference is a count that nobody may work out if it is small.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from heard.release.disclosure.cells import NOBODY, Cells, Placed
from heard.release.disclosure.chosen import Chosen, Number
from heard.release.disclosure.relations import Relations


@dataclass(frozen=True)
class EarlierRelease:
    """An earlier release of the same consultation, as the ledger keeps it.

    Attributes
    ----------
    name
        The release's.
    tables
        Its tables with the rows behind them, named so that no table of another release has the name.
    hidden
        Number to its dimensions and ``hidden``.
    """

    name: str
    tables: tuple[Chosen, ...]
    hidden: dict[Number, pd.DataFrame]

    @classmethod
    def of(cls, name: str, tables: Sequence[Chosen], hidden: dict[Number, pd.DataFrame]) -> "EarlierRelease":
        """Return an earlier release, its tables named after it."""
        return cls(
            name,
            tuple(_named(chosen, name) for chosen in tables),
            {(_name(name, table), column): frame for (table, column), frame in hidden.items()},
        )


def _name(release: str, table: str) -> str:
    return f"{release}/{table}"


def _named(chosen: Chosen, release: str) -> Chosen:
    table = chosen.table
    margins = tuple(replace(margin, table=_name(release, margin.table)) for margin in table.margins)
    return Chosen(replace(table, name=_name(release, table.name), margins=margins), chosen.counts)


def earlier_states(
    placed: Sequence[Placed], earlier: Sequence[EarlierRelease], size: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each cell is out, and whether it was hidden in every place where it stood before."""
    out, hidden = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    columns = {each.number: each for each in placed}
    for release in earlier:
        for number, states in release.hidden.items():
            cells = _joined(columns[number].frame, states, columns[number].dimensions)
            cells = cells[cells["cell"] != NOBODY]
            out[cells.loc[~cells["hidden"], "cell"]] = True
            hidden[cells.loc[cells["hidden"], "cell"]] = True
    return out, hidden & ~out


def between_releases(
    placed: Sequence[Placed], earlier: Sequence[EarlierRelease], cells: Cells, relations: Relations
) -> None:
    """Note how the same number differs from one release to another."""
    names = [release.name for release in earlier]
    columns = {each.number: each for each in placed}
    for (table, column), now in columns.items():
        for name in names:
            before = columns.get((_name(name, table), column))
            if before is not None:
                _differences(now, before, cells, relations)


def _differences(now: Placed, before: Placed, cells: Cells, relations: Relations) -> None:
    by = [name for name in now.dimensions if name in before.dimensions]
    if by != now.dimensions or by != before.dimensions:
        return
    both = _joined(now.frame, before.frame, by, suffixes=("", "_before"))
    for rows, cell, rows_before, cell_before in zip(
        both["rows"], both["cell"], both["rows_before"], both["cell_before"], strict=True
    ):
        if rows == rows_before or NOBODY in (cell, cell_before):
            continue
        stayed = cells.add(rows & rows_before)
        for total, more in ((cell, rows & ~rows_before), (cell_before, rows_before & ~rows)):
            if stayed != total:
                relations.equal(total, (stayed, cells.add(more)))


def _joined(
    left: pd.DataFrame, right: pd.DataFrame, by: list[str], suffixes: tuple[str, str] = ("", "_other")
) -> pd.DataFrame:
    return (
        left.merge(right, on=by, suffixes=suffixes)
        if by
        else left.merge(right, how="cross", suffixes=suffixes)
    )
