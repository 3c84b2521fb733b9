"""Postal addresses and streets: a number before a street, a named house before one, a street alone.

A town or county that follows after a comma goes with the address. A street without a number is hidden as
well: with what else a text says it can be enough to know the house.
"""

from presidio_analyzer import Pattern, PatternRecognizer

from heard.release.redaction.recognisers.phrases import alternatives
from heard.release.redaction.recognisers.vocabulary import is_generic

_TYPES = alternatives("streets")
_PLAIN_TYPES = "road|rd|street|lane|avenue|ave|drive|crescent|terrace|gardens|grove|mews"
_OWN_TYPES = "Road|Street|Lane|Avenue|Crescent|Terrace|Gardens|Grove|Mews|Wynd|Drive|Close"
_HOUSES = "House|Cottage|Farm|Lodge|Barn|Forge|Mill|Hall|Vicarage|Rectory"
_FAMOUS = ("Downing Street", "Sesame Street", "Coronation Street", "High Street")
_NAME = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"\p{Lu}[\w'’.-]*"
_UNIT = (
    r"(?i:(?:flat|apartment|apt|unit|room|suite|block|plot) ?\w{1,4}\b,? ?(?:\p{Lu}\w+(?: \p{Lu}\w+)?, )?)"
)
_NUMBER = r"\b\d{1,4}[A-Za-z]?(?: ?[-–/] ?\d{1,4}[A-Za-z]?)?,? "
_TOWN = rf"(?:,\s?{_CAPITAL}(?:[ -](?:(?:on|upon|in|under|the|le|y)[ -])?{_CAPITAL}){{0,3}}){{0,2}}"
_STREET = rf"(?:The )?(?:{_CAPITAL} ){{0,4}}(?:{_TYPES})\b\.?"
_WELSH = rf"(?:Heol|Ffordd|Stryd|Lôn|Maes|Clos|Rhodfa)(?: (?:y|yr|{_CAPITAL})){{1,3}}"
_NOT_A_NAME = (
    r"(?!(?:the|a|an|of|in|on|to|years?|months?|weeks?|days?|hours?|minutes?|miles?|times|children|people)\b)"
)
_LIVING = (
    r"\b(?i:liv(?:e|es|ed|ing) at|address(?: is| was)?:?|turned up at|came to|moved to|write to(?: me)? at) "
)


class Addresses(PatternRecognizer):
    """Addresses as people write them, with or without the town."""

    def __init__(self) -> None:
        lower = rf"\b\d{{1,4}}[a-z]? (?:{_NOT_A_NAME}{_NAME} ){{1,3}}(?:{_PLAIN_TYPES})\b"
        house = rf"\b(?:The )?(?:{_CAPITAL} ){{0,3}}(?:{_HOUSES})"
        patterns = [
            Pattern("numbered", rf"(?:\b{_UNIT})?{_NUMBER}(?:{_STREET}|{_WELSH}){_TOWN}", 0.9),
            Pattern("named house", rf"{house}, (?:\d+\w? )?(?:{_STREET}|{_WELSH}){_TOWN}", 0.9),
            Pattern(
                "after the word",
                rf"{_LIVING}\K(?:{_UNIT})?{_NUMBER}{_CAPITAL}(?: {_CAPITAL}){{0,3}}{_TOWN}",
                0.8,
            ),
            Pattern("no capitals", rf"(?:\b{_UNIT})?{lower}", 0.7),
            Pattern(
                "street",
                rf"\b(?!(?:The|In|On|At|To|From|Our|My)\b)(?:{_CAPITAL} ){{1,3}}(?:{_OWN_TYPES})\b",
                0.6,
            ),
        ]
        super().__init__("address", patterns=patterns, global_regex_flags=0)

    def invalidate_result(self, pattern_text: str) -> bool:
        """Return whether this is a street that everybody knows, or only plain words ("Staying Close")."""
        *words, _ = pattern_text.split()
        return pattern_text in _FAMOUS or all(is_generic(word) for word in words)
