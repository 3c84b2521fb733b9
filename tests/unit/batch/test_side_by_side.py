import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from heard.batch.cluster import connect
from heard.batch.outcome import Outcome
from heard.batch.side_by_side import execute_side_by_side
from heard.batch.work import Job
from heard.errors import HeardError

DASK = Path(sys.executable).parent / "dask"
FAR_FROM_HERE = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "LANG": "C.UTF-8"}


def jobs(home: Path, *workbooks: str) -> list[Job]:
    return [
        Job(name, home / "workbooks" / f"{name}.ipynb", home / f"{name}.out.ipynb", {}, {"HEARD_ENTRY": name})
        for name in workbooks
    ]


def run(
    chosen: list[Job], scheduler: str | None
) -> tuple[list[Outcome], list[dict[str, Any]], list[Outcome]]:
    told: list[dict[str, Any]] = []
    ended: list[Outcome] = []
    return execute_side_by_side(chosen, scheduler=scheduler, tell=told.append, end=ended.append), told, ended


def printed(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    outputs = [out for cell in cells for out in cell.get("outputs", [])]
    return "".join(out.text for out in outputs if out.output_type == "stream")


def test_a_failing_notebook_does_not_stop_the_others(tiny_home: Path) -> None:
    outcomes, told, ended = run(jobs(tiny_home, "fails", "works"), None)
    assert [(each.entry, each.succeeded) for each in outcomes] == [("fails", False), ("works", True)]
    assert {each.entry for each in ended} == {"fails", "works"}
    assert {message["entry"] for message in told} == {"fails", "works"}


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
    yield address
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=20)


def await_workers(address: str, number: int) -> None:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(number, timeout=30)


def test_an_existing_cluster_runs_a_batch_with_our_variables_and_not_its_own(
    tiny_home: Path, cluster: str
) -> None:
    await_workers(cluster, 2)
    outcomes, told, _ = run(jobs(tiny_home, "works", "fails"), cluster)
    assert [each.succeeded for each in outcomes] == [True, False]
    assert printed(tiny_home / "works.out.ipynb").splitlines()[1].startswith("works ")
    assert {message["entry"] for message in told if "cell" in message} == {"works", "fails"}


def test_an_address_where_nothing_answers_is_refused_in_one_line() -> None:
    with (
        pytest.raises(HeardError, match="no Dask scheduler answers"),
        connect("tcp://127.0.0.1:9", entries=1),
    ):
        pass
