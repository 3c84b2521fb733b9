"""Identifiers: GUIDs in small letters without braces."""

import re
import uuid

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEARD = uuid.UUID("5d3f2d3e-6c5a-5d5c-9b61-0f2b7a5f3c11")


def is_guid(value: str) -> bool:
    """Return whether a value is a GUID as Heard keeps it."""
    return _GUID.fullmatch(value) is not None


def made_guid(*parts: object) -> str:
    """Return a GUID made from some parts: the same for the same parts, on every machine."""
    return str(uuid.uuid5(_HEARD, "\x1f".join(map(str, parts))))


def as_guid(value: str) -> str:
    """Return an identifier as a GUID: as it is, or made from it if it is none; empty stays empty."""
    plain = value.strip().strip("{}").lower()
    return plain if not plain or is_guid(plain) else made_guid(value)
