"""What a Dask worker does with one entry: start the process that executes it, and pass its progress on.

A worker may have been started by somebody else, in another directory and with another environment, so a job
names every path in full and brings every variable that a workbook's context reads.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from heard.batch.outcome import Outcome


@dataclass(frozen=True)
class Job:
    """One entry, ready to be executed anywhere that sees the same disk.

    Attributes
    ----------
    entry
        The entry's name.
    notebook, output
        The workbook and where its executed copy goes.
    parameters
        What is injected into the notebook.
    variables
        Environment variables of the kernel.
    """

    entry: str
    notebook: Path
    output: Path
    parameters: dict[str, Any]
    variables: dict[str, str]


def work(job: Job, topic: str) -> Outcome:
    """Execute a job on a Dask worker, tell its progress under a topic, and return how it ended."""
    from distributed import get_worker

    worker = get_worker()
    return execute_apart(job, lambda message: worker.log_event(topic, {"entry": job.entry, **message}))


def execute_apart(job: Job, tell: Callable[[dict[str, Any]], None]) -> Outcome:
    """Execute a job in a process of its own; ``tell`` gets each message of its progress."""
    began = time.monotonic()
    asked = {"notebook": str(job.notebook), "output": str(job.output), "parameters": job.parameters}
    last: dict[str, Any] = {}
    with tempfile.TemporaryFile("w+", errors="replace") as errors, _process(job, errors) as process:
        assert process.stdout is not None
        print(json.dumps(asked), file=process.stdin, flush=True)
        for line in process.stdout:
            last = json.loads(line)
            tell(last)
        process.wait()
        cause = _cause(errors)
    seconds = time.monotonic() - began
    if process.returncode != 0 or "reason" not in last:
        return Outcome(
            job.entry, last.get("cell"), f"its process ended before the notebook did{cause}", seconds
        )
    return Outcome(job.entry, last["failed_cell"], last["reason"], seconds)


def _process(job: Job, errors: TextIO) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "heard.batch.execute"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        env=os.environ | job.variables,
        cwd=job.notebook.parent,
    )


def _cause(errors: TextIO) -> str:
    """Return the kind of the last error that was written; its text may quote the data."""
    errors.seek(0)
    kinds = re.findall(r"^(?:\w+\.)*(\w*(?:Error|Exception))\b", errors.read(), re.M)
    return f" ({kinds[-1]})" if kinds else ""
