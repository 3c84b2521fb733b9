"""The XML of a project, read element by element, in any namespace, without entities or a document type."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from heard.errors import HeardError
from heard.refi.guids import as_guid
from heard.refi.model import NOT_STATED, Made

DEEPEST = 200
"""How many elements may stand within each other."""


def elements(content: bytes, path: Path) -> Iterator[list[Element]]:
    """Yield each element at its end, as the last of those it stands in; whoever is done with one clears it.

    Raises
    ------
    HeardError
        If it is no XML, declares a document type or entities, or is nested too deep.
    """
    open_ones: list[Element] = []
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_ones.append(element)
                if len(open_ones) > DEEPEST:
                    raise _refused("its elements are nested too deep", path)
            else:
                yield open_ones
                open_ones.pop()
    except DefusedXmlException:
        raise _refused("it declares a document type or entities", path) from None
    except ParseError as problem:
        line, column = problem.position
        raise HeardError(
            f"the XML is broken at line {line:,}, column {column:,}", where=str(path), fix="Export it again."
        ) from None
    except (ValueError, LookupError):
        raise HeardError(
            "the XML is in an encoding that is not known", where=str(path), fix="Export it again."
        ) from None


def _refused(fault: str, path: Path) -> HeardError:
    return HeardError(
        f"the file is refused: {fault}, which no honest export does",
        where=str(path),
        fix="Do not open it; ask whoever sent it for another export.",
    )


def kind(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of a name; none of an element that is not there."""
    for each in element if element is not None else ():
        if kind(each) == name:
            yield each


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name."""
    return next(children(element, name), None)


def words(element: Element, name: str = "Description") -> str:
    """Return the text of the first child of a name; empty where there is none."""
    found = child(element, name)
    return (found.text or "") if found is not None else ""


def reference(element: Element | None, name: str = "targetGUID") -> str:
    """Return the identifier that an attribute holds; empty where none does."""
    # One string for all of the many places that name the same user or code.
    return sys.intern(as_guid(element.get(name, ""))) if element is not None else ""


def references(element: Element, name: str) -> tuple[str, ...]:
    """Return the identifiers that the children of a name refer to."""
    return tuple(target for each in children(element, name) if (target := reference(each)))


@lru_cache(maxsize=1 << 14)
def moment(value: str | None) -> datetime | None:
    """Return a time in UTC, or None where none can be read; one without a zone is taken as UTC."""
    try:
        at = datetime.fromisoformat(value.strip()) if value else None
        return None if at is None else at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def day(value: str) -> date:
    """Return a date, whose zone does not matter; raises ValueError if it is none."""
    return date.fromisoformat(value.strip()[:10])


def made(element: Element, by: str = "creatingUser", changed_by: str = "modifyingUser") -> Made:
    """Return who made an element and changed it, and when."""
    found = Made(
        reference(element, by),
        moment(element.get("creationDateTime")),
        reference(element, changed_by),
        moment(element.get("modifiedDateTime")),
    )
    return NOT_STATED if found == NOT_STATED else found
