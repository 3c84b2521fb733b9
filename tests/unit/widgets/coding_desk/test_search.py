import pandas as pd
import pytest

from heard.errors import HeardError
from heard.widgets.coding_desk.search import search, sentence_around

TEXTS = pd.DataFrame(
    {
        "text_id": ["a", "b"],
        "text": ["We waited. Help came; unhelpful 🙂 help!", "HELP\nat last, with  help"],
    }
)


def found(words: str, *, whole_words: bool = False) -> list[str]:
    hits = search(TEXTS, words, whole_words=whole_words).found
    texts = TEXTS.set_index("text_id")["text"]
    return [
        texts[text_id][start:end]
        for text_id, start, end in zip(hits["text_id"], hits["position"], hits["end"], strict=True)
    ]


def test_words_are_found_whatever_their_case_and_a_part_finds_its_whole_word() -> None:
    assert found("help") == ["Help", "unhelpful", "help", "HELP", "help"]
    assert found("help", whole_words=True) == ["Help", "help", "HELP", "help"]


def test_spaces_and_signs_are_taken_as_they_are_meant() -> None:
    assert found("help at last") == ["HELP\nat last"]
    assert found("🙂") == ["🙂"]
    assert found("a.t") == []


def test_what_is_around_is_shown_and_all_places_are_counted_beyond_those_returned() -> None:
    hits = search(TEXTS, "help", most=2)
    assert (len(hits.found), hits.places, hits.texts) == (2, 5, 2)
    first = hits.found.iloc[0]
    assert (first["before"], first["keyword"], first["after"]) == (
        "We waited.",
        "Help",
        "came; unhelpful 🙂 help!",
    )


def test_nothing_to_look_for_is_said() -> None:
    with pytest.raises(HeardError, match="nothing to look for"):
        search(TEXTS, "  ")


def test_a_sentence_ends_at_its_sign_or_its_line() -> None:
    text = "We waited. Help came\nlate, he said. “Why?” we asked."
    sentences = [text[slice(*sentence_around(text, at, at + 2))] for at in (3, 12, 22)]
    assert sentences == ["We waited.", "Help came", "late, he said."]
    assert text[slice(*sentence_around(text, 3, 14))] == "We waited. Help came"
