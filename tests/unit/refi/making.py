"""Small projects as other tools write them, each with the quirk that a test is about."""

import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

NAMESPACE = "urn:QDA-XML:project:1.0"
SOURCE = str(uuid.UUID(int=1))
OTHER_SOURCE = str(uuid.UUID(int=2))
CODE = str(uuid.UUID(int=10))
USER = str(uuid.UUID(int=20))
CODES = f'<CodeBook><Codes><Code guid="{CODE}" name="Help" isCodable="true"/></Codes></CodeBook>'


def segment(start: int, end: int, number: int = 0, name: str = "", guid: int = 1000) -> str:
    """A coded segment as a file states it."""
    return (
        f'<PlainTextSelection guid="{uuid.UUID(int=guid + number)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}">{coding(guid + 500_000 + number)}</PlainTextSelection>'
    )


def coding(guid: int, code: str = CODE) -> str:
    return (
        f'<Coding guid="{uuid.UUID(int=guid)}" creatingUser="{USER}" creationDateTime="2021-06-01T10:00:00Z">'
        f'<CodeRef targetGUID="{code}"/></Coding>'
    )


def text_source(
    inside: str | Iterable[str] = "", guid: str = SOURCE, path: str | None = None, more: str = ""
) -> str:
    place = f"internal://{guid}.txt" if path is None else path
    within = inside if isinstance(inside, str) else "".join(inside)
    return f'<TextSource guid="{guid}" name="Notes" plainTextPath="{place}" {more}>{within}</TextSource>'


def described(
    sources: str = "", before: str = CODES, after: str = "", namespace: str | None = NAMESPACE
) -> str:
    declared = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project{declared} name="Review" origin="Some tool 1.0">'
        f"{before}<Sources>{sources}</Sources>{after}</Project>"
    )


def packed(
    path: Path, xml: str | bytes, files: Mapping[str, bytes] | None = None, name: str = "project.qde"
) -> Path:
    """Write a project; returns its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for place, content in (files or {}).items():
            archive.writestr(place, content)
    return path


def one_source(path: Path, content: bytes, inside: str | Iterable[str]) -> Path:
    """Write a project of one text source."""
    return packed(path, described(text_source(inside)), {f"Sources/{SOURCE}.txt": content})
