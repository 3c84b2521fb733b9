"""Run a batch: check it, read the consultation once, execute its entries side by side, land the results."""

import time
from pathlib import Path
from typing import Any

from rich.console import Console

from heard.batch.check import check_batch, workbook_path
from heard.batch.cluster import connect
from heard.batch.model import Batch, Entry
from heard.batch.outcome import Outcome
from heard.batch.progress import BatchProgress
from heard.batch.record import record_run
from heard.batch.work import TOPIC, Job, work
from heard.places import (
    ENTRY_VARIABLE,
    HOME_VARIABLE,
    RUN_VARIABLE,
    UNATTENDED_VARIABLE,
    from_home,
    home,
)

# One thread a kernel: entries share the cores, and sums of floating-point numbers keep their order.
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
