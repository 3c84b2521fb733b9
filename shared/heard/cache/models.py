"""Fitted topic models, kept by the hash of tokens and settings; those not kept are fitted side by side."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import numpy as np
from dask.system import CPU_COUNT

from heard.analysis.topics import FittedTopics, Groups, TopicSettings, fit_topics, model_keys
from heard.analysis.words import Tokens
from heard.cache.keep import is_kept, keep
from heard.cluster import connect
from heard.places import work_folder

Tell = Callable[[int, int], None]
_FILE = "model.npz"
_WORTH_PROCESSES = 100_000_000
"""Tokens times sweeps under which starting processes takes longer than the work."""


class Fitter:
    """Fits models of the same tokens and keeps each as soon as it is done; use as a context manager.

    Processes are started once, when there is enough to do for them, and stopped at the end.

    Parameters
    ----------
    consultation
        The consultation's folder.
    tokens, groups
        As for :func:`heard.analysis.topics.fit_topics`.
    scheduler
        Address of a Dask scheduler; without it, the cores of this machine.
    """

    def __init__(
        self, consultation: Path, tokens: Tokens, groups: Groups = (), scheduler: str | None = None
    ) -> None:
        self._kind = work_folder(consultation) / "cache" / "topics"
        self._tokens, self._groups, self._scheduler = tokens, groups, scheduler
        self._open = ExitStack()
        self._client: Any = None
        self._there: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def fit(self, settings: Sequence[TopicSettings], tell: Tell) -> list[FittedTopics]:
        """Return models in the order of their settings; those that are kept are not fitted again.

        Parameters
        ----------
        tell
            Called with how many models are there and of how many, at the beginning and after each.
        """
        keys = model_keys(self._tokens, settings, self._groups)
        pairs = zip(keys, settings, strict=True)
        missing = {key: each for key, each in pairs if not is_kept(self._kind, key)}
        done = len(keys) - len(missing)
        tell(done, len(keys))
        for fitted in self._as_they_come(list(missing.values())):
            self._keep(fitted)
            done += 1
            tell(done, len(keys))
        return [_read(self._kind / key) for key in keys]

    def _as_they_come(self, settings: list[TopicSettings]) -> Iterator[FittedTopics]:
        """Yield each model as it is done, in no particular order."""
        if not self._worth_processes(settings):
            yield from (fit_topics(self._tokens, each, self._groups) for each in settings)
            return
        from distributed import as_completed

        self._start()
        futures = [
            self._client.submit(fit_topics, self._there, each, self._groups, pure=False, priority=-place)
            for place, each in enumerate(settings)
        ]
        for future in as_completed(futures):
            yield future.result()
            future.release()

    def _worth_processes(self, settings: list[TopicSettings]) -> bool:
        if self._client is not None or self._scheduler is not None:
            return bool(settings)
        work = len(self._tokens.words) * sum(each.sweeps for each in settings)
        return len(settings) > 1 and work >= _WORTH_PROCESSES

    def _start(self) -> None:
        if self._client is None:
            self._client = self._open.enter_context(
                connect(self._scheduler, at_most=CPU_COUNT, processes=True)
            )
            self._there = self._client.scatter(self._tokens, broadcast=True)

    def _keep(self, fitted: FittedTopics) -> None:
        keep(self._kind, fitted.key, make=lambda: fitted, write=_write, read=lambda _: fitted)


def _write(fitted: FittedTopics, folder: Path) -> None:
    np.savez_compressed(folder / _FILE, allow_pickle=False, **fitted.to_arrays())


def _read(folder: Path) -> FittedTopics:
    with np.load(folder / _FILE, allow_pickle=False) as arrays:
        return FittedTopics.from_arrays(arrays)
