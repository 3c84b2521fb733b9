"""Bootstrap intervals: units drawn again with replacement, told by how often each was drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from heard.analysis.agreement.formulas import Numbers

LEAST_UNITS = 10
_SIDES = (0.025, 0.975)  # for 95%
_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Resampling:
    """How a bootstrap draws: how many times, and from which seed."""

    resamples: int = 1000
    seed: int = 1

    def weights(self, units: int) -> Iterator[Numbers]:
        """Yield how often each unit (column) is drawn in each resample (row), some resamples at a time."""
        random = np.random.default_rng(self.seed)
        at_once = max(1, _CELLS_AT_ONCE // max(units, 1))
        for begin in range(0, self.resamples, at_once):
            rows = min(at_once, self.resamples - begin)
            drawn = random.integers(0, units, (rows, units)) + np.arange(rows)[:, np.newaxis] * units
            yield np.bincount(drawn.ravel(), minlength=rows * units).reshape(rows, units).astype("float64")


@dataclass(frozen=True)
class Limits:
    """The limits of intervals, missing (NaN) where there is none, and how many resamples had an answer."""

    low: Numbers
    high: Numbers
    answers: Numbers


def limits(resampled: Numbers, estimate: Numbers, units: Numbers) -> Limits:
    """Return the percentile intervals (95%) of what resamples found.

    Parameters
    ----------
    resampled
        Resample (row) by estimate; missing where a resample has no answer: it is left out.
    estimate
        What all units found, by estimate.
    units
        The number of units behind each estimate.

    Notes
    -----
    There is no interval for an undefined estimate, on fewer than ``LEAST_UNITS`` units, or where fewer than
    half of the resamples have an answer. Percentiles of a skewed coefficient may lie on one side of it: the
    interval is then stretched to hold the estimate.
    """
    ordered = np.sort(resampled, axis=0)  # the missing come last
    answers = (~np.isnan(ordered)).sum(axis=0).astype("float64")
    enough = ~np.isnan(estimate) & (units >= LEAST_UNITS) & (answers * 2 >= len(resampled))
    low, high = (_quantile(ordered, answers, side) for side in _SIDES)
    return Limits(
        np.where(enough, np.fmin(low, estimate), np.nan),
        np.where(enough, np.fmax(high, estimate), np.nan),
        answers,
    )


def _quantile(ordered: Numbers, answers: Numbers, side: float) -> Numbers:
    place = np.maximum(side * (answers - 1.0), 0.0)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, np.maximum(answers - 1, 0).astype(int))
    values = [np.take_along_axis(ordered, at[np.newaxis], axis=0)[0] for at in (below, above)]
    return np.asarray(values[0] + (values[1] - values[0]) * (place - below))
