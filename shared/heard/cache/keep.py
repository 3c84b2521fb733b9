"""Keep a thing that can be made again; the folders of this room may be deleted at any time."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")
_UNFINISHED = ".unfinished-"


def is_kept(kind: Path, key: str) -> bool:
    """Return whether a thing is kept."""
    return (kind / key).is_dir()


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
    if is_kept(kind, key):
        return read(folder)
    made = make()
    kind.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=kind))
    try:
        write(made, unfinished)
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():  # otherwise another process kept the same thing meanwhile
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return made


def forget_others(kind: Path, key: str) -> None:
    """Remove what was kept of a kind under other keys, where words in it may have been withdrawn since."""
    for other in kind.iterdir():
        if other.name != key and not other.name.startswith(_UNFINISHED):
            # Renamed first, so that nobody reads a folder that is half removed.
            gone = other.with_name(f"{_UNFINISHED}{other.name}-{os.getpid()}")
            try:
                other.rename(gone)
            except OSError:
                continue
            shutil.rmtree(gone, ignore_errors=True)
