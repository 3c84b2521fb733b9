"""Put the segments and codings of a project at their places, by the reading chosen for each source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heard.refi.account import Account
from heard.refi.choosing import choose
from heard.refi.decode import Decoded
from heard.refi.evidence import Marked
from heard.refi.model import Coding, Selection
from heard.refi.positions import Counted
from heard.refi.reading import Reading, SourceReading
from heard.refi.sources import Found, Mark


@dataclass
class Placed:
    """The segments and codings in code points, and how each source was read."""

    selections: tuple[Selection, ...]
    codings: tuple[Coding, ...]
    readings: tuple[SourceReading, ...]


def place(
    found: Sequence[Found],
    codes: set[str],
    origin: str,
    named: Mapping[str, Reading],
    account: Account,
) -> Placed:
    """Return what stands at a place of a text or on a whole source; what does not is in the account."""
    readings = choose(
        [_marked(each, each.decoded) for each in found if each.decoded and each.marks], origin, named
    )
    selections: list[Selection] = []
    codings: list[Coding] = []
    for each in found:
        for selection, mark in _segments(each, readings.get(each.source.guid), account):
            selections.append(selection)
            codings += [_on(selection, coding) for coding in mark.codings]
        codings += each.codings
    known = [coding for coding in codings if coding.code_guid in codes]
    account.leave("codings", "project", "their code is not in the codebook", len(codings) - len(known))
    return Placed(tuple(selections), tuple(known), tuple(readings.values()))


def _marked(found: Found, decoded: Decoded) -> Marked:
    stated = ((mark.start, mark.end, mark.name or mark.description) for mark in found.marks)
    return Marked.of(found.source.guid, decoded, stated)


def _segments(found: Found, read: SourceReading | None, account: Account) -> list[tuple[Selection, Mark]]:
    """Return the segments of a source that are segments of its text."""
    where = f"source {found.source.guid}"
    if found.decoded is None or read is None:
        _leave(found.marks, where, "the source has no text to find them in", account)
        return []
    if read.reading is None:
        _leave(found.marks, where, _both(read), account)
        return []
    starts, ends = (
        np.array([getattr(mark, side) for mark in found.marks], dtype=np.int64) for side in ("start", "end")
    )
    spans = Counted(found.decoded).spans(starts, ends, read.reading)
    places = zip(found.marks, spans.starts.tolist(), spans.ends.tolist(), spans.inside, strict=True)
    kept = [(mark, start, end) for mark, start, end, inside in places if inside]
    lost = [mark for mark, inside in zip(found.marks, spans.inside, strict=True) if not inside]
    _leave(lost, where, "their positions are no segment of the text", account)
    return [(_selection(found, mark, start, end), mark) for mark, start, end in kept]


def _selection(found: Found, mark: Mark, start: int, end: int) -> Selection:
    return Selection(mark.guid, found.source.guid, start, end, mark.name, mark.description, mark.made)


def _on(selection: Selection, coding: Coding) -> Coding:
    return Coding(
        coding.guid,
        selection.source_guid,
        coding.code_guid,
        selection.start,
        selection.end,
        selection.guid,
        coding.user_guid,
        coding.at,
    )


def _leave(marks: Sequence[Mark], where: str, why: str, account: Account) -> None:
    account.leave("segments", where, why, len(marks))
    account.leave("codings", where, why, sum(len(mark.codings) for mark in marks))


def _both(read: SourceReading) -> str:
    """Return in words that the evidence does not choose between two readings, and which."""
    ways = " or ".join(f"{reading} ({score})" for reading, score in read.scores[:2])
    pairs = "; ".join(f"{a[0]}-{a[1]} or {b[0]}-{b[1]}" for a, b in read.examples)
    return (
        f"its positions can be read in more than one way and the evidence does not decide: {ways}, such as "
        f"{pairs}; look one up in the tool that wrote the file, and name the reading"
    )
