"""The names of topics, which are no cache: they last over refits.

``work/<consultation>/topics/`` holds, for each name given by a workbook and each number of topics, the model
that was reported last, from which the next one takes over the ids of the topics it finds again. A first one
numbers them by size.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from heard.analysis.topics import FittedTopics, RememberedTopics, carry_identity
from heard.places import work_folder


def with_names(consultation: Path, name: str, fitted: FittedTopics) -> FittedTopics:
    """Return a model whose topics have the names of those of the model that was reported last under a name.

    Parameters
    ----------
    consultation
        The consultation's folder.
    name
        What the topics are of, such as ``advice.q4``: within it and a number of topics, ids are kept.
    """
    folder = work_folder(consultation) / "topics"
    folder.mkdir(parents=True, exist_ok=True)
    last = folder / f"{name}.k{fitted.settings.k}.npz"
    with _alone(last):
        if last.exists():
            fitted = carry_identity(_read_names(last), fitted)
        _replace_names(fitted, last)
    return fitted


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from naming topics meanwhile."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read_names(path: Path) -> RememberedTopics:
    with np.load(path, allow_pickle=False) as arrays:
        return RememberedTopics.from_arrays(arrays)


def _replace_names(fitted: FittedTopics, path: Path) -> None:
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    np.savez_compressed(beside, allow_pickle=False, **RememberedTopics.of(fitted).to_arrays())
    beside.replace(path)
