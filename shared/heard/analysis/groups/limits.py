"""Control limits of a funnel plot: how far a share of this base moves by chance alone."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import binom  # type: ignore[attr-defined]

from heard.analysis.groups.themes import SMALL_BASE
from heard.tables import Column, ResultTable, dimension, estimate, interval


class Limit(NamedTuple):
    """A pair of control limits: its columns are ``low_`` and ``high_`` and this end."""

    end: str
    words: str
    coverage: float


LIMITS = (Limit("95", "95%", 0.95), Limit("998", "99.8%", 0.998))
INSIDE, TOO_FEW = "Inside the limits", "Too few to say"
_POINTS = 400
_ROOM = 1.1


def binomial_limits(base: pd.Series, overall: pd.Series, coverage: float) -> tuple[pd.Series, pd.Series]:
    """Return the smallest and largest share that lie within the exact binomial limits, row by row.

    A share below the lower limit has a chance of under (1 - coverage) / 2 if the area were like all
    together, and so has one above the upper limit. Missing where the base is 0.

    Parameters
    ----------
    base
        What each share is out of.
    overall
        The rate of all areas together.

    Notes
    -----
    Spiegelhalter (2005), without the interpolation between whole numbers.
    """
    tail = (1 - coverage) / 2
    n, rate = base.where(base > 0).astype("float64"), overall.astype("float64")
    low = pd.Series(binom.ppf(tail, n, rate), index=base.index) / n
    high = pd.Series(binom.ppf(1 - tail, n, rate), index=base.index) / n
    # With a tiny base the nearest whole number may lie beyond the rate itself; nothing is between them.
    return low.mask(low > rate, rate), high.mask(high < rate, rate)


def binomial_p(counted: pd.Series, base: pd.Series, overall: pd.Series) -> pd.Series:
    """Return the exact two-sided p-value of a count against the overall rate: twice the smaller tail."""
    lower, upper = binom.cdf(counted, base, overall), binom.sf(counted - 1, base, overall)
    return pd.Series(np.minimum(1.0, 2 * np.minimum(lower, upper)), index=counted.index)


def against_limits(counted: pd.DataFrame) -> pd.DataFrame:
    """Return areas with low_95, high_95, low_998, high_998 and, in words, where each lies (outside).

    Parameters
    ----------
    counted
        Columns raised, base, share and overall.
    """
    outside = pd.Series(INSIDE, index=counted.index, dtype="str")
    for limit in LIMITS:
        low, high = binomial_limits(counted["base"], counted["overall"], limit.coverage)
        counted = counted.assign(**{f"low_{limit.end}": low, f"high_{limit.end}": high})
        outside = outside.mask(counted["share"] < low, f"Below the {limit.words} limits")
        outside = outside.mask(counted["share"] > high, f"Above the {limit.words} limits")
    return counted.assign(outside=outside.mask(counted["base"] < SMALL_BASE, TOO_FEW))


def limit_columns(*limits: Limit) -> tuple[Column, ...]:
    """Return the columns of limits around ``overall``."""
    return tuple(
        column
        for limit in limits
        for column in (
            interval(f"low_{limit.end}", f"Lower limit ({limit.words})", of="overall", side="low"),
            interval(f"high_{limit.end}", f"Upper limit ({limit.words})", of="overall", side="high"),
        )
    )


def control_limits(areas: ResultTable) -> ResultTable:
    """Return the lines of a funnel plot: limits along the range of bases, for one theme by area.

    Columns: limit (95% limits, 99.8% limits), base, overall, low, high. Empty where no area has a base.

    Parameters
    ----------
    areas
        What :func:`themes_by_area` returned.
    """
    frame = areas.frame[areas.frame["base"] > 0]
    bases = pd.Series(_along(frame["base"]), name="base", dtype="int64")
    overall = pd.Series(frame["overall"].max(), index=bases.index, dtype="float64")
    lines = [
        pd.DataFrame({"base": bases, "overall": overall, "low": low, "high": high}).assign(
            limit=f"{limit.words} limits"
        )
        for limit in LIMITS
        for low, high in (binomial_limits(bases, overall, limit.coverage),)
    ]
    return ResultTable(
        name="control_limits",
        title=f"Control limits: {areas.title}",
        frame=pd.concat(lines, ignore_index=True).astype({"limit": "str"})[
            ["limit", "base", "overall", "low", "high"]
        ],
        columns=(
            dimension("limit", "Limit"),
            dimension("base", areas.column("base").label),
            estimate("overall", "All areas together", "share"),
            interval("low", "Lower limit", of="overall", side="low"),
            interval("high", "Upper limit", of="overall", side="high"),
        ),
        universe=areas.universe,
    )


def _along(bases: pd.Series) -> list[int]:
    """Return whole numbers over the range of bases and a little beyond: every one, or evenly chosen."""
    if bases.empty:
        return []
    first, last = max(1, int(bases.min() / _ROOM)), int(np.ceil(bases.max() * _ROOM))
    chosen = np.linspace(first, last, min(_POINTS, last - first + 1)).round()
    return [int(base) for base in np.unique(chosen)]
