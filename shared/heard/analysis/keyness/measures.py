"""Measures of how much more a group uses a term than others do, over arrays of counts.

In every function ``uses`` and ``others_uses`` are how often the group and the others use a term, ``words``
and ``others_words`` how many terms each of them uses in all: arrays, or numbers, that broadcast.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_FEW_EXPECTED = 5


class LogOdds(NamedTuple):
    """Weighted log odds ratios.

    Attributes
    ----------
    ratio
        The log of the odds of the term in the group over its odds among others, drawn towards 0 by the prior.
    variance
        How sure it is, approximately.
    z
        The ratio over its standard error.
    """

    ratio: npt.NDArray[np.float64]
    variance: npt.NDArray[np.float64]
    z: npt.NDArray[np.float64]


def weighted_log_odds(
    uses: npt.ArrayLike,
    others_uses: npt.ArrayLike,
    words: npt.ArrayLike,
    others_words: npt.ArrayLike,
    prior: npt.ArrayLike,
    prior_words: npt.ArrayLike,
) -> LogOdds:
    """Return weighted log odds ratios with an informative Dirichlet prior.

    Monroe, Colaresi and Quinn (2008), Political Analysis 16, 372-403, equations 15 to 22, with the variance
    as they approximate it: from the uses of the term alone.

    Parameters
    ----------
    prior
        What the prior adds to the uses of the term, above 0.
    prior_words
        What it adds to the uses of all terms.
    """
    ours, theirs = np.asarray(uses) + np.asarray(prior), np.asarray(others_uses) + np.asarray(prior)
    ours_not = np.asarray(words) + np.asarray(prior_words) - ours
    theirs_not = np.asarray(others_words) + np.asarray(prior_words) - theirs
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.asarray(np.log(ours / ours_not) - np.log(theirs / theirs_not), dtype=np.float64)
        variance = np.asarray(1 / ours + 1 / theirs, dtype=np.float64)
    return LogOdds(ratio, variance, ratio / np.sqrt(variance))


def chi_squared(
    uses: npt.ArrayLike, others_uses: npt.ArrayLike, words: npt.ArrayLike, others_words: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the chi-squared of the fourfold table, below 0 where the group uses the term less.

    As quanteda's ``textstat_keyness`` has it by default: Yates' correction where one of the four expected
    counts is below 5, unless it would turn the difference round.
    """
    table = _Fourfold.of(uses, others_uses, words, others_words)
    corrected = (table.expected.min(axis=0) < _FEW_EXPECTED) & (np.abs(table.product) >= table.total / 2)
    distance = np.abs(table.product) - np.where(corrected, table.total / 2, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = table.total * distance**2 / table.margins
    return np.asarray(np.sign(table.product) * value)


def likelihood_ratio(
    uses: npt.ArrayLike, others_uses: npt.ArrayLike, words: npt.ArrayLike, others_words: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the likelihood ratio G² of the fourfold table, below 0 where the group uses the term less.

    Dunning (1993), over all four cells and without a correction: quanteda's ``correction = "none"``.
    """
    table = _Fourfold.of(uses, others_uses, words, others_words)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = table.observed * np.log(table.observed / table.expected)
    # x log x goes to 0 with x.
    value = 2 * np.where(table.observed == 0, 0.0, terms).sum(axis=0)
    # Of counts as expected, rounding may leave a little on either side of 0.
    return np.asarray(np.where(table.margins > 0, np.sign(table.product) * np.maximum(value, 0), np.nan))


def pointwise_mutual_information(
    uses: npt.ArrayLike, others_uses: npt.ArrayLike, words: npt.ArrayLike, others_words: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the natural log of uses over expected uses; missing where the group does not use the term."""
    table = _Fourfold.of(uses, others_uses, words, others_words)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.observed[0] > 0, np.log(table.observed[0] / table.expected[0]), np.nan)


class _Fourfold(NamedTuple):
    """A term and all other terms, by the group and others: four cells along the first axis."""

    observed: npt.NDArray[np.float64]
    expected: npt.NDArray[np.float64]
    total: npt.NDArray[np.float64]
    product: npt.NDArray[np.float64]
    margins: npt.NDArray[np.float64]

    @classmethod
    def of(
        cls,
        uses: npt.ArrayLike,
        others_uses: npt.ArrayLike,
        words: npt.ArrayLike,
        others_words: npt.ArrayLike,
    ) -> "_Fourfold":
        ours, theirs, all_ours, all_theirs = np.broadcast_arrays(
            *(np.asarray(each, dtype=np.float64) for each in (uses, others_uses, words, others_words))
        )
        rows, total = (ours + theirs, all_ours + all_theirs - ours - theirs), all_ours + all_theirs
        observed = np.stack([ours, theirs, all_ours - ours, all_theirs - theirs])
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = np.stack([row * column / total for row in rows for column in (all_ours, all_theirs)])
        product = observed[0] * observed[3] - observed[1] * observed[2]
        return cls(observed, expected, total, product, rows[0] * rows[1] * all_ours * all_theirs)
