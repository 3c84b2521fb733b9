import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.topics.frex import frex

_WORDS = np.array([[0.5, 0.3, 0.2], [0.1, 0.3, 0.6]])


def test_frex_by_hand() -> None:
    # First topic: exclusivity .5/.6, .3/.6, .2/.8: ranks 3, 2, 1 of 3; frequency ranks 3, 2, 1.
    # Second topic: exclusivity .1/.6, .3/.6, .6/.8: ranks 1, 2, 3; frequency ranks 1, 2, 3.
    assert frex(_WORDS, 0.5) == pytest.approx(np.array([[1, 2 / 3, 1 / 3], [1 / 3, 2 / 3, 1]]))


def test_the_weight_is_that_of_exclusivity() -> None:
    # The first word is most frequent and least exclusive, the second the reverse, the third between.
    words = np.array([[0.6, 0.1, 0.3], [0.9, 0.02, 0.08]])
    found = frex(words, 0.7)[0]
    exclusivity, frequency = np.array([1, 3, 2]) / 3, np.array([3, 1, 2]) / 3
    assert found == pytest.approx(1 / (0.7 / exclusivity + 0.3 / frequency))


def test_equal_words_share_a_rank() -> None:
    assert frex(np.full((2, 4), 0.25), 0.5) == pytest.approx(np.full((2, 4), 2.5 / 4))


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
def test_no_score_leaves_the_two_ranks(seed: int, weight: float) -> None:
    words = np.random.default_rng(seed).dirichlet(np.ones(9), size=3)
    found = frex(words, weight)
    assert (found > 0).all()
    assert (found <= 1 + 1e-9).all()
