"""Sets of codes: the MASI distance, and alpha with it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.agreement import Resampling, krippendorff_alpha, masi_alpha, masi_distance
from heard.analysis.agreement.alpha import alpha_by_similarity
from heard.analysis.agreement.sets import distances, distinct_sets, members_of, similarities

_SETS = st.lists(st.frozensets(st.sampled_from("abcd")), min_size=1, max_size=6)


# Passonneau (2006): Jaccard index times 1, 2/3, 1/3 or 0.
@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ab", "ab", 0),
        ("a", "ab", 1 - 1 / 2 * 2 / 3),
        ("abc", "a", 1 - 1 / 3 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("a", "b", 1),
        ("", "", 0),
        ("", "a", 1),
    ],
)
def test_masi_distance_is_passonneaus(one: str, other: str, distance: float) -> None:
    assert masi_distance(set(one), set(other)) == pytest.approx(distance)
    assert masi_distance(set(other), set(one)) == pytest.approx(distance)


@settings(deadline=None)
@given(_SETS.map(lambda sets: list(dict.fromkeys(sets))))
def test_distances_of_many_sets_are_those_of_each_two(sets: list[frozenset[str]]) -> None:
    found = distances(similarities(members_of(sets)))
    assert found == pytest.approx(np.array([[masi_distance(one, other) for other in sets] for one in sets]))


@settings(deadline=None)
@given(_SETS)
def test_different_sets_are_found_once(sets: list[frozenset[str]]) -> None:
    members = members_of(sets)
    which, different = distinct_sets(members)
    assert different.shape[0] == len(set(sets))
    assert (different[which].toarray() == members.toarray()).all()


def _judged(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (unit, rater, frozenset(codes))
            for unit, row in enumerate(rows)
            for rater, codes in zip("XY", row, strict=True)
        ],
        columns=["unit", "rater", "value"],
    )


def test_alpha_with_masi_worked_by_hand() -> None:
    # Sets a, ab, c: within texts a–ab (2/3) and c–c (0); d(a, c) = d(ab, c) = 1.
    # Observed: 2 · 2/3 / 4. Expected of a 1, ab 1, c 2: 2 · (2/3 + 2 + 2) / (4 · 3).
    observed, expected = (4 / 3) / 4, (2 * (2 / 3 + 4)) / 12
    assert masi_alpha(_judged(("a", "ab"), ("c", "c"))).value == pytest.approx(1 - observed / expected)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=1, max_size=8))
def test_sets_of_one_code_have_the_alpha_of_nominal_values(rows: list[tuple[str, str]]) -> None:
    frame = _judged(*rows)
    nominal = krippendorff_alpha(frame.assign(value=frame["value"].map(min)))
    found = masi_alpha(frame)
    assert found.undefined == nominal.undefined
    assert found.value == pytest.approx(nominal.value)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.frozensets(st.sampled_from("abc"))] * 2), min_size=1, max_size=8))
def test_the_package_and_sums_over_texts_give_one_alpha(rows: list[tuple[str, str]]) -> None:
    by_package = masi_alpha(_judged(*rows))
    which, different = distinct_sets(members_of([codes for row in rows for codes in row]))
    counts = np.array([np.bincount(pair, minlength=different.shape[0]) for pair in which.reshape(-1, 2)])
    found = alpha_by_similarity(counts, similarities(different), np.ones((1, len(rows))))[0]
    if by_package.value is None:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(by_package.value)


def test_the_same_set_everywhere_is_undefined_in_words() -> None:
    assert str(masi_alpha(_judged(("ab", "ab"), ("ab", "ab")))) == "undefined: no variation"
    assert str(masi_alpha(_judged(("", ""), ("", "")))) == "undefined: no variation"
    assert str(masi_alpha(_judged().iloc[:0])) == "undefined: nothing was judged by two"


def test_sets_have_an_interval() -> None:
    found = masi_alpha(_judged(*[("a", "ab"), ("c", "c"), ("a", "a")] * 5), resampling=Resampling(200))
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
