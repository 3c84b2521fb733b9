"""Execute jobs side by side on Dask, and pass on what they tell."""

import uuid
from collections.abc import Callable
from typing import Any

from heard.batch.outcome import Outcome
from heard.batch.work import Job, work
from heard.cluster import connect


def execute_side_by_side(
    jobs: list[Job],
    *,
    scheduler: str | None,
    tell: Callable[[dict[str, Any]], None],
    end: Callable[[Outcome], None],
) -> list[Outcome]:
    """Execute jobs in the order given, as many at once as there are workers.

    Parameters
    ----------
    jobs
        What to execute.
    scheduler
        Address of a Dask scheduler, or None for this machine.
    tell, end
        Called with every message of progress, and with every outcome as it comes.

    Returns
    -------
    list of Outcome
        In the order of ``jobs``. A job that fails, or whose worker dies, does not stop the others.
    """
    from distributed import as_completed

    topic = f"heard-{uuid.uuid4().hex}"  # other batches on the same cluster have theirs
    outcomes: dict[str, Outcome] = {}
    with connect(scheduler, at_most=len(jobs)) as client:
        client.subscribe_topic(topic, lambda event: tell(event[1]))
        futures = {
            client.submit(work, job, topic, key=f"{topic}-{job.entry}", priority=-place): job.entry
            for place, job in enumerate(jobs)
        }
        for future in as_completed(futures):
            outcome = _outcome(future, futures[future])
            outcomes[outcome.entry] = outcome
            end(outcome)
    return [outcomes[job.entry] for job in jobs]


def _outcome(future: Any, entry: str) -> Outcome:
    error = future.exception()
    if error is None:
        found: Outcome = future.result()
        return found
    return Outcome(entry, reason=f"its Dask worker did not finish it ({type(error).__name__})")
