"""Estimates that are released beside counts: each a weighted sum of true counts.

An estimate is published to a step, such as a whole per cent. What is published says that the sum of the true
counts lies within half a step of it, and that is one more thing an attacker knows. So an estimate is shown
only where every number that must not be known stays as wide as the rule says, with this estimate and with all
that are shown already. Nothing is hidden for an estimate's sake.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from heard.release.disclosure.cells import NOBODY
from heard.release.disclosure.chosen import Number
from heard.release.disclosure.intervals import at_stake, too_narrow
from heard.release.disclosure.protected import SUPPRESSED, Protected
from heard.release.disclosure.system import System
from heard.tables import ResultTable


@dataclass(frozen=True)
class Estimated:
    """A table of estimates, and how each is made of counts.

    Attributes
    ----------
    table
        Dimensions, and one column of estimates; missing where an estimate is hidden.
    of
        The counts that they are sums of.
    weights
        ``estimate`` (its place in the table), the dimensions of the counts, and ``weight``: how much of that
        count the estimate has, in known numbers; missing where one is not known.
    steps
        To a multiple of what each estimate is published, in the unit of its column.
    """

    table: ResultTable
    of: Number
    weights: pd.DataFrame
    steps: pd.Series

    @property
    def column(self) -> str:
        """The name of the column of estimates."""
        return self.table.columns[-1].name


@dataclass(frozen=True)
class Attack:
    """What an attacker of a release knows.

    Attributes
    ----------
    system
        All that is published.
    hidden
        Whether each cell is hidden.
    cells
        Number to its dimensions and ``cell``.
    """

    system: System
    hidden: np.ndarray
    cells: dict[Number, pd.DataFrame]


def protect_estimates(estimated: Estimated, attack: Attack) -> Protected:
    """Return a table of estimates as it is published.

    Parameters
    ----------
    estimated
        The estimates from true counts, in an order that says nothing of what is hidden.
    attack
        What :func:`heard.release.disclosure.hide` found.
    """
    true = estimated.table.frame[estimated.column]
    rounded = (true / estimated.steps).round() * estimated.steps + 0.0  # no -0
    known = _Known.of(estimated, rounded, attack.cells, len(attack.system.values))
    shown = _which(known, attack)
    frame = estimated.table.frame.assign(**{estimated.column: rounded.where(shown)})
    # No [low] beside a 0: where it were missing the sum would be known to be 0, and not to half a step.
    symbols = np.where(shown, "", SUPPRESSED)
    return Protected(replace(estimated.table, frame=frame), pd.DataFrame({estimated.column: symbols}))


def with_estimates(system: System, estimated: Estimated, cells: dict[Number, pd.DataFrame]) -> System:
    """Return a system with what the shown estimates of an earlier release say."""
    published = estimated.table.frame[estimated.column]
    known = _Known.of(estimated, published, cells, len(system.values))
    return known.told(system, known.there)


@dataclass(frozen=True)
class _Known:
    """Estimates as sums of cells: a row an estimate and a column a cell, with what is published of each."""

    sums: sparse.csr_array
    published: np.ndarray
    half: np.ndarray

    @classmethod
    def of(
        cls, estimated: Estimated, published: pd.Series, cells: dict[Number, pd.DataFrame], size: int
    ) -> "_Known":
        counts = cells[estimated.of]
        by = [name for name in counts.columns if name != "cell"]
        placed = estimated.weights.merge(counts, on=by, how="left", validate="many_to_one")
        placed = placed[placed["cell"] != NOBODY]
        shape = (len(published), size)
        sums = sparse.csr_array((placed["weight"], (placed["estimate"], placed["cell"])), shape=shape)
        return cls(sums, published.to_numpy(dtype="float64"), estimated.steps.to_numpy() / 2)

    @property
    def there(self) -> list[int]:
        """The estimates of which something is published."""
        return [int(each) for each in np.flatnonzero(np.isfinite(self.published))]

    def told(self, system: System, estimates: Sequence[int]) -> System:
        """Return a system that knows what is published of some estimates, to half a step."""
        which = np.array(estimates, dtype="int64")
        sums, published, half = self.sums[which], self.published[which], self.half[which]
        return system.with_limits(
            sparse.vstack([sums, -sums], format="csr"), np.concatenate([published + half, half - published])
        )


def _which(known: _Known, attack: Attack) -> np.ndarray:
    """Return whether each estimate is shown.

    One after another is tried with the numbers that it is made of; then those are dropped, the last first,
    that let others be told too closely.
    """
    system, hidden = attack.system, attack.hidden
    lost = too_narrow(system, hidden)
    stake = at_stake(system, hidden)
    shown: list[int] = []
    for each in known.there:
        made_of = known.sums[[each]].indices
        narrow = too_narrow(known.told(system, [*shown, each]), hidden, made_of[stake[made_of]])
        if not len(np.setdiff1d(narrow, lost)):
            shown.append(each)
    while len(narrow := np.setdiff1d(too_narrow(known.told(system, shown), hidden), lost)):
        shown.remove(_to_blame(narrow[:1], shown, known, attack))
    return np.isin(np.arange(len(known.published)), shown)


def _to_blame(cell: np.ndarray, shown: list[int], known: _Known, attack: Attack) -> int:
    """Return the estimate without which a cell is wide enough; the last, if no one alone is to blame."""
    for each in reversed(shown):
        others = [other for other in shown if other != each]
        if not len(too_narrow(known.told(attack.system, others), attack.hidden, cell)):
            return each
    return shown[-1]
