"""Bytes of a source to its text: exactly as it stands, line ends included, but for a byte order mark."""

import codecs
from dataclasses import dataclass, field

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """A text, whether a byte order mark stood before it, and the encoding; ``sure`` is false for a guess."""

    text: str = field(repr=False)
    bom: bool
    encoding: str
    sure: bool


def decode(content: bytes) -> Decoded:
    """Return the text: by its byte order mark, else UTF-8, else UTF-16 by its zeros, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(encoding, "replace"), True, encoding, True)
    if content[1:200:2].count(0) > len(content[:200]) // 3:
        return Decoded(content.decode("utf-16-le", "replace"), False, "utf-16-le", False)
    try:
        return Decoded(content.decode("utf-8"), False, "utf-8", True)
    except UnicodeDecodeError:
        return Decoded(content.decode("cp1252", "replace"), False, "cp1252", False)
