"""Names of a dictionary in texts.

A name is looked for as whole words, case apart; a hyphen stands for a space and the other way round. An
abbreviation (FDAC) keeps its capitals. A pattern is looked for as whole words too, case apart. A name with a
plain meaning too counts if it is written with its capitals, at least one of them not at the beginning of a
sentence, or if a context word stands in its sentence; a pattern has no capitals, so it needs the context
word. Where names overlap the longest counts, so a name inside a name does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from heard.consultation import DictionaryEntry

_GAP = r"[\s‐‑–-]+"
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]+s?")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
_NOTHING = r"(?!)"


class _Name(NamedTuple):
    entry: DictionaryEntry
    written: str


class _Match(NamedTuple):
    start: int
    end: int
    code: str


def find_entries(texts: pd.DataFrame, entries: Sequence[DictionaryEntry]) -> pd.DataFrame:
    """Return every place where a text names an entry of a dictionary.

    Parameters
    ----------
    texts
        Columns text_id and text.
    entries
        The dictionary.

    Returns
    -------
    Columns text_id, code, position and end (of the name in the text), in the order of texts.
    """
    finder = _Finder(entries)
    found = [
        (text_id, match.code, match.start, match.end)
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        for match in finder.matches(text)
    ]
    frame = pd.DataFrame(found, columns=["text_id", "code", "position", "end"])
    return frame.astype({"text_id": "str", "code": "str", "position": "int64", "end": "int64"})


class _Finder:
    """The dictionary made ready: one expression for all names and one for where any pattern begins."""

    def __init__(self, entries: Sequence[DictionaryEntry]) -> None:
        self._names = {_key(name): _Name(entry, name) for entry in entries for name in entry.names}
        # Looking ahead finds names that begin inside another; `lower` spares the slower IGNORECASE.
        self._any_name = re.compile(rf"(?<!\w)(?=({_either(self._names)})(?!\w))")
        self._patterns = [
            (entry, re.compile(_whole_words(pattern), _case_apart(pattern)))
            for entry in entries
            for pattern in entry.patterns
        ]
        every = "|".join(f"(?:{pattern})" for entry in entries for pattern in entry.patterns) or _NOTHING
        self._any_pattern = re.compile(rf"(?={_whole_words(every)})", _case_apart(every))
        self._context = {
            entry.code: re.compile(_whole_words("|".join(_expression(_key(word)) for word in entry.context)))
            for entry in entries
            if entry.ambiguous
        }

    def matches(self, text: str) -> list[_Match]:
        """Return the names in a text, in its order; none overlaps another."""
        lower = _lower(text)
        candidates = [*self._named(text, lower), *self._like_a_pattern(text, lower)]
        return _longest(candidates) if len(candidates) > 1 else candidates

    def _named(self, text: str, lower: str) -> Iterator[_Match]:
        for found in self._any_name.finditer(lower):
            entry, name = self._names[_key(found[1])]
            start, end = found.span(1)
            if self._is_meant(entry, name, text, lower, start, end):
                yield _Match(start, end, entry.code)

    def _like_a_pattern(self, text: str, lower: str) -> Iterator[_Match]:
        for begins in self._any_pattern.finditer(lower):
            for entry, pattern in self._patterns:
                found = pattern.match(lower, begins.start())
                if found and found.end() > found.start():
                    start, end = found.span()
                    if not entry.ambiguous or self._has_context(entry, text, lower, start, end):
                        yield _Match(start, end, entry.code)

    def _is_meant(
        self, entry: DictionaryEntry, name: str, text: str, lower: str, start: int, end: int
    ) -> bool:
        written = text[start:end]
        if _ABBREVIATION.fullmatch(name):
            return written == name
        if not entry.ambiguous:
            return True
        first, _ = _sentence(text, start, end)
        if _has_capitals(written, name, at_beginning=not text[first:start].strip(" \t\"'“‘(")):
            return True
        return self._has_context(entry, text, lower, start, end)

    def _has_context(self, entry: DictionaryEntry, text: str, lower: str, start: int, end: int) -> bool:
        first, last = _sentence(text, start, end)
        return self._context[entry.code].search(lower, first, last) is not None


def _whole_words(expression: str) -> str:
    return rf"(?<!\w)(?:{expression})(?!\w)"


def _case_apart(pattern: str) -> re.RegexFlag:
    # Texts are in lower case by then, so only a pattern with capitals in it needs the flag, which is slow.
    return re.NOFLAG if pattern == pattern.lower() else re.IGNORECASE


def _either(keys: Iterable[str]) -> str:
    """Return an expression for any of the names, longer ones first, those of one first letter together.

    Python tries the alternatives one after the other at every word: of a few hundred names, all but those of
    the word's first letter are passed over together.
    """
    longest_first = sorted(keys, key=lambda key: (key[0], -len(key), key))
    by_letter = [
        f"{_expression(letter)}(?:{'|'.join(_expression(key[1:]) for key in same)})"
        for letter, same in groupby(longest_first, key=lambda key: key[0])
    ]
    return "|".join(by_letter) or _NOTHING


def _lower(text: str) -> str:
    # A few letters grow when lowered; then places would shift, so each is lowered only if it stays one.
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _key(name: str) -> str:
    return " ".join(part for part in re.split(_GAP, name.lower().replace("’", "'")) if part)


def _expression(key: str) -> str:
    return _GAP.join(re.escape(part).replace("'", "['’]") for part in key.split(" "))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    first = max((mark.end() for mark in _SENTENCE_END.finditer(text, 0, start)), default=0)
    after = _SENTENCE_END.search(text, end)
    return first, after.start() if after else len(text)


def _has_capitals(written: str, name: str, *, at_beginning: bool) -> bool:
    """Whether each capitalised word of a name is written so, one of them not for beginning a sentence."""
    pairs = list(zip(re.split(_GAP, written), re.split(_GAP, name), strict=True))
    capitals = [place for place, (_, asked) in enumerate(pairs) if asked[:1].isupper()]
    told = [place for place in capitals if place > 0 or not at_beginning]
    return bool(told) and all(pairs[place][0] == pairs[place][1] for place in capitals)


def _longest(candidates: Iterable[_Match]) -> list[_Match]:
    """Return matches that do not overlap, longer ones first chosen, in the order of the text."""
    chosen: list[_Match] = []
    for match in sorted(candidates, key=lambda each: (each.start - each.end, each.start)):
        if all(match.end <= other.start or match.start >= other.end for other in chosen):
            chosen.append(match)
    return sorted(chosen)
