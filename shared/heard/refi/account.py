"""What is kept while a project is read: what was left, what notes are about, which identifiers stood."""

from collections import Counter
from xml.etree.ElementTree import Element

from heard.refi.guids import made_guid
from heard.refi.model import About, Left
from heard.refi.xml import children, moment, reference

_TIMES = ("creationDateTime", "modifiedDateTime")


class Account:
    """Filled while a project is read."""

    def __init__(self) -> None:
        self._left: Counter[tuple[str, str, str]] = Counter()
        self._about: dict[str, list[About]] = {}
        self._seen: dict[str, set[str]] = {}

    def leave(self, what: str, where: str, why: str, number: int = 1) -> None:
        """Note that something was not taken in."""
        if number:
            self._left[what, where, why] += number

    def left(self) -> tuple[Left, ...]:
        """Return what was left, each kind of thing once."""
        return tuple(sorted(Left(*key, number) for key, number in self._left.items()))

    def own(self, element: Element, kind: str) -> str:
        """Return an element's identifier, which nothing else of its kind has; look at its times as well."""
        stated = reference(element, "guid")
        if stated != element.get("guid", "").strip().strip("{}").lower() or not stated:
            self.leave("identifiers", kind, "they are no GUIDs; GUIDs made from them stand for them")
        seen = self._seen.setdefault(kind, set())
        guid = stated or made_guid(kind, len(seen))
        if guid in seen:
            guid = made_guid(kind, guid, len(seen))
            self.leave("identifiers", kind, "they stood twice; the second was given a new one")
        seen.add(guid)
        for name in _TIMES:
            if element.get(name) and moment(element.get(name)) is None:
                self.leave("times", kind, "they cannot be read")
        return guid

    def notes_on(self, element: Element, kind: str, guid: str = "") -> None:
        """Remember the notes that an element refers to."""
        for each in children(element, "NoteRef"):
            self._about.setdefault(reference(each), []).append(About(kind, guid))

    def about(self, note: str) -> tuple[About, ...]:
        """Return what a note is about."""
        return tuple(sorted(self._about.get(note, ())))

    def settle_notes(self, known: set[str]) -> None:
        """Note the references to notes that are not there."""
        missing = sum(len(about) for note, about in self._about.items() if note not in known)
        self.leave("references", "notes", "they name a note that is not in the file", missing)
