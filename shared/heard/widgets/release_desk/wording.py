"""What is hidden in a quotation, and the wording that results; places count from where it starts."""

from collections.abc import Iterable, Sequence

from heard.store import Hidden

BY_HAND = "hand"
_REPLACEMENT = "[…]"
Piece = tuple[str, Hidden | None]


def pieces_of(original: str, hidden: Sequence[Hidden]) -> list[Piece]:
    """Return the wording in pieces: words as they were said, and replacements with what they stand for."""
    pieces: list[Piece] = []
    at = 0
    for each in hidden:
        pieces += [(original[at : each.start], None), (each.replacement, each)]
        at = each.end
    return [piece for piece in [*pieces, (original[at:], None)] if piece[0]]


def words_of(original: str, hidden: Sequence[Hidden]) -> str:
    """Return the wording on one line: a run of spaces and line ends is one space."""
    return " ".join("".join(words for words, _ in pieces_of(original, hidden)).split())


def hide(hidden: Iterable[Hidden], start: int, end: int) -> tuple[Hidden, ...]:
    """Hide some characters more; a hidden place that is partly among them becomes one with them."""
    touched = [each for each in hidden if each.start < end and start < each.end]
    apart = [each for each in hidden if each not in touched]
    whole = Hidden(
        min([start, *(each.start for each in touched)]),
        max([end, *(each.end for each in touched)]),
        _REPLACEMENT,
        BY_HAND,
    )
    return tuple(sorted([*apart, whole], key=lambda each: each.start))


def show(hidden: Iterable[Hidden], start: int, end: int) -> tuple[Hidden, ...]:
    """Show again whatever is hidden at these characters; an empty stretch means the place that it is in."""
    if start == end:
        return tuple(each for each in hidden if not each.start <= start <= each.end)
    return tuple(each for each in hidden if not (each.start < end and start < each.end))


def within(details: Iterable[Hidden], start: int, end: int) -> tuple[Hidden, ...]:
    """Return what is hidden in a text as it is hidden in a part of it, cut at the part's ends."""
    return tuple(
        Hidden(max(each.start, start) - start, min(each.end, end) - start, each.replacement, each.kind)
        for each in details
        if each.start < end and start < each.end
    )
