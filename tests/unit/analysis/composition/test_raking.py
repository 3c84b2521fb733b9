"""Raking reproduces published tables, reaches what weights can reach, and says so where none can."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.composition.raking import RakingMargin, rake
from heard.errors import HeardError

Numbers = npt.NDArray[np.float64]


def _two_way(table: Numbers, rows: Numbers, columns: Numbers) -> Numbers:
    """Return a table raked to the totals of its rows and columns; empty cells stay empty."""
    down, across = np.nonzero(table)
    margins = [
        RakingMargin(tuple(map(str, range(len(totals)))), np.eye(len(totals))[of_cell], totals / totals.sum())
        for totals, of_cell in ((rows, down), (columns, across))
    ]
    raked = np.zeros(table.shape)
    raked[down, across] = rake(table[down, across], margins) * rows.sum() / table.sum()
    return raked


def test_the_four_by_four_example_of_the_field_comes_out_as_published() -> None:
    """Wikipedia, "Iterative proportional fitting"; digits of the documentation of ProportionalFitting.jl."""
    table = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]], dtype=float)
    raked = _two_way(table, np.array([150.0, 300, 400, 150]), np.array([200.0, 300, 400, 100]))
    published = [
        [64.5585, 46.2325, 35.3843, 3.82473],
        [49.9679, 68.1594, 156.499, 25.3742],
        [56.7219, 144.428, 145.082, 53.7673],
        [28.7516, 41.1800, 63.0347, 17.0337],
    ]
    assert raked == pytest.approx(np.array(published), abs=5e-4)


def test_the_census_example_of_bishop_fienberg_and_holland_comes_out_as_published() -> None:
    """Age by marital status, with empty cells: Discrete Multivariate Analysis (1975); SAS/IML, example 9.14.

    The published table stops where totals are within 0.01.
    """
    table = np.array(
        [
            [1306, 83, 0],
            [619, 765, 3],
            [263, 1194, 9],
            [173, 1372, 28],
            [171, 1393, 51],
            [159, 1372, 81],
            [208, 1350, 108],
            [1116, 4100, 2329],
        ],
        dtype=float,
    )
    ages = np.array([1412.0, 1402, 1450, 1541, 1681, 1532, 1662, 7644])
    raked = _two_way(table, ages, np.array([3988.0, 11702, 2634]))
    published = [
        [1325.27, 86.73, 0],
        [615.56, 783.39, 3.05],
        [253.94, 1187.18, 8.88],
        [165.13, 1348.55, 27.32],
        [173.41, 1454.71, 52.87],
        [147.21, 1308.12, 76.67],
        [202.33, 1352.28, 107.40],
        [1105.16, 4181.04, 2357.81],
    ]
    assert raked == pytest.approx(np.array(published), abs=0.02)


def test_one_margin_is_reached_in_one_step() -> None:
    margin = RakingMargin(("north", "south"), np.eye(2), np.array([0.5, 0.5]))
    assert rake(np.array([3.0, 1.0]), [margin]).tolist() == pytest.approx([2, 2])


def test_without_margins_people_stay_as_they_came() -> None:
    assert rake(np.array([3.0, 1.0]), []).tolist() == [3, 1]


def test_what_cannot_be_reached_is_said_with_the_group_furthest_from_its_share() -> None:
    # Everybody who holds the first also holds the second, so its share cannot be the larger one.
    parts = np.array([[1, 0], [0, 1], [0, 1]], dtype=float), np.array([[1, 0], [1, 0], [0, 1]], dtype=float)
    shares = np.array([0.6, 0.4]), np.array([0.3, 0.7])
    margins = [
        RakingMargin((name, f"not {name}"), each, share)
        for name, each, share in zip(("inner", "outer"), parts, shares, strict=True)
    ]
    with pytest.raises(HeardError, match="no weights reach all stated shares at once") as raised:
        rake(np.array([2.0, 3.0, 5.0]), margins)
    assert "inner" in raised.value.what or "outer" in raised.value.what
    assert "leave" in raised.value.fix


def _overlapping(kinds: Numbers, shares: list[float]) -> list[RakingMargin]:
    """Return a margin for each group: who holds it, and who does not."""
    return [
        RakingMargin(("holds", "does not"), np.column_stack([holds, 1 - holds]), np.array([share, 1 - share]))
        for holds, share in zip(kinds.T, shares, strict=True)
    ]


def test_a_contradiction_is_found_in_a_few_hundred_steps() -> None:
    # Everybody holds one of the two, so their shares cannot add up to less than 1.
    kinds, looks = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), []

    class Counted(RakingMargin):
        def reached(self, totals: Numbers) -> Numbers:
            looks.append(1)
            return super().reached(totals)

    margins = [Counted(each.categories, each.parts, each.shares) for each in _overlapping(kinds, [0.5, 0.49])]
    with pytest.raises(HeardError, match="no weights reach"):
        rake(np.array([40.0, 40.0, 20.0]), margins)
    assert len(looks) < 1_000


def test_shares_that_only_one_person_can_fill_are_reached_however_long_gaps_stay() -> None:
    # Only the last holds the second and not the first: they have to stand for the hundredth between them.
    kinds, sizes = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 1.0]]), np.array([1e6, 1e6, 1.0])
    totals = rake(sizes, _overlapping(kinds, [0.5, 0.51]))
    assert totals / totals.sum() == pytest.approx([0.5, 0.49, 0.01], abs=1e-8)


def test_shares_that_only_silence_would_meet_are_not_reached() -> None:
    # Who holds both would have to weigh nothing.
    kinds = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    with pytest.raises(HeardError, match="no weights reach"):
        rake(np.array([40.0, 40.0, 20.0]), _overlapping(kinds, [0.5, 0.5]))
    # For them to weigh little is enough: holders of both have 2 · 0.5005 - 1 of all.
    totals = rake(np.array([40.0, 40.0, 20.0]), _overlapping(kinds, [0.5005, 0.5005]))
    assert totals == pytest.approx([49.95, 49.95, 0.1])


def test_holders_of_many_groups_may_weigh_next_to_nothing() -> None:
    # Everybody holds a group and many hold several, and shares add up to hardly more than 1.
    kinds = np.array([each for each in itertools.product([0.0, 1.0], repeat=6) if any(each)])
    margins = _overlapping(kinds, [0.168] * 6)
    totals = rake(np.full(len(kinds), 10.0), margins)
    assert 0 < totals.min() < 1e-6
    for margin in margins:
        assert margin.reached(totals) == pytest.approx(margin.shares, abs=1e-8)


def test_what_newtons_method_finishes_is_what_raking_would_come_to() -> None:
    kinds, sizes = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([900.0, 900, 2, 3])
    margins = _overlapping(kinds, [0.5, 0.53])
    totals = sizes.copy()
    for _ in range(20_000):
        for margin in margins:
            totals *= margin.parts @ (margin.shares / margin.reached(totals))
    assert rake(sizes, margins) == pytest.approx(totals * sizes.sum() / totals.sum(), rel=1e-6)


@st.composite
def _reachable(draw: st.DrawFn) -> tuple[Numbers, list[RakingMargin]]:
    """Draw kinds of people by the groups they hold, and margins that some weights are known to reach."""
    groups = draw(st.integers(2, 4))
    kinds = draw(
        st.lists(st.lists(st.booleans(), min_size=groups, max_size=groups), min_size=2, max_size=8).map(
            lambda rows: np.unique([row for row in rows if any(row)] or [[True] * groups], axis=0)
        )
    )
    size = st.integers(1, 30)
    sizes = np.array(draw(st.lists(size, min_size=len(kinds), max_size=len(kinds))), dtype=float)
    weight = st.floats(0.5, 2)
    weights = np.array(draw(st.lists(weight, min_size=len(kinds), max_size=len(kinds))))
    if draw(st.booleans()):
        parts = [np.column_stack([holds, ~holds]).astype(float) for holds in kinds.T if 0 < holds.mean() < 1]
    else:
        held = kinds[:, kinds.any(axis=0)]
        parts = [held / held.sum(axis=1, keepdims=True)]
    wanted = sizes * weights
    return sizes, [
        RakingMargin(tuple(map(str, range(each.shape[1]))), each, wanted @ each / wanted.sum())
        for each in parts
    ]


@given(_reachable())
@settings(deadline=None, max_examples=60)
def test_shares_that_some_weights_reach_are_reached_with_weights_above_nought(
    asked: tuple[Numbers, list[RakingMargin]],
) -> None:
    sizes, margins = asked
    totals = rake(sizes, margins)
    assert (totals > 0).all()
    assert totals.sum() == pytest.approx(sizes.sum())
    for margin in margins:
        assert margin.reached(totals) == pytest.approx(margin.shares, abs=1e-8)
