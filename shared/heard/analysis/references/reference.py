"""One reference, as written and folded: what it may be joined on, and what speaks against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from heard.analysis.references.folding import Names, folded_names, folded_title, same_title

BY_DOI = "A work known by its DOI"
WEB_PAGE = "A web page"


@dataclass(frozen=True)
class Reference:
    """What is written of a work at one place, or at several together; empty where it is not.

    Attributes
    ----------
    sure
        Whether its form shows that it is a reference.
    """

    doi: str = ""
    url: str = ""
    authors: str = ""
    year: str = ""
    title: str = ""
    sure: bool = True

    @cached_property
    def names(self) -> Names:
        """The authors, folded."""
        return folded_names(self.authors)

    @cached_property
    def heading(self) -> str:
        """The title, folded."""
        return folded_title(self.title)

    @property
    def identity(self) -> tuple[object, ...]:
        """What two references that need no comparing have in common; a DOI equals a DOI."""
        return (self.doi,) if self.doi else (self.url, self.names, self.year, self.heading)

    @property
    def has_author_year(self) -> bool:
        """Whether it names an author and a year."""
        return bool(self.names.each and self.year)

    @property
    def telling(self) -> tuple[str, str, str, str]:
        """What mostly tells works of one author and year apart: DOI, title, second author and address."""
        second = self.names.each[1].family if len(self.names.each) > 1 else ""
        return self.doi, self.heading.partition(":")[0], second, self.url

    @property
    def stands_alone(self) -> bool:
        """Whether it says which work it is even where others of its author and year are cited."""
        return bool(self.doi or (self.url and not self.authors) or (self.heading and self.has_author_year))

    @property
    def block(self) -> tuple[str, str, str]:
        """The key by author and year: what short citations are joined on."""
        return "author-year", self.names.each[0].family, self.year[:4]

    def join_keys(self) -> Iterator[tuple[str, ...]]:
        """Yield all that it may be joined on."""
        if self.doi:
            yield "doi", self.doi
        if self.url:
            yield "url", self.url
        if self.heading:
            yield "title", self.heading.partition(":")[0]
        if self.has_author_year:
            yield self.block

    def contradicts(self, other: "Reference") -> bool:
        """Whether something that both state is not the same."""
        titles = bool(self.heading and other.heading)
        if (self.doi and other.doi) or (titles and not same_title(self.heading, other.heading)):
            return self.doi != other.doi or not self.doi
        # One title may stand at several addresses.
        if not titles and self.url and other.url and self.url != other.url:
            return True
        if not (self.authors and other.authors):
            return False
        # Every submission gives letters ("2016a") as it likes, so a title that is the same says more.
        letters = not titles and self.year[4:] and other.year[4:] and self.year != other.year
        return bool(self.year[:4] != other.year[:4] or letters or self._has_other_authors(other))

    def _has_other_authors(self, other: "Reference") -> bool:
        for one, another in zip(self.names.each, other.names.each, strict=False):
            initials = one.initial and another.initial and one.initial != another.initial
            if one.family != another.family or initials:
                return True
        # A reference with its title lists every author, or says that there are others.
        return self._lists_fewer(other) or other._lists_fewer(self)

    def _lists_fewer(self, other: "Reference") -> bool:
        stated = len(other.names.each) + other.names.others
        return bool(self.title) and not self.names.others and len(self.names.each) < stated


def together(references: Iterable[Reference]) -> Reference:
    """Return what references to one work say of it together: the fullest form of each part."""
    each = list(references)
    names = max(each, key=lambda one: (*_fullness(one), one.authors))
    return Reference(
        doi=_shortest(one.doi for one in each),
        url=_shortest(one.url for one in each),
        authors=names.authors,
        year=_shortest(one.year for one in each),
        title=max((one.title for one in each), key=lambda title: (len(folded_title(title)), title)),
        sure=any(one.sure for one in each),
    )


def _fullness(reference: Reference) -> tuple[int, bool, bool]:
    names = reference.names
    return len(names.each), names.others, any(name.initial for name in names.each)


def _shortest(values: Iterable[str]) -> str:
    return min(filter(None, values), key=lambda value: (len(value), value), default="")


def with_one_address(references: Iterable[Reference]) -> list[Reference]:
    """Return references with the addresses of one title, or of one DOI, made one: the shortest of them.

    An address that stands by several titles says of none of them where else it is.
    """
    each = list(references)
    stands_by: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in each:
        if one.url and one.heading and one.has_author_year:
            stands_by[one.url].add((*one.block, one.heading))
        elif one.url and one.doi:
            stands_by[one.url].add(("doi", one.doi))
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for url, titles in stands_by.items():
        if len(titles) == 1:
            alike[min(titles)].append(url)
    shortest = {url: _shortest(urls) for urls in alike.values() for url in urls}
    return [replace(one, url=shortest.get(one.url, one.url)) for one in each]


def label_of(reference: Reference) -> str:
    """Return what a work is called: "Okafor and Lindqvist (2016)", or that it has a DOI or an address alone.

    A DOI or an address is never in it: both are words that a respondent wrote.
    """
    if not reference.names.each:
        return BY_DOI if reference.doi else WEB_PAGE
    families = [author.strip().partition(",")[0] for author in reference.authors.split(";")]
    if len(families) > 2 or reference.names.others:
        families = [f"{families[0]} et al."]
    year = f" ({reference.year})" if reference.year else ""
    return " and ".join(families) + year
