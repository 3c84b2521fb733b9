from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.topics import (
    FittedTopics,
    topic_convergence,
    topic_labels,
    topic_shares,
    topic_texts,
    topic_words,
    typical_texts,
)
from heard.analysis.words import Tokens, tokenise
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO, _NONE = "T1: support, families, school", "T2: school, families, support", "No topic: no word left"


@pytest.fixture
def tokens(frames: Frames) -> Tokens:
    advice = tokenise(frames.texts[frames.texts["collection"] == "advice"])
    return advice.keep(np.isin(advice.vocabulary.astype(str), ["families", "school", "support"]))


def test_a_label_is_the_id_and_the_most_probable_words(by_hand: FittedTopics) -> None:
    # Families and support are equal in the second topic: the alphabet decides.
    assert topic_labels(by_hand) == [_ONE, _TWO]
    assert topic_labels(by_hand, words=1) == ["T1: support", "T2: school"]


def test_what_went_in(by_hand: FittedTopics) -> None:
    row = topic_texts(by_hand).frame.iloc[0].to_dict()
    assert row == {"texts": 4, "texts_empty": 1, "tokens": 8, "vocabulary": 3}


def test_shares_of_words_texts_and_people(by_hand: FittedTopics, frames: Frames, column: Read) -> None:
    table = topic_shares(by_hand, frames)
    assert column(table, "tokens") == {_ONE: 5, _TWO: 3, _NONE: 0}
    assert column(table, "tokens_share")[_ONE] == 5 / 8
    assert column(table, "texts") == {_ONE: 2, _TWO: 1, _NONE: 1}
    assert column(table, "texts_share")[_ONE] == 2 / 4
    assert column(table, "people") == {_ONE: 2, _TWO: 1, _NONE: 1}
    assert column(table, "typical_share")[_ONE] == pytest.approx(0.8)
    assert column(table, "largest_source")[_ONE] == 0.5


def test_texts_and_words_reconcile(by_hand: FittedTopics, frames: Frames) -> None:
    tables = [topic_texts(by_hand), topic_shares(by_hand, frames)]
    assert broken_margins({table.name: table for table in tables}) == []


def test_without_an_empty_text_there_is_no_row_for_it(by_hand: FittedTopics, frames: Frames) -> None:
    by_hand.text_tokens[3] = 1
    by_hand.document_topic[3] = (0.6, 0.4)
    assert topic_shares(by_hand, frames).frame["topic"].tolist() == [_ONE, _TWO]


def test_words_of_a_topic_with_who_uses_them(
    by_hand: FittedTopics, tokens: Tokens, frames: Frames, column: Read
) -> None:
    table = topic_words(by_hand, tokens, frames, words=2)
    assert column(table, "rank") == {
        (_ONE, "support"): 1,
        (_ONE, "families"): 2,
        (_TWO, "school"): 1,
        (_TWO, "families"): 2,
    }
    assert column(table, "probability")[_ONE, "support"] == 0.6
    assert column(table, "texts")[_ONE, "support"] == 2
    assert column(table, "people")[_TWO, "school"] == 1


def test_typical_texts_are_those_of_the_largest_share(by_hand: FittedTopics, frames: Frames) -> None:
    table = typical_texts(by_hand, frames, texts=2)
    assert table.frame[["topic", "text_id", "rank"]].to_numpy().tolist() == [
        [_ONE, "t1", 1],
        [_ONE, "t2", 2],
        [_TWO, "t3", 1],
        [_TWO, "t2", 2],
    ]
    assert table.holds_words
    assert table.frame["text"].iloc[0] == "Support for families. Support now."
    # t4 has no word left: it is typical of nothing, however many are asked for.
    assert "t4" not in set(typical_texts(by_hand, frames, texts=9).frame["text_id"])


def test_convergence_is_the_trace(by_hand: FittedTopics) -> None:
    assert topic_convergence(by_hand).frame.to_numpy().tolist() == [[10, -2.0], [20, -1.5]]
