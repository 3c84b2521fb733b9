"""What can be made again and is kept to save time: the frames of a consultation, a fitted topic model.

Everything is kept under a key that hashes all it was made from, so that nothing stale is ever read; the folder
may be deleted at any time.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import heard
from heard.consultation import FILE_NAME, Consultation
from heard.intake import Intake, read_consultation
from heard.places import work_folder

Made = TypeVar("Made")
_ROOMS_THAT_READ = ("consultation", "frames", "intake")


def keep(
    kind: Path,
    key: str,
    *,
    make: Callable[[], Made],
    write: Callable[[Made, Path], None],
    read: Callable[[Path], Made],
) -> Made:
    """Return what is kept under a key, making and keeping it first if it is not there.

    Parameters
    ----------
    kind
        The folder for things of this kind.
    key
        A hash of all that the thing is made from.
    make, write, read
        How to make it, to write it into an empty folder, and to read it back.
    """
    folder = kind / key
    if folder.is_dir():
        return read(folder)
    made = make()
    kind.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=kind))
    try:
        write(made, unfinished)
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():  # otherwise another process kept the same thing meanwhile
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return made


def read_kept(folder: Path, consultation: Consultation) -> Intake:
    """Read a consultation's files, or what was kept from reading the same files before."""
    kind = work_folder(folder) / "cache" / "intake"
    key = _hash(_files_read(folder, consultation))
    intake = keep(
        kind,
        key,
        make=lambda: read_consultation(folder, consultation),
        write=lambda made, where: made.write(where),
        read=Intake.read,
    )
    _forget_others(kind, key)
    return intake


def _files_read(folder: Path, consultation: Consultation) -> Iterable[Path]:
    yield from sorted({folder / FILE_NAME, *(folder.glob("*.yml"))})
    for collection in consultation.collections:
        for source in collection.sources:
            yield folder / source.file
    package = Path(heard.__file__).parent
    for room in _ROOMS_THAT_READ:
        yield from sorted((package / room).rglob("*.*"))


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(f"{file.name}:{file.stat().st_size}:".encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()[:32]


def _forget_others(kind: Path, key: str) -> None:
    """Remove what was kept from older files: it holds respondents' words that may since have been withdrawn."""
    for other in kind.iterdir():
        if other.name != key and not other.name.startswith(".unfinished-"):
            # Renamed first, so that nobody reads a folder that is half removed.
            gone = other.with_name(f".unfinished-{other.name}-{os.getpid()}")
            try:
                other.rename(gone)
            except OSError:
                continue
            shutil.rmtree(gone, ignore_errors=True)
