"""Which words may name a person or a small place: those that no dictionary and no list here holds.

The dictionary of the library simplemma says which words are English; it holds few names, so a capitalised
word outside it is a name more often than not. Lists made for this page hold large places, public bodies, and
words of this field. An acronym is no name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from heard.release.redaction.recognisers.phrases import phrases

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_BEFORE = 12
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Word:
    """A word and its place; a possessive ending is no part of it.

    Attributes
    ----------
    text
        As written.
    start, end
        Its place, in code points.
    first
        Whether a sentence or line begins with it.
    """

    text: str
    start: int
    end: int
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals, as an acronym is, perhaps with an s after them."""
        return len(self.text) > 1 and self.text.removesuffix("s").isupper()

    @property
    def unknown(self) -> bool:
        """Whether no dictionary and no list holds it."""
        return not is_plain(self.text)


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        written = match[0]
        bare = _POSSESSIVE.sub("", written) if written[-1] in "s'’" else written
        before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip(" \t\u00a0\"'“‘(*•-–")
        first = not before or before[-1] in ".!?:;\n…"
        yield Word(bare, match.start(), match.start() + len(bare), first)


@lru_cache(maxsize=100_000)
def is_plain(word: str) -> bool:
    """Return whether dictionary or list holds a word, in whatever case; of a joined word, every part."""
    if is_listed(word) or _in_dictionary(word) or _lacks_apostrophe(word):
        return True
    parts = re.split(r"['’\-‐‑]", word)
    return len(parts) > 1 and all(is_listed(part) or len(part) < 3 or _in_dictionary(part) for part in parts)


def _lacks_apostrophe(word: str) -> bool:
    """Whether this is a plain word with an s too many, as people write "familys"."""
    stem = word.removesuffix("s")
    return stem != word and len(stem) > 3 and _in_dictionary(stem) and not is_given_name(stem)


def is_inflected(word: str) -> bool:
    """Return whether the dictionary has this word as a form of another, as "mosques" or "came" is."""
    folded = word.lower()
    return simplemma.lemmatize(folded, lang="en").lower() != folded


def _in_dictionary(word: str) -> bool:
    return simplemma.is_known(word.lower(), lang="en")


def is_listed(word: str) -> bool:
    """Return whether a word is in a list of large places, public bodies or words of this field."""
    return word.casefold() in _listed() or word.casefold().removesuffix("s") in _listed()


def is_given_name(word: str) -> bool:
    """Return whether a word of the dictionary is a given name as well; names outside it are in no list."""
    return word.casefold() in _words_in("given_names")


def is_large_place(words: str) -> bool:
    """Return whether all words name large places, or directions."""
    return all(word.casefold() in _words_in("known_places") for word in re.findall(r"\w[\w'’-]*", words))


def is_particle(word: str) -> bool:
    """Return whether a word joins the parts of a name, as "van" does."""
    return word.casefold() in _words_in("particles")


def is_closed(word: str) -> bool:
    """Return whether a word is one of those that are in no name: "the", "when", "mum"."""
    return word.casefold() in _words_in("closed_words")


def is_generic(word: str) -> bool:
    """Return whether a word makes no name of a school, home or project by itself."""
    return word.casefold().replace("’", "'") in _words_in("plain_words") or is_listed(word)


@cache
def _listed() -> frozenset[str]:
    return _words_in("known_places") | _words_in("known_bodies")


@cache
def _words_in(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for phrase in phrases(name) for word in phrase.split())
