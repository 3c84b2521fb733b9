import pytest

from heard.analysis.topics import FittedTopics
from heard.analysis.topics.criteria.exclusivity import exclusivity


def test_exclusivity_by_hand(by_hand: FittedTopics) -> None:
    # First topic (.3 .1 .6 against .1 .8 .1): by both ranks families second, school last, support first.
    # Second: families and support are equal in frequency (1.5/3 each); by their shares of both topics, .25,
    # .89 and .14, school is first, families second and support last.
    first = 2 / 3 + 1 / 3 + 1
    second = 1 / (0.7 / (2 / 3) + 0.3 / 0.5) + 1 + 1 / (0.7 / (1 / 3) + 0.3 / 0.5)
    assert exclusivity(by_hand) == pytest.approx([first, second])
