"""Held against ArviZ, whose figures are those of the paper's authors."""

import numpy as np
import pytest
from arviz_stats.base import array_stats
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from heard.analysis.topics.convergence import effective_size, r_hat


def reference(draws: NDArray[np.float64]) -> tuple[float, float]:
    axes = {"chain_axis": 0, "draw_axis": 1}
    return float(array_stats.rhat(draws, **axes)), float(array_stats.ess(draws, **axes))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    chains=st.integers(2, 6),
    length=st.integers(8, 90),
    pull=st.floats(0, 0.99),
    apart=st.floats(0, 5),
)
def test_figures_are_those_of_arviz(seed: int, chains: int, length: int, pull: float, apart: float) -> None:
    draw = np.random.default_rng(seed)
    draws = draw.normal(size=(chains, length))
    for step in range(1, length):
        draws[:, step] += pull * draws[:, step - 1]
    draws += apart * np.arange(chains)[:, None]
    assert (r_hat(draws), effective_size(draws)) == pytest.approx(reference(draws), rel=1e-9)


def test_chains_that_sit_apart_are_told_from_chains_that_mix() -> None:
    mixed = np.random.default_rng(1).normal(size=(4, 80))
    assert r_hat(mixed) < 1.02
    assert effective_size(mixed) > 200
    assert r_hat(mixed + np.arange(4)[:, None]) > 1.5
    assert effective_size(mixed + np.arange(4)[:, None]) < 20


def test_chains_that_never_move_or_hardly_began_have_no_figure() -> None:
    for draws in (np.ones((2, 10)), np.arange(6.0).reshape(2, 3)):
        assert np.isnan(r_hat(draws))
        assert np.isnan(effective_size(draws))
