"""Check digits, against numbers worked out by hand."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.release.redaction.recognisers.numbers import nhs_number_is_right, pupil_number_is_right
from tests.unit.release.redaction.labelled import nhs_number, pupil_number


@pytest.mark.parametrize(
    ("number", "right"),
    [
        # 90+36+24+28+42+30+20+27+2 = 299 = 27 x 11 + 2, so 11 - 2 = 9.
        ("943 476 5919", True),
        ("943-476-5918", False),
        # 9+9 = 18 at the first two places gives 90+81 = 171 = 15 x 11 + 6, so 5.
        ("9900000005", True),
        # 0 x all: the sum is 0, and 11 is written 0; but nobody has the number 0.
        ("0000000000", False),
        # 50 = 4 x 11 + 6 ... 5 at the first place: 50, 11 - 6 = 5.
        ("5000000005", True),
        # 2 at the last place but one: 2 x 2 = 4, so 7; a 10 is never given out: 6 x 2 = 12 = 11 + 1.
        ("0000000027", True),
        ("0000000060", False),
        ("94347659", False),
    ],
)
def test_an_nhs_number_has_the_digit_that_eleven_asks_for(number: str, right: bool) -> None:
    assert nhs_number_is_right(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [
        # 8x2 + 1x4 + 2x5 + 1x10 + 1x13 = 53 = 2 x 23 + 7, and the letters count A B C D E F G H from 0.
        ("H801200001001", True),
        ("h801200001001", True),
        ("G801200001001", False),
        # Temporary: the last A counts 0, so 40 = 23 + 17, which is U (without I, O and S).
        ("U80120000100A", True),
        ("U80120000100S", False),
        ("H80120000100", False),
    ],
)
def test_a_pupil_number_begins_with_the_letter_that_twenty_three_asks_for(number: str, right: bool) -> None:
    assert pupil_number_is_right(number) is right


@given(st.integers(0, 10**6), st.integers(0, 9), st.integers(1, 9))
def test_no_digit_of_an_nhs_number_can_be_mistyped_unseen(seed: int, at: int, by: int) -> None:
    number = nhs_number(Random(seed))
    other = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert nhs_number_is_right(number)
    assert not nhs_number_is_right(other)


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 9))
def test_no_digit_of_a_pupil_number_can_be_mistyped_unseen(seed: int, at: int, by: int) -> None:
    number = pupil_number(Random(seed))
    other = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert pupil_number_is_right(number)
    assert not pupil_number_is_right(other)
