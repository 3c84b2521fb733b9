"""Names of practice models in texts.

A name is looked for as whole words, case apart; a hyphen stands for a space and the other way round. An
abbreviation (FDAC) keeps its capitals. A name with a plain meaning too counts if it is written with its
capitals, at least one of them not at the beginning of a sentence, or if a context word stands in its
sentence. Where names overlap the longest counts, so a name inside a name does not.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from heard.consultation import PracticeModel

_GAP = r"[\s‐‑–-]+"
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]+s?")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")


class _Name(NamedTuple):
    model: PracticeModel
    written: str


class _Match(NamedTuple):
    start: int
    end: int
    code: str


def find_models(texts: pd.DataFrame, models: Sequence[PracticeModel]) -> pd.DataFrame:
    """Return every place where a text names a practice model.

    Parameters
    ----------
    texts
        Columns text_id and text.
    models
        The dictionary.

    Returns
    -------
    Columns text_id, code, position and end (of the name in the text), in the order of texts.
    """
    finder = _Finder(models)
    found = [
        (text_id, match.code, match.start, match.end)
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        for match in finder.matches(text)
    ]
    frame = pd.DataFrame(found, columns=["text_id", "code", "position", "end"])
    return frame.astype({"text_id": "str", "code": "str", "position": "int64", "end": "int64"})


class _Finder:
    """The dictionary made ready: one pattern for all names, the longest first."""

    def __init__(self, models: Sequence[PracticeModel]) -> None:
        self._names = {_key(name): _Name(model, name) for model in models for name in model.names}
        longest_first = sorted(self._names, key=lambda key: (-len(key), key))
        either = "|".join(_pattern(key) for key in longest_first) or r"(?!)"
        # Looking ahead finds names that begin inside another; `lower` spares the slower IGNORECASE.
        self._pattern = re.compile(rf"(?<!\w)(?=({either})(?!\w))")
        self._context = {
            model.code: re.compile(
                rf"(?<!\w)(?:{'|'.join(_pattern(_key(word)) for word in model.context)})(?!\w)"
            )
            for model in models
            if model.ambiguous
        }

    def matches(self, text: str) -> list[_Match]:
        """Return the names in a text, in its order; none overlaps another."""
        lower = _lower(text)
        candidates = []
        for found in self._pattern.finditer(lower):
            name = self._names[_key(found[1])]
            start, end = found.span(1)
            if self._is_meant(name, text, lower, start, end):
                candidates.append(_Match(start, end, name.model.code))
        return _longest(candidates) if len(candidates) > 1 else candidates

    def _is_meant(self, name: _Name, text: str, lower: str, start: int, end: int) -> bool:
        written = text[start:end]
        if _ABBREVIATION.fullmatch(name.written):
            return written == name.written
        if not name.model.ambiguous:
            return True
        first, last = _sentence(text, start, end)
        if _has_capitals(written, name.written, at_beginning=not text[first:start].strip(" \t\"'“‘(")):
            return True
        return self._context[name.model.code].search(lower, first, last) is not None


def _lower(text: str) -> str:
    # A few letters grow when lowered; then places would shift, so each is lowered only if it stays one.
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _key(name: str) -> str:
    return " ".join(part for part in re.split(_GAP, name.lower().replace("’", "'")) if part)


def _pattern(key: str) -> str:
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
