from pathlib import Path
from typing import Any

import nbformat

from heard.batch.outcome import Outcome
from heard.batch.side_by_side import execute_side_by_side
from heard.batch.work import Job


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


def test_an_existing_cluster_runs_a_batch_with_our_variables_and_not_its_own(
    tiny_home: Path, cluster: str
) -> None:
    outcomes, told, _ = run(jobs(tiny_home, "works", "fails"), cluster)
    assert [each.succeeded for each in outcomes] == [True, False]
    assert printed(tiny_home / "works.out.ipynb").splitlines()[1].startswith("works ")
    assert {message["entry"] for message in told if "cell" in message} == {"works", "fails"}
