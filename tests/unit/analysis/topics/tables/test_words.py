import math
from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.topics import FittedTopics, relevant_words, topic_words
from heard.analysis.topics.tables.words import FREX, LIFT, PROBABILITY, SCORE, word_measures
from heard.analysis.words import Tokens
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_words_of_a_topic_with_who_uses_them(
    by_hand: FittedTopics, tokens: Tokens, frames: Frames, column: Read
) -> None:
    table = topic_words(by_hand, tokens, frames, words=2)
    ranks = {key: rank for key, rank in column(table, "rank").items() if key[1] == PROBABILITY}  # type: ignore[index]
    assert ranks == {
        (_ONE, PROBABILITY, "support"): 1,
        (_ONE, PROBABILITY, "families"): 2,
        (_TWO, PROBABILITY, "school"): 1,
        (_TWO, PROBABILITY, "families"): 2,
    }
    assert column(table, "value")[_ONE, PROBABILITY, "support"] == 0.6
    assert column(table, "texts")[_ONE, PROBABILITY, "support"] == 2
    assert column(table, "people")[_TWO, PROBABILITY, "school"] == 1
    assert table.frame["measure"].unique().tolist() == [PROBABILITY, FREX, LIFT, SCORE]
    assert not table.holds_words


def test_the_four_measures_by_hand(by_hand: FittedTopics, tokens: Tokens) -> None:
    # Of eight tokens two are families, three school and three support.
    measures = word_measures(by_hand, tokens)
    assert measures[LIFT][0] == pytest.approx([0.3 / (2 / 8), 0.1 / (3 / 8), 0.6 / (3 / 8)])
    # Score: .3 (ln .3 - (ln .3 + ln .1) / 2)
    assert measures[SCORE][0, 0] == pytest.approx(0.3 * (math.log(0.3) - (math.log(0.3) + math.log(0.1)) / 2))
    # FREX of support in the first topic: first of three by both ranks. Of school: last by both.
    assert measures[FREX][0] == pytest.approx([2 / 3, 1 / 3, 1])


def test_relevant_words_are_those_of_any_weight(by_hand: FittedTopics, tokens: Tokens, column: Read) -> None:
    # First topic: support has the highest probability (.6) and the highest lift (1.6, families 1.2).
    table = relevant_words(by_hand, tokens, words=1)
    assert set(column(table, "lift")) == {(_ONE, "support"), (_TWO, "school")}
    assert column(table, "lift")[_ONE, "support"] == pytest.approx(0.6 / (3 / 8))
    everything = relevant_words(by_hand, tokens, words=9)
    assert len(everything.frame) == 6
    assert np.isfinite(everything.frame["lift"]).all()
