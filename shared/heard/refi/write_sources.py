"""Write the sources of a project, with their segments and codings."""

from collections.abc import Iterable

from heard.refi.guids import made_guid
from heard.refi.links import Links
from heard.refi.model import Coding, Project, Selection, Source
from heard.refi.sources import KINDS
from heard.refi.write_parts import made_by, write_values
from heard.refi.writing import Writing, identifier, stated, user

_ELEMENTS = {kind: name for name, kind in KINDS.items()}
_HOLDERS = {
    "pdf": "Representation",
    "picture": "TextDescription",
    "audio": "Transcript",
    "video": "Transcript",
}


def write_sources(out: Writing, project: Project, links: Links) -> None:
    """Write the sources; their texts stand in files of their own."""
    with out.group("Sources", project.sources):
        for source in project.sources:
            _source(out, source, links)


def _source(out: Writing, source: Source, links: Links) -> None:
    text_guid = links.text_guid(source)
    path = {"plainTextPath": f"internal://{text_guid}.txt"}
    attributes = stated(name=source.name) | (path if source.kind == "text" else {}) | made_by(source.made)
    with out.element(_ELEMENTS[source.kind], guid=identifier(source.guid), **attributes):
        out.description(source.description)
        if source.kind == "text":
            _segments(out, source, links)
        elif text_guid:
            with out.element(_HOLDERS[source.kind], guid=identifier(text_guid), **path):
                _segments(out, source, links)
        _codings(out, links.on_source.get(source.guid, ()), links)
        links.write_notes(out, "source", source.guid)
        write_values(out, source.values)


def _segments(out: Writing, source: Source, links: Links) -> None:
    selections = links.selections.get(source.guid, ())
    if _HOLDERS.get(source.kind) != "Transcript":
        for each in selections:
            places = {"startPosition": str(each.start), "endPosition": str(each.end)}
            _segment(out, "PlainTextSelection", each, places, links)
        return
    # A transcript has no positions but those of the points that tie it to the sound.
    for each in selections:
        for name, position in (("from", each.start), ("to", each.end)):
            out.leaf("SyncPoint", guid=made_guid(name, each.guid), position=str(position))
    for each in selections:
        ends = {f"{name}SyncPoint": made_guid(name, each.guid) for name in ("from", "to")}
        _segment(out, "TranscriptSelection", each, ends, links)


def _segment(out: Writing, name: str, each: Selection, places: dict[str, str], links: Links) -> None:
    attributes = stated(name=each.name) | places | made_by(each.made)
    with out.element(name, guid=identifier(each.guid), **attributes):
        out.description(each.description)
        _codings(out, links.on_selection.get(each.guid, ()), links)
        links.write_notes(out, "selection", each.guid)


def _codings(out: Writing, codings: Iterable[Coding], links: Links) -> None:
    for each in codings:
        attributes = stated(creatingUser=user(each.user_guid), creationDateTime=each.at)
        with out.element("Coding", guid=identifier(each.guid), **attributes):
            out.leaf("CodeRef", targetGUID=identifier(each.code_guid))
            links.write_notes(out, "coding", each.guid)
