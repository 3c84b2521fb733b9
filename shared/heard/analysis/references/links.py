"""DOIs and web addresses in a text, each in one normal form."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

_DOI = r"10\.\d{4,9}(?:\.\d{1,9})?(?:/|%2F)[^\s\"<>{}“”]{1,500}"
_REST = r"[^\s\"<>{}“”|\\^`]{1,2000}"
_ENDINGS = "uk|com|org|net|gov|edu|eu|ie|scot|wales|int|info"
_LINK = re.compile(
    rf"(?<![\w@/.])(?P<url>(?:https?://|www\.){_REST})"
    rf"|(?<![\w@/.-])(?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,5}}(?:{_ENDINGS})/{_REST})"
    rf"|(?<![\w.])(?:doi\s?:?\s?)?(?P<doi>(?<![\d.]){_DOI})",
    re.IGNORECASE,
)
_HELD_DOI = re.compile(_DOI, re.IGNORECASE)
_AFTER_DOI = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html)|\.pdf)$")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga|_gl)(?:=|$)", re.IGNORECASE)
_MARKS = ".,;:!?'’‘\"*_…"
_OPENING = {")": "(", "]": "[", "}": "{"}
_DOI_HOSTS = ("doi.org", "dx.doi.org")


class Link(NamedTuple):
    """A DOI or a web address and its place; an address that holds a DOI has both."""

    position: int
    end: int
    doi: str
    url: str


def links_in(text: str) -> Iterator[Link]:
    """Yield the DOIs and web addresses of a text, in its order."""
    for found in _LINK.finditer(text):
        group = str(found.lastgroup)
        written = trimmed(found[group])
        end = found.start(group) + len(written)
        if group == "doi":
            yield Link(found.start(), end, normal_doi(written), "")
        elif _HOST.fullmatch(host := _parts(written)[0]):
            held = _HELD_DOI.search(written)
            doi = normal_doi(held[0]) if held else ""
            yield Link(found.start(), end, doi, "" if doi and host in _DOI_HOSTS else normal_url(written))


def trimmed(link: str) -> str:
    """Return a link without the marks and the brackets after it that are the sentence's own."""
    while link:
        mark = link[-1]
        if mark not in _MARKS and link.count(mark) <= link.count(_OPENING.get(mark, mark)):
            break
        link = link[:-1]
    return link


def normal_doi(doi: str) -> str:
    """Return a DOI in lower case (DOIs are alike in either), without what publishers' addresses add to it."""
    plain = re.split(r"[?#]", unquote(doi))[0].lower()
    plain = re.sub(r"^(?:https?://)?(?:dx\.)?doi(?:\.org/|:\s?)", "", plain)
    while (shorter := _AFTER_DOI.sub("", trimmed(plain))) != plain:
        plain = shorter
    return plain


def normal_url(url: str) -> str:
    """Return a web address without scheme, www, tracking parameters, fragment and last slash."""
    host, path, query = _parts(url)
    kept = "&".join(each for each in query.split("&") if each and not _TRACKING.match(each))
    return host + path.rstrip("/") + (f"?{kept}" if kept else "")


def _parts(url: str) -> tuple[str, str, str]:
    """Return host (lower case, without www and usual port), path and query of an address."""
    rest = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).partition("#")[0]
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    host = re.sub(r":(?:80|443)$", "", host.rpartition("@")[2].lower())
    return re.sub(r"^(?:www\.)+", "", host), slash + path, query
