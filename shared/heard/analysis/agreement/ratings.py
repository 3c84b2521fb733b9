"""Judgements as units by raters: what the coefficients of any values are worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.agreement.formulas import Numbers
from heard.errors import HeardError

MISSING = -1


@dataclass(frozen=True)
class Ratings:
    """Who chose which value for which unit.

    Attributes
    ----------
    chosen
        Unit (row) by rater: the place of the value chosen among ``values``, ``MISSING`` where not rated.
    values
        The values that could be chosen, in order.
    """

    chosen: NDArray[np.int64]
    values: tuple[Any, ...]

    @property
    def raters(self) -> int:
        """How many raters judged anything."""
        return int(self.chosen.shape[1])

    def counts(self) -> Numbers:
        """Return unit by value: how many raters chose it."""
        units, values = len(self.chosen), len(self.values)
        unit, rater = np.nonzero(self.chosen != MISSING)
        cells = unit * values + self.chosen[unit, rater]
        return np.bincount(cells, minlength=units * values).reshape(units, values).astype("float64")


def ratings_of(judgements: pd.DataFrame, values: Sequence[Any] | None = None) -> Ratings:
    """Return tidy judgements as units by raters.

    Parameters
    ----------
    judgements
        Columns unit, rater and value, one row a judgement; a missing value, or no row, is no judgement.
        The order of rows means nothing.
    values
        All values that could be chosen, in order; without it, those chosen, sorted.

    Raises
    ------
    HeardError
        If a rater judged a unit twice, or chose a value that is not among ``values``.
    """
    given = judgements.dropna(subset=["value"])
    twice = int(given.duplicated(["unit", "rater"]).sum())
    if twice:
        raise HeardError(
            f"{twice} judgements are of a unit that the same rater judged already",
            where="judgements",
            fix="Keep one judgement of each rater on each unit.",
        )
    known = list(values) if values is not None else sorted(given["value"].unique())
    places = pd.Index(known).get_indexer(pd.Index(given["value"]))
    if (places == MISSING).any():
        raise HeardError(
            f"{int((places == MISSING).sum())} judgements chose a value that is not listed",
            where="judgements",
            fix="List every value that could be chosen.",
        )
    unit, units = pd.factorize(given["unit"], sort=True)
    rater, raters = pd.factorize(given["rater"], sort=True)
    chosen = np.full((len(units), len(raters)), MISSING, dtype="int64")
    chosen[unit, rater] = places
    return Ratings(chosen, tuple(known))
