import pandas as pd
import pytest

from heard.analysis.preparation import Preparation, Prepared, learned_phrases, preparation_steps, prepare
from heard.analysis.preparation.stop_lists import stop_words
from heard.errors import HeardError


def prepared(*texts: str, **choices: object) -> Prepared:
    frame = pd.DataFrame({"text_id": [f"t{n:03d}" for n in range(len(texts))], "text": texts})
    return prepare(frame, Preparation(**({"min_texts": 1} | choices)))  # type: ignore[arg-type]


def words_in(found: Prepared) -> list[list[str]]:
    tokens = found.tokens
    places = zip(tokens.starts[:-1], tokens.starts[1:], strict=True)
    return [tokens.vocabulary[tokens.words[first:last]].tolist() for first, last in places]


def test_everything_in_its_order() -> None:
    found = prepared(
        "Families don't get help; the social worker organizes it",
        "The organisation organises help for a family",
        phrases=("social worker",),
        more_stop_words=("Get",),
        forms="lemmas",
    )
    assert words_in(found) == [
        ["family", "help", "social worker", "organise"],
        ["organisation", "organise", "help", "family"],
    ]


def test_each_step_says_what_it_left() -> None:
    steps = prepared("No comment, thanks.", "We need help and help", "Help!", min_texts=2).steps
    assert steps.to_dict("records") == [
        {"step": "as written", "tokens": 9, "words": 7},
        {"step": "boilerplate left out", "tokens": 9, "words": 7},
        {"step": "contractions and spellings joined", "tokens": 9, "words": 7},
        {"step": "texts with no comment left out", "tokens": 6, "words": 4},
        {"step": "phrases joined", "tokens": 6, "words": 4},
        {"step": "stop words left out", "tokens": 4, "words": 2},
        {"step": "forms of a word joined", "tokens": 4, "words": 2},
        {"step": "rare and ubiquitous words left out", "tokens": 3, "words": 1},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No comment",
        "I have nothing further to add at this time, thank you.",
        "Please see my previous answer",
        "Not applicable",
        "No",
        "I don't know, sorry!",
    ],
)
def test_a_text_with_nothing_to_say_becomes_empty_and_is_told(text: str) -> None:
    found = prepared(text, "help")
    assert found.no_comment == ("t000",)
    assert words_in(found) == [[], ["help"]]


@pytest.mark.parametrize("text", ["Nothing was explained to us", "", "😀", "the and of"])
def test_a_text_that_says_something_or_holds_no_word_is_not_one_of_them(text: str) -> None:
    assert prepared(text, "help").no_comment == ()


def test_words_that_most_texts_use_may_be_left_out() -> None:
    found = prepared("help school", "help contact", "help", "", max_share=0.5)
    assert words_in(found) == [["school"], ["contact"], [], []]


def test_pairs_are_learned_when_asked() -> None:
    texts = ["mental health"] * 12 + ["school"] * 20
    assert prepared(*texts).phrases.empty
    found = prepared(*texts, learn_phrases=True)
    assert found.phrases["phrase"].tolist() == ["mental health"]
    assert words_in(found)[0] == ["mental health"]


def test_the_lists_of_stop_words() -> None:
    assert "nonetheless" not in stop_words("heard")
    smart = stop_words("smart")
    # 571 entries, of which those with a possessive ending count as the word before it.
    assert {"the", "available", "whereupon", "can't"} <= smart
    assert 540 < len(smart) <= 571
    assert stop_words("none") == frozenset()
    assert words_in(prepared("the help", stop_list="none")) == [["the", "help"]]


@pytest.mark.parametrize(
    "wrong", [{"stop_list": "own"}, {"forms": "roots"}, {"min_texts": 0}, {"max_share": 0.0}]
)
def test_choices_without_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(HeardError, match="preparation of texts"):
        Preparation(**wrong)  # type: ignore[arg-type]


def test_tables_of_what_was_done() -> None:
    found = prepared("No comment", *["mental health"] * 12, learn_phrases=True)
    steps = preparation_steps(found)
    assert steps.frame["tokens"].tolist()[0] == 26
    assert "1 texts only say that they have no comment" in steps.notes[0]
    assert learned_phrases(found).frame.to_dict("records") == [
        {"phrase": "mental health", "uses": 12, "npmi": pytest.approx(1.0, abs=0.1)}
    ]
