"""Read the sources of a project: their texts, and the segments and codings as the file states them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from heard.refi.account import Account
from heard.refi.archive import Archive
from heard.refi.decode import GUESSED, Decoded, decode
from heard.refi.model import NOT_STATED, Coding, Made, Source
from heard.refi.parts import values
from heard.refi.xml import child, children, kind, made, moment, reference, words

KINDS = {
    "TextSource": "text",
    "PictureSource": "picture",
    "PDFSource": "pdf",
    "AudioSource": "audio",
    "VideoSource": "video",
}
TEXTS = ("Representation", "TextDescription", "Transcript")
"""The elements that hold the text of a source which is no text itself."""
SEGMENTS = ("PlainTextSelection", "TranscriptSelection")
_INTERNAL = "internal://"
_MOST = 1 << 62
_NOWHERE = -1


@dataclass(slots=True)
class Mark:
    """A segment as the file states it."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    made: Made = NOT_STATED
    codings: list[Coding] = field(default_factory=list)


@dataclass
class Found:
    """A source, its text and segments, and the codings of the whole of it."""

    source: Source
    decoded: Decoded | None
    marks: list[Mark]
    codings: list[Coding]


class Sources:
    """Reads one source after another."""

    def __init__(self, archive: Archive, account: Account) -> None:
        self._archive = archive
        self._account = account
        self._marks: dict[Element, list[Mark]] = {}

    def mark(self, element: Element, parent: Element) -> None:
        """Keep a segment at its end; its source follows."""
        guid = self._account.own(element, "segment")
        self._account.notes_on(element, "selection", guid)
        mark = Mark(
            guid,
            *_places(element, parent),
            element.get("name", ""),
            words(element),
            made(element),
            list(self._codings(element, "")),
        )
        self._marks.setdefault(parent, []).append(mark)

    def source(self, element: Element) -> Found:
        """Return a source at its end."""
        guid = self._account.own(element, "source")
        holder = self._holder(element, f"source {guid}")
        decoded = self.text(holder, f"source {guid}") if holder is not None else None
        self._account.notes_on(element, "source", guid)
        codings = list(self._codings(element, guid))
        text_guid = ""
        if holder is not None and holder is not element:
            self._leave_of_text(holder, f"source {guid}")
            text_guid = reference(holder, "guid")
            self._account.notes_on(holder, "source", guid)
            codings += self._codings(holder, guid)
        self._leave_places(element, f"source {guid}")
        source = Source(
            guid=guid,
            name=element.get("name", ""),
            text=decoded.text if decoded else "",
            kind=KINDS[kind(element)],
            text_guid=text_guid,
            description=words(element),
            made=made(element),
            values=tuple(values(element, f"source {guid}", self._account)),
        )
        marks = self._marks.pop(holder, []) if holder is not None else []
        self._marks.clear()
        return Found(source, decoded, marks, codings)

    def _holder(self, element: Element, where: str) -> Element | None:
        """Return the element that holds a source's text; one source has one text here."""
        if kind(element) == "TextSource":
            return element
        what = KINDS[kind(element)]
        self._account.leave(f"the {what} itself", where, "only text is read")
        holders = [each for each in element if kind(each) in TEXTS]
        for other in holders[1:]:
            self._account.leave("further transcripts", where, "one source has one text here")
            lost = sum(len(mark.codings) for mark in self._marks.get(other, ()))
            self._account.leave("codings", where, "they are on a further transcript", lost)
        return holders[0] if holders else None

    def text(self, element: Element, where: str) -> Decoded | None:
        """Return the text of a source or note; None, with the reason in the account, if it cannot be had."""
        inline = child(element, "PlainTextContent")
        path = element.get("plainTextPath", "").strip()
        if inline is not None and (inline.text or not path):
            return Decoded(inline.text or "", encoding="XML", from_xml=True)
        if element.get("richTextPath"):
            self._account.leave("formatting", where, "only plain text is kept")
        reason, decoded = self._file(path) if path else (_no_text(element), None)
        if decoded is None:
            self._account.leave("the text", where, reason)
        elif decoded.encoding == GUESSED:
            self._account.leave("certainty", where, f"its encoding was guessed as {GUESSED}")
        return decoded

    def _file(self, path: str) -> tuple[str, Decoded | None]:
        if not path.lower().startswith(_INTERNAL):
            return "it is outside of the file", None
        entry = self._archive.find(path[len(_INTERNAL) :])
        if entry is None:
            return "it is missing from the file", None
        return "it is in an encoding that is not known", decode(self._archive.read(entry))

    def _codings(self, element: Element, source: str) -> Iterator[Coding]:
        for each in children(element, "Coding"):
            guid = self._account.own(each, "coding")
            self._account.notes_on(each, "coding", guid)
            yield Coding(
                guid=guid,
                source_guid=source,
                code_guid=reference(child(each, "CodeRef")),
                user_guid=reference(each, "creatingUser"),
                at=moment(each.get("creationDateTime")),
            )

    def _leave_of_text(self, holder: Element, where: str) -> None:
        """Account for what a text that is part of a source says of itself."""
        described = sum(kind(part) == "Description" and bool(part.text) for part in holder)
        timed = sum(kind(part) == "SyncPoint" and bool(part.get("timeStamp")) for part in holder)
        self._account.leave("descriptions of texts", where, "only that of their source is kept", described)
        self._account.leave("points in time", where, "only their places in the text are read", timed)

    def _leave_places(self, element: Element, where: str) -> None:
        """Account for codings on places of a picture, of sound, or of a page."""
        for part in element:
            if kind(part).endswith("Selection") and kind(part) not in SEGMENTS:
                self._account.leave(f"{kind(part)}s", where, "only segments of text are read")
                lost = sum(kind(each) == "Coding" for each in part.iter())
                self._account.leave("codings", where, f"they are on a {kind(part)}", lost)


def _no_text(element: Element) -> str:
    return "it is there only as formatted text" if element.get("richTextPath") else "the file has none"


def _places(element: Element, parent: Element) -> tuple[int, int]:
    """Return start and end as stated; of a transcript, by the points that tie it to the sound."""
    if kind(element) == "PlainTextSelection":
        return _whole(element.get("startPosition")), _whole(element.get("endPosition"))
    sought = [reference(element, name) for name in ("fromSyncPoint", "toSyncPoint")]
    points = {reference(each, "guid"): each.get("position") for each in children(parent, "SyncPoint")}
    start, end = (_whole(points.get(each)) for each in sought)
    return start, end


def _whole(stated: str | None) -> int:
    try:
        value = int(stated or _NOWHERE)
    except ValueError:
        return _NOWHERE
    return value if 0 <= value < _MOST else _NOWHERE
