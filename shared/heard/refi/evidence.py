"""What speaks for a reading of a source's positions: people mark whole words, and some tools store the words.

Each distinct segment gives points: 2 if it stands between word boundaries (no letter or digit before or
behind it, no white space at either end), -4 if it cuts a word, -10 if it is no segment of the text, else -1;
and 6 more if it holds the words that the file stores beside it, 3 if it begins with them. Points are meant as
natural logarithms of how much more often that is seen in a right reading than in a wrong one, on the cautious
side; docs/methods/exchange.md compares them with a real project.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from heard.refi.decode import Decoded
from heard.refi.positions import Counted, Numbers, Spans
from heard.refi.reading import Reading, Score

ON_WORDS, FAIR, CUT, OUTSIDE = 2, -1, -4, -10
QUOTED, BEGUN = 6, 3
_FEW = 3
"""Stored words of fewer characters say nothing."""
# Scripts that are written without spaces: where a word ends cannot be seen from its letters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Marked:
    """The distinct segments that a file states for one source, with the words stored beside each.

    ``times`` says how many selections mark each: a segment with four codes is one piece of evidence.
    """

    source_guid: str
    decoded: Decoded
    starts: Numbers
    ends: Numbers
    excerpts: tuple[str, ...]
    times: tuple[int, ...]
    counted: Counted = field(repr=False)

    @classmethod
    def of(cls, guid: str, decoded: Decoded, stated: Iterable[tuple[int, int, str]]) -> "Marked":
        """Return the distinct ones of some (start, end, stored words)."""
        times: dict[tuple[int, int, str], int] = {}
        for each in stated:
            times[each] = times.get(each, 0) + 1
        starts, ends = (np.array([each[side] for each in times], dtype=np.int64) for side in (0, 1))
        excerpts = tuple(" ".join(each[2].split()) for each in times)
        return cls(guid, decoded, starts, ends, excerpts, tuple(times.values()), Counted(decoded))

    def spans(self, reading: Reading) -> Spans:
        """Return the segments by a reading."""
        return self.counted.spans(self.starts, self.ends, reading)


def weigh(marked: Marked, spans: Spans) -> Score:
    """Return what speaks for some segments of a text."""
    text = marked.decoded.text
    points = on_words = uncut = quoted = outside = 0
    rows = zip(
        spans.starts.tolist(), spans.ends.tolist(), spans.inside, marked.excerpts, marked.times, strict=True
    )
    for start, end, inside, excerpt, times in rows:
        fit = _fit(text, start, end) if inside else OUTSIDE
        told = _told(text[start:end], excerpt) if inside and len(excerpt) >= _FEW else 0
        points += fit + told
        on_words += times * (fit == ON_WORDS)
        uncut += times * (fit >= FAIR)
        quoted += times * (told > 0)
        outside += times * (fit == OUTSIDE)
    return Score(points, sum(marked.times), on_words, uncut, quoted, outside)


def _fit(text: str, start: int, end: int) -> int:
    before = start > 0 and _is_of_word(text[start - 1])
    behind = end < len(text) and _is_of_word(text[end])
    first, last = text[start], text[end - 1]
    if (before and _is_of_word(first)) or (behind and _is_of_word(last)):
        return CUT
    return FAIR if before or behind or first.isspace() or last.isspace() else ON_WORDS


def _is_of_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    is_letter = character.isalnum() or unicodedata.category(character).startswith("M")
    return is_letter and not _UNSPACED.match(character)


def _told(segment: str, excerpt: str) -> int:
    """Return the points for stored words; a beginning may end in dots."""
    words = " ".join(segment.split())
    if words == excerpt:
        return QUOTED
    begun = excerpt.rstrip(".…")
    return BEGUN if len(begun) >= _FEW and words.startswith(begun) else 0
