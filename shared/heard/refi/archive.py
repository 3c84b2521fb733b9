"""The archive of a project, looked through before anything of it is read. Nothing is unpacked to disk."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from heard.errors import HeardError

MOST_DIRECTORY = 32 << 20
"""Bytes of the archive's directory: some 300,000 entries."""
MOST_TEXT = 512 << 20
"""Bytes of the description, and of any one text."""
MOST_UNPACKED = 1 << 30
"""Bytes of all entries together, unless the archive itself is large (pictures and sound hardly pack)."""
MOST_RATIO = 200
"""How many times its packed size an entry of over 1 MiB, or an archive of over 64 MiB, may unpack to."""
MOST_STRANGERS = 1_000
"""Entries that the description does not name."""
_SMALL, _SMALL_ALTOGETHER = 1 << 20, 64 << 20
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EXPORT_AGAIN = "Export the project again as .qdpx."
_DO_NOT_OPEN = "Do not open it; ask whoever sent it for another export."


class Archive:
    """The entries of an archive, found by name whatever the case and folder."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self._file = file
        self._unpacked = 0
        self._entries = [entry for entry in file.infolist() if not _is_by_the_way(entry)]
        self._by_path = {_plain(entry.filename): entry for entry in self._entries}
        self._by_name: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in self._entries:
            self._by_name.setdefault(_plain(entry.filename).rpartition("/")[2], []).append(entry)

    def description(self) -> zipfile.ZipInfo:
        """Return the entry ``project.qde``, or the only one of that kind."""
        found = [entry for entry in self._entries if entry.filename.lower().endswith(".qde")]
        named = [entry for entry in found if _plain(entry.filename).rpartition("/")[2] == "project.qde"]
        chosen = named if named else found
        if len(chosen) != 1:
            raise HeardError(
                f"the archive holds {len(chosen) or 'no'} descriptions of a project (project.qde)",
                where=str(self.path),
                fix=_EXPORT_AGAIN,
            )
        return chosen[0]

    def find(self, name: str) -> zipfile.ZipInfo | None:
        """Return the entry for ``internal://name``: among the sources, or the only one so named."""
        for each in (name, unquote(name)):
            plain = _plain(each).lstrip("/")
            entry = self._by_path.get(f"sources/{plain}") or self._by_path.get(plain)
            alike = self._by_name.get(plain.rpartition("/")[2], [])
            if entry or len(alike) == 1:
                return entry or alike[0]
        return None

    def strangers(self, named: int) -> None:
        """Refuse an archive that holds many more entries than its description names."""
        if len(self._entries) > named + MOST_STRANGERS:
            raise _hostile(self.path, f"it holds {len(self._entries):,} entries and names {named:,} of them")

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Return what an entry holds; raises HeardError if it is damaged or too large."""
        if entry.file_size > MOST_TEXT:
            raise _hostile(self.path, f"an entry unpacks to over {MOST_TEXT >> 20} MiB")
        self._unpacked += entry.file_size
        if self._unpacked > MOST_UNPACKED:
            raise _hostile(self.path, f"it unpacks to over {MOST_UNPACKED >> 30} GiB")
        with _readable(self.path), self._file.open(entry) as content:
            return content.read()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive and look through its directory.

    Raises
    ------
    HeardError
        If it cannot be read, is no archive, or has what an honest project has not: too many entries, a name
        that leads out of it or stands twice, a link, a password, or an entry that unpacks to too much.
    """
    with _readable(path):
        _refuse_large_directory(path)
        file = zipfile.ZipFile(path)
    with file:
        fault = _fault(file.infolist(), path.stat().st_size)
        if fault:
            raise _hostile(path, fault)
        yield Archive(path, file)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise HeardError("there is no such file", where=str(path), fix="Correct its name.") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
    ):
        raise HeardError(
            "the file is damaged, or is no project of this kind", where=str(path), fix=_EXPORT_AGAIN
        ) from None
    except OSError as problem:
        reason = (problem.strerror or "no reason is given").lower()
        raise HeardError(f"the file cannot be read: {reason}", where=str(path), fix=_EXPORT_AGAIN) from None


def _refuse_large_directory(path: Path) -> None:
    """Refuse before the directory is read: reading it takes memory for each entry."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - (1 << 16) - 1024))
        tail = stream.read()
    at, far = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    size = struct.unpack_from("<L", tail, at + 12)[0] if at >= 0 else 0
    if far >= 0 and size == 0xFFFFFFFF:
        size = struct.unpack_from("<Q", tail, far + 40)[0]
    if size > MOST_DIRECTORY:
        raise _hostile(path, "it holds far too many entries")


def _fault(entries: list[zipfile.ZipInfo], packed: int) -> str:
    names = [_plain(entry.filename) for entry in entries]
    if len(set(names)) < len(names):
        return "it holds two entries of one name"
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(MOST_UNPACKED, 4 * packed):
        return f"it unpacks to over {MOST_UNPACKED >> 30} GiB"
    if unpacked > max(_SMALL_ALTOGETHER, MOST_RATIO * packed):
        return f"it unpacks to over {MOST_RATIO} times its size"
    return next((fault for entry in entries if (fault := _fault_of(entry))), "")


def _fault_of(entry: zipfile.ZipInfo) -> str:
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0] or "\0" in name:
        return "it holds a name that leads out of it"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "it holds a link or a device"
    if entry.flag_bits & 0x41:
        return "it is locked with a password"
    if entry.compress_type not in _PACKINGS:
        return "it is packed in an unusual way"
    if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
        return f"an entry unpacks to over {MOST_RATIO} times its size"
    return ""


def _hostile(path: Path, fault: str) -> HeardError:
    fix = "Export it without a password." if "password" in fault else _DO_NOT_OPEN
    return HeardError(f"the archive is refused: {fault}", where=str(path), fix=fix)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _is_by_the_way(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a folder, or what a Mac adds to each file."""
    name = entry.filename
    return entry.is_dir() or name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")
