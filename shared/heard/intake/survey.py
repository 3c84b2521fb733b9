"""Look at a file before anything parses it: is it there, what is it really, and what are its bytes' hash."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from heard.errors import HeardError

Kind = Literal["text", "workbook"]
CHUNK = 1 << 22
HEAD = 1 << 20
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_NOT_A_TABLE: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old .xls file or a workbook with a password"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich text document"),
)
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|html)", re.IGNORECASE)


@dataclass(frozen=True)
class Survey:
    """What is known of a file before it is parsed.

    Attributes
    ----------
    path, name
        Where it is, and how consultation.yml names it (which is what messages say).
    kind
        ``text`` for CSV and its kin, ``workbook`` for XLSX; judged by content, and the name must agree.
    size, sha256
        Of the bytes as they are on disk.
    head
        The first mebibyte.
    """

    path: Path
    name: str
    kind: Kind
    size: int
    sha256: str
    head: bytes


def survey(folder: Path, name: str) -> Survey:
    """Find a file that a consultation names, and see what it is.

    Parameters
    ----------
    folder
        The consultation's folder, from which ``name`` is relative.
    name
        The file's name; it may begin with an environment variable, as in ``${DATA}/answers.csv``.

    Raises
    ------
    HeardError
        If the file is absent, empty, unreadable, or no table.
    """
    path = source_path(folder, name)
    if not path.is_file():
        raise HeardError(
            "there is no such file", where=name, fix="Correct its name in consultation.yml, or put it there."
        )
    try:
        sha256, size, head = _digest(path)
    except OSError as error:
        raise HeardError(
            f"the file cannot be read ({error.strerror})", where=name, fix="Check its permissions."
        ) from None
    if size == 0:
        raise HeardError("the file is empty", where=name, fix="Export it again.")
    return Survey(path, name, _kind(name, head), size, sha256, head)


def source_path(folder: Path, name: str) -> Path:
    """Return where a file is that consultation.yml names; environment variables in the name are filled in.

    Raises
    ------
    HeardError
        If such a variable is not set.
    """
    absent = [variable for variable in variables_named(name) if variable not in os.environ]
    if absent:
        raise HeardError(
            f"the environment variable {absent[0]} is not set",
            where=name,
            fix=f"Set {absent[0]} to the folder of the data.",
        )
    return folder / _VARIABLE.sub(lambda found: os.environ[found[1]], name)


def variables_named(name: str) -> list[str]:
    """Return the environment variables that a file's name in consultation.yml holds."""
    return _VARIABLE.findall(name)


def _digest(path: Path) -> tuple[str, int, bytes]:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size, head


def _kind(name: str, head: bytes) -> Kind:
    suffix = Path(name).suffix.lower()
    is_workbook = head.startswith(b"PK")
    found = next((what for start, what in _NOT_A_TABLE if head.startswith(start)), None)
    if found is None and not is_workbook and _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        found = "a web page or XML"
    if found:
        raise HeardError(f"this is {found}", where=name, fix="Export the table as CSV (UTF-8) or XLSX.")
    if is_workbook and suffix not in (".xlsx", ".xlsm"):
        raise HeardError(
            "the file is not what its name says: its content is a ZIP archive or workbook",
            where=name,
            fix="If it is a workbook, rename it to .xlsx; otherwise export it as CSV.",
        )
    if not is_workbook and suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        raise HeardError(
            "the file is not what its name says: its content is no XLSX workbook",
            where=name,
            fix="If it is text, rename it to .csv; otherwise export it again.",
        )
    return "workbook" if is_workbook else "text"
