"""Saturation whatever the order of reading, and a curve fitted to it; sources in docs/methods/coding.md."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.coding.coded import coded_texts
from heard.analysis.coding.saturation import reading_order
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, interval

LEAST_TEXTS = 20
LEAST_CODES = 5
_POINTS = 60
_NOT_FITTED = "Not fitted"
_Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """Codes met after *n* texts, as asymptote x n / (half + n).

    Attributes
    ----------
    asymptote
        The number of codes that the curve nears and never reaches.
    half
        The number of texts after which it has half of them.
    """

    asymptote: float
    half: float

    def at(self, texts: _Numbers) -> _Numbers:
        """Return the number of codes met after these numbers of texts."""
        return self.asymptote * texts / (self.half + texts)


def saturation_curve(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    seed: int = 1,
    orders: int = 200,
) -> ResultTable:
    """Return the codes met after a number of texts: as read, on average over all orders, and as fitted.

    Columns: texts_read, codes (in the order of reading, see :func:`saturation`), codes_base (used at
    all), mean (over every order of these texts), low, high (between them lie 95% of ``orders`` random
    ones), fitted (missing where no curve can be fitted; a note says why). Up to 60 numbers of
    texts, closer together at the start.

    Raises
    ------
    HeardError
        If fewer than one order is asked for.
    """
    if orders < 1:
        raise HeardError("no order of reading is asked for", fix="Set orders to 1 or more.")
    coded = coded_texts(frames, consultation, scope)[["text_id", "code"]].drop_duplicates()
    place = reading_order(frames, coded["text_id"].drop_duplicates())
    points = _points(len(place))
    mean = mean_over_orders(coded["code"].value_counts().to_numpy(), len(place), points)
    low, high = _limits(coded, place, points, seed, orders)
    first = place.reindex(coded["text_id"]).groupby(coded["code"].to_numpy()).min()
    curve, why_not = fit_curve(points, mean)
    frame = pd.DataFrame(
        {
            "texts_read": points,
            "codes": _met(first.to_numpy(), points),
            "codes_base": coded["code"].nunique(),
            "mean": mean,
            # In an uneven spread, the average can lie outside the middle 95%.
            "low": np.minimum(low, mean),
            "high": np.maximum(high, mean),
            "fitted": curve.at(points.astype("float64")) if curve else np.full(len(points), np.nan),
        }
    )
    return ResultTable(
        name="saturation_curve",
        title="Codes met against texts read, whatever the order of reading",
        frame=frame,
        columns=(
            dimension("texts_read", "Texts read"),
            count("codes", "Codes met, as read", "codes"),
            base("codes_base", "Codes used at all", "codes"),
            estimate("mean", "Codes met, mean of all orders", "codes"),
            interval("low", "2.5% of orders met fewer", of="mean", side="low"),
            interval("high", "2.5% of orders met more", of="mean", side="high"),
            estimate("fitted", "Codes met, fitted curve", "codes", undefined=_NOT_FITTED),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        notes=_notes(why_not, orders, seed),
    )


def _notes(why_not: str, orders: int, seed: int) -> tuple[str, ...]:
    return (
        *([why_not] if why_not else []),
        f"Limits are of {orders:,} random orders (seed {seed}) of these texts: how much the order "
        "matters, and nothing about other texts.",
        "Random orders mix sessions and people; texts as read come session by session. A curve as read "
        "that lies below the limits says that each session brings codes of its own.",
    )


def saturation_model(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return what the curve fitted to the mean over all orders says: one row.

    Columns: texts, codes (met), codebook (its codes), asymptote, met_share (codes met of the asymptote),
    half (texts for half of it), next_codes (new codes that as many texts again would bring), largest_miss
    (between curve and mean). All but the counts are missing where no curve can be fitted; a note says why.
    """
    coded = coded_texts(frames, consultation, scope)[["text_id", "code"]].drop_duplicates()
    rows = {"texts": rows_behind(coded, (), "text_id"), "codes": rows_behind(coded, (), "code")}
    texts, codes = len(rows["texts"]), len(rows["codes"])
    points = _points(texts)
    mean = mean_over_orders(coded["code"].value_counts().to_numpy(), texts, points)
    curve, why_not = fit_curve(points, mean)
    columns = (
        count("texts", "Coded texts", "texts"),
        count("codes", "Codes met", "codes"),
        count("codebook", "Codes in the codebook", "codes"),
        estimate("asymptote", "Codes that the curve nears", "codes", undefined=_NOT_FITTED),
        estimate("met_share", "Codes met, of those", "share", undefined=_NOT_FITTED),
        estimate("half", "Texts for half of those", "texts", undefined=_NOT_FITTED),
        estimate("next_codes", "New codes in as many texts again", "codes", undefined=_NOT_FITTED),
        estimate("largest_miss", "Largest gap between curve and mean", "codes", undefined=_NOT_FITTED),
    )
    estimates = _estimates(curve, points, mean)
    row = {"texts": texts, "codes": codes, "codebook": len(frames.codes)} | estimates
    return ResultTable(
        name="saturation_model",
        title="What a curve fitted to saturation says",
        frame=pd.DataFrame([row])[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=(Margin("texts", (), "coding_totals", "texts"),),
        notes=(
            *([why_not] if why_not else []),
            *_beyond_codebook(curve, len(frames.codes)),
            "The number that the curve nears is no count of what is still to be heard: it holds for more "
            "texts from the same kind of people under the same codebook, and a curve of another form that "
            "fits as well would near another number.",
        ),
    )


def mean_over_orders(texts_of_code: NDArray[Any], texts: int, points: NDArray[np.int64]) -> _Numbers:
    """Return the number of codes met after each number of texts, on average over every order of them.

    Parameters
    ----------
    texts_of_code
        For each code the number of texts that have it.

    Notes
    -----
    Exact: a code on *f* of *N* texts is missed by *n* of them in C(N-f, n) of C(N, n) choices (the
    sample-based rarefaction curve; Ugland, Gray and Ellingsen 2003; Colwell, Mao and Chang 2004).
    """
    from scipy.special import gammaln

    frequency, number = texts_of_code[:, None].astype("float64"), points[None, :].astype("float64")
    without = texts - frequency
    can_miss = number <= without
    left = np.where(can_miss, without - number, 0)
    logs = gammaln(without + 1) - gammaln(left + 1) - gammaln(texts + 1) + gammaln(texts - number + 1)
    missed = np.where(can_miss, np.exp(np.where(can_miss, logs, 0)), 0)
    mean: _Numbers = (1 - missed).sum(axis=0)
    return mean


def fit_curve(points: NDArray[np.int64], mean: _Numbers) -> tuple[Curve | None, str]:
    """Return the curve through a mean, by least squares from fixed starting values; or None and why not."""
    from scipy import optimize

    texts, codes = (int(points[-1]), float(mean[-1])) if len(points) else (0, 0.0)
    if texts < LEAST_TEXTS or codes < LEAST_CODES:
        return None, (
            f"No curve is fitted to {texts:,} texts with {codes:,.0f} codes: "
            f"it needs {LEAST_TEXTS} texts and {LEAST_CODES} codes."
        )
    if mean[0] > codes - 0.5:
        return None, "No curve is fitted: the first text has as good as every code already."
    along = points.astype("float64")
    start = (codes, texts / 2)
    try:
        found, _ = optimize.curve_fit(
            lambda read, asymptote, half: Curve(asymptote, half).at(read),
            along,
            mean,
            p0=start,
            bounds=(0, np.inf),
            x_scale=start,
        )
    except RuntimeError:
        return None, "No curve is fitted: the search for one did not end."
    curve = Curve(*found.tolist())
    if curve.half > texts:
        return None, (
            "No curve is fitted: new codes come almost as fast at the end as at the start, so nothing can be "
            "said of where they would end."
        )
    return curve, ""


def _estimates(curve: Curve | None, points: NDArray[np.int64], mean: _Numbers) -> dict[str, float]:
    if curve is None:
        return dict.fromkeys(("asymptote", "met_share", "half", "next_codes", "largest_miss"), np.nan)
    along = points.astype("float64")
    now, twice = curve.at(np.array([along[-1], 2 * along[-1]]))
    return {
        "asymptote": curve.asymptote,
        "met_share": float(mean[-1]) / curve.asymptote,
        "half": curve.half,
        "next_codes": float(twice - now),
        "largest_miss": float(np.abs(curve.at(along) - mean).max()),
    }


def _beyond_codebook(curve: Curve | None, codes: int) -> tuple[str, ...]:
    if curve is None or curve.asymptote <= codes:
        return ()
    return (
        f"The codebook has {codes:,} codes: the curve nears more, which are met only if the codebook grows.",
    )


def _points(texts: int) -> NDArray[np.int64]:
    """Return up to 60 whole numbers from 1 to the number of texts, closer at the start, where it bends."""
    if not texts:
        return np.array([], dtype="int64")
    return np.unique((1 + (texts - 1) * np.linspace(0, 1, _POINTS) ** 2).round().astype("int64"))


def _met(first: NDArray[np.int64], points: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.searchsorted(np.sort(first), points, side="right")


def _limits(
    coded: pd.DataFrame, place: pd.Series, points: NDArray[np.int64], seed: int, orders: int
) -> tuple[_Numbers, _Numbers]:
    """Return what 2.5% and 97.5% of random orders have met after each number of texts."""
    if coded.empty:
        return np.array([]), np.array([])
    random = np.random.default_rng(seed)
    by_code = coded.assign(place=place.reindex(coded["text_id"]).to_numpy()).sort_values(["code", "place"])
    starts = np.flatnonzero(~by_code["code"].duplicated().to_numpy())
    texts = by_code["place"].to_numpy(dtype="int64") - 1
    met = np.empty((orders, len(points)))
    for row in range(orders):
        shuffled = random.permutation(len(place)) + 1
        met[row] = _met(np.minimum.reduceat(shuffled[texts], starts), points)
    low, high = np.percentile(met, [2.5, 97.5], axis=0)
    return low, high
