"""Measures of keyness: arithmetic by hand, SciPy, and numbers that others have published."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from heard.analysis.keyness import (
    chi_squared,
    likelihood_ratio,
    pointwise_mutual_information,
    weighted_log_odds,
)

# quanteda's own example: how often each of two documents (17 and 12 words) uses the letters a to h.
LETTERS = list("abcdefgh")
FIRST = np.array([3, 2, 6, 1, 1, 1, 1, 2])
SECOND = np.array([2, 1, 2, 4, 1, 1, 0, 1])


def ranked(values: np.ndarray) -> str:
    return "".join(LETTERS[place] for place in np.argsort(-values, kind="stable"))


def test_weighted_log_odds_are_those_worked_by_hand() -> None:
    # The group uses the word 6 times of 20, others 4 of 30; the prior adds 10 uses of 50.
    # Group: 6 + 10 = 16 against 20 + 50 - 16 = 54. Others: 4 + 10 = 14 against 30 + 50 - 14 = 66.
    # Ratio: ln(16/54) - ln(14/66) = ln(16 x 66 / (54 x 14)) = ln(1056/756) = ln(1.396825) = 0.334202.
    # Variance: 1/16 + 1/14 = 0.0625 + 0.0714286 = 0.1339286, its root 0.365963.
    # z: 0.334202 / 0.365963 = 0.91321.
    found = weighted_log_odds(6, 4, 20, 30, 10, 50)
    assert float(found.ratio) == pytest.approx(0.334202, abs=1e-6)
    assert float(found.variance) == pytest.approx(0.1339286, abs=1e-7)
    assert float(found.z) == pytest.approx(0.91321, abs=1e-5)


def test_weighted_log_odds_are_those_of_a_published_program() -> None:
    # The example of the package fightin-words: nine words each, eleven different ones, a prior of 0.05 for
    # each; a word that is said once by one side and never by the other has a z of 0.6894.
    found = weighted_log_odds([1, 0, 1], [0, 1, 1], 9, 9, 0.05, 11 * 0.05)
    assert found.z == pytest.approx([0.6894227886807968, -0.6894227886807968, 0.0])


@pytest.mark.parametrize(
    ("uses", "others_uses", "words", "others_words", "published"),
    [
        (348, 99, 1_000_000, 1_000_000, "147"),
        (15, 14, 1_000_000, 1_000_000, "0"),
        (9, 32, 1_000_000, 1_000_000, "-14"),
        (392, 170, 1_000_000, 1_000_000, "90"),
        (52, 57, 50_000, 75_000, "2.65"),
    ],
)
def test_the_likelihood_ratio_is_what_rayson_published(
    uses: int, others_uses: int, words: int, others_words: int, published: str
) -> None:
    # Rayson on the forms of "keep" of learners and natives (Corpora list, 18 January 2002), and an example of
    # a course for his calculator. He leaves out the cells of other words: of a rare word they hardly matter.
    found = float(likelihood_ratio(uses, others_uses, words, others_words))
    places = len(published.partition(".")[2])
    assert f"{found:.{places}f}" == published


def test_the_order_of_words_is_that_of_quanteda() -> None:
    one_way, other_way = (FIRST, SECOND, 17, 12), (SECOND, FIRST, 12, 17)
    assert ranked(chi_squared(*one_way)) == "gcbhaefd"
    assert ranked(chi_squared(*other_way)) == "defabhcg"
    assert ranked(likelihood_ratio(*one_way)) == "cgbhaefd"
    assert ranked(likelihood_ratio(*other_way)) == "defabhgc"


def test_mutual_information_is_the_log_of_uses_over_those_expected() -> None:
    found = pointwise_mutual_information(FIRST, SECOND, 17, 12)
    assert found[0] == pytest.approx(math.log(3 * 29 / (5 * 17)))
    assert found[6] == pytest.approx(math.log(29 / 17))
    assert math.isnan(pointwise_mutual_information(0, 4, 10, 10))


def test_chi_squared_is_corrected_where_little_is_expected_as_in_quanteda() -> None:
    # Seven b and three a against two b and seven a: nine b of 19, so 9 x 9 / 19 = 4.3 expected of them.
    table = [[7, 3], [2, 7]]
    assert float(chi_squared(7, 2, 10, 9)) == pytest.approx(
        chi2_contingency(table, correction=True).statistic
    )
    # Ten times as much is expected, and nothing is corrected.
    large = [[70, 30], [20, 70]]
    assert float(chi_squared(70, 20, 100, 90)) == pytest.approx(
        chi2_contingency(large, correction=False).statistic
    )
    # 2 x 12 - 3 x 5 = 9 is less than half of 22: the correction would turn the difference round.
    small = [[2, 5], [3, 12]]
    assert float(chi_squared(2, 3, 7, 15)) == pytest.approx(
        chi2_contingency(small, correction=False).statistic
    )


COUNT = st.integers(0, 200)


@given(COUNT, COUNT, st.integers(1, 2000), st.integers(1, 2000))
def test_measures_agree_with_scipy(uses: int, others_uses: int, more: int, others_more: int) -> None:
    if uses + others_uses == 0:
        return
    table = np.array([[uses, more], [others_uses, others_more]])
    words, others_words = uses + more, others_uses + others_more
    sign = np.sign(uses * others_more - others_uses * more)
    expected = chi2_contingency(table, correction=False)
    g = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert float(likelihood_ratio(uses, others_uses, words, others_words)) == pytest.approx(
        sign * g, rel=1e-6, abs=1e-6
    )
    if expected.expected_freq.min() >= 5:
        assert float(chi_squared(uses, others_uses, words, others_words)) == pytest.approx(
            sign * expected.statistic, rel=1e-6, abs=1e-9
        )


@given(COUNT, COUNT, st.integers(1, 2000), st.integers(1, 2000), st.floats(0.01, 50))
def test_when_the_sides_change_places_signs_turn(
    uses: int, others_uses: int, more: int, others_more: int, prior: float
) -> None:
    words, others_words = uses + more, others_uses + others_more
    for measure in (chi_squared, likelihood_ratio):
        one = measure(uses, others_uses, words, others_words)
        assert one == pytest.approx(-measure(others_uses, uses, others_words, words), nan_ok=True, abs=1e-9)
    one = weighted_log_odds(uses, others_uses, words, others_words, prior, 100).z
    assert one == pytest.approx(
        -weighted_log_odds(others_uses, uses, others_words, words, prior, 100).z, abs=1e-9
    )


@given(st.integers(1, 50), st.integers(1, 50), st.integers(60, 500), st.integers(60, 500), st.integers(2, 9))
def test_the_same_shares_of_more_words_are_as_large_and_surer(
    uses: int, others_uses: int, words: int, others_words: int, times: int
) -> None:
    counts = (uses, others_uses, words, others_words)
    more = tuple(times * each for each in counts)
    assert pointwise_mutual_information(*more) == pytest.approx(pointwise_mutual_information(*counts))
    assert likelihood_ratio(*more) == pytest.approx(times * likelihood_ratio(*counts), abs=1e-6)
    few = weighted_log_odds(*counts, 3, 100)
    many = weighted_log_odds(*more, 3 * times, 100 * times)
    assert many.ratio == pytest.approx(few.ratio)
    assert many.z == pytest.approx(few.z * math.sqrt(times))


@given(st.integers(1, 50), st.integers(0, 50), st.floats(1, 1000))
def test_a_prior_worth_more_draws_the_ratio_towards_nothing(
    uses: int, others_uses: int, worth: float
) -> None:
    share = (uses + others_uses) / 1000
    weak, strong = (
        abs(float(weighted_log_odds(uses, others_uses, 300, 700, share * each, each).ratio))
        for each in (worth, worth * 10)
    )
    assert strong <= weak + 1e-12


def test_a_strong_prior_lets_a_word_that_a_group_alone_uses_stand_above_a_shared_one() -> None:
    # A group with 5,000 of 100,000 words says two of them 50 times; others say one of the two as often.
    alone_and_shared = (np.array([50, 50]), np.array([0, 50]), 5_000, 95_000)
    share = np.array([50, 100]) / 100_000
    alone, shared = weighted_log_odds(*alone_and_shared, share * 100_000, 100_000).z
    assert alone > shared
    alone, shared = weighted_log_odds(*alone_and_shared, share * 500, 500).z
    assert alone < shared


def test_without_any_word_on_a_side_nothing_is_measured() -> None:
    for measure in (chi_squared, likelihood_ratio, pointwise_mutual_information):
        assert np.isnan(measure([0, 0], [3, 0], [0, 10], [10, 10])).all()
    assert chi_squared([], [], [], []).shape == (0,)
