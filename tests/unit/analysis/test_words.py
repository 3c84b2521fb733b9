from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis import Scope
from heard.analysis.stop_words import STOP_WORDS
from heard.analysis.words import Tokens, common_words, tokenise, words_of
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]


def _tokens(*texts: str) -> Tokens:
    return tokenise(pd.DataFrame({"text_id": [f"t{n:03d}" for n in range(len(texts))], "text": texts}))


def _words(tokens: Tokens) -> list[list[str]]:
    places = zip(tokens.starts[:-1], tokens.starts[1:], strict=True)
    return [tokens.vocabulary[tokens.words[first:last]].tolist() for first, last in places]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Children’s SERVICES", ["children", "services"]),
        ("the families' support", ["the", "families", "support"]),
        ("I don’t, and I DON'T", ["i", "don't", "and", "i", "don't"]),
        ("trauma-informed; 2 visits in 2021", ["trauma", "informed", "visits", "in"]),
        ("Élan vital naïve", ["élan", "vital", "naïve"]),
        ("😀 123 --- ''", []),
        ("", []),
    ],
)
def test_a_word_is_letters_with_apostrophes_between(text: str, words: list[str]) -> None:
    assert _words(_tokens(text)) == [words]


def test_texts_stand_in_the_order_of_their_ids_whatever_the_rows() -> None:
    texts = pd.DataFrame({"text_id": ["t2", "t1"], "text": ["second", "first one"]})
    tokens = tokenise(texts)
    assert tokens.text_ids.tolist() == ["t1", "t2"]
    assert _words(tokens) == [["first", "one"], ["second"]]
    assert tokens.vocabulary.tolist() == ["first", "one", "second"]


def test_a_text_without_a_word_left_keeps_its_row() -> None:
    tokens = _tokens("the and", "support the family", "the").without(STOP_WORDS)
    assert tokens.lengths.tolist() == [0, 2, 0]
    assert _words(tokens) == [[], ["support", "family"], []]


def test_texts_with_a_word_are_counted_once_each() -> None:
    tokens = _tokens("a a b", "b", "")
    assert dict(zip(tokens.vocabulary, tokens.texts_with_word(), strict=True)) == {"a": 1, "b": 2}
    assert _tokens().texts_with_word().tolist() == []


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(alphabet="abc' é’-1", max_size=12), max_size=6), st.sets(st.sampled_from(["a", "b"])))
def test_leaving_words_out_leaves_the_others_where_they_were(texts: list[str], out: set[str]) -> None:
    tokens = _tokens(*texts)
    expected = [[word for word in words if word not in out] for words in _words(tokens)]
    assert _words(tokens.without(out)) == expected


def test_many_texts_are_read_like_few(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"word{'abcdefgh'[n % 8]} shared" for n in range(50)]
    whole = _tokens(*texts)
    monkeypatch.setattr("heard.analysis.words._TEXTS_AT_ONCE", 7)
    pieces = _tokens(*texts)
    assert np.array_equal(whole.words, pieces.words)
    assert np.array_equal(whole.starts, pieces.starts)


def test_stop_words_stand_as_tokens_do() -> None:
    assert _words(_tokens(" ".join(sorted(STOP_WORDS)))) == [sorted(STOP_WORDS)]
    assert not {"support", "families", "services", "system", "workers", "need"} & STOP_WORDS


def test_uses_texts_and_people_are_counted_apart(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = common_words(frames, consultation, Scope("advice"), top=3)
    # t1: support twice, families once; t2: families, support; t3: school three times.
    assert column(table, "uses") == {"school": 3, "support": 3, "families": 2}
    assert column(table, "texts") == {"school": 1, "support": 2, "families": 2}
    assert column(table, "people") == {"school": 1, "support": 2, "families": 2}
    assert column(table, "largest_source") == {
        "school": 1.0,
        "support": pytest.approx(2 / 3),
        "families": 0.5,
    }
    assert set(column(table, "texts_base").values()) == {4}


def test_words_of_a_session_are_nobodys(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = common_words(frames, consultation, Scope("engagement"))
    assert column(table, "texts")["support"] == 1
    assert column(table, "people")["support"] == 0


def test_order_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (common_words(each, consultation).frame for each in (frames, shuffled))
    assert one.equals(other)
    assert common_words(no_frames, consultation).frame.empty


@given(st.text(alphabet="aB's’ʼ -1.", max_size=40))
def test_the_words_of_one_text_are_those_of_all(text: str) -> None:
    tokens = tokenise(pd.DataFrame({"text_id": ["t"], "text": [text]}))
    assert words_of(text) == tokens.vocabulary[tokens.words].tolist()


def test_words_of_one_label_become_one_word_and_unused_ones_go() -> None:
    tokens = _tokens("family families help", "help").keep_tokens(np.array([True, True, True, False]))
    labels = np.array(["family", "family", "help"], dtype=object)
    joined = tokens.relabelled(labels)
    assert joined.vocabulary.tolist() == ["family", "help"]
    assert _words(joined) == [["family", "family", "help"], []]
    assert tokens.keep_tokens(tokens.words < 2).relabelled(labels).vocabulary.tolist() == ["family"]
