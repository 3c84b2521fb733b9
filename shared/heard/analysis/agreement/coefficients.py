"""The coefficients of judgements of any values, missing ones allowed: frame in, answer out.

Whatever chance correction a coefficient makes, judgements that are all the same leave it undefined: nobody
can say whether the raters would have told two values apart. That is answered in words, never raised.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from heard.analysis.agreement.alpha import (
    Level,
    alpha_by_scores,
    alpha_by_similarity,
    by_package,
    fits_the_package,
    identity,
    pairable,
)
from heard.analysis.agreement.answers import FOR_TWO_ONLY, NO_VARIATION, NOTHING_COMPARED, Answer
from heard.analysis.agreement.formulas import (
    AC1,
    ALPHA,
    BRENNAN_PREDIGER,
    COHEN,
    FLEISS,
    PERCENT,
    SCOTT,
    Numbers,
    by_shares,
    corrected,
    expected_alike,
    ratio,
)
from heard.analysis.agreement.ratings import MISSING, Ratings, ratings_of
from heard.analysis.agreement.resampling import Resampling, limits
from heard.errors import HeardError

Values = Sequence[Any] | None
# From how often each unit counts (resample by unit) to the coefficient of each resample.
_Weighed = Callable[[Numbers], Numbers]


def percent_agreement(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return the share of pairs of raters who chose the same, averaged over units that two or more judged.

    Parameters
    ----------
    judgements
        Columns unit, rater and value, one row a judgement; missing values and rows are no judgements.
    values
        All values that could be chosen, in order; without it, those chosen, sorted.
    resampling
        How to draw the bootstrap's interval; none without it.

    Raises
    ------
    HeardError
        If a rater judged a unit twice, or chose a value that is not among ``values``.
    """
    return _of_many(PERCENT, ratings_of(judgements, values), resampling)


def fleiss_kappa(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return Fleiss's kappa for any number of raters; parameters as :func:`percent_agreement`.

    Notes
    -----
    Fleiss (1971), generalised to missing ratings by Gwet (2014): chance is taken from all units, observed
    agreement from those that two or more judged.
    """
    return _of_many(FLEISS, ratings_of(judgements, values), resampling)


def gwets_ac1(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return Gwet's AC1 (2008) for any number of raters; parameters as :func:`percent_agreement`."""
    return _of_many(AC1, ratings_of(judgements, values), resampling)


def brennan_prediger(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return Brennan and Prediger's coefficient (1981); parameters as :func:`percent_agreement`."""
    return _of_many(BRENNAN_PREDIGER, ratings_of(judgements, values), resampling)


def cohens_kappa(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return Cohen's kappa (1960) of two raters, on the units that both judged.

    Parameters as :func:`percent_agreement`. Another number of raters is answered in words.
    """
    return _of_two(COHEN, ratings_of(judgements, values), resampling)


def scotts_pi(
    judgements: pd.DataFrame, *, values: Values = None, resampling: Resampling | None = None
) -> Answer:
    """Return Scott's pi (1955) of two raters, on the units that both judged.

    Parameters as :func:`percent_agreement`. Another number of raters is answered in words.
    """
    return _of_two(SCOTT, ratings_of(judgements, values), resampling)


def krippendorff_alpha(
    judgements: pd.DataFrame,
    *,
    level: Level = "nominal",
    values: Values = None,
    resampling: Resampling | None = None,
) -> Answer:
    """Return Krippendorff's alpha for any number of raters.

    Parameters
    ----------
    judgements, values, resampling
        As :func:`percent_agreement`.
    level
        ``nominal``; ``ordinal`` (``values`` gives the order); or ``interval`` (values are numbers).

    Raises
    ------
    HeardError
        As :func:`percent_agreement`, and if the values of an interval are no numbers.
    """
    return _alpha_of(ratings_of(judgements, values), level, resampling)


def coefficients(
    judgements: pd.DataFrame,
    *,
    level: Level = "nominal",
    values: Values = None,
    resampling: Resampling | None = None,
) -> dict[str, Answer]:
    """Return every coefficient by its name; parameters as :func:`krippendorff_alpha`.

    Only alpha weighs how far two values are apart; the others take values as nominal at every level.
    """
    ratings = ratings_of(judgements, values)
    many = {name: _of_many(name, ratings, resampling) for name in (PERCENT, FLEISS, AC1, BRENNAN_PREDIGER)}
    two = {name: _of_two(name, ratings, resampling) for name in (COHEN, SCOTT)}
    return many | two | {ALPHA: _alpha_of(ratings, level, resampling)}


def _of_many(name: str, ratings: Ratings, resampling: Resampling | None) -> Answer:
    counts = ratings.counts()
    raters = counts.sum(axis=1)
    compared = raters >= 2
    if not compared.any():
        return Answer(None, NOTHING_COMPARED)
    same = (counts * (counts - 1.0)).sum(axis=1) / np.where(compared, raters * (raters - 1.0), 1.0)
    shares = counts / raters[:, np.newaxis]

    def weighed(weights: Numbers) -> Numbers:
        observed = ratio(weights @ (same * compared), weights @ compared.astype("float64"))
        return by_shares(observed, (weights @ shares) / weights.sum(axis=1)[:, np.newaxis])[name]

    return _answer(weighed, len(counts), resampling)


def _of_two(name: str, ratings: Ratings, resampling: Resampling | None) -> Answer:
    if ratings.raters > 2:
        return Answer(None, FOR_TWO_ONLY)
    both = ratings.chosen[(ratings.chosen != MISSING).all(axis=1)]
    if ratings.raters < 2 or not len(both):
        return Answer(None, NOTHING_COMPARED)
    one, other = (np.eye(len(ratings.values))[both[:, rater]] for rater in (0, 1))
    same = (both[:, 0] == both[:, 1]).astype("float64")

    def weighed(weights: Numbers) -> Numbers:
        units = weights.sum(axis=1)
        first, second = ((weights @ chosen) / units[:, np.newaxis] for chosen in (one, other))
        pooled = expected_alike((first + second) / 2.0)
        return corrected((weights @ same) / units, (first * second).sum(axis=1) if name == COHEN else pooled)

    return _answer(weighed, len(both), resampling)


def _alpha_of(ratings: Ratings, level: Level, resampling: Resampling | None) -> Answer:
    numbers = (
        _numbers(ratings.values) if level == "interval" else np.arange(len(ratings.values), dtype="float64")
    )
    counts = pairable(ratings.counts())
    if not len(counts):
        return Answer(None, NOTHING_COMPARED)
    if (counts.sum(axis=0) > 0).sum() < 2:
        return Answer(None, NO_VARIATION)

    def weighed(weights: Numbers) -> Numbers:
        if level == "nominal":
            return alpha_by_similarity(counts, identity(counts.shape[1]), weights)
        return alpha_by_scores(counts, numbers if level == "interval" else None, weights)

    known = by_package(counts, level, numbers) if fits_the_package(*counts.shape) else None
    return _answer(weighed, len(counts), resampling, known)


def _numbers(values: Sequence[Any]) -> Numbers:
    numbers = pd.to_numeric(pd.Series(values, dtype=object), errors="coerce").to_numpy(dtype="float64")
    if np.isnan(numbers).any():
        raise HeardError(
            "alpha of an interval needs values that are numbers",
            where="judgements",
            fix="Give numbers, or ask for the nominal or ordinal level.",
        )
    return numbers


def _answer(
    weighed: _Weighed, units: int, resampling: Resampling | None, known: float | None = None
) -> Answer:
    """Return the coefficient of all units, each once, with its interval."""
    value = known if known is not None else float(weighed(np.ones((1, units)))[0])
    if np.isnan(value):
        return Answer(None, NO_VARIATION)
    if resampling is None:
        return Answer(value)
    found = np.concatenate([weighed(weights) for weights in resampling.weights(units)])
    around = limits(found[:, np.newaxis], np.array([value]), np.array([float(units)]))
    left_out = resampling.resamples - int(around.answers[0])
    if np.isnan(around.low[0]):
        return Answer(value, left_out=left_out)
    return Answer(value, "", float(around.low[0]), float(around.high[0]), left_out)
