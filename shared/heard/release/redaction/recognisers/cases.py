"""Numbers of cases, files, complaints, crimes and courts; of registered children's homes too.

A family court's number has a form of its own (two letters for the court, two digits for the year, a letter
for the kind of proceedings, five digits). Any other number counts only where a word says that it refers to a
case. The neutral citation of a published judgment ([2020] EWFC 12) stays: what it leads to is public.
"""

from presidio_analyzer import Pattern, PatternRecognizer

_NOUN = (
    r"(?:case|court|claim|crime|incident|complaint|file|client|customer|application|referral|order"
    r"|caseload|log"
    r"|reference|ref|refs|lcs|mosaic|ico|lgo|ombudsman|our ref|your ref)"
)
_WORD = r"(?:reference|ref|number|num|no|nr|id|code)"
_HELD_TO = rf"\b{_NOUN}(?:[ .]{{1,2}}{_WORD}){{0,3}}\b[ .:#(–-]*(?:(?:is|was|are|of)[ :]*)?"
_IDENTIFIER = (
    r"(?=(?:[\w/.-]*\d){3})(?!(?:19|20)\d\d(?![\w/-]))[A-Z]{0,5}[ /.-]?[A-Z0-9]+(?:[/.-][A-Z0-9]+)*\b"
)


class CaseNumbers(PatternRecognizer):
    """What follows "case number", "our ref", "file no." and their like, and what is formed like a court's."""

    def __init__(self) -> None:
        patterns = [
            Pattern("family court", r"\b[A-Z]{2} ?\d{2} ?[A-Z] ?\d{4,5}\b", 0.9),
            Pattern("after the word", rf"{_HELD_TO}\K{_IDENTIFIER}", 0.8),
            Pattern("quoted", rf"\bquot(?:e|ing)[ :]+\K{_IDENTIFIER}", 0.7),
            Pattern("before the word", rf"\b{_IDENTIFIER}(?= (?:is|was) (?:my|our|the) {_NOUN}\b)", 0.7),
            Pattern("registered home", r"\bSC ?\d{6}\b", 0.8),
        ]
        super().__init__("case_number", patterns=patterns)
