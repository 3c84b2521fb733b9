"""Dates of birth: a date of which a word before or after it says that somebody was born then.

Other dates stay: when a hearing was points to nobody by itself.
"""

from presidio_analyzer import Pattern, PatternRecognizer

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:[ ,]{1,2}'?(?:\d{4}|\d{2}\b))?"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:\d{4}|\d{2})"
    rf"|{_DAY}(?: of)?[ -]{_MONTH}(?:-\d{{2,4}}|{_YEAR})|{_MONTH} {_DAY}{_YEAR})(?![\d/])"
)
_CUE = r"\b(?:date of birth|birth ?date|birth ?day|d\.? ?o\.? ?b\.?|born)(?!\w)"
_AFTER = r"(?:was|were|am|is) born\b|is (?:my|his|her|their|\w+['’]s) birthday|[(,] ?(?:dob|date of birth)"


class DatesOfBirth(PatternRecognizer):
    """Dates within a few words of "born", "birthday", "date of birth" or "DOB"."""

    def __init__(self) -> None:
        patterns = [
            Pattern("after the word", rf"{_CUE}(?:\W{{1,3}}[^\W\d]+){{0,5}}?\W{{1,3}}\K{_DATE}", 0.9),
            Pattern("before the word", rf"\b{_DATE}(?=\W{{1,2}}(?:\w+ ){{0,4}}?(?:{_AFTER}))", 0.8),
        ]
        super().__init__("birth", patterns=patterns)
