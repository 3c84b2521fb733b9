"""Telephone numbers and e-mail addresses.

A British number is 0 and nine or ten digits, or +44 (0044) and the same without the 0 (Ofcom, *National
Telephone Numbering Plan*), however they are spaced. Short numbers that everybody knows (999, 101, 0800 1111)
are not ten digits and stay. Presidio's own recogniser of e-mail addresses asks which endings exist, and for
that would fetch a list from the network; so an address here is whatever has the form of one.
"""

from presidio_analyzer import Pattern, PatternRecognizer

_GAP = r"[\s\u00a0.\-–]{0,2}"
_DIGITS = rf"(?:\)?{_GAP}\d)"
_LOCAL = r"(?<![\d/.£,])\d{3}[ -]?\d{3,4}(?![\d/,.%])"


class PhoneNumbers(PatternRecognizer):
    """British and international numbers; seven digits or six where a word just before says what they are."""

    def __init__(self) -> None:
        patterns = [
            Pattern("0 and nine or ten", rf"(?<![\w.+/])\(?0{_DIGITS}{{9,10}}(?!\d)", 0.8),
            Pattern("+44", rf"(?<![\w.])\(?(?:\+|00){_GAP}44{_GAP}\)?(?:\(0\))?{_DIGITS}{{9,10}}(?!\d)", 0.9),
            Pattern("abroad", rf"(?<![\w.])\+{_GAP}[1-9]{_DIGITS}{{7,13}}(?!\d)", 0.8),
            Pattern("local", rf"\b(?:tele)?(?:phone|tel|mobile|ring|text)\b(?: \w+)?[ :.]+\K{_LOCAL}", 0.6),
        ]
        super().__init__("phone", patterns=patterns)


class EmailAddresses(PatternRecognizer):
    """Addresses with an @, or with "(at)" in its place."""

    def __init__(self) -> None:
        # Bounded, so that a long row of signs takes no longer than as many words.
        part = r"[\w!#$%&'*+/=?^`{|}~-]{1,64}"
        domain = r"[\w-]+(?:\.[\w-]+)+"
        dot = r" ?(?:\.|[(\[]dot[)\]]) ?"
        patterns = [
            Pattern("with @", rf"(?<![\w.]){part}(?:\.{part}){{0,5}} ?@ ?{domain}", 0.95),
            Pattern("with (at)", rf"\b[\w.+-]+ ?[(\[]at[)\]] ?[\w-]+(?:{dot}[\w-]+)+", 0.8),
        ]
        super().__init__("email", patterns=patterns)
