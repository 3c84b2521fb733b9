"""Write XML element by element, with all characters kept that XML can hold, and the others counted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from heard.errors import HeardError
from heard.refi.guids import is_guid

REPLACEMENT = "\ufffd"
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A bare carriage return or line end would be read back as a line feed or, in an attribute, as a space.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ESCAPES_QUOTED = _ESCAPES | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_SPECIAL = re.compile("[&<>\r]")
_SPECIAL_QUOTED = re.compile('[&<>\r\n\t"]')


class Writing:
    """An XML file while it is written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._depth = 0
        self.replaced = 0
        self._put('<?xml version="1.0" encoding="utf-8"?>')

    def _put(self, line: str) -> None:
        self._stream.write((" " * self._depth + line + "\n").encode())

    def _kept(self, value: str) -> str:
        kept, number = UNWRITABLE.subn(REPLACEMENT, value)
        self.replaced += number
        return kept

    def _start(self, tag: str, attributes: dict[str, str]) -> str:
        written = (
            f' {key}="{_SPECIAL_QUOTED.sub(lambda found: _ESCAPES_QUOTED[found.group()], self._kept(value))}"'
            for key, value in attributes.items()
        )
        return f"<{tag}{''.join(written)}"

    @contextmanager
    def element(self, tag: str, /, **attributes: str) -> Iterator[None]:
        """Write an element around what is written inside the block."""
        self._put(self._start(tag, attributes) + ">")
        self._depth += 1
        yield
        self._depth -= 1
        self._put(f"</{tag}>")

    def leaf(self, tag: str, text: str | None = None, /, **attributes: str) -> None:
        """Write an element that holds nothing or only text."""
        start = self._start(tag, attributes)
        if text is None:
            self._put(start + "/>")
        else:
            words = _SPECIAL.sub(lambda found: _ESCAPES[found.group()], self._kept(text))
            self._put(f"{start}>{words}</{tag}>")

    def description(self, text: str) -> None:
        """Write a description, if there is one."""
        if text:
            self.leaf("Description", text)

    @contextmanager
    def group(self, tag: str, members: object) -> Iterator[None]:
        """Write an element around others, which the schema does not allow to be empty."""
        if members:
            with self.element(tag):
                yield
        else:
            yield


def identifier(guid: str) -> str:
    """Return an identifier; raises HeardError if it is none that the standard allows."""
    if not is_guid(guid):
        raise HeardError("an identifier is no GUID", where="the export", fix="Make one with made_guid.")
    return guid


def user(guid: str) -> str:
    """Return the identifier of a user, if one is named; raises HeardError if it is no GUID."""
    return identifier(guid) if guid else ""


def stated(**attributes: str | datetime | None) -> dict[str, str]:
    """Return the attributes that state something; times in UTC."""
    return {
        name: time_in_words(value) if isinstance(value, datetime) else value
        for name, value in attributes.items()
        if value
    }


def time_in_words(at: datetime) -> str:
    """Return a time as XML has it, in UTC."""
    at = at.astimezone(UTC) if at.tzinfo else at
    return at.replace(tzinfo=None).isoformat() + "Z"
