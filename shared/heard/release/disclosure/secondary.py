"""Which further numbers to hide, so that those that must not be known cannot be worked out.

A number is safe when two whole sets of numbers fit with everything that is published and differ at it by the
width that the rule asks for. To hide a number is to let the two differ there too. The cheapest numbers to
hide are found by

- an exact model: a yes-or-no variable for every number that might be hidden, solved by HiGHS to the optimum
  (Fischetti and Salazar-González 2001, *Solving the cell suppression problem on tabular data with linear
  constraints*, Management Science 47, 1008-1027), where not too many numbers hang together;
- where that would take too long, one linear program a number, in which every difference costs as much as
  hiding would (Kelly, Golden and Assad 1992, *Cell suppression: disclosure protection for sensitive tabular
  data*, Networks 22, 397-417). It protects as well and may hide more than it must, and says that it was used.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from heard.errors import HeardError
from heard.release.disclosure.system import System

_MOST_CELLS = 200
_MOST_AT_ONCE = 4
_SECONDS = 1.0
_CLOSE = 1e-6


@dataclass(frozen=True)
class Choice:
    """Cells to hide besides.

    Attributes
    ----------
    cells
        The cells.
    exact
        Whether the exact model found them.
    left
        A cell that no table shows and that cannot be made wide enough, though everything it follows from is
        hidden.
    """

    cells: np.ndarray
    exact: bool
    left: int | None = None


def choose(system: System, hidden: np.ndarray, narrow: np.ndarray, costs: np.ndarray) -> Choice:
    """Return which cells to hide so that some cells that were too narrow become wide enough.

    Parameters
    ----------
    hidden
        Whether each cell is hidden so far.
    narrow
        Cells that an attacker can tell too closely; the first few of them are dealt with.
    costs
        What hiding a cell costs; infinite where it may not be hidden.

    Raises
    ------
    HeardError
        Nothing that may be hidden would protect a cell.
    """
    first = int(narrow[0])
    area = _hanging_together(system, first)
    # From 1.5 to 10.5 there are nine whole numbers, not ten: where the width is not enough, one more is.
    for width in (system.rule.narrowest, system.rule.narrowest + 1):
        choice = _cheapest(system, hidden, area, narrow, costs, width)
        if choice is not None and len(choice.cells):
            return choice
    if not system.on_show[first]:
        follows = np.flatnonzero(_both(system)[:, [first]].toarray().ravel())
        around = np.unique(_both(system)[follows].indices)
        return Choice(around[system.on_show[around] & np.isfinite(costs[around])], exact=False, left=first)
    raise HeardError(
        "a number cannot be protected, whatever else is hidden",
        where="disclosure control",
        fix="Leave the table with the smallest counts out of the release.",
    )


def _cheapest(
    system: System, hidden: np.ndarray, area: np.ndarray, narrow: np.ndarray, costs: np.ndarray, width: int
) -> Choice | None:
    """Return the cheapest cells that leave the first narrow ones a width, or None if no cells do."""
    if len(area) <= _MOST_CELLS:
        together = np.intersect1d(narrow, area)[:_MOST_AT_ONCE]
        found = _worlds(system, hidden, area, together, costs, width, whole=True, lower=True)
        if found is not None:
            return Choice(found, exact=True)
    for lower in (False, True):
        found = _worlds(system, hidden, area, narrow[:1], costs, width, whole=False, lower=lower)
        if found is not None:
            return Choice(found, exact=False)
    return None


def _hanging_together(system: System, cell: int) -> np.ndarray:
    """Return the cells that have something to do with a cell, however far."""
    both = abs(_both(system))
    _, label = connected_components(both.T @ both, directed=False)
    return np.flatnonzero(label == label[cell])


def _both(system: System) -> sparse.csr_array:
    return sparse.csr_array(sparse.vstack([system.sums, system.at_most]))


def _worlds(
    system: System,
    hidden: np.ndarray,
    area: np.ndarray,
    protect: np.ndarray,
    costs: np.ndarray,
    width: int,
    *,
    whole: bool,
    lower: bool,
) -> np.ndarray | None:
    """Return the cells to hide, or None if the model has no solution or finds none in time.

    Parameters
    ----------
    area
        The cells of the model: all that hang together.
    protect
        Those of them that are to be wide enough.
    width
        How far apart the worlds of each are.
    whole
        Whether each cell is hidden or not; otherwise every difference of one at it has its cost.
    lower
        Whether each protected cell has two worlds of its own that differ at it, or one that differs from the
        truth.
    """
    may = area[system.on_show[area] & ~hidden[area] & np.isfinite(costs[area]) & (system.values[area] > 0)]
    model = _Model(system, hidden, area, may, whole, width)
    found = model.solve(np.searchsorted(area, protect), costs[may], lower=lower)
    return None if found is None else may[found]


@contextmanager
def _without_output() -> Iterator[None]:
    """Let HiGHS solve in silence: it writes lines about its search whatever it is told."""
    sys.stdout.flush()
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


@dataclass(frozen=True)
class _Model:
    """The model of :func:`_worlds`: its variables are the numbers of every world, then the choices."""

    system: System
    hidden: np.ndarray
    area: np.ndarray
    may: np.ndarray
    whole: bool
    width: int

    def solve(self, protect: np.ndarray, costs: np.ndarray, *, lower: bool) -> np.ndarray | None:
        """Return whether each cell that may be hidden is, or None."""
        worlds = len(protect) * (2 if lower else 1)
        numbers = len(self.area) * worlds
        least, most = self._bounds(everything=True)
        most_chosen = 1.0 if self.whole else np.inf
        with _without_output():
            found = milp(
                np.concatenate([np.zeros(numbers), costs]),
                integrality=np.concatenate([np.zeros(numbers), np.full(len(costs), int(self.whole))]),
                bounds=Bounds(
                    np.concatenate([np.tile(least, worlds), np.zeros(len(costs))]),
                    np.concatenate([np.tile(most, worlds), np.full(len(costs), most_chosen)]),
                ),
                constraints=[
                    self._relations(worlds),
                    self._apart(protect, worlds, lower=lower),
                    *self._only_where_hidden(worlds),
                ],
                options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
            )
        if found.x is None or (self.whole and found.status != 0):
            return None
        return np.asarray(found.x[numbers:] > _CLOSE)

    def _bounds(self, *, everything: bool) -> tuple[np.ndarray, np.ndarray]:
        hidden = self.hidden.copy()
        if everything:
            hidden[self.may] = True
        least, most = self.system.bounds(hidden)
        return least[self.area], most[self.area]

    def _relations(self, worlds: int) -> LinearConstraint:
        """Return that what holds between the true numbers holds in every world."""
        both = _both(self.system)[:, self.area].tocsr()
        used = np.flatnonzero(np.diff(both.indptr))
        sums = self.system.sums.shape[0]
        least = np.where(used < sums, 0.0, -np.inf)
        most = np.concatenate([np.zeros(sums), self.system.limits])[used]
        matrix = sparse.block_diag([both[used]] * worlds, format="csr")
        return LinearConstraint(self._beside_choices(matrix), np.tile(least, worlds), np.tile(most, worlds))

    def _apart(self, protect: np.ndarray, worlds: int, *, lower: bool) -> LinearConstraint:
        """Return that the worlds of a cell differ at it by the width."""
        size, number = len(self.area), np.arange(len(protect))
        upper = sparse.csr_array(
            (np.ones(len(protect)), (number, number * size + protect)), shape=(len(protect), size * worlds)
        )
        if not lower:
            truth = self.system.values[self.area[protect]]
            return LinearConstraint(self._beside_choices(upper), truth + self.width, np.inf)
        under = sparse.csr_array(
            (np.ones(len(protect)), (number, (len(protect) + number) * size + protect)),
            shape=(len(protect), size * worlds),
        )
        return LinearConstraint(self._beside_choices(upper - under), self.width, np.inf)

    def _only_where_hidden(self, worlds: int) -> list[LinearConstraint]:
        """Return that a number which is shown stays as its rounding leaves it, in every world."""
        size, choices = len(self.area), len(self.may)
        places = np.searchsorted(self.area, self.may)
        number = np.arange(choices * worlds)
        columns = np.repeat(np.arange(worlds), choices) * size + np.tile(places, worlds)
        picked = sparse.csr_array(
            (np.ones(len(number)), (number, columns)), shape=(len(number), size * worlds)
        )
        shown, open_ = self._bounds(everything=False), self._bounds(everything=True)
        constraints = []
        for side, sign in ((0, 1.0), (1, -1.0)):
            # A yes opens the whole range; otherwise a difference of one has the cost.
            step = np.abs(open_[side] - shown[side])[places] if self.whole else np.ones(choices)
            slack = sparse.csr_array(
                (sign * np.tile(step, worlds), (number, np.tile(np.arange(choices), worlds))),
                shape=(len(number), choices),
            )
            limit = np.tile(shown[side][places], worlds)
            low, high = (limit, np.inf) if side == 0 else (-np.inf, limit)
            constraints.append(LinearConstraint(sparse.hstack([picked, slack], format="csr"), low, high))
        return constraints

    def _beside_choices(self, matrix: sparse.csr_array) -> sparse.csr_array:
        nothing = sparse.csr_array((matrix.shape[0], len(self.may)))
        return sparse.csr_array(sparse.hstack([matrix, nothing]))
