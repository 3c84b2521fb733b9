"""Intervals for shares and for differences between them; formulas and sources in docs/methods/groups.md."""

from statistics import NormalDist

import numpy as np
import pandas as pd

_Z = NormalDist().inv_cdf(0.975)  # for 95%


def wilson(counted: pd.Series, out_of: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the Wilson score interval (95%) of each share.

    Parameters
    ----------
    counted, out_of
        Count and base, row by row.

    Returns
    -------
    Lower and upper limits, from 0 to 1; missing where the base is 0.

    Notes
    -----
    Wilson (1927), without continuity correction.
    """
    n = out_of.where(out_of > 0).astype("float64")
    p = counted / n
    centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * np.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    # Exact at the ends, where rounding would leave 0 of n a hair above 0 and n of n a hair below 1.
    low = (centre - half).clip(lower=0).mask(counted == 0, 0.0)
    high = (centre + half).clip(upper=1).mask(counted == out_of, 1.0)
    return low.where(n.notna()), high.where(n.notna())


def newcombe(
    counted: pd.Series, out_of: pd.Series, other_counted: pd.Series, other_out_of: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """Return the interval (95%) of the difference between two independent shares, first less second.

    Notes
    -----
    Newcombe (1998), method 10: the two Wilson intervals combined by the square-and-add rule.
    """
    low, high = wilson(counted, out_of)
    other_low, other_high = wilson(other_counted, other_out_of)
    p = counted / out_of.where(out_of > 0)
    other = other_counted / other_out_of.where(other_out_of > 0)
    down = np.sqrt((p - low) ** 2 + (other_high - other) ** 2)
    up = np.sqrt((high - p) ** 2 + (other - other_low) ** 2)
    return p - other - down, p - other + up
