"""References joined: which of them are one work, and which fit several.

Two references may be one work if they share a key (DOI, address, title, or first author and year) and nothing
that both state contradicts. A reference whose possible partners contradict each other is ambiguous: it joins
none of them. So the order of texts plays no part.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from heard.analysis.references.reference import Reference

Partners = Mapping[Reference, set[Reference]]


def joined(references: Iterable[Reference]) -> tuple[list[set[Reference]], set[Reference]]:
    """Return references in sets of one work each, and which of them are ambiguous: each a set by itself."""
    partners = _partners(references)

    # References that cite much the same have the same partners: what these say of each other is asked once.
    @cache
    def disagree(members: frozenset[Reference]) -> bool:
        return any(one.contradicts(other) for one in members for other in members - partners[one])

    ambiguous = {each for each, others in partners.items() if disagree(frozenset({each, *others}))}
    # A chain over several keys may have ends that contradict each other and are nobody's partners together.
    chains = [members for members in _connected(partners, ambiguous) if disagree(frozenset(members))]
    ambiguous.update(*chains)
    return _connected(partners, ambiguous), ambiguous


def comparable(sharing: Collection[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Yield the pairs, both ways, of references that DOI, title, second author and address do not tell apart.

    They are looked up by these four, so that many works of one author and year are not compared each with
    each.
    """
    index: dict[tuple[str | None, ...], list[Reference]] = defaultdict(list)
    for reference in sharing:
        # None stands for any.
        for key in product(*((value, None) for value in reference.telling)):
            index[key].append(reference)
    for reference in sharing:
        fitting = product(*((value, "") if value else (None,) for value in reference.telling))
        # One title may stand at several addresses.
        for key in {(*key[:-1], None) if key[1] else key for key in fitting}:
            yield from ((reference, other) for other in index.get(key, ()) if other != reference)


def _partners(references: Iterable[Reference]) -> dict[Reference, set[Reference]]:
    """Return for each reference those that share a key with it and do not contradict it."""
    partners: dict[Reference, set[Reference]] = {reference: set() for reference in references}
    by_key: dict[tuple[str, ...], list[Reference]] = defaultdict(list)
    for reference in partners:
        for key in reference.join_keys():
            by_key[key].append(reference)
    for sharing in by_key.values():
        for one, other in comparable(sharing):
            if not one.contradicts(other):
                partners[one].add(other)
    return partners


def _connected(partners: Partners, ambiguous: set[Reference]) -> list[set[Reference]]:
    """Return references in sets that hang together, each ambiguous one by itself."""
    sets, seen = [], set(ambiguous)
    for start in partners:
        if start in seen:
            continue
        members, waiting = {start}, [start]
        while waiting:
            further = partners[waiting.pop()] - members - ambiguous
            members |= further
            waiting += further
        seen |= members
        sets.append(members)
    return sets + [{each} for each in ambiguous]
