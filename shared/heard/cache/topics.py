"""Fitted topic models, kept by the hash of their tokens and settings; and the names of topics.

The names are not in the cache: ``work/<consultation>/topics/`` holds, for each name given by a workbook and
each number of topics, the model that was fitted last, from which the next one takes over the ids of the
topics it finds again. A first fit numbers them by size.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from heard.analysis.topics import (
    FittedTopics,
    RememberedTopics,
    TopicSettings,
    carry_identity,
    fit_topics,
    model_key,
)
from heard.analysis.words import Tokens
from heard.cache.keep import keep
from heard.places import work_folder

_FILE = "model.npz"


def fit_kept(consultation: Path, name: str, tokens: Tokens, settings: TopicSettings) -> FittedTopics:
    """Return the model of these tokens and settings, fitted only if it is not kept.

    Parameters
    ----------
    consultation
        The consultation's folder.
    name
        What the topics are of, such as ``advice.q4``: within it and a number of topics, ids are kept.
    tokens, settings
        As for :func:`heard.analysis.topics.fit_topics`.
    """
    work = work_folder(consultation)
    (work / "topics").mkdir(parents=True, exist_ok=True)
    fitted = keep(
        work / "cache" / "topics",
        model_key(tokens, settings),
        make=lambda: fit_topics(tokens, settings),
        write=lambda made, folder: _write(made, folder / _FILE),
        read=lambda folder: _read(folder / _FILE),
    )
    last = work / "topics" / f"{name}.k{settings.k}.npz"
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


def _write(fitted: FittedTopics, path: Path) -> None:
    np.savez_compressed(path, allow_pickle=False, **fitted.to_arrays())


def _read(path: Path) -> FittedTopics:
    with np.load(path, allow_pickle=False) as arrays:
        return FittedTopics.from_arrays(arrays)


def _read_names(path: Path) -> RememberedTopics:
    with np.load(path, allow_pickle=False) as arrays:
        return RememberedTopics.from_arrays(arrays)


def _replace_names(fitted: FittedTopics, path: Path) -> None:
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    np.savez_compressed(beside, allow_pickle=False, **RememberedTopics.of(fitted).to_arrays())
    beside.replace(path)
