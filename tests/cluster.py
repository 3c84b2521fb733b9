"""A Dask cluster by its address, as somebody else may have started it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

DASK = Path(sys.executable).parent / "dask"
FAR_FROM_HERE = {
    "PATH": os.environ["PATH"],
    "HOME": "/nowhere",
    "LANG": "C.UTF-8",
    "HEARD_HOME": "/nowhere",
    "HEARD_WORK": "/nowhere/work",
    "HEARD_RUN": "/nowhere/run",
}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers, each started apart, in another directory and with a bare environment."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    contact = elsewhere / "contact.json"

    def start(*words: str) -> subprocess.Popen[bytes]:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([DASK, *words], cwd=elsewhere, env=FAR_FROM_HERE, **quiet)

    here = ["--host", "127.0.0.1", "--no-dashboard"]
    started = [start("scheduler", *here, "--port", "0", "--scheduler-file", str(contact))]
    for _ in range(100):
        if contact.exists() and contact.stat().st_size:
            break
        time.sleep(0.1)
    address = json.loads(contact.read_text())["address"]
    started += [start("worker", address, *here, "--nthreads", "1") for _ in range(2)]
    with Client(address) as client:
        client.wait_for_workers(2, timeout=30)
    yield address
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=20)
