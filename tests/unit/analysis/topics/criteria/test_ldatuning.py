import dataclasses
import math

import numpy as np
import pytest

from heard.analysis.topics import FittedTopics, TopicSettings
from heard.analysis.topics.criteria.ldatuning import arun_2010, cao_juan_2009, deveaud_2014, griffiths_2004


def test_griffiths_is_the_harmonic_mean_after_the_burn_in(by_hand: FittedTopics) -> None:
    settings = TopicSettings(k=2, burnin=10, iterations=20)
    trace = np.array([[10.0, -9.0], [20.0, math.log(0.5)], [30.0, math.log(0.25)]])
    model = dataclasses.replace(by_hand, settings=settings, trace=trace)
    # 2 / (1/.5 + 1/.25) = 1/3
    assert griffiths_2004(model) == pytest.approx(math.log(1 / 3))
    far = dataclasses.replace(model, trace=trace - np.array([0, 150_000.0]))
    assert griffiths_2004(far) == pytest.approx(math.log(1 / 3) - 150_000)


def test_cao_juan_is_the_mean_cosine(by_hand: FittedTopics) -> None:
    assert cao_juan_2009(by_hand) == pytest.approx((0.03 + 0.08 + 0.06) / math.sqrt(0.46 * 0.66))


def test_arun_compares_singular_values_with_sizes(by_hand: FittedTopics) -> None:
    words = np.array([[0.3, 0.1, 0.6], [0.1, 0.8, 0.1]])
    # Singular values are roots of the eigenvalues of the 2 by 2 matrix of inner products .46, .17 and .66.
    middle, off = (0.46 + 0.66) / 2, math.hypot((0.46 - 0.66) / 2, 0.17)
    singular = [math.sqrt(middle + off), math.sqrt(middle - off)]
    # Lengths 3, 2, 3, 0 times shares, over the longest text's 3.
    sizes = sorted([(3 * 0.9 + 2 * 0.7 + 3 * 0.2) / 3, (3 * 0.1 + 2 * 0.3 + 3 * 0.8) / 3], reverse=True)
    expected = sum(s * math.log(s / z) + z * math.log(z / s) for s, z in zip(singular, sizes, strict=True))
    assert by_hand.topic_word.tolist() == words.tolist()
    assert arun_2010(by_hand) == pytest.approx(expected)


def test_deveaud_is_half_the_symmetric_divergence_over_k_times_k_less_one(by_hand: FittedTopics) -> None:
    one, other = [0.3, 0.1, 0.6], [0.1, 0.8, 0.1]
    both = sum((a - b) * math.log(a / b) for a, b in zip(one, other, strict=True))
    assert deveaud_2014(by_hand) == pytest.approx(both / 2 / 2)
    # A probability of nought has no logarithm: it is taken for the smallest number there is.
    empty = dataclasses.replace(by_hand, topic_word=np.array([[1.0, 0, 0], [0, 0, 1.0]]))
    assert np.isfinite(deveaud_2014(empty))
