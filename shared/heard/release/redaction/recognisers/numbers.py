"""Numbers that belong to one person for life: National Insurance, NHS and unique pupil numbers.

An NHS number and a unique pupil number carry a check. Where it is right, the number is a find wherever it
stands; where it is wrong (people mistype), only if a word before it says what it is, which Presidio's context
enhancement looks for. A National Insurance number has no check but an unmistakable form.
"""

import re
from collections.abc import Sequence

from presidio_analyzer import Pattern, PatternRecognizer

LETTERS_OF_PUPIL_NUMBERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters in the order of the remainder that they stand for: all but I, O and S."""
_UNLESS_CONTEXT_SAYS = 0.2
_BETWEEN = r"[ \u00a0.\-–]?"


def nhs_number_is_right(number: str) -> bool:
    """Return whether ten digits have the check digit of an NHS number.

    The first nine digits are weighted 10 down to 2 and added up; what the sum lacks to a multiple of 11 is
    the tenth (11 is written 0, and a number that would need 10 is never given out). NHS Data Dictionary, *NHS
    number*.
    """
    digits = [int(digit) for digit in re.sub(r"\D", "", number)]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = -_weighted(digits[:9], range(10, 1, -1)) % 11
    return check == digits[9]


def pupil_number_is_right(number: str) -> bool:
    """Return whether a unique pupil number begins with its check letter.

    The twelve characters after it are weighted 2 to 13 and added up; the remainder by 23 stands for the
    letter. The last is a letter in a temporary number, and counts as the number that the letter stands for.
    Department for Education, *Unique pupil numbers: a guide for schools and local authorities*.
    """
    number = number.upper()
    values = [int(each) if each.isdigit() else LETTERS_OF_PUPIL_NUMBERS.find(each) for each in number[1:]]
    if len(values) != 12 or min(values) < 0:
        return False
    return LETTERS_OF_PUPIL_NUMBERS[_weighted(values, range(2, 14)) % 23] == number[0]


def _weighted(values: Sequence[int], weights: Sequence[int]) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


class NationalInsuranceNumbers(PatternRecognizer):
    """Two letters, six digits and a letter from A to D; without the last only where a word says what it is.

    Prefixes that were never given out are hidden too: a mistyped number still points to somebody.
    """

    def __init__(self) -> None:
        digits = _BETWEEN.join([r"\d{2}"] * 3)
        patterns = [
            Pattern("whole", rf"\b[A-Z]{{2}}{_BETWEEN}{digits}{_BETWEEN}[A-D]\b", 0.9),
            Pattern("no last letter", rf"\b[A-Z]{{2}}{_BETWEEN}{digits}\b", _UNLESS_CONTEXT_SAYS),
        ]
        super().__init__("national_insurance", patterns=patterns, context=["ni", "nino", "insurance"])


class NHSNumbers(PatternRecognizer):
    """Ten digits, together or as three, three and four."""

    def __init__(self) -> None:
        digits = _BETWEEN.join([r"\d{3}", r"\d{3}", r"\d{4}"])
        pattern = Pattern("ten digits", rf"(?<![\d.+]){digits}(?!\d)", _UNLESS_CONTEXT_SAYS)
        super().__init__("nhs_number", patterns=[pattern], context=["nhs", "hospital"])

    def validate_result(self, pattern_text: str) -> bool | None:
        """Return True where the check digit is right, otherwise None: the context decides."""
        return nhs_number_is_right(pattern_text) or None


class PupilNumbers(PatternRecognizer):
    """A letter, eleven digits, and a digit or (in a temporary number) a letter."""

    def __init__(self) -> None:
        letters = f"[{LETTERS_OF_PUPIL_NUMBERS}]"
        pattern = Pattern(
            "letter and twelve", rf"\b{letters}\d{{11}}[\d{letters[1:-1]}]\b", _UNLESS_CONTEXT_SAYS
        )
        super().__init__("pupil_number", patterns=[pattern], context=["upn", "pupil", "school"])

    def validate_result(self, pattern_text: str) -> bool | None:
        """Return True where the check letter is right, otherwise None: the context decides."""
        return pupil_number_is_right(pattern_text) or None
