import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.refi import READINGS, Reading
from heard.refi.decode import Decoded
from heard.refi.positions import Counted

# U+1F600 is outside the basic plane: one code point, two UTF-16 units.
TEXT = "\U0001f600 yes\r\nno"


def converted(
    start: int, end: int, reading: Reading, text: str = TEXT, mark: bool = True, from_xml: bool = False
) -> tuple[int, int] | None:
    counted = Counted(Decoded(text, mark, from_xml=from_xml))
    spans = counted.spans(np.array([start]), np.array([end]), reading)
    return (int(spans.starts[0]), int(spans.ends[0])) if spans.inside[0] else None


@pytest.mark.parametrize(
    ("reading", "stated"),
    [
        (Reading(), (2, 5)),
        (Reading(inclusive=True), (2, 4)),
        (Reading(utf16=True), (3, 6)),
        (Reading(utf16=True, mark=True), (4, 7)),
        (Reading(mark=True, inclusive=True), (3, 5)),
    ],
    ids=str,
)
def test_the_word_yes_is_found_however_it_was_counted(reading: Reading, stated: tuple[int, int]) -> None:
    assert converted(*stated, reading) == (2, 5)
    assert TEXT[2:5] == "yes"


@pytest.mark.parametrize(
    ("reading", "stated"),
    [
        (Reading(), (7, 9)),
        (Reading(single=True), (6, 8)),
        (Reading(utf16=True), (8, 10)),
        (Reading(utf16=True, single=True), (7, 9)),
    ],
    ids=str,
)
def test_a_word_behind_a_line_end_of_two_characters(reading: Reading, stated: tuple[int, int]) -> None:
    assert converted(*stated, reading) == (7, 9)
    assert TEXT[7:9] == "no"


def test_a_line_end_that_xml_made_one_character_of_may_count_as_the_two_it_was() -> None:
    assert converted(4, 6, Reading(restored=True), "no\nno", from_xml=True) == (3, 5)
    assert converted(3, 5, Reading(), "no\nno", from_xml=True) == (3, 5)


def test_half_a_character_is_no_place() -> None:
    assert converted(1, 3, Reading(utf16=True)) is None


@pytest.mark.parametrize("stated", [(-1, 3), (3, 3), (4, 3), (5, 99), (2**62, 2**62 + 1)])
def test_what_is_no_segment_of_the_text_is_said_to_be_none(stated: tuple[int, int]) -> None:
    assert converted(*stated, Reading()) is None


def test_a_peculiarity_that_makes_no_difference_is_no_other_reading() -> None:
    assert Counted(Decoded("plain")).plausible() == [Reading(), Reading(inclusive=True)]
    assert len(Counted(Decoded(TEXT, mark=True)).plausible()) == 16
    assert len(Counted(Decoded(TEXT, mark=False)).plausible()) == 8


def stated_by(text: str, at: int, reading: Reading, mark: bool, from_xml: bool) -> int:
    """What a tool that counts this way says of a place, worked out character by character."""
    count = int(reading.mark and mark)
    for place, letter in enumerate(text[:at]):
        is_second = letter == "\n" and place > 0 and text[place - 1] == "\r"
        count += 0 if reading.single and is_second else 1
        count += reading.utf16 and letter > "\uffff"
        count += reading.restored and from_xml and letter == "\n"
    return count


@given(
    st.text(st.sampled_from("ab \r\n\U0001f600\u00e9\ufeff"), min_size=1, max_size=30),
    st.sampled_from([reading for reading in READINGS if not (reading.single and reading.restored)]),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_what_a_tool_states_by_any_reading_is_found_by_it(
    text: str, reading: Reading, mark: bool, from_xml: bool, data: st.DataObject
) -> None:
    places = [
        at
        for at in range(len(text) + 1)
        # A tool that counts a line end as one has no place inside it.
        if not (reading.single and 0 < at < len(text) and text[at - 1 : at + 1] == "\r\n")
    ]
    start = data.draw(st.sampled_from(places[:-1]))
    end = data.draw(st.sampled_from([at for at in places if at > start]))
    stated = [stated_by(text, at, reading, mark, from_xml) for at in (start, end)]
    found = converted(stated[0], stated[1] - reading.inclusive, reading, text, mark, from_xml)
    assert found == (start, end)
