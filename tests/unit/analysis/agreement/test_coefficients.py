"""Coefficients against published examples, by hand, and by what must hold of any judgements."""

import random
from collections.abc import Callable, Hashable

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.agreement import (
    Answer,
    Resampling,
    brennan_prediger,
    coefficients,
    cohens_kappa,
    fleiss_kappa,
    gwets_ac1,
    krippendorff_alpha,
    percent_agreement,
    scotts_pi,
)
from heard.analysis.agreement.alpha import Level, alpha_by_scores, alpha_by_similarity, identity, pairable
from heard.analysis.agreement.ratings import ratings_of
from heard.errors import HeardError
from tests.unit.analysis.agreement.published import (
    C_BY_IRRCAC,
    FLEISS_1971,
    A,
    B,
    C,
    judgements,
    judgements_of_counts,
)

_CORRECTED: dict[str, Callable[..., Answer]] = {
    each.__name__: each
    for each in (cohens_kappa, scotts_pi, fleiss_kappa, krippendorff_alpha, gwets_ac1, brennan_prediger)
}


def _value(answer: Answer) -> float:
    assert answer.value is not None, answer.undefined
    return answer.value


def _pair(both: int, first: int, second: int, neither: int) -> pd.DataFrame:
    one = [1] * (both + first) + [0] * (second + neither)
    other = [1] * both + [0] * first + [1] * second + [0] * neither
    return judgements([one, other])


@pytest.mark.parametrize(("ratings", "alpha"), [(A, 0.095), (B, 0.692), (C, 0.743)])
def test_alpha_is_krippendorffs_of_2011(ratings: list[list[object]], alpha: float) -> None:
    assert _value(krippendorff_alpha(judgements(ratings))) == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_each_level_is_krippendorffs_of_2011(level: Level, alpha: float) -> None:
    assert _value(krippendorff_alpha(judgements(C), level=level)) == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize("name", C_BY_IRRCAC)
def test_coefficients_of_missing_ratings_are_those_of_irrcac(name: str) -> None:
    assert _value(coefficients(judgements(C))[name]) == pytest.approx(C_BY_IRRCAC[name], abs=5e-6)


def test_kappa_is_that_of_fleiss_1971() -> None:
    assert _value(fleiss_kappa(judgements_of_counts(FLEISS_1971))) == pytest.approx(0.430, abs=5e-4)


def test_kappa_of_segments_is_told_with_and_without_uncoded_text() -> None:
    """1,000 characters, 60 coded by each, 40 by both: not the 0.48 that one popular tool reports."""
    # (0.96 − 0.8872) / (1 − 0.8872) and (0.5 − 0.625) / (1 − 0.625)
    assert _value(cohens_kappa(_pair(40, 20, 20, 920))) == pytest.approx(0.0728 / 0.1128)
    assert _value(cohens_kappa(_pair(40, 20, 20, 0))) == pytest.approx(-1 / 3)
    assert str(cohens_kappa(_pair(40, 20, 20, 920))) == "0.65"
    assert str(cohens_kappa(_pair(40, 20, 20, 0))) == "-0.33"


def test_two_raters_worked_by_hand() -> None:
    # Ten units: both 3, first only 2, second only 1, neither 4.
    pair = _pair(3, 2, 1, 4)
    assert _value(percent_agreement(pair)) == pytest.approx(0.7)
    # The first puts 5 of 10, the second 4: chance is 0.5 · 0.4 + 0.5 · 0.6 = 0.5.
    assert _value(cohens_kappa(pair)) == pytest.approx((0.7 - 0.5) / 0.5)
    # Pooled, 9 of 20: chance is 0.45² + 0.55² = 0.505.
    assert _value(scotts_pi(pair)) == pytest.approx((0.7 - 0.505) / 0.495)
    assert _value(fleiss_kappa(pair)) == pytest.approx((0.7 - 0.505) / 0.495)
    # 2 · 0.45 · 0.55 = 0.495, and 1/2.
    assert _value(gwets_ac1(pair)) == pytest.approx((0.7 - 0.495) / 0.505)
    assert _value(brennan_prediger(pair)) == pytest.approx((0.7 - 0.5) / 0.5)
    # 3 of 10 differ; by chance 9 · 11 · 2 of 20 · 19.
    assert _value(krippendorff_alpha(pair)) == pytest.approx(1 - 0.3 * 380 / 198)


def test_two_raters_are_compared_on_what_both_judged() -> None:
    one = [1, 1, 0, 0, 1, None]
    other = [1, 0, 0, 0, None, 0]
    both = judgements([one[:4], other[:4]])
    for coefficient in (cohens_kappa, scotts_pi):
        assert coefficient(judgements([one, other])) == coefficient(both)


def test_values_that_nobody_chose_count_where_they_are_listed() -> None:
    pair = _pair(3, 2, 1, 4)
    # With three values to choose from, chance is 1/3, and 0.495 / 2 by Gwet.
    assert _value(brennan_prediger(pair, values=[0, 1, 2])) == pytest.approx((0.7 - 1 / 3) / (2 / 3))
    assert _value(gwets_ac1(pair, values=[0, 1, 2])) == pytest.approx((0.7 - 0.2475) / 0.7525)
    assert cohens_kappa(pair, values=[0, 1, 2]) == cohens_kappa(pair)


@pytest.mark.parametrize("name", _CORRECTED)
@pytest.mark.parametrize("values", [None, [0, 1]])
def test_ratings_all_the_same_are_undefined_in_words(name: str, values: list[int] | None) -> None:
    same = judgements([[1, 1, 1], [1, 1, 1]])
    for resampling in (None, Resampling(20)):
        answer = _CORRECTED[name](same, values=values, resampling=resampling)
        assert answer.value is None
        assert str(answer) == "undefined: no variation"
    assert _value(percent_agreement(same)) == 1


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_alpha_of_one_value_is_undefined_at_every_level(level: Level) -> None:
    assert str(krippendorff_alpha(judgements([[3, 3], [3, 3]]), level=level)) == "undefined: no variation"


def test_nothing_judged_by_two_is_undefined_in_words() -> None:
    apart = judgements([[1, None], [None, 0]])
    nothing = apart.iloc[:0]
    for frame in (apart, nothing):
        assert {str(answer) for answer in coefficients(frame).values()} == {
            "undefined: nothing was judged by two"
        }


def test_alpha_varies_only_by_what_can_be_paired() -> None:
    """The one 0 stands alone: alpha has nothing to tell apart, while Gwet's chance knows of it."""
    ratings = judgements([[1, 1, 1], [1, 1, None], [None, None, None]])
    alone = pd.concat([ratings, pd.DataFrame({"unit": [9], "rater": [0], "value": [0]})])
    assert str(krippendorff_alpha(alone)) == "undefined: no variation"
    assert _value(fleiss_kappa(alone)) == 1


def test_coefficients_of_two_raters_say_so_for_three() -> None:
    found = coefficients(judgements(C))
    assert str(found["cohens_kappa"]) == str(found["scotts_pi"]) == "undefined: for two raters only"


def test_values_below_zero_are_shown_as_they_are() -> None:
    # Both values even, never the same: −1 by Cohen, Scott and Brennan-Prediger.
    opposed = judgements([[0, 1] * 6, [1, 0] * 6])
    assert str(cohens_kappa(opposed)) == str(scotts_pi(opposed)) == str(brennan_prediger(opposed)) == "-1.00"
    # Of 24 judgements 12 each: 1 − 23/24 · 12 · 24 / (12 · 12)
    assert _value(krippendorff_alpha(opposed)) == pytest.approx(1 - 23 * 12 / 144)


def test_a_unit_judged_twice_by_one_rater_is_refused() -> None:
    twice = pd.concat([judgements([[1], [0]])] * 2)
    with pytest.raises(HeardError, match="2 judgements"):
        coefficients(twice)


def test_a_value_that_is_not_listed_is_refused_without_being_named() -> None:
    with pytest.raises(HeardError) as refused:
        coefficients(judgements([["secret", "b"], ["a", "b"]]), values=["a", "b"])
    assert "1 judgements" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_an_interval_needs_numbers() -> None:
    with pytest.raises(HeardError, match="numbers"):
        krippendorff_alpha(judgements(B), level="interval")


def test_the_order_of_values_decides_ordinal_alpha() -> None:
    names = {1: "low", 2: "mid", 3: "high", 4: "top", 5: "end"}
    named = judgements([[value if value is None else names[value] for value in row] for row in C])
    ordered = krippendorff_alpha(named, level="ordinal", values=list(names.values()))
    assert _value(ordered) == pytest.approx(0.815, abs=5e-4)
    assert _value(krippendorff_alpha(named, level="ordinal")) != pytest.approx(0.815, abs=5e-3)


def test_intervals_hold_the_estimate_and_come_again_from_their_seed() -> None:
    frame = judgements_of_counts(FLEISS_1971)
    found = fleiss_kappa(frame, resampling=Resampling(400, seed=3))
    assert found.low is not None
    assert found.high is not None
    assert found.low < _value(found) < found.high
    # 30 patients: the standard error of resampling patients is near 0.055.
    assert 0.15 < found.high - found.low < 0.3
    shuffled = frame.sample(frac=1, random_state=1)
    assert fleiss_kappa(shuffled, resampling=Resampling(400, seed=3)) == found
    assert fleiss_kappa(frame, resampling=Resampling(400, seed=4)) != found
    assert str(found) == f"0.43 (95% interval {found.low:.2f} to {found.high:.2f})"


def test_resamples_without_variation_are_left_out_and_counted() -> None:
    rare = judgements([[1, *[0] * 19], [1, *[0] * 19]])
    found = cohens_kappa(rare, resampling=Resampling(1000))
    # Of resamples of 20 units, (19/20)^20 = 0.358 hold not one of the single unit.
    assert 300 < found.left_out < 420
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_few_units_have_no_interval() -> None:
    found = cohens_kappa(_pair(2, 1, 1, 5), resampling=Resampling(100))
    assert (found.low, found.high) == (None, None)
    assert found.value is not None


_RATINGS = st.integers(2, 5).flatmap(
    lambda units: st.lists(
        st.lists(st.sampled_from([0, 1, 2, None]), min_size=units, max_size=units), min_size=2, max_size=4
    )
)


def _words_and_values(found: dict[str, Answer]) -> list[tuple[str, float, str]]:
    return [(name, round(each.value or 0, 9), each.undefined) for name, each in found.items()]


@settings(deadline=None)
@given(_RATINGS, st.randoms(use_true_random=False))
def test_names_of_raters_units_and_values_and_the_order_of_rows_mean_nothing(
    ratings: list[list[int | None]], shuffle: random.Random
) -> None:
    found = coefficients(judgements(ratings), values=[0, 1, 2])
    frame = judgements(shuffle.sample(ratings, len(ratings)))
    values: list[Hashable] = shuffle.sample(["x", "y", "z"], 3)
    renamed = frame.assign(
        unit=frame["unit"].map(lambda unit: f"u{(unit * 7 + 3) % 11}"),
        value=frame["value"].map(dict(enumerate(values)), na_action="ignore"),
    )
    assert _words_and_values(coefficients(renamed, values=values)) == _words_and_values(found)


@settings(deadline=None)
@given(_RATINGS)
def test_a_rater_who_judged_nothing_changes_nothing(ratings: list[list[int | None]]) -> None:
    silent = [None] * len(ratings[0])
    more = coefficients(judgements([*ratings, silent]), values=[0, 1, 2])
    assert more == coefficients(judgements(ratings), values=[0, 1, 2])


@settings(deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=8), st.integers(2, 4))
def test_perfect_agreement_is_1_unless_there_is_no_variation(units: list[int], raters: int) -> None:
    found = coefficients(judgements([units] * raters))
    two_only = {"cohens_kappa", "scotts_pi"} if raters > 2 else set()
    for name, answer in found.items():
        if name in two_only:
            continue
        if name != "percent_agreement" and len(set(units)) == 1:
            assert str(answer) == "undefined: no variation"
        else:
            assert answer.value == pytest.approx(1)


@settings(deadline=None)
@given(_RATINGS)
def test_every_answer_is_a_number_up_to_1_or_words(ratings: list[list[int | None]]) -> None:
    for answer in coefficients(judgements(ratings), level="interval", resampling=Resampling(5)).values():
        assert (answer.value is None) == answer.undefined.startswith("undefined: ")
        assert answer.value is None or (not np.isnan(answer.value) and answer.value <= 1 + 1e-12)


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=8),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
def test_weighed_alpha_is_the_packages_of_units_repeated(
    rows: list[list[int]], times: list[int], level: Level
) -> None:
    """Resampling weighs units by our own sums; the package is given each unit as often as it was drawn."""
    counts = pairable(np.array(rows, dtype="float64"))
    weights = np.array([times[: len(counts)]], dtype="float64")
    repeated = np.repeat(counts, times[: len(counts)], axis=0)
    if level == "nominal":
        found = alpha_by_similarity(counts, identity(4), weights)[0]
    else:
        scores = np.arange(4.0) if level == "interval" else None
        found = alpha_by_scores(counts, scores, weights)[0]
    if len(repeated) == 0 or (repeated.sum(axis=0) > 0).sum() < 2:
        assert np.isnan(found)
    else:
        alpha = krippendorff.alpha(value_counts=repeated, level_of_measurement=level)
        assert found == pytest.approx(alpha, abs=1e-9)


def test_alpha_of_many_values_does_not_need_the_packages_memory() -> None:
    """5,000 units of 2,000 values would take the package 160 GB."""
    random = np.random.default_rng(1)
    units = np.tile(np.arange(5000), 2)
    value = random.integers(0, 2000, 5000)
    frame = pd.DataFrame(
        {
            "unit": units,
            "rater": np.repeat([0, 1], 5000),
            "value": np.r_[value, np.where(random.random(5000) < 0.6, value, random.integers(0, 2000, 5000))],
        }
    )
    assert _value(krippendorff_alpha(frame)) == pytest.approx(0.6, abs=0.03)
    assert ratings_of(frame).raters == 2
