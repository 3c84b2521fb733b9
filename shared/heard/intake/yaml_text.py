"""Write the content of a consultation.yml with the model's own help as comments."""

import json
import re
import textwrap
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from heard.consultation import Consultation

_WIDTH = 100
_ENTRY = "- "
# Characters that YAML refuses, or takes for the end of a line.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS_OF_YAML = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def commented_yaml(content: dict[str, Any]) -> str:
    """Return YAML in which each key of the model is explained where it is first used.

    Parameters
    ----------
    content
        Plain values under the keys of :class:`heard.consultation.Consultation`. A key ``#`` holds comments
        of its own, a line each.
    """
    explained: set[tuple[str, str]] = set()
    return "\n".join(_mapping(Consultation, content, explained)) + "\n"


def _mapping(
    model: type[BaseModel], content: dict[str, Any], explained: set[tuple[str, str]]
) -> Iterator[str]:
    for key, value in content.items():
        if key == "#":
            yield from (f"# {line}" for line in value)
            continue
        field = model.model_fields[key]
        yield from _help(model, key, field, explained)
        inner = _model_in(field.annotation)
        if isinstance(value, list) and value and isinstance(value[0], dict) and inner:
            yield f"{key}:"
            yield from _entries(inner, value, explained)
        elif isinstance(value, dict) and inner is field.annotation and inner:
            yield f"{key}:"
            yield from _indented(_mapping(inner, value, explained))
        else:
            yield from _tree(key, value)


def _tree(key: str, value: Any) -> Iterator[str]:
    """Write what the model does not name further: on one line if it is short."""
    if isinstance(value, dict) and len(_plain(value)) > _WIDTH:
        yield f"{key}:"
        for name, each in value.items():
            yield from _indented(_tree(_key(name), each))
    else:
        yield f"{key}: {_plain(value)}"


def _entries(
    model: type[BaseModel], entries: list[dict[str, Any]], explained: set[tuple[str, str]]
) -> Iterator[str]:
    if all(_is_small(entry) for entry in entries):
        for key in dict.fromkeys(key for entry in entries for key in entry):
            yield from _indented(_help(model, key, model.model_fields[key], explained, prefix=f"{key}: "))
        yield from (f"  {_ENTRY}{_plain(entry)}" for entry in entries)
        return
    for entry in entries:
        lines = list(_mapping(model, entry, explained))
        at = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        yield from _indented(lines[:at])
        yield f"  {_ENTRY}{lines[at]}"
        yield from _indented(_indented(lines[at + 1 :]))


def _help(
    model: type[BaseModel], key: str, field: FieldInfo, explained: set[tuple[str, str]], prefix: str = ""
) -> Iterator[str]:
    if (model.__name__, key) not in explained:
        explained.add((model.__name__, key))
        for line in textwrap.wrap(prefix + (field.description or ""), _WIDTH):
            yield f"# {line}"


def _indented(lines: typing.Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _is_small(entry: dict[str, Any]) -> bool:
    return "#" not in entry and all(isinstance(value, str) for value in entry.values())


def _plain(value: Any) -> str:
    """Return a value on one line; text as JSON writes it is YAML, and needs no rule about quoting."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_plain(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _key(name: str) -> str:
    return name if _SIMPLE.fullmatch(name) and name.lower() not in _WORDS_OF_YAML else _plain(name)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation such as ``tuple[Group, ...]`` holds."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for part in typing.get_args(annotation) if (found := _model_in(part))), None)
