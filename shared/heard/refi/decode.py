"""Bytes of a source to its text, exactly as it stands, line ends included, but for a byte-order mark."""

import codecs
from dataclasses import dataclass, field

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GUESSED = "windows-1252"
_LOOKED_AT = 2000


@dataclass(frozen=True)
class Decoded:
    """A text, whether a byte-order mark stood before it, its encoding, and whether it stood in the XML.

    XML turns every line end into a line feed, so of a text that stood there nobody can tell what they were.
    """

    text: str = field(repr=False)
    mark: bool = False
    encoding: str = "utf-8"
    from_xml: bool = False


def decode(content: bytes) -> Decoded | None:
    """Return the text by its byte-order mark, else as UTF-8, else UTF-16 by its zeros, else Windows-1252.

    None if it is in none of these.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, mark=True)
    wide = _by_zeros(content[:_LOOKED_AT])
    if wide:
        return _decoded(content, wide)
    return _decoded(content, "utf-8") or _decoded(content, GUESSED)


def _decoded(content: bytes, encoding: str, mark: bool = False) -> Decoded | None:
    try:
        return Decoded(content.decode(encoding), mark, encoding)
    except UnicodeDecodeError:
        return None


def _by_zeros(head: bytes) -> str:
    """Return the kind of UTF-16 whose zeros stand at every other byte, as those of Latin letters do."""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > len(odd) / 3 and even.count(0) * 10 < odd.count(0):
        return "utf-16-le"
    if even.count(0) > len(even) / 3 and odd.count(0) * 10 < even.count(0):
        return "utf-16-be"
    return ""
