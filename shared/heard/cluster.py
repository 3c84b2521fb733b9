"""Where work is done side by side: Dask's local cluster, or any cluster by its address."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from heard.errors import HeardError

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_ANSWER = 10
_HERE_ONLY = "127.0.0.1:0"


@contextmanager
def connect(scheduler: str | None, *, at_most: int, processes: bool = False) -> "Iterator[Client]":
    """Yield a Dask client.

    Parameters
    ----------
    scheduler
        Address of a running scheduler, such as ``tcp://127.0.0.1:8786``; None for a cluster of this machine.
    at_most
        How many things there are to do: a local cluster is not made larger.
    processes
        Whether a local cluster does each thing in a process of its own, as suits what keeps a core busy; for
        what only waits a thread suffices.

    Raises
    ------
    HeardError
        If no scheduler answers at the address, or it has no worker.
    """
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.ERROR)
    if scheduler is None:
        with _local_cluster(at_most, processes) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise HeardError(
            f"no Dask scheduler answers ({type(error).__name__})",
            where=scheduler,
            fix="Start one with `dask scheduler`, or leave --scheduler out.",
        ) from None
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise HeardError(
                "the scheduler has no worker", where=scheduler, fix="Start one with `dask worker`."
            )
        yield client


@contextmanager
def _local_cluster(at_most: int, processes: bool) -> Iterator[object]:
    import dask
    from dask.system import CPU_COUNT
    from distributed import LocalCluster

    settings = {"distributed.worker.memory.target": False, "distributed.worker.memory.spill": False}
    # Threads: one more than there are cores, because a notebook that starts or saves leaves its core idle.
    workers, threads = (min(at_most, CPU_COUNT), 1) if processes else (1, min(at_most, CPU_COUNT + 1))
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=threads,
            processes=processes,
            memory_limit=None,
            # Dask's web pages cannot be left out: they answer to this machine alone.
            dashboard_address=_HERE_ONLY,
            worker_dashboard_address=_HERE_ONLY,
        ) as cluster,
    ):
        yield cluster
