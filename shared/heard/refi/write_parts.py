"""Write the codes, variables, cases, notes and sets of a project."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from heard.refi.links import Links, write_references
from heard.refi.model import Case, Code, Made, Note, Set, Value, Variable, VariableValue
from heard.refi.parts import COLOUR
from heard.refi.writing import UNWRITABLE, Writing, identifier, stated, time_in_words, user


def write_codes(out: Writing, codes: Iterable[Code], links: Links | None = None) -> None:
    """Write some codes and those under them; the notes about them only where they are linked."""
    for code in codes:
        colour = {"color": code.colour} if COLOUR.fullmatch(code.colour) else {}
        codable = "true" if code.is_codable else "false"
        with out.element("Code", guid=identifier(code.guid), name=code.name, isCodable=codable, **colour):
            out.description(code.description)
            if links is not None:
                links.write_notes(out, "code", code.guid)
            write_codes(out, code.children, links)


def write_variable(out: Writing, variable: Variable) -> None:
    """Write a variable."""
    attributes = {"name": variable.name, "typeOfVariable": variable.type}
    with out.element("Variable", guid=identifier(variable.guid), **attributes):
        out.description(variable.description)


def write_case(out: Writing, case: Case) -> None:
    """Write a case."""
    with out.element("Case", guid=identifier(case.guid), **stated(name=case.name)):
        out.description(case.description)
        write_references(out, "CodeRef", case.code_guids)
        write_values(out, case.values)
        write_references(out, "SourceRef", case.source_guids)
        write_references(out, "SelectionRef", case.selection_guids)


def write_values(out: Writing, values: Iterable[VariableValue]) -> None:
    """Write what variables say."""
    for each in values:
        with out.element("VariableValue"):
            out.leaf("VariableRef", targetGUID=identifier(each.variable_guid))
            if each.value is not None:
                out.leaf(*_value(each.value))


def _value(value: Value) -> tuple[str, str]:
    """Return the element and words for a value. To Python, a truth is a number and a time is a date."""
    if isinstance(value, bool):
        return "BooleanValue", str(value).lower()
    if isinstance(value, int):
        return "IntegerValue", str(value)
    if isinstance(value, Decimal):
        return "FloatValue", f"{value:f}"
    if isinstance(value, datetime):
        return "DateTimeValue", time_in_words(value)
    if isinstance(value, date):
        return "DateValue", value.isoformat()
    return "TextValue", str(value)


def needs_file(note: Note) -> bool:
    """Return whether a note holds characters that XML cannot, and so goes into a file of its own."""
    return UNWRITABLE.search(note.body) is not None


def write_note(out: Writing, note: Note) -> None:
    """Write a note."""
    place = {"plainTextPath": f"internal://{note.guid}.txt"} if needs_file(note) else {}
    attributes = stated(name=note.name) | place | made_by(note.made)
    with out.element("Note", guid=identifier(note.guid), **attributes):
        out.description(note.description)
        if not place:
            out.leaf("PlainTextContent", note.body)


def write_set(out: Writing, each: Set) -> None:
    """Write a set."""
    with out.element("Set", guid=identifier(each.guid), name=each.name):
        out.description(each.description)
        write_references(out, "MemberCode", each.code_guids)
        write_references(out, "MemberSource", each.source_guids)
        write_references(out, "MemberNote", each.note_guids)


def made_by(made: Made) -> dict[str, str]:
    """Return the attributes that say who made something, and when."""
    return stated(
        creatingUser=user(made.by),
        creationDateTime=made.at,
        modifyingUser=user(made.changed_by),
        modifiedDateTime=made.changed_at,
    )
