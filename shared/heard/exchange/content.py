"""What another tool said that Heard has no use for, as JSON and back: it is not lost on the way through."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from heard.refi import About, Made, VariableValue

Thing = TypeVar("Thing")
_WRITTEN: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "Decimal": Decimal,
}


def to_json(thing: Any, *without: str) -> str:
    """Return a dataclass of :mod:`heard.refi` as JSON, some of its fields left empty."""
    return json.dumps({**asdict(thing), **dict.fromkeys(without, "")}, default=_typed, ensure_ascii=False)


def from_json(kind: type[Thing], content: str) -> Thing:
    """Return the dataclass that :func:`to_json` wrote."""
    stored = json.loads(content, object_hook=_untyped)
    for field in fields(kind):  # type: ignore[arg-type]
        stored[field.name] = _rebuilt(field.name, stored[field.name])
    return kind(**stored)


def _typed(value: object) -> dict[str, str]:
    return {
        "type": type(value).__name__,
        "value": value.isoformat() if isinstance(value, date) else str(value),
    }


def _untyped(stored: dict[str, Any]) -> Any:
    if stored.keys() == {"type", "value"} and stored["type"] in _WRITTEN:
        return _WRITTEN[stored["type"]](stored["value"])
    return stored


def _rebuilt(name: str, value: Any) -> Any:
    if name == "made":
        return Made(**value)
    if name == "values":
        return tuple(VariableValue(**each) for each in value)
    if name == "about":
        return tuple(About(**each) for each in value)
    return tuple(value) if isinstance(value, list) else value
