import pandas as pd
import pytest

from heard.analysis.topics.criteria import hold_out
from heard.analysis.words import Tokens, tokenise
from heard.errors import HeardError


def tokens_of(*texts: str) -> Tokens:
    return tokenise(pd.DataFrame({"text_id": [f"t{n:03d}" for n in range(len(texts))], "text": texts}))


def test_half_of_the_words_of_a_quarter_of_the_texts_are_kept_back() -> None:
    tokens = tokens_of(*["a b c d e f g h i j"] * 40)
    held = hold_out(tokens)
    assert sorted(held.missing.lengths) == [0] * 30 + [5] * 10
    assert (held.training.lengths + held.missing.lengths == 10).all()
    assert held.training.vocabulary is tokens.vocabulary


def test_the_same_seed_keeps_back_the_same_words() -> None:
    tokens = tokens_of(*["a b c d e f g h i j"] * 40)
    assert hold_out(tokens).missing.words.tolist() == hold_out(tokens).missing.words.tolist()
    assert hold_out(tokens, 2).missing.starts.tolist() != hold_out(tokens).missing.starts.tolist()


def test_a_text_keeps_at_least_one_word_and_one_of_one_word_is_never_drawn() -> None:
    held = hold_out(tokens_of("a b c", "a", "", "b a"))
    assert held.training.lengths.tolist()[1:3] == [1, 0]
    assert held.missing.lengths.sum() == 1
    assert held.training.lengths[[0, 3]].min() >= 1


def test_texts_too_short_to_keep_back_anything_are_said() -> None:
    with pytest.raises(HeardError, match="no text has two words left"):
        hold_out(tokens_of("a", "b", ""))
