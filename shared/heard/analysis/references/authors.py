"""Authors before a year: the patterns they are written in, and whether a capitalised word is one at all.

A person is written surname first (Okafor, T.), initials first (T. Okafor), by a full name or by the surname
alone. An organisation is known by a word of its name (Institute, Department).
"""

import re
from typing import NamedTuple

from heard.analysis.references.words import (
    LAWS,
    NOT_NAMES,
    ORGANISATIONS,
    PARTICLES,
    THINGS,
    TIMES_AND_PLACES,
)

ET_AL = "et al."
_UPPER = "".join(chr(code) for code in (*range(0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_NO_NAME = rf"(?!(?i:{'|'.join(map(re.escape, sorted(NOT_NAMES)))})\b)"
_BODY = "|".join(form for word in sorted(ORGANISATIONS) for form in (word.title(), word.upper()))

CAPITALISED = rf"[{_UPPER}][^\W\d_]*(?:['’‐-][^\W\d_]+)*"
_PARTICLE = rf"(?:(?i:{'|'.join(sorted(PARTICLES))})\s)"
_NAME = rf"{_PARTICLE}{{0,3}}{_NO_NAME}{CAPITALISED}"
_INITIALS = rf"[{_UPPER}]\.(?:[ ]?-?[{_UPPER}]\.){{0,4}}"
_LETTERS = rf"(?:{_INITIALS}|[{_UPPER}]{{1,2}}\b(?!['’.]))"
_SURNAME_FIRST = rf"{_NAME}(?:\s{CAPITALISED})?,\s{_LETTERS}"
_INITIALS_FIRST = rf"{_INITIALS}\s?{_NAME}"
_WITHOUT_COMMA = rf"{_NAME}\s(?!UK|US|EU|GB|NI)[{_UPPER}]{{1,2}}\b"
_OF = rf"\s(?:of|for|on|in)(?:\sthe)?(?:\s{CAPITALISED}){{1,4}}"
_THINGS = "|".join(sorted(map(str.title, THINGS)))
_AND_THINGS = rf"(?:,(?:\s{CAPITALISED}){{1,2}})?,?\s(?:and|&)\s(?:{CAPITALISED}\s)?(?:{_THINGS})\b"
_ORGANISATION = (
    rf"{_NO_NAME}(?:{CAPITALISED}\s){{0,5}}(?:Barnardo['’]s|(?:{_BODY})\b(?![-‐]))"
    rf"(?:\s{CAPITALISED}){{0,3}}(?:{_OF}){{0,2}}(?:{_AND_THINGS})?"
)
_FULL_NAME = rf"(?!{_PARTICLE}){_NO_NAME}{CAPITALISED}\s{_NAME}"
_PLAIN = rf"(?>{_ORGANISATION}|{_INITIALS_FIRST}|{_FULL_NAME}|{_NAME})"
_WITH_INITIALS = rf"(?>{_SURNAME_FIRST}|{_INITIALS_FIRST}|{_ORGANISATION})"
_AND = r"(?:,?\s(?:and|&)\s)"
_SEPARATOR = rf"(?:{_AND}|[,;]\s)"
_OTHERS = r"(?:,?\s(?:et\.?\sal\b\.?|(?:and|&)\s(?:colleagues|others)\b))"

# Lists of authors. Plain names in a row are a list only with an "and" or an "et al." at their end.
LIST_WITH_INITIALS = rf"{_WITH_INITIALS}(?:{_SEPARATOR}{_WITH_INITIALS}){{0,15}}{_OTHERS}?"
_FURTHER = rf"(?:(?:{_AND}|,\s){_WITHOUT_COMMA})"
LIST_WITHOUT_COMMAS = rf"{_WITHOUT_COMMA}{_FURTHER}{{0,15}}{_OTHERS}?"
SEVERAL_WITHOUT_COMMAS = rf"{_WITHOUT_COMMA}{_FURTHER}{{1,15}}{_OTHERS}?"
LIST = (
    rf"(?:(?={_SURNAME_FIRST}|{_INITIALS_FIRST}){LIST_WITH_INITIALS}"
    rf"|{_PLAIN}(?:,\s{_PLAIN}){{0,15}}(?:{_AND}{_PLAIN}{_OTHERS}?|{_OTHERS})|{_PLAIN})(?:(?<=s)['’])?"
)

_EACH = re.compile(
    rf"(?P<first>{_SURNAME_FIRST})|(?P<initials>{_INITIALS_FIRST})|(?P<body>{_ORGANISATION})"
    rf"|(?P<full>{_FULL_NAME})|(?P<name>{_NAME})"
)
_EACH_WITHOUT_COMMA = re.compile(rf"(?P<letters>{_WITHOUT_COMMA})")
_HAS_OTHERS = re.compile(rf"{_OTHERS}['’]?$")
_HAS_PARTICLE = re.compile(rf"\s{_PARTICLE}")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Author(NamedTuple):
    """One author: as tables show it ("Okafor, T.", "Greenway Trust"), and which pattern it was read by."""

    written: str
    sort: str

    @property
    def words(self) -> list[str]:
        """The words of the surname or of the organisation, in lower case."""
        return self.written.partition(",")[0].lower().split()


def read_authors(written: str, *, commas: bool = True) -> list[Author]:
    """Return the authors of a list as it stands in a text; the last is "et al." where there are others.

    Parameters
    ----------
    commas
        Whether commas stand between surnames and initials, as everywhere but in numbered lists.
    """
    others = _HAS_OTHERS.search(written)
    pattern = _EACH if commas else _EACH_WITHOUT_COMMA
    each = [_author(found) for found in pattern.finditer(written[: others.start()] if others else written)]
    return each + [Author(ET_AL, "others")] * bool(others)


def _author(found: re.Match[str]) -> Author:
    sort, words = str(found.lastgroup), " ".join(found[0].split())
    if sort != "body":
        words = _POSSESSIVE.sub("", words)
    if sort == "first":
        surname, _, given = words.partition(", ")
        return Author(f"{surname}, {_spread(given)}", sort)
    if sort == "initials":
        given = re.match(_INITIALS, words)[0]  # type: ignore[index]
        return Author(f"{words[len(given) :].strip()}, {_spread(given)}", sort)
    if sort == "letters":
        surname, _, given = words.rpartition(" ")
        return Author(f"{surname}, {_spread(given)}", sort)
    if sort == "full":
        given, _, surname = words.partition(" ")
        return Author(f"{surname}, {given}", "particle" if _HAS_PARTICLE.match(words, len(given)) else sort)
    return Author(words, sort)


def _spread(initials: str) -> str:
    """Return initials with a full stop each: "AB" is "A. B."."""
    return re.sub(r"\s-", "-", " ".join(f"{each}." for each in re.findall(rf"-?[{_UPPER}]", initials)))


def is_nobody(authors: list[Author]) -> bool:
    """Whether names are those of laws, dates or places: "Children Act", "May", "England and Wales"."""
    if authors[0].sort in ("first", "initials", "letters"):
        return False
    names = [each.words for each in authors if each.sort != "others"]
    dates = [each.sort != "body" and bool(TIMES_AND_PLACES.intersection(each.words)) for each in authors]
    return names[-1][-1] in LAWS or (len(names) == len(authors) and all(dates))


def are_authors(authors: list[Author]) -> bool:
    """Whether names are surely those of authors, and not of documents, services, roles or programmes."""
    last = next(each for each in reversed(authors) if each.sort != "others")
    if last.sort in ("first", "initials", "letters", "particle"):
        return True
    if last.sort == "body":
        return len(last.words) > 1 or last.words[0] not in ORGANISATIONS
    return last.words[-1] not in THINGS and (len(authors) > 1 or last.sort == "name")
