"""What a project of a tool for qualitative analysis holds, as Heard reads and writes it.

Identifiers are GUIDs in small letters without braces. Times are in UTC; a time that names no zone is taken as
UTC. Positions are code points of the source's text, the end exclusive. An empty string says that nothing is
stated.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from heard.refi.reading import SourceReading

Value = str | bool | int | Decimal | date | datetime | None
"""What a variable says of a case; None where the file names the variable and no value."""

VARIABLE_TYPES = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
SOURCE_KINDS = ("text", "picture", "pdf", "audio", "video")


@dataclass(frozen=True, slots=True)
class Made:
    """Who made something and who changed it last (GUIDs of users), and when."""

    by: str = ""
    at: datetime | None = None
    changed_by: str = ""
    changed_at: datetime | None = None


NOT_STATED = Made()


@dataclass(frozen=True)
class User:
    """A coder. ``short`` is the short identifier that some tools give beside the name."""

    guid: str
    name: str = ""
    short: str = ""


@dataclass(frozen=True)
class Code:
    """A code with the codes under it; ``colour`` is ``#rrggbb`` or empty."""

    guid: str
    name: str
    description: str = ""
    colour: str = ""
    is_codable: bool = True
    children: tuple["Code", ...] = ()


@dataclass(frozen=True)
class VariableValue:
    """What one variable says."""

    variable_guid: str
    value: Value = None


@dataclass(frozen=True)
class Source:
    """Something that was read and coded.

    Attributes
    ----------
    kind
        One of ``SOURCE_KINDS``.
    text
        Its plain text, with the line ends that it has in the file, without the file's byte-order mark. For a
        PDF, what the tool read from it; for a picture, its description; for sound, its transcript. Empty
        where the file holds none.
    text_guid
        The identifier of that text where it has one of its own (all kinds but ``text``).
    """

    guid: str
    name: str = ""
    text: str = ""
    kind: str = "text"
    text_guid: str = ""
    description: str = ""
    made: Made = NOT_STATED
    values: tuple[VariableValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A marked segment of a source's text, whether or not it has a code."""

    guid: str
    source_guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    made: Made = NOT_STATED


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a segment, or on a whole source (no selection; start and end are None).

    A coding that names a segment and no selection is written with a selection of its own, whose identifier is
    made from the coding's.
    """

    guid: str
    source_guid: str
    code_guid: str
    start: int | None = None
    end: int | None = None
    selection_guid: str = ""
    user_guid: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Variable:
    """Something that is known about cases; ``type`` is one of ``VARIABLE_TYPES``."""

    guid: str
    name: str
    type: str = "Text"
    description: str = ""


@dataclass(frozen=True)
class Case:
    """A person, place or other unit that sources are from or about."""

    guid: str
    name: str = ""
    description: str = ""
    values: tuple[VariableValue, ...] = ()
    code_guids: tuple[str, ...] = ()
    source_guids: tuple[str, ...] = ()
    selection_guids: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class About:
    """What a note is about: kind is project, source, selection, coding or code; a project has no GUID."""

    kind: str
    guid: str = ""


@dataclass(frozen=True)
class Note:
    """A memo or annotation, and all that it is about."""

    guid: str
    name: str = ""
    body: str = ""
    description: str = ""
    about: tuple[About, ...] = ()
    made: Made = NOT_STATED


@dataclass(frozen=True)
class Set:
    """A collection that somebody made of codes, sources and notes."""

    guid: str
    name: str
    description: str = ""
    code_guids: tuple[str, ...] = ()
    source_guids: tuple[str, ...] = ()
    note_guids: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Left:
    """Something that was not taken over: what kind of thing, where, why, and how many.

    ``where`` names things by identifier or file, never by words of a respondent.
    """

    what: str
    where: str
    why: str
    number: int = 1


@dataclass(frozen=True)
class Project:
    """All of a project that Heard takes in, what it left, and how it read each source's positions.

    ``origin``, ``left`` and ``readings`` tell of the file and not of its content: two projects that differ in
    nothing else are equal.
    """

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[Set, ...] = ()
    description: str = ""
    made: Made = NOT_STATED
    origin: str = field(default="", compare=False)
    left: tuple[Left, ...] = field(default=(), compare=False)
    readings: tuple[SourceReading, ...] = field(default=(), compare=False)
