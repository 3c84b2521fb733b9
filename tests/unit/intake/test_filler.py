import pandas as pd
import pytest

from heard.intake.filler import empty_and_filler, filler_key, listed_filler


def kinds(*answers: str, own: tuple[str, ...] = ()) -> list[str]:
    empty, filler = empty_and_filler(pd.Series(answers, dtype="str"), own)
    return ["empty" if e else "filler" if f else "" for e, f in zip(empty, filler, strict=True)]


@pytest.mark.parametrize("answer", ["", " ", "\n\t", "\u00a0", "\u200b", "\ufeff "])
def test_white_space_alone_is_empty(answer: str) -> None:
    assert kinds(answer) == ["empty"]


@pytest.mark.parametrize(
    "answer", ["n/a", "N/A.", " No  comment! ", "(see attached)", "-", "...", "…", "NO\nCOMMENT", "#N/A"]
)
def test_what_says_nothing_is_filler(answer: str) -> None:
    assert kinds(answer) == ["filler"]


@pytest.mark.parametrize("answer", ["None", "Nothing.", "no", "Yes", "No comment from my school", "👍", "5"])
def test_what_answers_some_question_is_not(answer: str) -> None:
    assert kinds(answer) == [""]


def test_a_consultation_adds_its_own() -> None:
    assert kinds("Did  not say.", "n/a", own=("did not say",)) == ["filler", "filler"]
    assert kinds("Did not say.") == [""]


def test_the_list_holds_no_line_twice() -> None:
    keys = [filler_key(line) for line in listed_filler()]
    assert len(keys) == len(set(keys))
    assert "" not in keys
