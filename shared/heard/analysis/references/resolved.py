"""Which places cite one work: references joined over all texts, and those that cannot be."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from heard.analysis.labels import readers_names
from heard.analysis.references.found import NAME_YEAR
from heard.analysis.references.joined import joined
from heard.analysis.references.links import normal_doi, normal_url
from heard.analysis.references.reference import Reference, label_of, together, with_one_address
from heard.frames import stable_id

AMBIGUOUS = "Several works fit"
NOT_SURE = "A name and a year that nobody cites in a surer form"
TITLE_ALONE = "Words in quotation marks that nobody gives as a title with author and year"
WORKS = ("work_id", "label", "authors", "year", "title", "doi", "url")
_WRITTEN = ["doi", "url", "authors", "year", "title"]


def resolve_references(
    found: pd.DataFrame, known: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the works that places cite, deduplicated over all texts, and which place cites which.

    Parameters
    ----------
    found
        As :func:`find_references` returns it.
    known
        Works known beforehand: columns doi, url, authors, year and title, written in the same way. They help
        to resolve places, and are among the works only if a place cites them.

    Returns
    -------
    works
        work_id, label ("Okafor and Lindqvist (2016)"; where two works have the same, their id too),
        authors, year, title, doi, url: the fullest form in which the places together say it, empty where
        none does. Sorted by label.
    mentions
        Every place: text_id, position, end, form, work_id (missing where it is unresolved), reason (why it
        is; else empty).

    Notes
    -----
    A work's id is made of its DOI; else of its first author and year, and where several works share these of
    its title (its address if it has none), authors and letter too; else of its address. It does not depend on
    the order of rows, and stays as more places cite the work unless one of them says more of what the id is
    made of.
    """
    written = _references(found.assign(sure=found["form"] != NAME_YEAR))
    every = with_one_address(
        written + (_references(known.fillna("").assign(sure=True)) if known is not None else [])
    )
    alike: dict[tuple[object, ...], set[Reference]] = defaultdict(set)
    for reference in every:
        alike[reference.identity].add(reference)
    merged = {identity: together(each) for identity, each in alike.items()}
    ids, reasons = _with_ids(list(merged.values()))
    of_places = [merged[reference.identity] for reference in every[: len(written)]]
    mentions = found[["text_id", "position", "end", "form"]].assign(
        work_id=pd.Series([ids.get(each) for each in of_places], index=found.index, dtype="str"),
        reason=pd.Series([reasons.get(each, "") for each in of_places], index=found.index, dtype="str"),
    )
    mentions = mentions.sort_values(["text_id", "position"], ignore_index=True)
    return _works(ids, set(mentions["work_id"].dropna())), mentions


def _references(frame: pd.DataFrame) -> list[Reference]:
    return [
        Reference(normal_doi(doi), normal_url(url), *written)
        for doi, url, *written in frame[[*_WRITTEN, "sure"]].itertuples(index=False, name=None)
    ]


def _with_ids(references: list[Reference]) -> tuple[dict[Reference, str], dict[Reference, str]]:
    """Return the id of the work of each reference that has one, and the reason of each that has none."""
    sets, ambiguous = joined(references)
    reasons: dict[Reference, str] = {}
    works: list[list[Reference]] = []
    for members in sets:
        told = any(each.sure and each.has_author_year for each in members - ambiguous)
        if told or any(each.stands_alone for each in members):
            works.append(list(members))
        else:
            reasons |= {each: _reason(each, each in ambiguous) for each in members}
    return _named(works), reasons


def _reason(reference: Reference, ambiguous: bool) -> str:
    if ambiguous:
        return AMBIGUOUS
    return TITLE_ALONE if reference.title else NOT_SURE


def _named(works: list[list[Reference]]) -> dict[Reference, str]:
    """Return the id of the work of each reference."""
    keyed = [(members, together(members)) for members in works]
    shared: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for _, work in keyed:
        if work.has_author_year and not work.doi:
            shared[work.block].add(_tail(work))
    ids: dict[Reference, str] = {}
    for members, work in keyed:
        if work.doi:
            key: tuple[str, ...] = ("doi", work.doi)
        elif work.has_author_year:
            key = (*work.block, *(_tail(work) if len(shared[work.block]) > 1 else ()))
        else:
            key = ("url", work.url)
        ids |= dict.fromkeys(members, stable_id("w", *key))
    return ids


def _tail(work: Reference) -> tuple[str, ...]:
    return (work.heading or work.url, work.year[4:], *("".join(name) for name in work.names.each))


def _works(ids: Mapping[Reference, str], cited: set[str]) -> pd.DataFrame:
    members: dict[str, list[Reference]] = defaultdict(list)
    for reference, work_id in ids.items():
        if work_id in cited:
            members[work_id].append(reference)
    works = {work_id: together(members[work_id]) for work_id in sorted(members)}
    labels = readers_names((work_id, label_of(work)) for work_id, work in works.items())
    rows = [
        (work_id, labels[work_id], work.authors, work.year, work.title, work.doi, work.url)
        for work_id, work in works.items()
    ]
    return pd.DataFrame(rows, columns=list(WORKS), dtype="str").sort_values("label", ignore_index=True)
