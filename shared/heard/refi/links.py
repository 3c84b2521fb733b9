"""What belongs to what in a project to be written: segments to sources, codings to segments, notes to all."""

from collections import Counter
from collections.abc import Iterable, Mapping

from heard.refi.guids import made_guid
from heard.refi.model import Code, Coding, Left, Project, Selection, Source
from heard.refi.parts import COLOUR
from heard.refi.writing import Writing, identifier

_KINDS = ("project", "source", "selection", "coding", "code")


class Links:
    """The parts of a project by what they stand on."""

    def __init__(self, project: Project) -> None:
        self._left: Counter[tuple[str, str]] = Counter()
        self._sources = {source.guid: source for source in project.sources}
        self.selections: dict[str, list[Selection]] = {}
        self.on_selection: dict[str, list[Coding]] = {}
        self.on_source: dict[str, list[Coding]] = {}
        self._known: set[str] = set()
        self._look_at_colours(project.codes)
        for selection in project.selections:
            self._keep(selection)
        for coding in project.codings:
            self._link(coding)
        self._notes = self._notes_by_place(project)

    @property
    def left(self) -> tuple[Left, ...]:
        """What stands on nothing that the file can hold."""
        return tuple(Left(what, "the export", why, number) for (what, why), number in self._left.items())

    def _look_at_colours(self, codes: Iterable[Code]) -> None:
        for code in codes:
            if code.colour and not COLOUR.fullmatch(code.colour):
                self._left["colours", "they are not written as #rrggbb"] += 1
            self._look_at_colours(code.children)

    def _keep(self, selection: Selection) -> bool:
        source = self._sources.get(selection.source_guid)
        if source is None or not 0 <= selection.start < selection.end <= len(source.text):
            self._left["segments", "they are no segment of a text of the project"] += 1
            return False
        self.selections.setdefault(source.guid, []).append(selection)
        self._known.add(selection.guid)
        return True

    def _link(self, coding: Coding) -> None:
        if coding.start is None or coding.end is None:
            if coding.source_guid in self._sources:
                self.on_source.setdefault(coding.source_guid, []).append(coding)
            else:
                self._left["codings", "their source is not in the project"] += 1
            return
        guid = coding.selection_guid or made_guid("selection", coding.guid)
        if guid in self._known or self._keep(Selection(guid, coding.source_guid, coding.start, coding.end)):
            self.on_selection.setdefault(guid, []).append(coding)
        else:
            self._left["codings", "they are on no segment of a text of the project"] += 1

    def _notes_by_place(self, project: Project) -> Mapping[tuple[str, str], list[str]]:
        notes: dict[tuple[str, str], list[str]] = {}
        for note in project.notes:
            for about in note.about:
                if about.kind in _KINDS:
                    notes.setdefault((about.kind, about.guid), []).append(note.guid)
                else:
                    self._left["references of notes", f"the standard has no note about a {about.kind}"] += 1
        return notes

    def text_guid(self, source: Source) -> str:
        """Return the identifier of a source's text; empty if it has none."""
        if source.kind == "text":
            return source.guid
        has_text = source.text or source.text_guid
        return (source.text_guid or made_guid("text", source.guid)) if has_text else ""

    def write_notes(self, out: Writing, kind: str, guid: str) -> None:
        """Write the references to the notes about something."""
        for note in self._notes.get((kind, guid), ()):
            out.leaf("NoteRef", targetGUID=identifier(note))


def write_references(out: Writing, name: str, guids: Iterable[str]) -> None:
    """Write references to some identifiers."""
    for guid in guids:
        out.leaf(name, targetGUID=identifier(guid))
