"""The archive of a project, defended against before anything of it is read. Nothing is ever unpacked to disk."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heard.errors import HeardError

MOST_ENTRIES = 5_000
MOST_UNPACKED = 1 << 30
MOST_RATIO = 200
_SMALL = 10 << 20  # a small member may be packed as well as it likes
_PROJECT = "project.qde"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive that was looked through.

    Raises
    ------
    HeardError
        If it cannot be read, is no archive, or has something that an honest project has not: too many entries, a name
        that leads out of it, a link, a password, or a member that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for fault in _faults(archive):
                raise HeardError(
                    fault, where=str(path), fix="Export the project again; do not open this file."
                )
            yield archive
    except FileNotFoundError:
        raise HeardError("there is no such file", where=str(path), fix="Correct its name.") from None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise HeardError(
            "the file is damaged or is no project", where=str(path), fix="Export the project again as .qdpx."
        ) from None


def _faults(archive: zipfile.ZipFile) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > MOST_ENTRIES:
        yield f"the archive has {len(members):,} entries, more than {MOST_ENTRIES:,}"
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        yield "the archive unpacks to more than a gibibyte"
    if len({member.filename.lower() for member in members}) < len(members):
        yield "the archive has two entries of one name"
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in member.orig_filename:
            yield "the archive has an entry whose name leads out of it"
        if stat.S_ISLNK(member.external_attr >> 16):
            yield "the archive has a link"
        if member.flag_bits & 1:
            yield "the archive has a password"
        if member.file_size > max(_SMALL, MOST_RATIO * max(member.compress_size, 1)):
            yield "the archive has a member that unpacks to far more than it holds"


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a member, no more of them than the archive says there are."""
    with archive.open(member) as content:
        found = content.read(member.file_size + 1)
    if len(found) > member.file_size:
        raise zipfile.BadZipFile
    return found


def project_file(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the member that describes the project: ``project.qde`` in any case, else the only ``.qde``."""
    described = [each for each in archive.infolist() if each.filename.lower().endswith(".qde")]
    named = [each for each in described if each.filename.lower() == _PROJECT]
    found = named or described
    if len(found) != 1:
        raise HeardError(
            f"the archive has {len(found)} descriptions of a project (.qde)",
            where=str(path),
            fix="Export the project again as .qdpx.",
        )
    return found[0]


def source_file(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """Return the member ``Sources/<name>`` (in any case, in any folder), or None."""
    wanted = name.lower()
    for member in archive.infolist():
        parts = member.filename.lower().replace("\\", "/").split("/")
        if parts[-1] == wanted or "/".join(parts[1:]) == wanted:
            return member
    return None
