"""From overlapping finds to details: every character that any recogniser found belongs to one detail.

Kinds with a form of their own come first, then names; among names the higher score. A find that is partly
taken keeps the rest of itself, so that resolving never shows a character that was found.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FIRST = (
    "email",
    "national_insurance",
    "pupil_number",
    "case_number",
    "nhs_number",
    "phone",
    "birth",
    "postcode",
    "address",
    "school",
    "organisation",
)


class Found(NamedTuple):
    """A find: its place in code points, the end exclusive, its kind and score."""

    start: int
    end: int
    kind: str
    score: float


def resolve(text: str, found: Iterable[Found]) -> list[Found]:
    """Return details that do not overlap and cover every letter and digit that was found, in order."""
    taken: list[Found] = []
    for find in sorted(found, key=_rank):
        taken.extend(_trimmed(text, each) for each in _left(find, taken) if _has_words(text, each))
    return sorted(taken)


def _rank(find: Found) -> tuple[int, float, int, int]:
    place = _FIRST.index(find.kind) if find.kind in _FIRST else len(_FIRST)
    return place, -find.score, find.start - find.end, find.start


def _left(find: Found, taken: Iterable[Found]) -> Iterator[Found]:
    """Give the parts of a find that none of the details taken covers."""
    start = find.start
    for other in sorted(taken):
        if other.end <= start or other.start >= find.end:
            continue
        if other.start > start:
            yield find._replace(start=start, end=other.start)
        start = other.end
    if start < find.end:
        yield find._replace(start=start)


def _has_words(text: str, find: Found) -> bool:
    return any(character.isalnum() for character in text[find.start : find.end])


def _trimmed(text: str, find: Found) -> Found:
    start, end = find.start, find.end
    while text[start].isspace() or text[start] in ",;:.–-)":
        start += 1
    while text[end - 1].isspace() or text[end - 1] in ",;:.–-(":
        end -= 1
    return find._replace(start=start, end=end)
