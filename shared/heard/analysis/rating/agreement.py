"""How far raters agree on the names of topics, with intervals over raters.

All topics of a model are rated, but the raters stand for others who might have been asked: so raters are
drawn anew, and pairs of a rater with themselves count for nothing.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.agreement import Resampling, coefficients
from heard.analysis.agreement.formulas import AC1, ALPHA, PERCENT, corrected, expected_by_gwet, ratio
from heard.analysis.agreement.ratings import MISSING, ratings_of
from heard.analysis.agreement.resampling import limits
from heard.analysis.rating.intrusion import universe_of
from heard.analysis.rating.round import RatingRound
from heard.tables import Column, ResultTable, base, dimension, estimate, interval

Numbers = NDArray[np.float64]
NAMES = (PERCENT, ALPHA, AC1)
_LABELS = {PERCENT: "Percent agreement", ALPHA: "Krippendorff's alpha", AC1: "Gwet's AC1"}


def name_agreement(
    rating_round: RatingRound, judgements: pd.DataFrame, resampling: Resampling | None = None
) -> ResultTable:
    """Return how far raters agree on the names of all topics.

    Columns coefficient, answer (``yes``, or why there is no value), topics, raters, value, low, high.

    Parameters
    ----------
    judgements
        Columns rater, topic_id and value, as :func:`heard.analysis.rating.names_shared` returns.
    resampling
        How raters are drawn anew for the intervals; none without it.
    """
    units = _units(judgements)
    found = coefficients(units)
    around = _around(units, resampling)
    rows = []
    for name in NAMES:
        value = found[name].value
        low, high = around.get((name, ""), (np.nan, np.nan))
        rows.append(
            (
                _LABELS[name],
                found[name].undefined or "yes",
                units["unit"].nunique(),
                units["rater"].nunique(),
                np.nan if value is None else value,
                low,
                high,
            )
        )
    columns = (
        dimension("coefficient", "Coefficient"),
        dimension("answer", "Could be worked out"),
        base("topics", "Topics", "topics"),
        base("raters", "Raters", "raters"),
        estimate("value", "Value", ""),
        interval("low", "Lower limit (95%)", of="value", side="low"),
        interval("high", "Upper limit (95%)", of="value", side="high"),
    )
    return ResultTable(
        name="name_agreement",
        title="How far raters agree on the names of topics",
        frame=pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns=columns,
        universe=universe_of(rating_round),
        notes=(*_notes(resampling), _confirmed_note(judgements)),
    )


def name_agreement_by_topic(
    rating_round: RatingRound, judgements: pd.DataFrame, resampling: Resampling | None = None
) -> ResultTable:
    """Return how far raters agree on the name of each topic, the topic most disagreed on first.

    Columns topic, raters, and percent_agreement, krippendorff_alpha and gwets_ac1 with their limits. Chance
    is that over all topics.
    """
    units = _units(judgements)
    topics, whole = _by_topic(units)
    around = _around(units, resampling)
    labels = rating_round.labels()
    frame = pd.DataFrame({"topic": pd.Series([labels[topic] for topic in topics], dtype="str")})
    frame["raters"] = [int((units["unit"] == topic).sum()) for topic in topics]
    columns: list[Column] = [dimension("topic", "Topic"), base("raters", "Raters", "raters")]
    for name in NAMES:
        sides = [around.get((name, topic), (np.nan, np.nan)) for topic in topics]
        frame[name] = whole[name][0]
        frame[f"{name}_low"], frame[f"{name}_high"] = [low for low, _ in sides], [high for _, high in sides]
        columns += [
            estimate(name, _LABELS[name], "share" if name == PERCENT else ""),
            interval(f"{name}_low", f"{_LABELS[name]}, lower limit (95%)", of=name, side="low"),
            interval(f"{name}_high", f"{_LABELS[name]}, upper limit (95%)", of=name, side="high"),
        ]
    return ResultTable(
        name="name_agreement_by_topic",
        title="How far raters agree on the name of each topic",
        frame=frame.sort_values([PERCENT, "topic"], kind="stable", ignore_index=True),
        columns=tuple(columns),
        universe=universe_of(rating_round),
        notes=(
            *_notes(resampling),
            _confirmed_note(judgements),
            "One topic has no chance of its own: its alpha and AC1 take the chance over all topics.",
        ),
    )


def _units(judgements: pd.DataFrame) -> pd.DataFrame:
    return judgements.rename(columns={"topic_id": "unit"})[["unit", "rater", "value"]]


def _by_topic(units: pd.DataFrame) -> tuple[list[str], dict[str, Numbers]]:
    topics = sorted(units["unit"].unique())
    if not topics:
        return topics, {name: np.empty((1, 0)) for name in NAMES}
    ratings = ratings_of(units)
    return topics, _weighed(ratings.chosen, len(ratings.values), np.ones((1, ratings.raters)))[1]


def _around(units: pd.DataFrame, resampling: Resampling | None) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the limits of each coefficient by topic, and over all topics under the name ''."""
    if resampling is None or units.empty:
        return {}
    ratings = ratings_of(units)
    topics = ["", *sorted(units["unit"].unique())]
    pairs = ratings.raters * (ratings.raters - 1) / 2

    def both(weights: Numbers) -> dict[str, Numbers]:
        overall, by_topic = _weighed(ratings.chosen, len(ratings.values), weights)
        return {name: np.column_stack([overall[name], by_topic[name]]) for name in NAMES}

    whole = both(np.ones((1, ratings.raters)))
    drawn = [both(weights) for weights in resampling.weights(ratings.raters)]
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for name in NAMES:
        resampled = np.concatenate([each[name] for each in drawn])
        sides = limits(resampled, whole[name][0], np.full(len(topics), pairs))
        for place, topic in enumerate(topics):
            found[name, topic] = (float(sides.low[place]), float(sides.high[place]))
    return found


def _weighed(
    chosen: NDArray[np.int64], values: int, weights: Numbers
) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Return the coefficients over all topics (row,) and by topic (row, topic), raters weighed row by row.

    With every weight 1 they are those of :func:`heard.analysis.agreement.coefficients`. Pairs of a rater
    drawn twice with themselves are left out.
    """
    by_value = np.stack([weights @ (chosen == value).T.astype("float64") for value in range(values)], axis=-1)
    judged = by_value.sum(axis=-1)
    squares = (weights**2) @ (chosen != MISSING).T.astype("float64")
    same = ratio((by_value**2).sum(axis=-1) - squares, judged**2 - squares)
    compared = ~np.isnan(same)
    shares = by_value / np.maximum(judged, 1.0)[..., np.newaxis]
    topics = np.maximum(compared.sum(axis=1), 1)
    observed = np.where(compared.any(axis=1), np.where(compared, same, 0.0).sum(axis=1) / topics, np.nan)
    chance = expected_by_gwet(shares.sum(axis=1) / np.maximum((judged > 0).sum(axis=1), 1)[:, np.newaxis])
    told = np.where(compared, judged, 0.0)
    total = told.sum(axis=1)
    pooled = np.where(compared[..., np.newaxis], by_value, 0.0).sum(axis=1)
    apart = ratio(total**2 - (pooled**2).sum(axis=1), total * (total - 1.0))
    differing = ratio((told * np.where(compared, 1.0 - same, 0.0)).sum(axis=1), total)
    overall = {
        PERCENT: observed,
        ALPHA: 1.0 - ratio(differing, apart),
        AC1: corrected(observed, np.nan_to_num(chance, nan=1.0)),
    }
    by_topic = {
        PERCENT: same,
        ALPHA: 1.0 - ratio(1.0 - same, np.broadcast_to(apart[:, np.newaxis], same.shape)),
        AC1: corrected(same, np.nan_to_num(chance, nan=1.0)[:, np.newaxis]),
    }
    return overall, by_topic


def _notes(resampling: Resampling | None) -> Sequence[str]:
    if resampling is None:
        return ("No intervals were asked for.",)
    return (
        f"Intervals (95%): raters drawn anew {resampling.resamples:,} times, seed {resampling.seed}; they "
        "say how far other raters might have answered differently. There is none on fewer than five raters.",
    )


def _confirmed_note(judgements: pd.DataFrame) -> str:
    waiting = int((~judgements["confirmed"]).sum()) if "confirmed" in judgements else 0
    return (
        f"{waiting:,} of {len(judgements):,} answers have a name that no coordinator put under a shared name "
        "yet: each such name stands for itself, so agreement is understated."
    )
