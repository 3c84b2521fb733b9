"""Codebooks on their own (``.qdc``): read one of another tool, write one for it."""

import io
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from heard.errors import HeardError
from heard.refi import parts
from heard.refi.account import Account
from heard.refi.archive import MOST_TEXT
from heard.refi.model import Code
from heard.refi.write import ORIGIN
from heard.refi.write_parts import write_codes
from heard.refi.writing import Writing
from heard.refi.xml import child, elements, kind
from heard.results.atomic import write_bytes

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_EXPORT_AGAIN = "Export the codebook again as .qdc."


def read_codebook(path: Path) -> tuple[Code, ...]:
    """Read a codebook.

    Raises
    ------
    HeardError
        If the file cannot be read, is no codebook, or declares entities.
    """
    root: Element | None = None
    for open_ones in elements(_content(path), path):
        root = open_ones[0]
    if root is None or kind(root) != "CodeBook":
        raise HeardError("this is no codebook", where=str(path), fix=_EXPORT_AGAIN)
    return parts.codes(child(root, "Codes"), Account())


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_TEXT:
            raise HeardError(
                f"it is larger than {MOST_TEXT >> 20} MiB", where=str(path), fix="Name a codebook (.qdc)."
            )
        return path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or "no reason is given").lower()
        raise HeardError(
            f"the file cannot be read: {reason}", where=str(path), fix="Correct its name."
        ) from None


def write_codebook(codes: Iterable[Code], path: Path) -> None:
    """Write a codebook, whole or not at all; a character that XML cannot hold becomes U+FFFD.

    Raises
    ------
    HeardError
        If there are no codes, or an identifier is no GUID.
    """
    tree = tuple(codes)
    if not tree:
        raise HeardError("the codebook has no codes", where=str(path), fix="Add a code first.")
    stream = io.BytesIO()
    out = Writing(stream)
    with out.element("CodeBook", xmlns=_NAMESPACE, origin=ORIGIN), out.element("Codes"):
        write_codes(out, tree)
    write_bytes(path, stream.getvalue())
