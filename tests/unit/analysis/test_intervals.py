"""Intervals against the worked examples of the papers that proposed or compared them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from heard.analysis.intervals import newcombe, wilson


def _series(*values: int) -> pd.Series:
    return pd.Series(values, dtype="int64")


# Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_published_limits(count: int, base: int, low: float, high: float) -> None:
    found = wilson(_series(count), _series(base))
    assert [float(limit[0]) for limit in found] == pytest.approx([low, high], abs=5e-5)


def test_wilson_at_the_ends_is_exact_and_still_has_a_width() -> None:
    low, high = wilson(_series(0, 7), _series(7, 7))
    # z = 1.959964: z² / (7 + z²) = 3.841459 / 10.841459
    assert low.tolist() == pytest.approx([0.0, 7 / 10.841459], abs=1e-6)
    assert high.tolist() == pytest.approx([3.841459 / 10.841459, 1.0], abs=1e-6)
    assert low[0] == 0.0
    assert high[1] == 1.0


def test_a_base_of_nothing_has_no_interval() -> None:
    low, high = wilson(_series(0), _series(0))
    assert low.isna().all()
    assert high.isna().all()


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_equals_scipys(count: int, more: int) -> None:
    base = count + more
    low, high = wilson(_series(count), _series(base))
    other = binomtest(count, base).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((other.low, other.high), abs=1e-12)
    assert 0 <= low[0] <= count / base <= high[0] <= 1


# Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10.
@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_published_limits(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(*(_series(number) for number in (*one, *other)))
    assert [float(limit[0]) for limit in found] == pytest.approx([low, high], abs=5e-5)


def test_newcombe_turned_round_is_the_same_with_the_other_sign() -> None:
    there = newcombe(_series(9), _series(10), _series(3), _series(12))
    back = newcombe(_series(3), _series(12), _series(9), _series(10))
    assert there[0][0] == pytest.approx(-back[1][0])
    assert there[1][0] == pytest.approx(-back[0][0])
