"""Which numbers of a release are hidden: first those the rule names, then what would let them be worked out.

Round after round, everything that is published is attacked (:func:`too_narrow`), and what can be told too
closely is protected by hiding more (:func:`choose`), until nothing can. All tables of a release are looked at
together, and the earlier releases of the same consultation with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from heard.release.disclosure.cells import NOBODY, Cells, Placed, place_cells
from heard.release.disclosure.chosen import Chosen, Number
from heard.release.disclosure.earlier import EarlierRelease, between_releases, earlier_states
from heard.release.disclosure.estimates import Attack, with_estimates
from heard.release.disclosure.intervals import too_narrow
from heard.release.disclosure.relations import find_relations
from heard.release.disclosure.rule import Rule
from heard.release.disclosure.secondary import choose
from heard.release.disclosure.system import System

_BASE_COSTS = 8.0
_TABLE_COSTS = 20.0


@dataclass(frozen=True)
class Hidden:
    """What is hidden of a release, and how it was found.

    Attributes
    ----------
    numbers
        Table and column to its dimensions and ``hidden``, each combination once.
    by_rule, besides
        How many cells the rule names, and how many more are hidden so that those cannot be worked out, now
        or in an earlier release.
    exact
        Whether the exact model chose all of them; otherwise some were chosen one at a time, and
        fewer might have done.
    attack
        What an attacker knows then; estimates are looked at with it.
    left
        How many small counts that no table shows can be worked out, whatever is hidden: zeros settle them.
    """

    numbers: dict[Number, pd.DataFrame]
    by_rule: int
    besides: int
    exact: bool
    attack: Attack
    left: int = 0


def hide(tables: Sequence[Chosen], rule: Rule, earlier: Sequence[EarlierRelease] = ()) -> Hidden:
    """Return which numbers of a release are hidden.

    Parameters
    ----------
    tables
        Everything that is to be released together.
    rule
        The consultation's rule.
    earlier
        The releases that went out before, which nobody can take back.

    Raises
    ------
    HeardError
        A number cannot be protected, whatever else is hidden.
    """
    cells = Cells()
    everything = [*tables, *(chosen for release in earlier for chosen in release.tables)]
    placed = place_cells(everything, cells)
    relations, left_over = find_relations(everything, placed, cells, rule.hide_up_to)
    between_releases(placed, left_over, earlier, cells, relations)
    of_cells = {each.number: each.frame[[*each.dimensions, "cell"]] for each in placed}
    system = System.of(cells, relations, rule)
    for estimated in (each for release in earlier for each in release.estimates):
        system = with_estimates(system, estimated, of_cells)
    out, kept_back = earlier_states(placed, earlier, len(cells.sets))
    small = system.on_show & system.sensitive() & ~out
    hidden = small | kept_back
    ours = _cells_of(placed, tables, len(cells.sets))
    costs = np.where(out, np.inf, _costs(placed, tables, system))
    exact, left = _hide_more(system, hidden, costs)
    zeros = {(chosen.table.name, count) for chosen in tables if chosen.two_sided for count in chosen.counts}
    return Hidden(
        numbers={each.number: _states(each, hidden, each.number in zeros) for each in placed},
        by_rule=int((small & ours).sum()),
        besides=int((hidden & ~small & ours).sum()),
        exact=exact,
        attack=Attack(system, hidden, of_cells),
        left=left,
    )


def _cells_of(placed: Sequence[Placed], tables: Sequence[Chosen], size: int) -> np.ndarray:
    """Return whether each cell stands in one of some tables."""
    names = {chosen.table.name for chosen in tables}
    there = np.zeros(size, dtype=bool)
    for each in placed:
        if each.number[0] in names:
            cells = each.frame["cell"].to_numpy()
            there[cells[cells != NOBODY]] = True
    return there


def _hide_more(system: System, hidden: np.ndarray, costs: np.ndarray) -> tuple[bool, int]:
    """Hide more, in place, until nothing can be told too closely.

    Returns
    -------
    tuple
        Whether every choice was exact; how many cells cannot be protected.
    """
    exact, left = True, np.array([], dtype="int64")
    while len(narrow := np.setdiff1d(too_narrow(system, hidden), left)):
        while len(narrow):
            choice = choose(system, hidden, narrow, costs)
            hidden[choice.cells] = True
            exact = exact and choice.exact
            left = np.append(left, [] if choice.left is None else choice.left).astype("int64")
            # What was hidden for one protects others as well.
            narrow = _still_narrow(system, hidden, narrow[1:])
    return exact, len(left)


def _still_narrow(system: System, hidden: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return the cells from the first that is still too narrow onwards."""
    for place, cell in enumerate(cells):
        if len(too_narrow(system, hidden, np.array([cell]))):
            return cells[place:]
    return cells[:0]


def _states(placed: Placed, hidden: np.ndarray, with_zeros: bool) -> pd.DataFrame:
    states = [with_zeros if cell == NOBODY else bool(hidden[cell]) for cell in placed.frame["cell"]]
    return placed.frame[placed.dimensions].assign(hidden=states)


def _costs(placed: Sequence[Placed], tables: Sequence[Chosen], system: System) -> np.ndarray:
    """Return what hiding each cell costs: more in a small table, for a base, and for a large count."""
    bases = {
        (chosen.table.name, base)
        for chosen in tables
        for count in chosen.counts
        if (base := chosen.base_of(count))
    }
    costs = np.zeros(len(system.values))
    for each in placed:
        cells = each.frame["cell"].to_numpy()
        each_costs = (_BASE_COSTS if each.number in bases else 1.0) + _TABLE_COSTS / len(cells)
        np.add.at(costs, cells[cells != NOBODY], each_costs)
    return np.asarray(costs * (1 + np.log1p(system.values) / 10))
