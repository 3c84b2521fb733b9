"""Fitted topic models, kept by the hash of their tokens and settings; and the names of topics.

The names are not in the cache: ``work/<consultation>/topics/`` holds, for each name given by a workbook and
each number of topics, the model that was reported last, from which the next one takes over the ids of the
topics it finds again. A first one numbers them by size.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from heard.analysis.topics import (
    PILOTS,
    FittedTopics,
    Groups,
    RememberedTopics,
    TopicChains,
    TopicSettings,
    carry_identity,
    combine_chains,
    fit_topics,
    model_keys,
    shortened,
    sweeps_needed,
)
from heard.analysis.words import Tokens
from heard.cache.keep import is_kept, keep
from heard.cluster import connect
from heard.places import work_folder

Tell = Callable[[int, int], None]
_FILE = "model.npz"
_WORTH_PROCESSES = 100_000_000
"""Tokens times sweeps under which starting processes takes longer than the work."""


def fit_kept(
    consultation: Path, name: str, tokens: Tokens, settings: TopicSettings, groups: Groups = ()
) -> FittedTopics:
    """Return one model with its topics named, fitted only if it is not kept.

    Parameters
    ----------
    consultation
        The consultation's folder.
    name
        What the topics are of, such as ``advice.q4``: within it and a number of topics, ids are kept.
    tokens, settings, groups
        As for :func:`heard.analysis.topics.fit_topics`.
    """
    (fitted,) = fit_all_kept(consultation, tokens, [settings], groups)
    return with_names(consultation, name, fitted)


def fit_all_kept(
    consultation: Path,
    tokens: Tokens,
    settings: Sequence[TopicSettings],
    groups: Groups = (),
    *,
    scheduler: str | None = None,
    tell: Tell | None = None,
) -> list[FittedTopics]:
    """Return many models of the same tokens, fitted side by side, each kept as soon as it is done.

    Stopped and called again, it goes on where it stopped.

    Parameters
    ----------
    consultation
        The consultation's folder.
    tokens, settings, groups
        As for :func:`heard.analysis.topics.fit_topics`; settings of each model, in the order of the result.
    scheduler
        Address of a Dask scheduler; without it, the cores of this machine.
    tell
        Called with how many models are there and of how many, at the beginning and after each.
    """
    kind = work_folder(consultation) / "cache" / "topics"
    keys = model_keys(tokens, settings, groups)
    missing = {key: each for key, each in zip(keys, settings, strict=True) if not is_kept(kind, key)}
    tell = tell or _tell_nobody
    done = len(keys) - len(missing)
    tell(done, len(keys))
    for fitted in _fit_side_by_side(tokens, list(missing.values()), groups, scheduler):
        _keep(kind, fitted)
        done += 1
        tell(done, len(keys))
    return [_read(kind / key / _FILE) for key in keys]


def fit_chains_kept(
    consultation: Path,
    name: str,
    tokens: Tokens,
    settings: TopicSettings,
    groups: Groups = (),
    *,
    nstart: int,
    best: bool = False,
    scheduler: str | None = None,
    tell: Tell | None = None,
) -> TopicChains:
    """Return many chains of one model, and what is reported of them with its topics named.

    The first ``PILOTS`` chains run to the end; if they settled sooner, the others stop where these had (see
    :func:`heard.analysis.topics.sweeps_needed`).

    Parameters
    ----------
    consultation, name, tokens, settings, groups
        As for :func:`fit_kept`.
    nstart
        Number of chains.
    best
        Report the likeliest chain instead of the consensus.
    scheduler, tell
        As for :func:`fit_all_kept`.
    """
    tell = tell or _tell_nobody
    wanted = settings.chains(nstart)

    def fit(some: list[TopicSettings], before: int) -> list[FittedTopics]:
        return fit_all_kept(
            consultation,
            tokens,
            some,
            groups,
            scheduler=scheduler,
            tell=lambda done, _: tell(before + done, nstart),
        )

    pilots = fit(wanted[:PILOTS], 0)
    rest = wanted[PILOTS:]
    if settings.method != "nmf" and rest:
        rest = [shortened(each, sweeps_needed(pilots)) for each in rest]
    others = fit(rest, len(pilots))
    combined = combine_chains([*pilots, *others], best=best)
    return combined.named_as(with_names(consultation, name, combined.reported))


def _fit_side_by_side(
    tokens: Tokens, settings: list[TopicSettings], groups: Groups, scheduler: str | None
) -> Iterator[FittedTopics]:
    """Yield each model as it is done, in no particular order."""
    work = len(tokens.words) * sum(each.sweeps for each in settings)
    if not settings or (scheduler is None and (len(settings) == 1 or work < _WORTH_PROCESSES)):
        yield from (fit_topics(tokens, each, groups) for each in settings)
        return
    from distributed import as_completed

    with connect(scheduler, at_most=len(settings), processes=True) as client:
        there = client.scatter(tokens, broadcast=True)
        futures = [
            client.submit(fit_topics, there, each, groups, pure=False, priority=-place)
            for place, each in enumerate(settings)
        ]
        for future in as_completed(futures):
            yield future.result()
            future.release()


def _tell_nobody(_done: int, _models: int) -> None:
    pass


def _keep(kind: Path, fitted: FittedTopics) -> None:
    keep(
        kind,
        fitted.key,
        make=lambda: fitted,
        write=lambda made, folder: _write(made, folder / _FILE),
        read=lambda _: fitted,
    )


def with_names(consultation: Path, name: str, fitted: FittedTopics) -> FittedTopics:
    """Return a model whose topics have the names of those of the model that was reported last under a name.

    Parameters
    ----------
    consultation, name
        As for :func:`fit_kept`.
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
