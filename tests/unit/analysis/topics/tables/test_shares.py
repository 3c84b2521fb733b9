from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import FittedTopics, topic_shares, topic_texts
from heard.analysis.words import Tokens, tokenise
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO, _NONE = "T1: support, families, school", "T2: school, families, support", "No topic: no word left"


def test_shares_of_words_texts_and_people(
    by_hand: FittedTopics, tokens: Tokens, frames: Frames, column: Read
) -> None:
    table = topic_shares(by_hand, tokens, frames)
    assert column(table, "tokens") == {_ONE: 5, _TWO: 3, _NONE: 0}
    assert column(table, "tokens_share")[_ONE] == 5 / 8
    assert column(table, "texts") == {_ONE: 2, _TWO: 1, _NONE: 1}
    assert column(table, "texts_share")[_ONE] == 2 / 4
    assert column(table, "people") == {_ONE: 2, _TWO: 1, _NONE: 1}
    assert column(table, "typical_share")[_ONE] == pytest.approx(0.8)
    assert column(table, "largest_source")[_ONE] == 0.5


def test_texts_and_words_reconcile(by_hand: FittedTopics, tokens: Tokens, frames: Frames) -> None:
    tables = [topic_texts(by_hand), topic_shares(by_hand, tokens, frames)]
    assert broken_margins({table.name: table for table in tables}) == []


def test_without_an_empty_text_there_is_no_row_for_it(
    by_hand: FittedTopics, tokens: Tokens, frames: Frames
) -> None:
    by_hand.text_tokens[3] = 1
    by_hand.document_topic[3] = (0.6, 0.4)
    assert topic_shares(by_hand, tokens, frames).frame["topic"].tolist() == [_ONE, _TWO]


def test_near_copies_of_a_topic_are_told(by_hand: FittedTopics, frames: Frames, column: Read) -> None:
    letter = "please give kinship carers equal allowances training respite legal advice"
    texts = {"t1": letter, "t2": f"{letter} now", "t3": "school", "t4": ""}
    tokens = tokenise(pd.DataFrame({"text_id": list(texts), "text": list(texts.values())}))
    table = topic_shares(by_hand, tokens, frames)
    # Both texts of the first topic are one family, the text of the second is alone.
    assert column(table, "largest_family") == {_ONE: 1, _TWO: 0, _NONE: 0}
    assert np.isfinite(table.frame["largest_family"]).all()
