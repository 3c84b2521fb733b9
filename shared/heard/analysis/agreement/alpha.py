"""Krippendorff's alpha: by the package ``krippendorff``, and by weights for what the package cannot take.

The package counts every unit once, in an array of units by values by values. Resamples and characters need
units that count several times, and sets of codes have thousands of values; for them the same formula is
worked out from sums over units. Tests hold the two equal.
"""

from typing import Any, Literal

import krippendorff
import numpy as np
from scipy import sparse

from heard.analysis.agreement.formulas import Numbers, ratio

Level = Literal["nominal", "ordinal", "interval"]
_MOST_CELLS = 5_000_000


def pairable(counts: Any) -> Any:
    """Return the units that at least two raters judged: the others say nothing of agreement."""
    return counts[np.asarray(counts.sum(axis=1)).ravel() >= 2]


def fits_the_package(units: int, values: int) -> bool:
    """Whether the package's array of units by values by values is of a reasonable size."""
    return units * values * values <= _MOST_CELLS


def by_package(counts: Numbers, level: Any, domain: Numbers) -> float:
    """Return alpha by the package; counts are of pairable units, and not all of one value."""
    return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level))


def alpha_by_similarity(counts: Any, similarity: Any, weights: Numbers) -> Numbers:
    """Return alpha of each row of weights, where the distance of two values is 1 less their similarity.

    Parameters
    ----------
    counts
        Unit by value: how many raters chose it; pairable units only; dense or sparse.
    similarity
        Value by value, from 0 (nothing in common) to 1 (the same); dense or sparse.
    weights
        Row by unit: how often a unit counts.
    """
    raters = np.asarray(counts.sum(axis=1), dtype="float64").ravel()
    alike = _row_sums(counts @ similarity, counts)
    observed = weights @ ((raters**2 - alike) / np.maximum(raters - 1.0, 1.0))
    chosen = np.asarray((counts.T @ weights.T).T)
    total = chosen.sum(axis=1)
    expected = total**2 - ((similarity.T @ chosen.T).T * chosen).sum(axis=1)
    return 1.0 - ratio((total - 1.0) * observed, _no_rounding(expected, total))


def alpha_by_scores(counts: Numbers, scores: Numbers | None, weights: Numbers) -> Numbers:
    """Return alpha of each row of weights, where the distance of two values is that of their scores, squared.

    Parameters
    ----------
    counts
        Unit by value: how many raters chose it; pairable units only.
    scores
        The number of each value (interval); without it the middle rank of each value among all judgements of
        the resample (ordinal).
    weights
        Row by unit: how often a unit counts.
    """
    raters = counts.sum(axis=1)
    chosen = weights @ counts
    places = (
        np.cumsum(chosen, axis=1) - chosen / 2.0 if scores is None else np.broadcast_to(scores, chosen.shape)
    )
    first, second = counts @ places.T, counts @ (places**2).T
    spread = 2.0 * (raters[:, np.newaxis] * second - first**2) / np.maximum(raters - 1.0, 1.0)[:, np.newaxis]
    observed = (weights * spread.T).sum(axis=1)
    total = chosen.sum(axis=1)
    mean_square, mean = (chosen * places**2).sum(axis=1), (chosen * places).sum(axis=1)
    expected = 2.0 * (total * mean_square - mean**2)
    varied = (chosen > 0).sum(axis=1) > 1
    return np.where(varied, 1.0 - ratio((total - 1.0) * observed, expected), np.nan)


def identity(values: int) -> Any:
    """Return the similarity of nominal values: a value is like itself alone."""
    return sparse.identity(values, format="csr")


def _row_sums(one: Any, other: Any) -> Numbers:
    product = one.multiply(other) if sparse.issparse(one) else np.asarray(one) * other
    return np.asarray(product.sum(axis=1), dtype="float64").ravel()


def _no_rounding(expected: Numbers, total: Numbers) -> Numbers:
    # All of one value leaves nothing, but for the last bits of sums of weights.
    return np.where(expected > 1e-12 * total**2, expected, 0.0)
