"""Write a project (``.qdpx``) as the standard says: positions in code points, the end after the last."""

import codecs
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import heard
from heard.refi.choosing import OURS
from heard.refi.decode import decode
from heard.refi.links import Links
from heard.refi.model import Left, Project
from heard.refi.write_parts import needs_file, write_case, write_codes, write_note, write_set, write_variable
from heard.refi.write_sources import write_sources
from heard.refi.writing import REPLACEMENT, Writing, identifier, stated, user
from heard.results.atomic import replacing

ORIGIN = f"{OURS} {heard.__version__}"
_NAMESPACE = "urn:QDA-XML:project:1.0"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same project gives the same bytes."""


def write_project(project: Project, path: Path) -> tuple[Left, ...]:
    """Write a project, whole or not at all.

    Texts are written as they are, in UTF-8; without a byte-order mark, unless they would be taken for
    something else. In names, descriptions and values, a character that XML cannot hold becomes U+FFFD, and so
    does half of a surrogate pair anywhere.

    Returns
    -------
    What the file does not hold.

    Raises
    ------
    HeardError
        If an identifier is no GUID.
    """
    links = Links(project)
    with replacing(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry("project.qde"), "w", force_zip64=True) as stream:
            replaced = _describe(project, links, stream)
        for name, text in _texts(project, links):
            whole, halves = _without_halves(text)
            archive.writestr(_entry(f"Sources/{name}"), _encoded(whole))
            replaced += halves
    why = f"they cannot be written, and are {REPLACEMENT} in the file"
    lost = (Left("characters", "the export", why, replaced),) if replaced else ()
    return links.left + lost


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _texts(project: Project, links: Links) -> Iterable[tuple[str, str]]:
    for source in project.sources:
        if guid := links.text_guid(source):
            yield f"{guid}.txt", source.text
    for note in project.notes:
        if needs_file(note):
            yield f"{note.guid}.txt", note.body


def _encoded(text: str) -> bytes:
    """Return a text in UTF-8, with a byte-order mark only if it would be taken for something else without."""
    plain = text.encode()
    read = decode(plain)
    return plain if read is not None and read.text == text else codecs.BOM_UTF8 + plain


def _without_halves(text: str) -> tuple[str, int]:
    """Return a text that UTF-8 can hold, and how many characters it could not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        letters = [REPLACEMENT if "\ud800" <= letter <= "\udfff" else letter for letter in text]
        return "".join(letters), sum(one != other for one, other in zip(letters, text, strict=True))
    return text, 0


def _describe(project: Project, links: Links, stream: IO[bytes]) -> int:
    """Write the description; returns how many characters of it were replaced."""
    out = Writing(stream)
    made = stated(
        creatingUserGUID=user(project.made.by),
        creationDateTime=project.made.at,
        modifyingUserGUID=user(project.made.changed_by),
        modifiedDateTime=project.made.changed_at,
    )
    with out.element("Project", xmlns=_NAMESPACE, name=project.name, origin=ORIGIN, **made):
        with out.group("Users", project.users):
            for coder in project.users:
                out.leaf("User", guid=identifier(coder.guid), **stated(name=coder.name, id=coder.short))
        with out.group("CodeBook", project.codes), out.group("Codes", project.codes):
            write_codes(out, project.codes, links)
        with out.group("Variables", project.variables):
            for variable in project.variables:
                write_variable(out, variable)
        with out.group("Cases", project.cases):
            for case in project.cases:
                write_case(out, case)
        write_sources(out, project, links)
        with out.group("Notes", project.notes):
            for note in project.notes:
                write_note(out, note)
        with out.group("Sets", project.sets):
            for each in project.sets:
                write_set(out, each)
        out.description(project.description)
        links.write_notes(out, "project", "")
    return out.replaced
