"""Authors of works that a text cites: their names are in print, and hiding them would hide the evidence.

A surname, or a surname with initials, beside a year is a citation only if something more says so: initials,
"et al.", an ampersand, brackets around both, a word before that refers ("see", "source:"), a verb after that
reports ("found"), or a title. "We adopted Oisín (2014)" has nothing of the kind.
"""

import re

from heard.release.redaction.recognisers.phrases import alternatives, phrases

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪŁŃŇŌŐŘŚŠŞŤŪŮŰŹŻŽ"
_CAPITAL = rf"[{_UPPER}][\w'’-]+"
_INITIALS = rf"(?:[{_UPPER}]\.[ -]?){{1,4}}"
_SURNAME = rf"(?:(?:de|van|von|der|den|di|du|la|le|ter) ){{0,2}}{_CAPITAL}"
_KIND_OF_BODY = "Institute|Trust|Centre|Foundation|University|Commission|Society|Association|College"
_BODY = rf"(?:{_CAPITAL} ){{1,4}}(?:{_KIND_OF_BODY})"
_AUTHOR = rf"(?:{_BODY}|{_INITIALS}{_SURNAME}|{_SURNAME}(?:, {_INITIALS})?)"
_AUTHORS = rf"{_AUTHOR}(?:(?:, and|, &| and| &|,|;) {_AUTHOR}){{0,9}}"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_DATED = re.compile(
    rf"(?<![\w.'’-])(?P<authors>{_AUTHORS})(?P<others> et al\.?)?"
    rf",? \(?{_YEAR}(?![\w/-])\)?(?P<title>[.,]? ?['‘“\"])?"
)
_WITH_INITIALS = rf"{_INITIALS}{_SURNAME}(?:,(?: and| &)? {_INITIALS}{_SURNAME}){{0,9}}"
_TITLED = re.compile(rf"(?<![\w.'’-])(?P<authors>{_WITH_INITIALS}): [^\n]{{5,160}}? \({_YEAR}\)")
_REFERS = re.compile(rf"(?:\b(?:{alternatives('referring')})\W{{1,3}}|\()$", re.IGNORECASE)
_REPORTS = re.compile(rf"\W{{1,2}}(?:have |had |has )?(?:{alternatives('reporting')})\b")
_BEFORE = 24


def cited_authors(text: str) -> list[tuple[int, int]]:
    """Return the places of the authors that a text cites, in code points, the end exclusive."""
    places = [match.span("authors") for match in _TITLED.finditer(text)]
    places += [match.span("authors") for match in _DATED.finditer(text) if _is_citation(text, match)]
    return places + [again for start, end in places for again in _elsewhere(text, text[start:end])]


def _is_citation(text: str, match: "re.Match[str]") -> bool:
    authors = match["authors"]
    formal = match["others"] or match["title"] or "&" in authors or re.search(rf"[{_UPPER}]\.", authors)
    if formal or re.search(f"^{_BODY}$", authors) or authors.split()[0].lower() in phrases("referring"):
        return True
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return bool(_REFERS.search(before) or _REPORTS.match(text, match.end()))


def _elsewhere(text: str, authors: str) -> list[tuple[int, int]]:
    """Return where a body that is cited stands once more, as the publisher."""
    if not re.search(f"^{_BODY}$", authors):
        return []
    return [match.span() for match in re.finditer(re.escape(authors), text)]


def is_within(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Return whether a place lies within one of several."""
    return any(first <= start and end <= last for first, last in places)
