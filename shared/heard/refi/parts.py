"""Read the users, codes, variables, cases and sets of a project."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from heard.refi.account import Account
from heard.refi.model import (
    VARIABLE_TYPES,
    Case,
    Code,
    Set,
    User,
    Value,
    Variable,
    VariableValue,
)
from heard.refi.xml import child, children, day, kind, moment, reference, references, words

COLOUR = re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def users(group: Element, account: Account) -> Iterator[User]:
    """Yield the users."""
    for each in children(group, "User"):
        yield User(account.own(each, "user"), each.get("name", ""), each.get("id", ""))


def codes(group: Element | None, account: Account) -> tuple[Code, ...]:
    """Return the codes of a ``Codes`` element, or those under a code."""
    return tuple(_code(each, account) for each in children(group, "Code"))


def _code(element: Element, account: Account) -> Code:
    guid = account.own(element, "code")
    account.notes_on(element, "code", guid)
    colour = element.get("color", "").strip().lower()
    if colour and not COLOUR.fullmatch(colour):
        account.leave("colours", "codebook", "they are not written as #rrggbb")
        colour = ""
    return Code(
        guid=guid,
        name=element.get("name", ""),
        description=words(element),
        colour=colour,
        is_codable=element.get("isCodable", "true").strip().lower() in ("true", "1"),
        children=codes(element, account),
    )


def variables(group: Element, account: Account) -> Iterator[Variable]:
    """Yield the variables; one of a type that is not known is a text."""
    for each in children(group, "Variable"):
        stated = each.get("typeOfVariable", "Text")
        if stated not in VARIABLE_TYPES:
            account.leave("types of variables", "variables", "they are not known, and were taken as Text")
        known = stated if stated in VARIABLE_TYPES else "Text"
        yield Variable(account.own(each, "variable"), each.get("name", ""), known, words(each))


def cases(group: Element, account: Account) -> Iterator[Case]:
    """Yield the cases."""
    for each in children(group, "Case"):
        guid = account.own(each, "case")
        yield Case(
            guid=guid,
            name=each.get("name", ""),
            description=words(each),
            values=tuple(values(each, f"case {guid}", account)),
            code_guids=references(each, "CodeRef"),
            source_guids=references(each, "SourceRef"),
            selection_guids=references(each, "SelectionRef"),
        )


def sets(group: Element, account: Account) -> Iterator[Set]:
    """Yield the sets."""
    for each in children(group, "Set"):
        yield Set(
            guid=account.own(each, "set"),
            name=each.get("name", ""),
            description=words(each),
            code_guids=references(each, "MemberCode"),
            source_guids=references(each, "MemberSource"),
            note_guids=references(each, "MemberNote"),
        )


def values(element: Element, where: str, account: Account) -> Iterator[VariableValue]:
    """Yield what the variables say of a case or source."""
    for each in children(element, "VariableValue"):
        variable = reference(child(each, "VariableRef"))
        if not variable:
            account.leave("values of variables", where, "they name no variable")
            continue
        stated = next((part for part in each if kind(part) in _READ), None)
        try:
            value = _value(stated)
        except (ValueError, InvalidOperation):
            account.leave("values of variables", where, "they are not of their type")
        else:
            yield VariableValue(variable, value)


def _value(stated: Element | None) -> Value:
    if stated is None:
        return None
    text = stated.text or ""
    return _READ[kind(stated)](text) if text.strip() or kind(stated) == "TextValue" else None


def _boolean(text: str) -> Value:
    if text.strip().lower() not in ("true", "1", "false", "0"):
        raise ValueError
    return text.strip().lower() in ("true", "1")


def _number(text: str) -> Value:
    value = Decimal(text.strip())
    if not value.is_finite():
        raise ValueError
    return value


def _time(text: str) -> Value:
    at = moment(text)
    if at is None:
        raise ValueError
    return at


_READ: dict[str, Callable[[str], Value]] = {
    "TextValue": str,
    "BooleanValue": _boolean,
    "IntegerValue": int,
    "FloatValue": _number,
    "DateValue": day,
    "DateTimeValue": _time,
}
