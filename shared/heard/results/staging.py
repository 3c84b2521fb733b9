"""Results land as a whole: a run writes beside its place, and takes it at the end by a rename.

A process killed at any time leaves the last complete results. The one moment that needs care lies between two
renames (the old results out, the new ones in): whoever opens results next finds the old ones set apart and
nothing in their place, and puts them back. Locks are the kernel's (``flock``), so a dead process holds none.
"""

import fcntl
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heard.errors import HeardError
from heard.places import results_folder
from heard.results.folder import RunFolder

_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_STAGING, _BEFORE, _GONE = ".staging-", ".before-", ".gone-"
_LANDING_LOCK = ".landing.lock"


@contextmanager
def staged_run(name: str, results: Path | None = None) -> Iterator[RunFolder]:
    """Give a folder for a run's results that takes its place when the block ends, and vanishes if it fails.

    A run whose manifest names a failure takes the place ``<name>-failed``: complete results stay.

    Parameters
    ----------
    name
        The run's name: letters, digits, ``-`` and ``_``.
    results
        The folder of all runs; Heard's own if it is left out.

    Yields
    ------
    RunFolder
        The folder to write to; afterwards its contents are at ``results/name``.
    """
    _check(name)
    results = results or results_folder()
    recover(results)
    staging = results / f"{_STAGING}{name}-{uuid.uuid4().hex}"
    lock = staging.with_name(f"{staging.name}.lock")
    # Locked before the folder is there: whoever tidies never finds it without its lock.
    with _locked(lock):
        staging.mkdir()
        try:
            run = RunFolder(staging)
            yield run
            failed = run.has_failed()
            _land(staging, results / landing_name(name, failed=failed))
            if not failed:
                # What went wrong before is mended now.
                shutil.rmtree(results / landing_name(name, failed=True), ignore_errors=True)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            lock.unlink(missing_ok=True)


def landing_name(name: str, *, failed: bool) -> str:
    """Return the folder of a run's results, by whether one of its entries failed."""
    return f"{name}-failed" if failed else name


def open_run(name: str, results: Path | None = None) -> RunFolder:
    """Return the last complete results of a run; raises HeardError if there are none."""
    _check(name)
    results = results or results_folder()
    recover(results)
    if not (results / name).is_dir():
        raise HeardError("there are no results of this run", where=name, fix="Run the batch first.")
    return RunFolder(results / name)


def recover(results: Path) -> None:
    """Mend what killed processes left: put back results set apart, remove what was never finished."""
    with _locked(results / _LANDING_LOCK):
        for before in results.glob(f"{_BEFORE}*"):
            place = results / before.name.removeprefix(_BEFORE)
            if place.exists():
                _set_gone(before)
            else:
                before.rename(place)
    for gone in results.glob(f"{_GONE}*"):
        shutil.rmtree(gone, ignore_errors=True)
    for lock in results.glob(f"{_STAGING}*.lock"):
        _remove_if_dead(lock)


def _land(staging: Path, place: Path) -> None:
    before = place.with_name(f"{_BEFORE}{place.name}")
    with _locked(place.with_name(_LANDING_LOCK)):
        if before.exists():
            _set_gone(before)
        if place.exists():
            place.rename(before)
        staging.rename(place)
        gone = _set_gone(before) if before.exists() else None
    if gone:
        shutil.rmtree(gone, ignore_errors=True)


def _set_gone(folder: Path) -> Path:
    # A removal that is cut short must never look like results.
    gone = folder.with_name(f"{_GONE}{uuid.uuid4().hex}")
    folder.rename(gone)
    return gone


def _remove_if_dead(lock: Path) -> None:
    try:
        with lock.open("r") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)
    except (BlockingIOError, FileNotFoundError):
        return


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _check(name: str) -> None:
    if not _RUN.fullmatch(name):
        raise HeardError(
            "a run's name has other characters than letters, digits, - and _", where="run", fix="Rename it."
        )
