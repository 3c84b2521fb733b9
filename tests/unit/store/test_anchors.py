import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.store import anchor_of, find_again

BEFORE = "The first worker left in May. We waited a year for help. The second worker left in June."


def found(words: str, before: str, after: str) -> str | None:
    """Anchor words in one text, look for them in another; what stands there now, None where uncertain."""
    start = before.index(words)
    anchor = find_again(anchor_of(before, start, start + len(words)), after)
    return None if anchor is None else f"{anchor.start}:{after[anchor.start : anchor.end]}"


def test_words_pushed_along_are_found_where_they_are_now() -> None:
    assert found("waited a year", "We waited a year.", "Hello. We waited a year.") == "10:waited a year"


def test_words_that_stand_twice_are_told_by_what_is_around_them() -> None:
    after = "A worker left in March. " + BEFORE
    assert (
        found("worker left in June", BEFORE, after)
        == f"{after.index('worker left in June')}:worker left in June"
    )
    assert (
        found("worker left", "One worker left. Another worker left.", "A worker left, a worker left.") is None
    )


def test_one_side_is_enough_where_only_the_other_was_mended() -> None:
    assert found("waited a year", "We waited a year.", "I waited a year.") == "2:waited a year"


def test_short_words_found_once_among_other_words_are_not_certain() -> None:
    assert found("help", BEFORE, "Nobody came, and help is far away from here.") is None


def test_many_words_found_once_are_certain_even_among_other_words() -> None:
    words = "We waited a year for help"
    assert found(words, BEFORE, f"Edited anew: {words}, they said.") == f"13:{words}"


def test_words_that_are_gone_are_not_found() -> None:
    assert found("waited a year", BEFORE, BEFORE.replace("a year", "two years")) is None


def test_the_words_around_decide_and_not_the_old_position() -> None:
    anchor = find_again(anchor_of("no no no yes", 3, 5), "no no no no no no yes")
    assert anchor is not None
    assert anchor.start == 12


def test_a_whole_text_is_certain_only_while_it_is_the_same() -> None:
    anchor = anchor_of(BEFORE)
    assert find_again(anchor, BEFORE) == anchor
    assert find_again(anchor, BEFORE + " ") is None


@given(st.text(min_size=1), st.data())
def test_in_the_same_text_every_segment_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchor_of(text, start, end)
    assert find_again(anchor, text) == anchor
    assert anchor.quote == text[start:end]


@given(st.text("ab ", min_size=1, max_size=60), st.text("ab ", max_size=60), st.data())
def test_whatever_is_found_is_the_same_words(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = find_again(anchor_of(text, start, end), other)
    if anchor is not None:
        assert other[anchor.start : anchor.end] == text[start:end]


@pytest.mark.parametrize("words", ["The first", "June."])
def test_words_at_the_edge_of_a_text_are_found_after_it_grows_at_the_other_edge(words: str) -> None:
    grown = BEFORE + " And then?" if BEFORE.startswith(words) else "Well. " + BEFORE
    assert found(words, BEFORE, grown) == f"{grown.index(words)}:{words}"
