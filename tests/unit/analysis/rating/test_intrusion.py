import math

import numpy as np
import pandas as pd
import pytest

from heard.analysis.rating import (
    RatingRound,
    intrusion_answers,
    intrusion_by_rater,
    intrusion_by_topic,
    intrusion_overall,
)
from heard.analysis.rating.intrusion import chance_of, fisher
from tests.unit.analysis.rating.conftest import given


@pytest.fixture
def answers() -> pd.DataFrame:
    """Ann is right on both words, Bob on one; Ann finds the topic, Bob takes the main topic for it."""
    return given(
        ("ann", "w1", "intruder", "x"),
        ("ann", "w2", "intruder", "y"),
        ("bob", "w1", "intruder", "x"),
        ("bob", "w2", "intruder", "d"),
        ("ann", "t1", "intruder", "odd"),
        ("bob", "t1", "intruder", "one"),
        ("ann", "T1", "name", "Waiting"),
    )


def test_chance_of_so_many_right_is_the_upper_tail_of_the_binomial() -> None:
    assert chance_of(2, 2, 0.25) == pytest.approx(1 / 16)
    assert chance_of(1, 2, 0.25) == pytest.approx(1 - 9 / 16)
    assert chance_of(0, 2, 0.25) == 1.0
    assert chance_of(0, 0, 0.25) == 1.0


def test_fishers_method_on_two_raters() -> None:
    # Minus twice the sum of logs, against chi-squared with four degrees: Q = exp(-x/2)(1 + x/2).
    half = -(math.log(1 / 16) + math.log(7 / 16))
    assert fisher(pd.Series([1 / 16, 7 / 16])) == pytest.approx(math.exp(-half) * (1 + half))
    assert math.isnan(fisher(pd.Series([], dtype="float64")))


def test_each_rater_is_tested_against_chance(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    frame = intrusion_by_rater(rating_round, answers).frame
    rows = frame.set_index(["test", "rater"])
    assert rows.loc[("Word intrusion", "ann"), "precision"] == 1.0
    assert rows.loc[("Word intrusion", "ann"), "p"] == pytest.approx(1 / 16)
    assert rows.loc[("Word intrusion", "bob"), "precision"] == 0.5
    assert rows.loc[("Word intrusion", "bob"), "p"] == pytest.approx(7 / 16)
    assert rows.loc[("Topic intrusion", "bob"), "chance"] == pytest.approx(1 / 3)


def test_topics_that_raters_do_not_tell_come_first(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    frame = intrusion_by_topic(rating_round, answers).frame
    of_words = frame[frame["test"] == "Word intrusion"]
    assert of_words["topic"].tolist() == ["T2: school, teacher", "T1: wait, help"]
    assert of_words["precision"].tolist() == [0.5, 1.0]


def test_over_all_raters(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    frame = intrusion_overall(rating_round, answers).frame.set_index("test")
    assert frame.loc["Word intrusion", ["right", "answers", "raters"]].tolist() == [3, 4, 2]
    half = -(math.log(1 / 16) + math.log(7 / 16))
    assert frame.loc["Word intrusion", "p"] == pytest.approx(math.exp(-half) * (1 + half))
    assert np.isnan(frame.loc["Word intrusion", "log_odds"])


def test_topic_log_odds_by_hand(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    odds = intrusion_answers(rating_round, answers).set_index("answer_id")["log_odds"]
    assert odds["ann/t1"] == 0.0
    assert odds["bob/t1"] == pytest.approx(math.log(0.1) - math.log(0.7))
    row = intrusion_overall(rating_round, answers).frame.set_index("test").loc["Topic intrusion"]
    assert row["log_odds"] == pytest.approx((math.log(0.1) - math.log(0.7)) / 2)
    # Of nine pairs of choices, those with a mean as high: both right; right and 'two' (two ways); right and
    # 'one' (two ways, equal to what was observed); both 'two' (2 log(1/2) is above log(1/7)).
    assert row["log_odds_p"] == pytest.approx(6 / 9, abs=0.03)


def test_nobody_answered(rating_round: RatingRound) -> None:
    for table in (intrusion_by_rater, intrusion_by_topic, intrusion_overall):
        assert len(table(rating_round, given()).frame) == 0
