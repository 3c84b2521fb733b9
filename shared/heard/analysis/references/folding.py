"""Names and titles folded, so that two spellings of one are alike."""

import re
import unicodedata
from typing import NamedTuple

from heard.analysis.references.authors import ET_AL
from heard.analysis.references.words import PARTICLES

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
_LEFT_OUT = {*PARTICLES, "the"}


class Name(NamedTuple):
    """An author folded: family name, and the first letter of the given names, empty where not given."""

    family: str
    initial: str


class Names(NamedTuple):
    """A list of authors folded, and whether there are others."""

    each: tuple[Name, ...]
    others: bool


def folded(words: str) -> str:
    """Return letters and digits alone, without accents or case: "Garcia-López" is "garcialopez"."""
    lower = unicodedata.normalize("NFKD", words).casefold()
    plain = unicodedata.normalize("NFKD", lower).translate(_LETTERS)
    return "".join(character for character in plain if character.isalnum())


def folded_names(authors: str) -> Names:
    """Return the authors of a list written as in "de Weyn, P.; Rao, K.; et al.", folded.

    Particles before a family name (de, van) and "the" before an organisation's are left out.
    """
    written = [each.strip() for each in authors.split(";") if each.strip()]
    return Names(tuple(_name(each) for each in written if each != ET_AL), ET_AL in written)


def _name(author: str) -> Name:
    family, _, given = author.partition(",")
    words = family.split()
    while len(words) > 1 and words[0].casefold() in _LEFT_OUT:
        words = words[1:]
    return Name(folded(" ".join(words)), folded(given)[:1])


def folded_title(title: str) -> str:
    """Return a title folded, its subtitle after a colon: "countingthemoves:placementhistories"."""
    return ":".join(filter(None, map(folded, re.split(r":\s|[–—]", title))))


def same_title(one: str, other: str) -> bool:
    """Whether two folded titles are of one work: equal, or one is the other without its subtitle."""
    return one == other or one.startswith(f"{other}:") or other.startswith(f"{one}:")
