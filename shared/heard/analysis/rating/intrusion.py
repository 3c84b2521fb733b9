"""Tests of intrusion: how often raters find what does not belong, against chance.

Model precision and topic log odds are those of Chang et al. (2009); the tests against chance those of R's
oolong (Chan and Saeltzer 2020).
"""

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom, combine_pvalues  # type: ignore[attr-defined]

from heard.analysis.intervals import wilson
from heard.analysis.rating.round import INTRUSIONS, TOPIC_INTRUSION, RatingRound
from heard.analysis.tallies import share
from heard.tables import Column, ResultTable, base, count, dimension, estimate, interval, rate

TESTS = {
    "word_intrusion": "Word intrusion",
    "word_set_intrusion": "Word set intrusion",
    "topic_intrusion": "Topic intrusion",
}
_LEAST_SHARE = 1e-4
"""What a share of 0 counts as, so that log odds stay finite (non-negative factorisation has such shares)."""
_RANDOM_CHOICES = 5000
_CHANCE_NOTE = (
    "p: one-sided, how likely random choices are right so often (binomial, chance 1/(n+1) with n options "
    "that belong). A rater's answers on different items are taken as independent."
)


def intrusion_answers(rating_round: RatingRound, answers: pd.DataFrame) -> pd.DataFrame:
    """Return the raters' choices.

    Parameters
    ----------
    answers
        Columns rater, subject, scale and value.

    Returns
    -------
    Columns answer_id, rater, item_id, kind, topic_id, right, chance, log_odds (missing but for topic
    intrusions: log of the intruder's share less that of the topic chosen, so 0 where the choice is right).
    """
    items = {item.item_id: item for item in rating_round.items if item.kind in INTRUSIONS}
    given = answers[(answers["scale"] == "intruder") & answers["subject"].isin(list(items))]
    rows: list[tuple[Any, ...]] = []
    for rater, subject, value in zip(given["rater"], given["subject"], given["value"], strict=True):
        item = items[subject]
        odds = np.nan
        if item.kind == TOPIC_INTRUSION and value in item.options:
            shares = dict(zip(item.options, item.shares, strict=True))
            odds = float(np.log(_at_least(shares[item.answer])) - np.log(_at_least(shares[value])))
        right = value == item.answer
        rows.append((rater, subject, item.kind, item.topic_id, right, 1.0 / len(item.options), odds))
    columns = ["rater", "item_id", "kind", "topic_id", "right", "chance", "log_odds"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.insert(0, "answer_id", frame["rater"].astype("str") + "/" + frame["item_id"].astype("str"))
    return frame.astype({"right": "bool"})


def chance_of(right: int, answers: int, chance: float) -> float:
    """Return how likely so many or more of the answers are right by chance; 1 where there are none."""
    return float(binom.sf(right - 1, answers, chance)) if answers else 1.0


def fisher(values: pd.Series) -> float:
    """Return the combined p of independent raters (Fisher 1925); missing where there is none."""
    return float(combine_pvalues(values, method="fisher").pvalue) if len(values) else np.nan


def intrusion_by_rater(rating_round: RatingRound, answers: pd.DataFrame) -> ResultTable:
    """Return how often each rater found the intruder, test by test.

    Columns test, rater, right, answers, precision with its interval, chance, p.
    """
    chosen = intrusion_answers(rating_round, answers)
    return _table(
        "intrusion_by_rater",
        "How often each rater found the intruder",
        chosen.assign(test=chosen["kind"].map(TESTS)),
        (dimension("test", "Test", overlaps=True), dimension("rater", "Rater", overlaps=True)),
        rating_round,
    )


def intrusion_by_topic(rating_round: RatingRound, answers: pd.DataFrame) -> ResultTable:
    """Return how often raters found the intruder of each topic, the least often first.

    Columns as :func:`intrusion_by_rater`, with topic instead of rater.
    """
    chosen = intrusion_answers(rating_round, answers)
    named = chosen.assign(test=chosen["kind"].map(TESTS), topic=chosen["topic_id"].map(rating_round.labels()))
    return _table(
        "intrusion_by_topic",
        "How often raters found the intruder of each topic",
        named,
        (dimension("test", "Test", overlaps=True), dimension("topic", "Topic", overlaps=True)),
        rating_round,
        worst_first=True,
    )


def _over_raters(
    chosen: pd.DataFrame, by_rater: pd.DataFrame, odds: dict[str, tuple[float, float]]
) -> pd.DataFrame:
    """Return a row a test: counts, chance, p of all raters, and log odds where a test has them."""
    rows = [
        (
            label,
            own["rater"].nunique(),
            int(own["right"].sum()),
            len(own),
            own["chance"].max(),
            fisher(by_rater.loc[by_rater["test"] == label, "p"]),
            *odds.get(kind, (np.nan, np.nan)),
        )
        for kind, label in TESTS.items()
        if len(own := chosen[chosen["kind"] == kind])
    ]
    columns = ["test", "raters", "right", "answers", "chance", "p", "log_odds", "log_odds_p"]
    frame = pd.DataFrame(rows, columns=columns).astype({"test": "str"})
    frame.insert(4, "precision", share(frame["right"], frame["answers"]))
    return frame


def intrusion_overall(
    rating_round: RatingRound,
    answers: pd.DataFrame,
    *,
    random_choices: int = _RANDOM_CHOICES,
    seed: int = 1,
) -> ResultTable:
    """Return each test over all raters.

    Columns test, raters, right, answers, precision, chance, p (raters' own, combined by Fisher's method);
    for topic intrusion also log_odds (mean) and log_odds_p (against choices made at random).

    Parameters
    ----------
    random_choices, seed
        How many times choices are made at random for the test of log odds, and from which seed.
    """
    chosen = intrusion_answers(rating_round, answers)
    by_rater = intrusion_by_rater(rating_round, answers).frame
    of_topics = chosen[chosen["kind"] == TOPIC_INTRUSION]
    odds: dict[str, tuple[float, float]] = {}
    if len(of_topics):
        odds[TOPIC_INTRUSION] = topic_log_odds(
            rating_round, of_topics, random_choices=random_choices, seed=seed
        )
    frame = _over_raters(chosen, by_rater, odds)
    behind = chosen.assign(test=chosen["kind"].map(TESTS).astype("str"), row_id=chosen["answer_id"])
    return ResultTable(
        name="intrusion_overall",
        title="How often raters found what does not belong",
        frame=frame,
        columns=(
            dimension("test", "Test", overlaps=True),
            base("raters", "Raters", "raters"),
            *_COUNTED,
            estimate("chance", "Right by chance", "share"),
            estimate("p", "p, raters combined", ""),
            estimate("log_odds", "Topic log odds, mean", "log odds", undefined="Of topic intrusion only"),
            estimate("log_odds_p", "p of the log odds", "", undefined="Of topic intrusion only"),
        ),
        universe=universe_of(rating_round),
        rows_behind={"right": behind.loc[behind["right"], ["test", "row_id"]].reset_index(drop=True)},
        notes=(
            _CHANCE_NOTE,
            "Raters are combined by Fisher's method: a small p says that not all of them chose at random.",
            "Topic log odds: 0 where raters choose the intruder, lower the more of the text is about what "
            f"they take for it. Its p: against random choices ({random_choices:,} times, seed {seed}).",
        ),
    )


def topic_log_odds(
    rating_round: RatingRound, chosen: pd.DataFrame, *, random_choices: int = _RANDOM_CHOICES, seed: int = 1
) -> tuple[float, float]:
    """Return the mean topic log odds, and how likely choices made at random are as high.

    Parameters
    ----------
    chosen
        Rows of :func:`intrusion_answers` of topic intrusions.
    """
    observed = float(chosen["log_odds"].mean())
    items = {item.item_id: item for item in rating_round.items}
    random = np.random.default_rng(seed)
    total = np.zeros(random_choices)
    for item_id in chosen["item_id"]:
        item = items[item_id]
        logs = np.log([_at_least(value) for value in item.shares])
        odds = logs[item.options.index(item.answer)] - logs
        total += odds[random.integers(0, len(odds), random_choices)]
    as_high = int((total / len(chosen) >= observed - 1e-12).sum())
    return observed, (1 + as_high) / (1 + random_choices)


def universe_of(rating_round: RatingRound) -> str:
    """Return what a round is about, in words."""
    topics = f"{len(rating_round.topics):,} topics of {rating_round.of}, round {rating_round.name}"
    return f"{topics} (synthetic)" if rating_round.synthetic else topics


def _at_least(value: float) -> float:
    return max(value, _LEAST_SHARE)


_COUNTED: tuple[Column, ...] = (
    count("right", "Intruder found", "answers"),
    base("answers", "Answers", "answers"),
    rate("precision", "Model precision", of=("right", "answers")),
)


def _table(
    name: str,
    title: str,
    chosen: pd.DataFrame,
    dimensions: tuple[Column, ...],
    rating_round: RatingRound,
    *,
    worst_first: bool = False,
) -> ResultTable:
    by = [column.name for column in dimensions]
    chosen = chosen.astype(dict.fromkeys(by, "str"))
    grouped = chosen.groupby(by, sort=False)
    frame = grouped.agg(
        right=("right", "sum"), answers=("right", "size"), chance=("chance", "max")
    ).reset_index()
    frame["precision"] = share(frame["right"], frame["answers"])
    frame["low"], frame["high"] = wilson(frame["right"], frame["answers"])
    columns = (frame["right"], frame["answers"], frame["chance"])
    frame["p"] = [chance_of(*each) for each in zip(*columns, strict=True)]
    place = {label: number for number, label in enumerate(TESTS.values())}
    frame = frame.assign(place=frame["test"].map(place))
    order = ["place", "precision", by[1]] if worst_first else ["place", by[1]]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    shown = (
        *dimensions,
        *_COUNTED,
        interval("low", "Lower limit (95%)", of="precision", side="low"),
        interval("high", "Upper limit (95%)", of="precision", side="high"),
        estimate("chance", "Right by chance", "share"),
        estimate("p", "p", ""),
    )
    behind = chosen.loc[chosen["right"], [*by, "answer_id"]].rename(columns={"answer_id": "row_id"})
    return ResultTable(
        name=name,
        title=title,
        frame=frame[[column.name for column in shown]],
        columns=shown,
        universe=universe_of(rating_round),
        rows_behind={"right": behind.reset_index(drop=True)},
        notes=(_CHANCE_NOTE, "Intervals: Wilson (95%), answers taken as independent."),
    )
