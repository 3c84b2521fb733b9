"""Releases that went out before: what they showed is known, what they hid must stay hidden.

A number that stands again with other rows behind it gives away its difference from before: the four people
who wrote late. So the earlier tables are part of the system, their shown numbers cannot be hidden any more,
and each such difference is a count that nobody may work out if it is small.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from heard.release.disclosure.cells import NOBODY, Cells, Placed, Rows
from heard.release.disclosure.chosen import Chosen, Number
from heard.release.disclosure.estimates import Estimated
from heard.release.disclosure.relations import LEFT_OF, Relations


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
    estimates
        Its estimates as they were published.
    """

    name: str
    tables: tuple[Chosen, ...]
    hidden: dict[Number, pd.DataFrame]
    estimates: tuple[Estimated, ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        tables: Sequence[Chosen],
        hidden: dict[Number, pd.DataFrame],
        estimates: Sequence[Estimated] = (),
    ) -> "EarlierRelease":
        """Return an earlier release, its tables named after it."""
        return cls(
            name,
            tuple(_named(chosen, name) for chosen in tables),
            {(_name(name, table), column): frame for (table, column), frame in hidden.items()},
            tuple(replace(each, of=(_name(name, each.of[0]), each.of[1])) for each in estimates),
        )


def _name(release: str, table: str) -> str:
    return f"{release}/{table}"


def _named(chosen: Chosen, release: str) -> Chosen:
    table = chosen.table
    margins = tuple(replace(margin, table=_name(release, margin.table)) for margin in table.margins)
    return replace(chosen, table=replace(table, name=_name(release, table.name), margins=margins))


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
    placed: Sequence[Placed],
    left_over: Sequence[Placed],
    earlier: Sequence[EarlierRelease],
    cells: Cells,
    relations: Relations,
) -> None:
    """Note how the same number differs from one release to another.

    Parameters
    ----------
    left_over
        Who is left of the base of each count: newcomers who all said something leave nobody.
    """
    names = [release.name for release in earlier]
    columns = {each.number: each for each in (*placed, *left_over)}
    for (table, column), now in columns.items():
        for name in names:
            before = columns.get((_name(name, table), column))
            if before is not None and now.dimensions == before.dimensions:
                for pair in _pairs(now, before, relations.few):
                    _differ(*pair, cells, relations)


_Cell = tuple[Rows, int]


def _pairs(now: Placed, before: Placed, few: int) -> list[tuple[_Cell, _Cell]]:
    """Return cells that are the same number in two releases: of the same categories, or nearly the same rows.

    A category may have been renamed meanwhile; then its rows tell.
    """
    by = now.dimensions
    new, old = (_by_categories(each.frame, by) for each in (now, before))
    pairs = [(cell, old[place]) for place, cell in new.items() if place in old]
    renamed, gone = ([each[p] for p in each if p not in other] for each, other in ((new, old), (old, new)))
    return pairs + [
        (cell, other) for cell in renamed for other in gone if (cell[0] ^ other[0]).bit_count() <= few
    ]


def _by_categories(frame: pd.DataFrame, by: list[str]) -> dict[tuple[str, ...], _Cell]:
    keys = list(frame[by].itertuples(index=False, name=None)) if by else [()] * len(frame)
    return dict(zip(keys, zip(frame["rows"], frame["cell"], strict=True), strict=True))


def _differ(now: _Cell, before: _Cell, cells: Cells, relations: Relations) -> None:
    (rows, cell), (rows_before, cell_before) = now, before
    if cell == cell_before or NOBODY in (cell, cell_before):
        return
    of_what_is_left = cells.kinds[cell].startswith(LEFT_OF) and cells.kinds[cell_before].startswith(LEFT_OF)
    if rows == rows_before and not of_what_is_left:
        return
    came, went = rows & ~rows_before, rows_before & ~rows
    stayed = cell_before if not went else cell if not came else cells.add(rows & rows_before)
    for total, more in ((cell, came), (cell_before, went)):
        if total != stayed:
            nobody = of_what_is_left and not more
            between = cells.add(more, guarded=nobody, kind=f"{total} beside {[stayed]}")
            relations.equal(total, (stayed, between))


def _joined(
    left: pd.DataFrame, right: pd.DataFrame, by: list[str], suffixes: tuple[str, str] = ("", "_other")
) -> pd.DataFrame:
    return (
        left.merge(right, on=by, suffixes=suffixes)
        if by
        else left.merge(right, how="cross", suffixes=suffixes)
    )
