"""Words looked for in all texts, each place with what is said around it."""

import re
from bisect import bisect_right
from dataclasses import dataclass

import pandas as pd

from heard.analysis.context import in_context
from heard.errors import HeardError

_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n\s*")


@dataclass(frozen=True)
class Hits:
    """What a search found.

    Attributes
    ----------
    found
        The first places: text_id, position, end (code points), before, keyword, after.
    places, texts
        How many there are in all, and in how many texts.
    """

    found: pd.DataFrame
    places: int
    texts: int


def search(texts: pd.DataFrame, words: str, *, whole_words: bool = False, most: int = 300) -> Hits:
    """Look for words as they are written, whatever their case and the spaces between them.

    A part of a word finds the whole word, unless only whole words are asked for.

    Parameters
    ----------
    texts
        Columns text_id and text.
    most
        How many places are returned.

    Raises
    ------
    HeardError
        If there is nothing to look for.
    """
    pattern = _pattern(words, whole_words=whole_words)
    hits = [
        (text_id, match.start(), match.end())
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        for match in pattern.finditer(text)
    ]
    first = pd.DataFrame(hits[:most], columns=["text_id", "position", "end"])
    found = in_context(first.astype({"text_id": "str"}), texts)
    return Hits(found, len(hits), len({text_id for text_id, _, _ in hits}))


def _pattern(words: str, *, whole_words: bool) -> re.Pattern[str]:
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        raise HeardError("there is nothing to look for", where="search", fix="Type a word or more.")
    joined = r"\s+".join(parts)
    return re.compile(rf"(?<!\w){joined}(?!\w)" if whole_words else rf"\w*{joined}\w*", re.IGNORECASE)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place (code points) of the sentence or sentences that a segment lies in."""
    breaks = [(0, 0), *((match.start(), match.end()) for match in _END_OF_SENTENCE.finditer(text))]
    begins = [after for _, after in breaks]
    first = begins[bisect_right(begins, start) - 1]
    last = next((before for before, _ in breaks[1:] if before >= end), len(text.rstrip()))
    return first, max(last, end)
