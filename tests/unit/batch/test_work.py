from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat

from heard.batch.work import Job, execute_apart

NOTEBOOKS = [f"{name}.ipynb" for name in ("dies", "fails", "loses_its_kernel", "refuses", "works")]


def executed(home: Path, workbook: str, **parameters: Any) -> tuple[Any, list[dict[str, Any]], list[str]]:
    output = home / "out.ipynb"
    job = Job("entry", home / "workbooks" / f"{workbook}.ipynb", output, parameters, {"HEARD_ENTRY": "mine"})
    told: list[dict[str, Any]] = []
    outcome = execute_apart(job, told.append)
    cells = nbformat.read(output, as_version=4).cells if output.exists() else []
    texts = [out.text for cell in cells for out in cell.get("outputs", []) if out.output_type == "stream"]
    return outcome, told, texts


def test_a_notebook_runs_with_its_parameters_and_variables_and_tells_every_cell(tiny_home: Path) -> None:
    outcome, told, texts = executed(tiny_home, "works", word="ho", times=2)
    assert outcome.succeeded
    assert texts[0] == "hoho\n"
    assert texts[1].startswith("mine ")
    assert [message["cell"] for message in told if "cell" in message] == [1, 2, 3, 4]
    assert {message["of"] for message in told if "of" in message} == {4}


def test_a_failure_names_the_cell_and_keeps_the_partly_executed_notebook(tiny_home: Path) -> None:
    outcome, _, texts = executed(tiny_home, "fails", word="x")
    assert (outcome.failed_cell, outcome.succeeded) == (4, False)
    assert texts == ["before\n"]


def test_the_reason_of_an_unforeseen_failure_holds_no_words_of_the_data(tiny_home: Path) -> None:
    outcome, told, _ = executed(tiny_home, "fails")
    assert outcome.reason == "KeyError (the executed notebook shows where)"
    assert "CANARY" not in repr(told)


def test_the_reason_of_a_foreseen_failure_is_its_whole_message(tiny_home: Path) -> None:
    outcome, _, _ = executed(tiny_home, "refuses")
    assert outcome.reason == "no text. Try q1."


def test_a_killed_process_is_a_failure_and_not_a_crash(tiny_home: Path) -> None:
    outcome, _, _ = executed(tiny_home, "dies")
    assert outcome.reason == "its process ended before the notebook did"


def test_a_kernel_that_dies_is_a_failure_with_its_cell_told(tiny_home: Path) -> None:
    outcome, told, _ = executed(tiny_home, "loses_its_kernel")
    assert outcome.reason == "the kernel could not finish (DeadKernelError)"
    assert told[-2] == {"cell": 2, "of": 2}


def test_notebooks_run_side_by_side_each_with_a_kernel_of_its_own(tiny_home: Path) -> None:
    jobs = [
        Job(str(i), tiny_home / "workbooks" / "works.ipynb", tiny_home / f"{i}.ipynb", {"word": str(i)}, {})
        for i in range(3)
    ]
    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(lambda job: execute_apart(job, lambda _: None), jobs))
    assert all(outcome.succeeded for outcome in outcomes)
    assert sorted(path.name for path in (tiny_home / "workbooks").iterdir()) == NOTEBOOKS
