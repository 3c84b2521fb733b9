"""References in texts: DOIs, web addresses, authors with a year, and titles in quotation marks."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from heard.analysis.references.authors import (
    CAPITALISED,
    LIST,
    LIST_WITH_INITIALS,
    LIST_WITHOUT_COMMAS,
    SEVERAL_WITHOUT_COMMAS,
    Author,
    are_authors,
    is_nobody,
    read_authors,
)
from heard.analysis.references.links import Link, links_in
from heard.analysis.references.words import NOT_NAMES, WORKS

DOI, URL, AUTHOR_YEAR, TITLE = "doi", "url", "author-year", "title"
NAME_YEAR = "name-year"  # may be no reference

_YEAR = r"(?:18[5-9]|19\d|20\d)\d[a-z]?(?![\w%])(?!\s?[-–—/]\s?\d)"
_YEARS = rf"{_YEAR}(?:[;,]\s?{_YEAR}){{0,4}}"
_PAGES = r"(?:[,:]\s?(?:pp?\.?\s?)?\d[\d–-]*)?"
_HAS_YEAR = re.compile(_YEAR)
_START = r"(?<![\w.'’-])"
_NAMED = re.compile(
    rf"{_START}(?:(?P<several>{SEVERAL_WITHOUT_COMMAS})|(?P<authors>{LIST}))"
    rf"(?:\s(?:\([Ee]ds?\.?\)\s)?[(\[](?P<inside>{_YEARS}){_PAGES}[)\]]"
    rf"|(?P<comma>,?)\s(?P<bare>{_YEARS}))"
)
_TITLE_FIRST = re.compile(
    rf"{_START}(?P<authors>{LIST_WITH_INITIALS}):\s(?P<title>['‘\"“]?[^\W_a-z](?:[^()\n.]|\.(?!\s)){{4,200}}?)"
    rf"\s[(\[](?P<year>{_YEAR})[)\]]"
)
_NUMBERED = re.compile(
    rf"{_START}(?P<authors>{LIST_WITHOUT_COMMAS})\.\s(?P<title>[^\W_a-z][^\n.?]{{4,200}}\??)\.?"
    rf"\s[^\n()]{{0,80}}?(?P<year>{_YEAR})"
)
_QUOTED_NEXT = re.compile(
    r"[.,:]?\s(?:['‘]([^\n\"“”‘]{2,250}?)['’](?=[,.;:)\]\s]|$)(?!\s(?!in\b|by\b)[a-z])"
    r"|[\"“]([^\"“”\n]{2,250})[\"”])"
)
_PLAIN_NEXT = re.compile(r"[.,:]?\s([^\W_a-z][^\n.?!]{4,200}(?:\?|(?=[.!\n]|$)))")
_PUBLISHED_IN = re.compile(
    rf",[ ](?:in:?[ ])?{CAPITALISED}(?:[ ](?:of|and|the|for|in|on|&|{CAPITALISED})(?![\w'’])){{0,9}}"
)
_QUOTED = re.compile(r"(?<!\w)\"(?=[^\W_a-z])([^\"\n]{2,250})\"(?!\w)|“(?=[^\W_a-z])([^“”\n]{2,250})”")
# What begins as people speak, a whole sentence, or a single word.
_SPEECH = re.compile(r"^(?:I|We|You|They|He|She|It|My|Our|Your)(?:['’]\w+)?\s|[.,!]$|^\W*\w+\W*$")
_BY = re.compile(r"(?:,|\sby)?\s\(?")
_LEADS_TO_LINK = re.compile(
    r"[^\n]{0,150}\b(?:available (?:at|from|online)|retrieved from|online at)[ :<]{0,3}", re.IGNORECASE
)
_NEAR = 150  # characters between a title and its DOI: the journal, its number and pages
_NEXT_TO = re.compile(r"[ .,;:(<\[]{0,5}")
_BEFORE = re.compile(rf"(?:\bvs?\.?|\bRe|(?P<capitalised>{CAPITALISED}))\s$")
_TITLE_BEFORE = re.compile(r"\b(?:Prof(?:essor)?|Dr|Sir|Dame|Lord|Lady|Baroness)\.?\s$")
_LONGEST_BRACKET = 200  # characters
_WORK_SOON = re.compile(rf"\s(?:\w+\s){{0,2}}(?:{'|'.join(sorted(WORKS))})\b")


class _Place(NamedTuple):
    position: int
    end: int
    form: str
    doi: str = ""
    url: str = ""
    authors: str = ""
    year: str = ""
    title: str = ""


def find_references(texts: pd.DataFrame) -> pd.DataFrame:
    """Return every place where a text cites a work.

    Parameters
    ----------
    texts
        Columns text_id and text.

    Returns
    -------
    Columns text_id, position, end (of the place in the text), form, and what is written there, each empty
    where it is not: doi, url, authors (family names with initials if given, "; " between, "et al." last if
    there are others), year (with its letter), title. A link beside a reference is part of its place. Sorted
    by text and position.

    The forms are ``doi``, ``url``, ``author-year``, ``title`` (in quotation marks, without an author beside
    it) and ``name-year``: a surname and a year without brackets ("Carrow 2013", as in "I met Sarah 2019"),
    or a name that may be a document's or a programme's ("the Munro Review (2011)", then without authors).
    """
    rows = [
        (text_id, *place)
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        for place in _places(text)
    ]
    frame = pd.DataFrame(rows, columns=["text_id", *_Place._fields]).astype(
        {name: "int64" if name in ("position", "end") else "str" for name in ("text_id", *_Place._fields)}
    )
    return frame.sort_values(["text_id", "position"], ignore_index=True)


def _places(text: str) -> list[_Place]:
    places: list[_Place] = []
    if _HAS_YEAR.search(text):
        for found in (_titled(text, _TITLE_FIRST, commas=True), _titled(text, _NUMBERED, commas=False)):
            places += _apart(places, found)
        places += _apart(places, _named(text))
    quoted = [
        (match.start(), match.end(), match[1] or match[2])
        for match in (_QUOTED.finditer(text) if '"' in text or "“" in text else ())
    ]
    places = sorted(_with_title_before(text, place, quoted) for place in places)
    links = list(links_in(text))
    until = [*(place.position for place in places), len(text)][1:]
    places = [
        _with_link(text, place, [link for link in links if place.end <= link.position < next_one])
        for place, next_one in zip(places, until, strict=True)
    ]
    titles = (
        _Place(start, end, TITLE, title=_flat(words))
        for start, end, words in quoted
        if not _SPEECH.search(words)
    )
    places += _apart(places, titles)
    bare = (_Place(each.position, each.end, DOI if each.doi else URL, each.doi, each.url) for each in links)
    return places + list(_apart([place for place in places if place.form != TITLE], bare))


def _apart(places: Iterable[_Place], more: Iterable[_Place]) -> Iterator[_Place]:
    """Yield the further places that overlap none of those there are."""
    spans = [(place.position, place.end) for place in places]
    for place in more:
        if all(place.end <= start or place.position >= end for start, end in spans):
            yield place


def _titled(text: str, pattern: re.Pattern[str], *, commas: bool) -> Iterator[_Place]:
    """Yield references with the title between authors and year."""
    for found in pattern.finditer(text):
        authors = read_authors(found["authors"], commas=commas)
        if are_authors(authors):
            title = _flat(found["title"].strip("'‘’\"“”"))
            yield _Place(
                *found.span(), AUTHOR_YEAR, authors=_written(authors), year=found["year"], title=title
            )


def _named(text: str) -> Iterator[_Place]:
    """Yield references with the year right after the authors, and the title after it if it is written."""
    for found in _NAMED.finditer(text):
        authors = read_authors(found["several"] or found["authors"], commas=not found["several"])
        inside = found["inside"] is not None or _is_enclosed(text, found.start())
        window = (max(found.start() - 40, 0), found.start())
        before = _BEFORE.search(text, *window)
        if is_nobody(authors) or (before and not before["capitalised"]):
            continue
        goes_on = before and _goes_on(before["capitalised"], authors[0])
        if not goes_on and (are_authors(authors) or _TITLE_BEFORE.search(text, *window)):
            yield from _with_years(text, found, authors, inside)
        elif inside:
            # A full name is told from a programme's by others who cite its surname and year.
            written = _written(authors) if authors[-1].sort == "full" and not goes_on else ""
            year = (found["inside"] or found["bare"])[:4]
            yield _Place(*found.span(), NAME_YEAR, authors=written, year=year)


def _is_enclosed(text: str, start: int) -> bool:
    before = text[max(start - _LONGEST_BRACKET, 0) : start]
    return before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")


def _goes_on(capitalised: str, author: Author) -> bool:
    """Whether the capitalised word before a name belongs to it: then it is a part of a longer name."""
    return capitalised.lower() not in NOT_NAMES and author.sort in ("name", "full", "body")


def _form_without_brackets(text: str, found: re.Match[str], authors: list[Author]) -> str:
    """Return the form of names and a year without any brackets, empty if they are no reference."""
    if found["authors"] and found["authors"].endswith(("'s", "’s")) and authors[-1].sort != "body":
        return NAME_YEAR if _WORK_SOON.match(text, found.end()) else ""
    if len(authors) > 1 or authors[0].sort != "name":
        return AUTHOR_YEAR
    return "" if found["comma"] or authors[0].written.isupper() else NAME_YEAR


def _with_years(text: str, found: re.Match[str], authors: list[Author], inside: bool) -> Iterator[_Place]:
    """Yield a place for each year; the names belong to the first."""
    years = list(_HAS_YEAR.finditer(text, *found.span("inside" if found["inside"] else "bare")))
    written = _written(authors)
    if not inside:
        # Without brackets a comma and a year may be the sentence's own: "Stein 2006, 2012 was".
        if form := _form_without_brackets(text, found, authors):
            yield _Place(found.start(), years[0].end(), form, authors=written, year=years[0][0])
    elif len(years) == 1:
        title, end = _title_after(text, found, authors) if found["inside"] else ("", years[0].end())
        yield _Place(found.start(), end, AUTHOR_YEAR, authors=written, year=years[0][0], title=title)
    else:
        for number, year in enumerate(years):
            start = year.start() if number else found.start()
            yield _Place(start, year.end(), AUTHOR_YEAR, authors=written, year=year[0])


def _title_after(text: str, found: re.Match[str], authors: list[Author]) -> tuple[str, int]:
    """Return the title that stands after a year in brackets, and where the reference ends."""
    # After a surname alone, what stands in quotation marks is what the author said.
    if authors[0].sort not in ("first", "initials", "letters", "body"):
        return "", found.end()
    if quoted := _QUOTED_NEXT.match(text, found.end()):
        published = _PUBLISHED_IN.match(text, quoted.end())
        return _flat(quoted[1] or quoted[2]), (published or quoted).end()
    plain = _PLAIN_NEXT.match(text, found.end()) if authors[0].sort != "body" else None
    return (_flat(plain[1]), plain.end()) if plain and " " in plain[1] else ("", found.end())


def _with_title_before(text: str, place: _Place, quoted: list[tuple[int, int, str]]) -> _Place:
    """Return a reference with the title in quotation marks that stands right before its authors."""
    for start, end, title in quoted:
        if not place.title and place.authors and _BY.fullmatch(text, end, max(end, place.position)):
            return place._replace(position=start, title=_flat(title))
    return place


def _with_link(text: str, place: _Place, links: list[Link]) -> _Place:
    """Return a reference with the first of the links after it, if that stands beside it or is led up to."""
    if not (links and place.authors):
        return place
    first, gap = links[0], text[place.end : links[0].position]
    near = first.doi and len(gap) < _NEAR and "\n" not in gap
    if _NEXT_TO.fullmatch(gap) or (place.title and (near or _LEADS_TO_LINK.fullmatch(gap))):
        return place._replace(end=first.end, doi=first.doi, url=first.url)
    return place


def _written(authors: list[Author]) -> str:
    return "; ".join(author.written for author in authors)


def _flat(words: str) -> str:
    return " ".join(words.split())
