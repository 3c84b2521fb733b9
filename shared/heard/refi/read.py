"""Read a project (``.qdpx``) of another tool as far as it goes, with a list of what was left."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from heard.errors import HeardError
from heard.refi import parts
from heard.refi.account import Account
from heard.refi.archive import Archive, opened
from heard.refi.model import Case, Code, Note, Project
from heard.refi.placing import place
from heard.refi.reading import Reading
from heard.refi.sources import KINDS, SEGMENTS, TEXTS, Found, Sources
from heard.refi.xml import child, elements, kind, made, words

_PATHS = ("plainTextPath", "richTextPath", "path", "currentPath")
_NOT_HELD = {"Links": "links", "Graphs": "graphs"}


def read_project(path: Path, readings: Mapping[str, Reading] | None = None) -> Project:
    """Read a project.

    Parameters
    ----------
    path
        A ``.qdpx`` file. Nothing of it is unpacked to disk.
    readings
        How positions are counted, where a person has said so: by the identifier of a source, or by ``""`` for
        all that are not named.

    Returns
    -------
    The project. ``left`` lists what was not taken in; ``readings`` says how each source's positions were
    read and why. Where two readings that differ score alike, that source's segments and their codings are
    left, and both readings shown.

    Raises
    ------
    HeardError
        If the file cannot be read, is no project, or has what an honest export has not.
    """
    with opened(path) as archive:
        entry = archive.description()
        reader = _Reader(archive)
        for open_ones in elements(archive.read(entry), path):
            reader.take(open_ones)
        archive.strangers(reader.named + 1)
        return reader.project(readings or {})


class _Reader:
    """Takes each element of a description at its end, and lets go of it."""

    def __init__(self, archive: Archive) -> None:
        self.named = 0
        self._path = archive.path
        self._account = Account()
        self._sources = Sources(archive, self._account)
        self._found: list[Found] = []
        self._root: Element | None = None
        self._groups: dict[str, tuple[Any, ...]] = {}
        self._notes: list[Note] = []

    def take(self, open_ones: list[Element]) -> None:
        """Take the last of some open elements, which has just ended."""
        element, depth = open_ones[-1], len(open_ones)
        if self._root is None:
            self._root = self._checked(open_ones[0])
        name = kind(element)
        if name.endswith("Source") or name == "Note" or name in TEXTS:
            self.named += sum(element.get(path, "").lower().startswith("internal://") for path in _PATHS)
        inside = depth > 2 and kind(open_ones[1]) == "Sources"
        if depth == 2:
            self._group(element)
        elif inside and depth == 3:
            self._source(element)
        elif inside and name in SEGMENTS and _holds_text(open_ones):
            self._sources.mark(element, open_ones[-2])
            element.clear()

    def _checked(self, root: Element) -> Element:
        if kind(root) != "Project":
            raise HeardError(
                "this describes no project", where=str(self._path), fix="Export the project again as .qdpx."
            )
        return root

    def _source(self, element: Element) -> None:
        if kind(element) in KINDS:
            self._found.append(self._sources.source(element))
        else:
            self._account.leave("sources", "project", "they are of a kind that is not known")
        element.clear()

    def _group(self, element: Element) -> None:
        """Take one of the parts of a project."""
        name = kind(element)
        if name in _READERS:
            self._groups[name] = tuple(_READERS[name](element, self._account))
        elif name == "Notes":
            self._notes += self._read_notes(element)
        elif name in _NOT_HELD:
            self._account.leave(_NOT_HELD[name], "project", "Heard has none", len(element))
        elif name not in ("Sources", "Description", "NoteRef"):
            self._account.leave("parts", "project", "they are of a kind that is not known")
        if name not in ("Description", "NoteRef"):
            element.clear()

    def _read_notes(self, group: Element) -> Iterator[Note]:
        for each in group:
            guid = self._account.own(each, "note")
            decoded = self._sources.text(each, f"note {guid}")
            yield Note(
                guid=guid,
                name=each.get("name", ""),
                body=decoded.text if decoded else "",
                description=words(each),
                made=made(each),
            )
            coded = sum(kind(part) == "Coding" for part in each.iter())
            self._account.leave("codings", f"note {guid}", "they are on the words of a note", coded)

    def project(self, readings: Mapping[str, Reading]) -> Project:
        """Return all that was taken, with positions in code points."""
        if self._root is None:
            raise HeardError("this describes no project", where=str(self._path), fix="Export it again.")
        self._account.notes_on(self._root, "project")
        codes: tuple[Code, ...] = self._groups.get("CodeBook", ())
        placed = place(self._found, known_codes(codes), self._root.get("origin", ""), readings, self._account)
        self._account.settle_notes({note.guid for note in self._notes})
        segments = {each.guid for each in placed.selections}
        return Project(
            name=self._root.get("name", ""),
            users=self._groups.get("Users", ()),
            codes=codes,
            variables=self._groups.get("Variables", ()),
            cases=tuple(self._standing(each, segments) for each in self._groups.get("Cases", ())),
            sources=tuple(each.source for each in self._found),
            selections=placed.selections,
            codings=placed.codings,
            notes=tuple(replace(note, about=self._account.about(note.guid)) for note in self._notes),
            sets=self._groups.get("Sets", ()),
            description=words(self._root),
            made=made(self._root, "creatingUserGUID", "modifyingUserGUID"),
            origin=self._root.get("origin", ""),
            left=self._account.left(),
            readings=placed.readings,
        )

    def _standing(self, case: Case, segments: set[str]) -> Case:
        """Return a case without references to segments that were left."""
        kept = tuple(each for each in case.selection_guids if each in segments)
        lost = len(case.selection_guids) - len(kept)
        self._account.leave("references", f"case {case.guid}", "their segment was not taken", lost)
        return replace(case, selection_guids=kept)


def known_codes(codes: tuple[Code, ...]) -> set[str]:
    """Return the identifiers of all codes of a tree."""
    below = (known_codes(code.children) for code in codes)
    return {code.guid for code in codes}.union(*below)


def _codebook(element: Element, account: Account) -> tuple[Code, ...]:
    return parts.codes(child(element, "Codes"), account)


def _holds_text(open_ones: list[Element]) -> bool:
    """Return whether the last element stands in a source's text, and not in a place on a page."""
    return len(open_ones) == 4 or (len(open_ones) == 5 and kind(open_ones[3]) in TEXTS)


_READERS = {
    "Users": parts.users,
    "CodeBook": _codebook,
    "Variables": parts.variables,
    "Cases": parts.cases,
    "Sets": parts.sets,
}
