import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, spearmanr

from heard.analysis.triangulation.theme_sets import kendall_tau_b, spearman_rho, theme_sets

_COUNTS = st.integers(5, 12).flatmap(
    lambda themes: st.tuples(*[st.lists(st.integers(0, 6), min_size=themes, max_size=themes)] * 2)
)


def test_two_neighbours_swapped_of_five() -> None:
    one, other = np.array([[5.0, 4, 3, 2, 1]]), np.array([[4.0, 5, 3, 2, 1]])
    # Nine pairs of ten in the same order: (9 - 1) / 10. Two ranks off by one: 1 - 6 * 2 / (5 * 24).
    assert kendall_tau_b(one, other) == pytest.approx([0.8])
    assert spearman_rho(one, other) == pytest.approx([0.9])


def test_ties_are_taken_out_of_each_side() -> None:
    one, other = np.array([[3.0, 2, 2, 1]]), np.array([[3.0, 3, 2, 1]])
    # Four pairs agree and none disagrees; five are untied in each: 4 / sqrt(5 * 5).
    assert kendall_tau_b(one, other) == pytest.approx([0.8])


@given(_COUNTS)
def test_correlations_are_those_of_scipy(counts: tuple[list[int], list[int]]) -> None:
    one, other = (np.array([each], dtype="float64") for each in counts)
    if min(len(set(each)) for each in counts) == 1:
        assert np.isnan([kendall_tau_b(one, other), spearman_rho(one, other)]).all()
    else:
        assert kendall_tau_b(one, other)[0] == pytest.approx(kendalltau(*counts).statistic, abs=1e-12)
        assert spearman_rho(one, other)[0] == pytest.approx(spearmanr(*counts).statistic, abs=1e-12)


def test_no_theme_has_no_correlation() -> None:
    nothing = np.empty((3, 0))
    assert np.isnan(kendall_tau_b(nothing, nothing)).all()
    assert np.isnan(spearman_rho(nothing, nothing)).all()


def test_sources_with_the_same_themes_are_one_set() -> None:
    raised = pd.DataFrame(
        [("p1", "b"), ("p1", "a"), ("p2", "a"), ("p2", "b"), ("p2", "a"), ("p3", "c")],
        columns=["source", "theme"],
    )
    found = theme_sets(raised, ["a", "b", "c"])
    held = dict(zip(map(tuple, found.sets.astype(int).tolist()), found.sizes.tolist(), strict=True))
    assert held == {(1, 1, 0): 2, (0, 0, 1): 1}
    assert found.counts.tolist() == [2, 2, 1]
    assert found.sources == 3


def test_draws_move_as_drawing_sources_anew_does() -> None:
    # 60 of 100 raise a, 30 raise b, and of these 20 both: n p (1 - p), and n (p_ab - p_a p_b).
    sources = [f"p{number}" for number in range(100)]
    raised = [(source, "a") for source in sources[:60]] + [(source, "b") for source in sources[40:70]]
    raised += [(source, "c") for source in sources]
    drawn = theme_sets(pd.DataFrame(raised, columns=["source", "theme"]), ["a", "b", "c"]).drawn(
        20_000, (1, 2)
    )
    assert drawn[:, 2].tolist() == [100] * 20_000
    assert drawn.mean(axis=0) == pytest.approx([60, 30, 100], abs=0.15)
    assert np.cov(drawn[:, :2].T) == pytest.approx(np.array([[24, 2], [2, 21]]), abs=0.8)


def test_draws_do_not_depend_on_the_order_of_rows_nor_on_how_many_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raised = pd.DataFrame({"source": list("pqrstu") * 2, "theme": list("aabbccbcabca")})
    drawn = theme_sets(raised, ["a", "b", "c"]).drawn(50, (7, 0))
    shuffled = theme_sets(raised.sample(frac=1, random_state=4), ["a", "b", "c"])
    monkeypatch.setattr("heard.analysis.triangulation.theme_sets._CELLS_AT_ONCE", 10)
    assert (shuffled.drawn(50, (7, 0)) == drawn).all()
    assert (shuffled.drawn(50, (7, 1)) != drawn).any()
