"""Postcodes of the United Kingdom, by their form; whether one is in use is not looked up.

The forms are those of Royal Mail's *Programmer's guide to the Postcode Address File*: an area of one or two
letters, a district, then a digit and two letters, of which some are never used. People
write them in lower case, without the space, or with two.
"""

from presidio_analyzer import Pattern, PatternRecognizer

_DISTRICT = r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]?"
_WITHIN = r"[0-9][ABD-HJLNP-UW-Z]{2}"


class Postcodes(PatternRecognizer):
    """Whole postcodes; a district alone is kept, as thousands of people live in it."""

    def __init__(self) -> None:
        pattern = Pattern("postcode", rf"\b(?:{_DISTRICT}|GIR)[ \u00a0]{{0,2}}{_WITHIN}\b", 0.9)
        super().__init__("postcode", patterns=[pattern])
