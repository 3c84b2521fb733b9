"""Chance among overlapping groups: worked by hand, and against the shuffle that it stands for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from heard.analysis.permutation import (
    SMALLEST_P,
    counts_by_group,
    memberships_of,
    p_of_draws,
    p_of_one_group,
    permuted_counts,
)

# p1 holds A, p2 holds A and B, p3 holds B, p4 gave no group.
PEOPLE = pd.DataFrame(
    {"respondent_id": ["p1", "p2", "p2", "p3", "p4"], "group": ["A", "A", "B", "B", "Not stated"]}
)


def test_distinct_sets_of_groups_are_counted_once_a_person() -> None:
    memberships = memberships_of(PEOPLE, ["A", "B"])
    assert memberships.people == 4
    assert memberships.people_by_group.tolist() == [2, 2]
    assert sorted(map(tuple, memberships.holds.tolist())) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_people_are_counted_in_every_group_they_hold() -> None:
    memberships = memberships_of(PEOPLE, ["A", "B"])
    raised = pd.Series(["p2", "p2", "p4", "nobody"])
    assert counts_by_group(memberships, raised).tolist() == [1, 1]


def test_a_deal_agrees_with_shuffling_people() -> None:
    generator = np.random.default_rng(1)
    held = generator.random((40, 3)) < [0.5, 0.3, 0.2]
    people = pd.DataFrame(
        [(f"p{i:02}", g) for i in range(40) for g in range(3) if held[i, g]]
        + [(f"p{i:02}", "none") for i in range(40) if not held[i].any()],
        columns=["respondent_id", "group"],
    )
    raised = np.arange(40) < 15
    shuffled = np.array([raised.astype(int) @ held[generator.permutation(40)] for _ in range(20_000)])
    dealt = permuted_counts(memberships_of(people, [0, 1, 2]), 15, draws=20_000)  # type: ignore[list-item]
    assert dealt.mean(axis=0) == pytest.approx(shuffled.mean(axis=0), abs=0.05)
    assert np.cov(dealt.T) == pytest.approx(np.cov(shuffled.T), abs=0.1)


def test_many_people_in_few_sets_are_dealt_as_few_are() -> None:
    groups = ["A"] * 600 + ["B"] * 300 + ["Not stated"] * 100
    people = pd.DataFrame({"respondent_id": [f"p{n:04}" for n in range(1000)], "group": groups})
    dealt = permuted_counts(memberships_of(people, ["A", "B"]), 400, draws=4_000)
    # By hand: 400 of 1,000, so 240 and 120; variance 400 · 0.6 · 0.4 · 600 / 999, and 0.3 · 0.7 for B.
    assert dealt.mean(axis=0) == pytest.approx([240, 120], abs=0.5)
    assert dealt.var(axis=0) == pytest.approx([57.66, 50.45], rel=0.1)


def test_draws_are_the_same_whatever_the_order_of_rows() -> None:
    shuffled = PEOPLE.sample(frac=1, random_state=3)
    one, other = memberships_of(PEOPLE, ["A", "B"]), memberships_of(shuffled, ["A", "B"])
    assert permuted_counts(one, 2, draws=50).tolist() == permuted_counts(other, 2, draws=50).tolist()


def test_the_observed_value_counts_among_the_draws() -> None:
    assert p_of_draws(3.0, np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(3 / 5)
    assert p_of_draws(9.0, np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(1 / 5)


def test_fishers_lady_tasting_tea() -> None:
    # Fisher (1935): eight cups, all four "milk first" named; 1 of 70 ways, so 2/70 on both sides.
    assert p_of_one_group(4, 4, 4, 8) == pytest.approx(2 / 70)


@settings(max_examples=60)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_one_group_is_fishers_exact_test_with_both_tails_alike(a: int, b: int, c: int, d: int) -> None:
    if a + b + c + d == 0:
        return
    table = [[a, b], [c, d]]
    tails = [fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    assert p_of_one_group(a, a + b, a + c, a + b + c + d) == pytest.approx(min(1.0, 2 * min(tails)))


def test_what_is_too_small_for_a_number_is_not_nought() -> None:
    # All 3,000 of 5,000 people raised what none of the other 95,000 did: far below 1 in 10 to the 308.
    assert p_of_one_group([3000, 0], [5000, 50_000], [3000, 50_000], 100_000).tolist() == [SMALLEST_P] * 2
    assert SMALLEST_P > 0


def test_nobody_gives_no_groups_and_no_counts() -> None:
    memberships = memberships_of(PEOPLE.iloc[:0], ["A", "B"])
    assert memberships.people == 0
    assert permuted_counts(memberships, 0, draws=3).tolist() == [[0, 0]] * 3
