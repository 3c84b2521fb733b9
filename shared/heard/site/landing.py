"""A folder that takes its place as a whole."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heard.errors import HeardError


@contextmanager
def replacing_folder(place: Path, mark: str) -> Iterator[Path]:
    """Give a folder to write to, which takes its place when the block ends; an error changes nothing.

    Parameters
    ----------
    place
        Where it is to stand. What stands there is replaced if it is empty or holds the mark.
    mark
        The file by which a folder is known as one that was built.

    Raises
    ------
    HeardError
        If something else stands there.
    """
    if place.exists() and not (place.is_dir() and ((place / mark).is_file() or not any(place.iterdir()))):
        raise HeardError(
            "something other than a site is there", where=str(place), fix="Name another folder with --to."
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    beside, before = (place.with_name(f".{place.name}.{uuid.uuid4().hex}") for _ in range(2))
    try:
        beside.mkdir()
        yield beside
        if place.exists():
            place.rename(before)
        beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if before.exists() and not place.exists():
            before.rename(place)
        shutil.rmtree(before, ignore_errors=True)
