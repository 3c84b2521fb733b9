"""Everything that is published, as a system of linear constraints: what an attacker would write down.

A variable for each cell. What is shown lies where its rounding leaves it; what is hidden is at least 1 (a
zero is shown as a zero); what only follows from others is at least 0. The relations hold between the true
numbers. From this an attacker finds the least and the most that a hidden number can be (see
:mod:`heard.release.disclosure.intervals`).
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy import sparse

from heard.errors import HeardError
from heard.release.disclosure.cells import Cells
from heard.release.disclosure.relations import Relations
from heard.release.disclosure.rule import Rule

_REACH = 5


@dataclass(frozen=True)
class System:
    """Cells and what holds between them.

    Attributes
    ----------
    values
        The true count of each cell.
    on_show
        Whether a table shows it (or would, were it not hidden).
    guarded
        Whether nobody may work it out although it is 0.
    sums, at_most
        Matrices with a row a relation and a column a cell: ``sums @ x == 0`` and ``at_most @ x <= limits``.
    limits
        What each row of ``at_most`` comes to at most: 0, but for estimates.
    rule
        What is hidden, and how wide it must stay.
    """

    values: np.ndarray
    on_show: np.ndarray
    guarded: np.ndarray
    sums: sparse.csr_array
    at_most: sparse.csr_array
    limits: np.ndarray
    rule: Rule

    @classmethod
    def of(cls, cells: Cells, relations: Relations, rule: Rule) -> Self:
        """Return the system of the cells of a release; raises HeardError if the true counts do not fit it."""
        size = len(cells.sets)
        system = cls(
            values=cells.values,
            on_show=np.array(cells.on_show, dtype=bool),
            guarded=np.array(cells.guarded, dtype=bool),
            sums=_matrix([((total,), parts) for total, parts in relations.sums], size),
            at_most=_matrix(list(relations.at_most), size),
            limits=np.zeros(len(relations.at_most)),
            rule=rule,
        )
        if (system.sums @ system.values).any() or (system.at_most @ system.values > system.limits).any():
            raise HeardError(
                "what is said to hold between the numbers of a release does not hold",
                where="disclosure control",
                fix="This is a fault in Heard: please report it.",
            )
        return system

    def with_limits(self, sums: sparse.csr_array, limits: np.ndarray) -> Self:
        """Return the system with more sums that come to a limit at most."""
        at_most = sparse.vstack([self.at_most, sums], format="csr")
        return replace(self, at_most=at_most, limits=np.concatenate([self.limits, limits]))

    @property
    def reach(self) -> int:
        """How far from the truth an attacker's guess of a number is followed; farther makes nothing safer."""
        return _REACH * (self.rule.narrowest + self.rule.round_to)

    def bounds(self, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the least and the most that each cell can be before any relation is looked at.

        Parameters
        ----------
        hidden
            Whether each cell is hidden.
        """
        half = self.rule.round_to // 2
        shown = (self.values + half) // self.rule.round_to * self.rule.round_to
        least = np.maximum(shown - half, 0)
        most = shown - half + self.rule.round_to - 1
        open_ = hidden | ~self.on_show
        least = np.where(open_, np.where(self.on_show, 1, 0), least)
        most = np.where(open_, self.values + self.reach, most)
        # Between a true 0 and a count that was rounded to 0 a release makes a difference.
        least = np.where(~open_ & (self.values > 0), np.maximum(least, 1), least)
        return least.astype("float64"), most.astype("float64")

    def sensitive(self) -> np.ndarray:
        """Return whether each cell is a number that nobody may work out."""
        few = (self.values >= 1) & (self.values <= self.rule.hide_up_to)
        return few | (self.guarded & (self.rule.hide_up_to > 0))


def _matrix(relations: list[tuple[tuple[int, ...], tuple[int, ...]]], size: int) -> sparse.csr_array:
    rows, columns, numbers = [], [], []
    for row, (these, those) in enumerate(relations):
        rows += [row] * (len(these) + len(those))
        columns += [*these, *those]
        numbers += [1.0] * len(these) + [-1.0] * len(those)
    return sparse.csr_array((numbers, (rows, columns)), shape=(len(relations), size))
