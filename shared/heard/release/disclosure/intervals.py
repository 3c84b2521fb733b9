"""What an attacker can say of a hidden number: the least and the most that it can be, by linear programming.

The least and the most of a cell over everything that fits with what is published are two linear programs
(Fischetti and Salazar-González 2000, *Models and algorithms for optimizing cell suppression in tabular data
with linear constraints*, JASA 95, 916-928). Numbers that are settled by what is shown drop out first, and
what is left falls into parts that have nothing to do with each other.

Each solution is a whole set of numbers that fits, so one program often shows for many cells that they are
wide enough; only for the others is a program of their own solved.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from heard.release.disclosure.system import System

_CLOSE = 1e-6


@dataclass(frozen=True)
class _Part:
    """Cells that hang together and are not settled, with what holds between them."""

    cells: np.ndarray
    sums: sparse.csr_array
    sums_to: np.ndarray
    at_most: sparse.csr_array
    at_most_to: np.ndarray
    least: np.ndarray
    most: np.ndarray

    def extreme(self, place: int, *, sign: int) -> np.ndarray | None:
        """Return the numbers that fit with the most (sign -1) or the least (sign 1) for one cell."""
        goal = np.zeros(len(self.cells))
        goal[place] = sign
        found = linprog(
            goal,
            A_eq=self.sums if self.sums.shape[0] else None,
            b_eq=self.sums_to if self.sums.shape[0] else None,
            A_ub=self.at_most if self.at_most.shape[0] else None,
            b_ub=self.at_most_to if self.at_most.shape[0] else None,
            bounds=np.column_stack([self.least, self.most]),
            method="highs",
        )
        return np.asarray(found.x) if found.status == 0 else None


def too_narrow(system: System, hidden: np.ndarray, among: np.ndarray | None = None) -> np.ndarray:
    """Return the cells that an attacker can tell closer than the rule allows.

    Parameters
    ----------
    hidden
        Whether each cell is hidden.
    among
        The cells to look at; without it all that are :func:`at_stake`.
    """
    if among is None:
        among = np.flatnonzero(at_stake(system, hidden))
    low, high = intervals(system, hidden, among, enough=system.rule.narrowest)
    narrow = high[among] - low[among] < system.rule.narrowest
    return np.asarray(among[narrow])


def at_stake(system: System, hidden: np.ndarray) -> np.ndarray:
    """Return whether each cell is hidden, or a sensitive one that can only be worked out."""
    return np.asarray((hidden & system.on_show) | (~system.on_show & system.sensitive()))


def intervals(
    system: System, hidden: np.ndarray, of: np.ndarray, enough: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most whole number that each cell can be, for everything that is published.

    Parameters
    ----------
    of
        The cells that are asked for; the others keep what happened to be found.
    enough
        A width that is wide enough: the ends of a wider interval are then not looked for.

    Notes
    -----
    The most is followed up to :attr:`System.reach` from the truth.
    """
    low, high = system.values.astype("float64"), system.values.astype("float64")
    for part in _parts(system, hidden, of):
        wanted = np.isin(part.cells, of)
        for place in np.flatnonzero(wanted):
            for sign in (-1, 1):
                cell = part.cells[place]
                if enough is not None and _whole(high[cell], low[cell]) >= enough:
                    break
                found = part.extreme(int(place), sign=sign)
                if found is not None:
                    low[part.cells] = np.minimum(low[part.cells], found)
                    high[part.cells] = np.maximum(high[part.cells], found)
    return np.ceil(low - _CLOSE), np.floor(high + _CLOSE)


def _whole(high: float, low: float) -> float:
    return float(np.floor(high + _CLOSE) - np.ceil(low - _CLOSE))


def _parts(system: System, hidden: np.ndarray, of: np.ndarray) -> list[_Part]:
    least, most = system.bounds(hidden)
    settled = least == most
    loose = np.flatnonzero(~settled)
    known = np.where(settled, least, 0.0)
    sums, sums_to = system.sums[:, loose], -(system.sums @ known)
    at_most, at_most_to = system.at_most[:, loose], system.limits - system.at_most @ known
    both = sparse.vstack([sums, at_most]).tocsr()
    _, label = connected_components(abs(both).T @ abs(both), directed=False)
    return [
        _Part(
            loose[label == each],
            *_rows_of(sums, sums_to, label == each),
            *_rows_of(at_most, at_most_to, label == each),
            least[loose[label == each]],
            most[loose[label == each]],
        )
        for each in np.unique(label[np.isin(loose, of)])
    ]


def _rows_of(
    matrix: sparse.csr_array, right: np.ndarray, chosen: np.ndarray
) -> tuple[sparse.csr_array, np.ndarray]:
    part = matrix[:, np.flatnonzero(chosen)].tocsr()
    used = np.flatnonzero(np.diff(part.indptr))
    return part[used], right[used]
