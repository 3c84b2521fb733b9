import dataclasses

import numpy as np
import pytest

from heard.analysis.topics import FittedTopics
from heard.analysis.topics.criteria.steadiness import cosines_between, overlaps_between


def test_topics_in_another_order_are_the_same(by_hand: FittedTopics) -> None:
    swapped = by_hand.with_topics(np.array([1, 0]))
    assert cosines_between([by_hand, swapped]) == pytest.approx([1])
    assert overlaps_between([by_hand, swapped]) == pytest.approx([1])


def test_every_two_models_give_a_value(by_hand: FittedTopics) -> None:
    other = dataclasses.replace(by_hand, topic_word=np.array([[0.3, 0.1, 0.6], [0.3, 0.1, 0.6]]))
    found = cosines_between([by_hand, other, by_hand])
    across = (0.03 + 0.08 + 0.06) / np.sqrt(0.46 * 0.66)
    assert found == pytest.approx([(1 + across) / 2, 1, (1 + across) / 2])
    assert len(cosines_between([by_hand])) == 0


def test_the_overlap_is_of_the_ten_first_words(by_hand: FittedTopics) -> None:
    words = np.array([f"w{n:02d}" for n in range(24)], dtype=object)
    first = np.repeat([1.0, 0.0], 12) + np.arange(24)[::-1] / 1000  # w00 to w09 lead
    second = np.roll(first, 2)  # w02 to w11: eight of ten the same
    model = dataclasses.replace(by_hand, vocabulary=words, topic_word=np.array([first, first[::-1]]))
    other = dataclasses.replace(by_hand, vocabulary=words, topic_word=np.array([second, first[::-1]]))
    assert overlaps_between([model, other]) == pytest.approx([(8 / 12 + 1) / 2])
