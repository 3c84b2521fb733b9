"""Choose the reading of each source's positions by the evidence, or say that two which differ score alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heard.refi.evidence import Marked, weigh
from heard.refi.reading import READINGS, STANDARD, Reading, Score, SourceReading

LEAD = 3
"""By how many points the best reading must lead every one that differs: some twenty times likelier."""
LARGE_LEAD = 12
"""A source whose lead is smaller is not read against the evidence of all sources together."""
OURS = "Heard"
"""The origin of files written here, which keep to the standard."""
EVERY_SOURCE = ""
_EXAMPLES = 3


@dataclass(frozen=True)
class _Way:
    """Readings that give a source the same segments, and what speaks for them."""

    readings: frozenset[Reading]
    score: Score

    @property
    def first(self) -> Reading:
        return min(self.readings)


def choose(sources: Sequence[Marked], origin: str, named: Mapping[str, Reading]) -> dict[str, SourceReading]:
    """Return how to read each source, by its identifier.

    Parameters
    ----------
    sources
        The sources of one project that have selections.
    origin
        What the project says of the tool that wrote it.
    named
        Readings that a person has chosen, by the source's identifier, or by "" for all of them.
    """
    ways = {marked.source_guid: _ways(marked) for marked in sources}
    together = _together(list(ways.values()))
    ours = STANDARD if origin.split(" ")[0] == OURS else None
    chosen = {}
    for marked in sources:
        own = ways[marked.source_guid]
        told = named.get(marked.source_guid, named.get(EVERY_SOURCE))
        if told or ours:
            way = next(way for way in own if (told or STANDARD) in way.readings)
            chosen[marked.source_guid] = _said(marked, own, way, "named" if told else "origin", told or ours)
        else:
            way_chosen, basis = _decide(own, together)
            chosen[marked.source_guid] = _said(marked, own, way_chosen, basis)
    return chosen


def _ways(marked: Marked) -> list[_Way]:
    """Return the different ways to read a source, the likeliest first."""
    keys: dict[Reading, bytes] = {}
    scores: dict[bytes, Score] = {}
    for reading in marked.counted.plausible():
        spans = marked.spans(reading)
        keys[reading] = spans.key
        if spans.key not in scores:
            scores[spans.key] = weigh(marked, spans)
    members: dict[bytes, set[Reading]] = {key: set() for key in scores}
    for reading in READINGS:
        members[keys[marked.counted.plain(reading)]].add(reading)
    ways = [_Way(frozenset(members[key]), score) for key, score in scores.items()]
    return sorted(ways, key=lambda way: (-way.score.points, way.first))


def _together(ways: list[list[_Way]]) -> dict[Reading, Score]:
    """Return what all sources of a project say of each reading: one tool wrote them."""
    total = dict.fromkeys(READINGS, Score())
    for own in ways:
        for way in own:
            for reading in way.readings:
                total[reading] += way.score
    return total


def _decide(own: list[_Way], together: Mapping[Reading, Score]) -> tuple[_Way | None, str]:
    """Return the way to read a source, if one leads, and on what basis."""
    if len(own) == 1:
        return own[0], "same"
    lead = _lead([(way, way.score) for way in own])
    pooled = sorted(
        ((way, max((together[reading] for reading in way.readings), key=_points)) for way in own),
        key=lambda pair: -pair[1].points,
    )
    common = pooled[0][0] if _lead(pooled) >= LEAD else None
    if lead >= LARGE_LEAD or (lead >= LEAD and common in (None, own[0])):
        return own[0], "evidence"
    if lead >= LEAD or common is None:
        return None, "undecided"
    return common, "project"


def _points(score: Score) -> int:
    return score.points


def _lead(ranked: Sequence[tuple[_Way, Score]]) -> int:
    """Return by how much the first leads; nothing where it cuts words in over half of the selections."""
    best, second = ranked[0][1], ranked[1][1]
    fits = 2 * max(best.uncut, best.quoted) >= best.selections
    return best.points - second.points if fits else 0


def _said(
    marked: Marked, own: list[_Way], way: _Way | None, basis: str, reading: Reading | None = None
) -> SourceReading:
    return SourceReading(
        source_guid=marked.source_guid,
        reading=reading or (way.first if way else None),
        basis=basis,
        score=(way or own[0]).score,
        scores=tuple((each.first, each.score) for each in own),
        encoding=marked.decoded.encoding,
        examples=() if way else _examples(marked, own[0].first, own[1].first),
    )


def _examples(
    marked: Marked, one: Reading, other: Reading
) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    spans = [marked.spans(reading) for reading in (one, other)]
    sides = [list(zip(each.starts.tolist(), each.ends.tolist(), strict=True)) for each in spans]
    return tuple(pair for pair in zip(*sides, strict=True) if pair[0] != pair[1])[:_EXAMPLES]
