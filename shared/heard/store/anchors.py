"""Where a coding stands in its text, and how it is found again when the text has changed.

A place is kept by position (code points) and by its words: the words themselves and a little of what stands
before and after them. When a file is replaced and a text has changed, the words decide where the coding
stands now; where they leave a doubt, a person does (W3C Web Annotation, text position and text quote
selectors, for the idea).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from heard.errors import HeardError

_AROUND = 32  # characters kept on each side
_TELLING = 6  # words that, found once in a text, are taken to be the same words


@dataclass(frozen=True)
class Anchor:
    """A place in a text.

    Attributes
    ----------
    start, end
        Code points from 0, the end exclusive; None on both for the whole text.
    quote, before, after
        The words at the place and some on each side; empty for the whole text. Respondents' words, so not
        shown by ``repr``.
    digest
        A hash of the whole text as it was.
    """

    start: int | None
    end: int | None
    quote: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    digest: str


@dataclass(frozen=True)
class Placement:
    """A code about to be put on a place; make it with :func:`place`.

    Attributes
    ----------
    coder, coded_at, coding_id
        Empty for a new coding by whoever acts, now; given where a coding comes from elsewhere.
    """

    text_id: str
    code: str
    anchor: Anchor
    origin: str = "hand"
    coder: str = ""
    coded_at: datetime | None = None
    coding_id: str = ""


def place(
    text_id: str,
    text: str,
    code: str,
    start: int | None = None,
    end: int | None = None,
    *,
    origin: str = "hand",
    coder: str = "",
    coded_at: datetime | None = None,
    coding_id: str = "",
) -> Placement:
    """Return a code on a segment of a text, or on all of it.

    Raises
    ------
    HeardError
        If the segment is empty or not inside the text.
    """
    return Placement(text_id, code, anchor_of(text, start, end), origin, coder, coded_at, coding_id)


def anchor_of(text: str, start: int | None = None, end: int | None = None) -> Anchor:
    """Return the anchor of a segment of a text, or of all of it."""
    if start is None or end is None:
        return Anchor(None, None, "", "", "", digest_of(text))
    if not 0 <= start < end <= len(text):
        raise HeardError(
            f"characters {start} to {end} are no segment of a text of {len(text)} characters",
            fix="Select at least one character inside the text.",
        )
    return Anchor(
        start,
        end,
        text[start:end],
        text[max(0, start - _AROUND) : start],
        text[end : end + _AROUND],
        digest_of(text),
    )


def digest_of(text: str) -> str:
    """Return a hash by which a text is known to be unchanged."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def find_again(anchor: Anchor, text: str) -> Anchor | None:
    """Return where an anchor stands in a text that may have changed; None where that is not certain.

    Certain is: the text is the same; or the words stand, with what was before and after them, in just one
    place; or in just one place with one side of it; or they are six words or more and stand in just one
    place. A coding of a whole text is certain only while the text is the same.
    """
    if anchor.digest == digest_of(text):
        return anchor
    if anchor.start is None:
        return None
    places = list(_places(anchor.quote, text))
    sides = [_sides_alike(anchor, text, at) for at in places]
    for alike in (2, 1):
        certain = [at for at, found in zip(places, sides, strict=True) if found >= alike]
        if certain:
            return _there(certain, anchor, text)
    return _there(places, anchor, text) if len(anchor.quote.split()) >= _TELLING else None


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _sides_alike(anchor: Anchor, text: str, at: int) -> int:
    """Count the sides (0 to 2) on which the same words stand as before; the text's edge counts as words."""
    end = at + len(anchor.quote)
    before = text[max(0, at - len(anchor.before)) : at] == anchor.before and (anchor.before != "" or at == 0)
    after = text[end : end + len(anchor.after)] == anchor.after and (anchor.after != "" or end == len(text))
    return before + after


def _there(places: list[int], anchor: Anchor, text: str) -> Anchor | None:
    if len(places) != 1:
        return None
    (at,) = places
    return anchor_of(text, at, at + len(anchor.quote))
