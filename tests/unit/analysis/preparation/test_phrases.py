import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.preparation.phrases import find_runs, join_pairs, join_runs, learned_pairs, without_runs
from heard.analysis.words import Tokens, tokenise


def tokens_of(*texts: str) -> Tokens:
    return tokenise(pd.DataFrame({"text_id": [f"t{n:03d}" for n in range(len(texts))], "text": texts}))


def words_in(tokens: Tokens) -> list[list[str]]:
    places = zip(tokens.starts[:-1], tokens.starts[1:], strict=True)
    return [tokens.vocabulary[tokens.words[first:last]].tolist() for first, last in places]


def test_a_run_is_found_inside_one_text_only() -> None:
    tokens = tokens_of("my social worker", "anti social", "worker left")
    assert find_runs(tokens, "social worker").tolist() == [1]
    assert find_runs(tokens, "Social Worker").tolist() == [1]
    assert find_runs(tokens, "nobody said").tolist() == []
    assert find_runs(tokens, "").tolist() == []


def test_of_runs_that_overlap_the_first_counts() -> None:
    assert find_runs(tokens_of("on and on and on"), "on and on").tolist() == [0]


def test_phrases_of_a_list_become_one_word_the_longer_first() -> None:
    tokens = tokens_of("independent reviewing officer and a reviewing officer", "officer")
    joined = join_runs(tokens, ["reviewing officer", "independent reviewing officer"])
    assert words_in(joined) == [
        ["independent reviewing officer", "and", "a", "reviewing officer"],
        ["officer"],
    ]
    assert joined.vocabulary.tolist() == sorted(joined.vocabulary)


def test_boilerplate_goes_wherever_it_stands_together() -> None:
    tokens = tokens_of("I write to support the campaign I want help", "we want the campaign", "I write to")
    left = without_runs(tokens, ["I write to support the campaign"])
    assert words_in(left) == [["i", "want", "help"], ["we", "want", "the", "campaign"], ["i", "write", "to"]]


def test_a_pair_is_learned_when_its_words_mostly_come_together() -> None:
    # Of 60 tokens 12 are mental, 12 health, 24 school and 12 trip.
    texts = ["mental health", "school trip"] * 12 + ["school"] * 12
    pairs = learned_pairs(tokens_of(*texts), set()).set_index("phrase")
    everything = 12 * 5
    together = 12 / everything
    assert pairs.loc["mental health", "uses"] == 12
    assert pairs.loc["mental health", "npmi"] == pytest.approx(
        math.log(together / together**2) / -math.log(together)
    )
    assert pairs.loc["mental health", "npmi"] == pytest.approx(1)
    of_school = math.log(together / (together * 24 / everything)) / -math.log(together)
    assert pairs.loc["school trip", "npmi"] == pytest.approx(of_school)
    assert of_school > 0.5


def test_a_pair_that_is_rare_or_holds_a_stop_word_is_not_learned() -> None:
    texts = ["mental health"] * 9 + ["the school"] * 20
    assert learned_pairs(tokens_of(*texts), {"the"}).empty


def test_learned_pairs_are_joined_left_to_right() -> None:
    tokens = tokens_of("mental health health", "health mental", "mental health mental health")
    assert words_in(join_pairs(tokens, ["mental health"])) == [
        ["mental health", "health"],
        ["health", "mental"],
        ["mental health", "mental health"],
    ]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=8), min_size=1, max_size=6))
def test_joining_loses_no_word(written: list[list[str]]) -> None:
    tokens = tokens_of(*(" ".join(words) for words in written))
    for joined in (join_runs(tokens, ["a b", "b c a"]), _with_pairs(tokens)):
        assert [" ".join(words).split() for words in words_in(joined)] == written


def _with_pairs(tokens: Tokens) -> Tokens:
    known = set(tokens.vocabulary)
    return join_pairs(tokens, [pair for pair in ("a b", "b c", "c c") if set(pair.split()) <= known])
