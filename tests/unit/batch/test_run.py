import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest

from heard.consultation import load_consultation
from heard.identity import Actor
from heard.intake import read_consultation
from heard.places import HOME_VARIABLE, WORK_VARIABLE
from heard.store import apply_codings, open_store, place

HEARD = Path(sys.executable).parent / "heard"

WORKBOOK = """
import heard
from heard.analysis.coding import coding_totals, themes
context = heard.begin("themes", consultation)
context.show(coding_totals(context.frames, context.consultation))
context.show(themes(context.frames, context.consultation))
context.finish()
"""
FAIL_OR_WAIT = """
import time
if wait: (context.folder / "waiting").touch()
time.sleep(wait)
1 / divisor
"""


@pytest.fixture
def project(small_consultation: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the small consultation and one workbook that can be made to fail or to wait."""
    home = small_consultation.parent
    (home / "workbooks").mkdir()
    made = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    parameters = 'consultation: str = "small"  # folder\ndivisor: int = 1  # 0 fails\nwait: float = 0.0  # s'
    made.cells = [
        nbformat.v4.new_markdown_cell("# Which themes?"),
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(WORKBOOK),
        nbformat.v4.new_code_cell(FAIL_OR_WAIT),
    ]
    nbformat.write(made, home / "workbooks" / "themes.ipynb")
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.setenv(WORK_VARIABLE, str(home / "work"))
    return home


def batch(home: Path, *entries: dict[str, Any]) -> Path:
    path = home / "batch.yml"
    listed = [{"workbook": "themes", "name": f"entry{i}", "parameters": p} for i, p in enumerate(entries)]
    path.write_text(json.dumps({"run": "small", "consultation": "small", "workbooks": listed}))
    return path


def heard(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HEARD, *words], capture_output=True, text=True, check=False)


def test_a_run_leaves_tables_report_spreadsheet_and_an_account_of_every_row(project: Path) -> None:
    done = heard("run", batch(project, {}, {}))
    assert done.returncode == 0, done.stderr
    results = project / "results" / "small"
    assert f"Report: {results / 'report.html'}\n2 of 2 workbooks in " in done.stdout
    assert (results / "tables.xlsx").exists()
    assert (results / "tables" / "entry1" / "themes.csv").read_text().splitlines()[1].startswith('"Help",')
    manifest = json.loads((results / "manifest.json").read_text())
    (account,) = [each for each in manifest["accounts"] if each["unit"] == "row"]
    assert (account["read"], account["kept"], account["set_aside"]) == (5, 4, 1)
    fates = (results / "tables" / "intake" / "fates.csv").read_text().splitlines()
    assert len(fates) == 1 + 5


def test_what_people_added_by_hand_is_counted_and_the_run_says_which_state_it_read(project: Path) -> None:
    folder = project / "small"
    described = load_consultation(folder)
    texts = read_consultation(folder, described).frames.texts
    listen = texts[texts["text"].str.startswith("Listen")].iloc[0]
    store = open_store(folder, described)
    (put,) = apply_codings(store, Actor("ann", "login"), [place(listen["text_id"], listen["text"], "help")])
    assert heard("run", batch(project, {})).returncode == 0
    results = project / "results" / "small"
    with (results / "tables" / "entry0" / "themes.csv").open(newline="") as table:
        assert {row["theme"]: row["mentions"] for row in csv.DictReader(table)}["Help"] == "3"
    manifest = json.loads((results / "manifest.json").read_text())
    assert manifest["by_hand"] == {"acts": 1, "last_at": put.at.isoformat()}
    assert "added by hand: 1 acts" in (results / "report.html").read_text()


def test_the_same_inputs_give_the_same_tables(project: Path) -> None:
    contents = []
    for _ in range(2):
        assert heard("run", batch(project, {}), "--no-report").returncode == 0
        tables = sorted((project / "results" / "small" / "tables").rglob("*.csv"))
        contents.append([(path.name, path.read_bytes()) for path in tables])
    assert contents[0] == contents[1]
    assert len(contents[0]) == 6


def test_a_failure_lands_beside_the_last_complete_results(project: Path) -> None:
    assert heard("run", batch(project, {}), "--no-report").returncode == 0
    complete = (project / "results" / "small" / "manifest.json").read_bytes()
    done = heard("run", batch(project, {}, {"divisor": 0}))
    assert done.returncode == 1
    failed = project / "results" / "small-failed"
    assert "FAILED entry1, cell 5: ZeroDivisionError (the executed notebook shows where)" in done.stdout
    assert str(failed / "notebooks" / "entry1.ipynb") in done.stdout
    assert "1 of 2 workbooks" in done.stdout
    assert (project / "results" / "small" / "manifest.json").read_bytes() == complete
    assert (failed / "tables" / "entry0" / "themes.csv").exists()
    executed = nbformat.read(failed / "notebooks" / "entry1.ipynb", as_version=4)
    assert "ZeroDivisionError" in json.dumps(executed)
    assert "ZeroDivisionError" in (failed / "report.html").read_text()


def test_a_killed_run_leaves_the_last_complete_results_and_no_process(project: Path) -> None:
    assert heard("run", batch(project, {}), "--no-report").returncode == 0
    complete = (project / "results" / "small" / "manifest.json").read_bytes()
    running = subprocess.Popen([HEARD, "run", batch(project, {"wait": 300.0})], stdout=subprocess.DEVNULL)
    signs = project / "small" / "waiting"
    while not signs.exists():
        assert running.poll() is None
        time.sleep(0.1)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert (project / "results" / "small" / "manifest.json").read_bytes() == complete
    assert heard("run", batch(project, {}), "--no-report").returncode == 0
    assert [path.name for path in (project / "results").glob(".staging*")] == []
    assert _processes_in(project) == []


def _processes_in(home: Path) -> list[str]:
    """Command lines of the processes that were started for this home, once they have had time to end."""
    for _ in range(100):
        found = [
            path.read_bytes().replace(b"\0", b" ").decode()
            for path in Path("/proc").glob("[0-9]*/cmdline")
            if _was_started_for(path.with_name("environ"), home)
        ]
        if not found:
            break
        time.sleep(0.2)
    return found


def _was_started_for(environ: Path, home: Path) -> bool:
    try:
        return f"HEARD_RUN={home}".encode() in environ.read_bytes()
    except OSError:
        return False


def test_workers_started_elsewhere_read_our_data_and_write_our_results(
    project: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "elsewhere").mkdir(exist_ok=True)
    (project / "small" / "answers.csv").rename(project / "elsewhere" / "answers.csv")
    described = project / "small" / "consultation.yml"
    described.write_text(described.read_text().replace("answers.csv", "${OUR_DATA}/answers.csv"))
    monkeypatch.setenv("OUR_DATA", str(project / "elsewhere"))
    done = heard("run", batch(project, {}, {}), "--no-report", "--scheduler", cluster)
    assert done.returncode == 0, done.stdout + done.stderr
    tables = project / "results" / "small" / "tables"
    assert (tables / "entry0" / "themes.csv").read_bytes() == (tables / "entry1" / "themes.csv").read_bytes()
    assert not Path("/nowhere").exists()


def test_totals_that_do_not_agree_fail_a_workbook_that_never_looked(project: Path) -> None:
    notebook = nbformat.read(project / "workbooks" / "themes.ipynb", as_version=4)
    shown = "context.show(coding_totals(context.frames, context.consultation))\n"
    notebook.cells[2].source = notebook.cells[2].source.replace(shown, "").replace("context.finish()", "")
    nbformat.write(notebook, project / "workbooks" / "themes.ipynb")
    done = heard("run", batch(project, {}), "--no-report")
    assert done.returncode == 1
    assert "FAILED entry0: totals do not agree: themes: there is no table coding_totals" in done.stdout


def test_results_of_another_consultation_are_not_replaced(project: Path) -> None:
    assert heard("run", batch(project, {}), "--no-report").returncode == 0
    described = project / "small" / "consultation.yml"
    described.write_text(described.read_text().replace("A small consultation", "Quite another"))
    done = heard("run", batch(project, {}), "--no-report")
    assert done.returncode == 1
    assert "results of another consultation" in done.stderr


def test_a_success_removes_the_failure_that_it_mends(project: Path) -> None:
    assert heard("run", batch(project, {"divisor": 0}), "--no-report").returncode == 1
    assert (project / "results" / "small-failed").exists()
    assert heard("run", batch(project, {}), "--no-report").returncode == 0
    assert not (project / "results" / "small-failed").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run: a\nconsultation: nowhere\nworkbooks: [{workbook: themes}]", "there is no consultation.yml"),
        ("run: a\nconsultation: small\nworkbooks: [{workbook: thems}]", "Did you mean themes?"),
        (
            "run: a\nconsultation: small\nworkbooks: [{workbook: themes, parameters: {divisr: 1}}]",
            "Did you mean divisor?",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line_before_anything_runs(project: Path, text: str, said: str) -> None:
    path = project / "wrong.yml"
    path.write_text(text)
    done = heard("run", path)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "results").exists()
    assert not (project / "work").exists()
