"""The formulas of agreement, on arrays; what is undefined is missing (NaN) here, and words for readers.

Every coefficient but Krippendorff's alpha is (observed − expected) / (1 − expected); they differ in what they
expect by chance. Sources and assumptions are in docs/methods/agreement.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

PERCENT, COHEN, SCOTT, FLEISS = "percent_agreement", "cohens_kappa", "scotts_pi", "fleiss_kappa"
ALPHA, AC1, BRENNAN_PREDIGER = "krippendorff_alpha", "gwets_ac1", "brennan_prediger"
# Below this, what chance leaves to be agreed on is rounding: there is no variation.
_NOTHING = 1e-12


@dataclass(frozen=True)
class Sums:
    """What decisions to put a code or not add up to; arrays of one shape.

    A unit is a text, or a character; *k* of its *m* readers put the code on it.

    Attributes
    ----------
    units
        Number of units.
    agreed
        Sum of the share of pairs of readers who decided alike.
    share
        Sum of k / m.
    crossed
        Sum of k (m − k) / (m − 1): Krippendorff's coincidences of put with not put.
    put, judged
        Sums of k and of m.
    """

    units: Numbers
    agreed: Numbers
    share: Numbers
    crossed: Numbers
    put: Numbers
    judged: Numbers


def ratio(over: Numbers, out_of: Numbers) -> Numbers:
    """Return a quotient, missing where the divisor is 0."""
    return np.where(out_of > 0, over / np.where(out_of > 0, out_of, 1.0), np.nan)


def corrected(observed: Numbers, expected: Numbers) -> Numbers:
    """Return agreement beyond chance out of what chance leaves; missing where it leaves nothing."""
    left = 1.0 - expected
    return np.where(left > _NOTHING, (observed - expected) / np.where(left > _NOTHING, left, 1.0), np.nan)


def expected_alike(shares: Numbers) -> Numbers:
    """Return Scott's and Fleiss's chance: two draws from the pooled shares (last axis) are the same."""
    return np.asarray((shares**2).sum(axis=-1))


def expected_by_gwet(shares: Numbers) -> Numbers:
    """Return the chance of AC1: Σ p (1 − p) / (q − 1); missing where all is one value."""
    values = shares.shape[-1]
    if values < 2:
        return np.full(shares.shape[:-1], np.nan)
    chance = (shares * (1.0 - shares)).sum(axis=-1) / (values - 1)
    return np.where(expected_alike(shares) < 1.0 - _NOTHING, chance, np.nan)


def expected_by_brennan_prediger(shares: Numbers) -> Numbers:
    """Return Brennan and Prediger's chance: 1 / q whatever was chosen; missing where all is one value."""
    even = 1.0 / shares.shape[-1]
    return np.where(expected_alike(shares) < 1.0 - _NOTHING, even, np.nan)


def by_shares(observed: Numbers, shares: Numbers) -> dict[str, Numbers]:
    """Return the coefficients that expect by the shares of the values (last axis of ``shares``)."""
    return {
        PERCENT: observed,
        FLEISS: corrected(observed, expected_alike(shares)),
        AC1: corrected(observed, expected_by_gwet(shares)),
        BRENNAN_PREDIGER: corrected(observed, expected_by_brennan_prediger(shares)),
    }


def of_sums(sums: Sums) -> dict[str, Numbers]:
    """Return percent agreement, Fleiss's kappa, AC1, Brennan-Prediger and nominal alpha of decisions."""
    put = ratio(sums.share, sums.units)
    found = by_shares(ratio(sums.agreed, sums.units), np.stack([put, 1.0 - put], axis=-1))
    by_chance = sums.put * (sums.judged - sums.put)
    alpha = 1.0 - ratio((sums.judged - 1.0) * sums.crossed, by_chance)
    return found | {ALPHA: np.where(np.isnan(found[FLEISS]), np.nan, alpha)}


def cohen_of_pairs(both: Numbers, first: Numbers, second: Numbers, units: Numbers) -> Numbers:
    """Return Cohen's kappa of two coders.

    Parameters
    ----------
    both, first, second
        Units that both, only the first and only the second put the code on.
    units
        All units, those that neither put it on included.
    """
    one, other = ratio(both + first, units), ratio(both + second, units)
    expected = one * other + (1.0 - one) * (1.0 - other)
    return corrected(ratio(units - first - second, units), expected)


def sums_of_pairs(both: Numbers, first: Numbers, second: Numbers, units: Numbers) -> Sums:
    """Return what the decisions of two coders add up to; parameters as :func:`cohen_of_pairs`."""
    put = 2.0 * both + first + second
    differ = first + second
    return Sums(units, units - differ, put / 2.0, differ, put, 2.0 * units)
