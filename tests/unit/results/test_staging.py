"""A run lands as a whole or not at all, whenever its process is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.results import open_run, recover, staged_run

_KILLED = """
import os, signal, sys
from pathlib import Path
from heard.results import staging

moment, results = sys.argv[1], Path(sys.argv[2])

def die():
    os.kill(os.getpid(), signal.SIGKILL)

if moment == "between the renames":
    rename = Path.rename
    def rename_then_die(path, target):
        moved = rename(path, target)
        if Path(target).name.startswith(".before-"):
            die()
        return moved
    Path.rename = rename_then_die
elif moment == "while the old is removed":
    staging.shutil.rmtree = lambda path, **_: die()

with staging.staged_run("demo", results) as run:
    (run.path / "report.html").write_text("new")
    if moment == "half way":
        die()
"""

_TIDY = """
import sys
from pathlib import Path
from heard.results import recover
recover(Path(sys.argv[1]))
"""


def _visible(results: Path) -> set[str]:
    return {path.name for path in results.iterdir() if not path.name.startswith(".")}


def _hidden(results: Path) -> set[str]:
    return {path.name for path in results.iterdir() if path.name.startswith(".")} - {".landing.lock"}


def _land(results: Path, words: str) -> None:
    with staged_run("demo", results) as run:
        (run.path / "report.html").write_text(words)


def test_results_appear_at_the_end_and_replace_the_old(tmp_path: Path) -> None:
    _land(tmp_path, "old")
    with staged_run("demo", tmp_path) as run:
        (run.path / "report.html").write_text("new")
        assert (tmp_path / "demo" / "report.html").read_text() == "old"
    assert (tmp_path / "demo" / "report.html").read_text() == "new"
    assert _visible(tmp_path) == {"demo"}
    assert not _hidden(tmp_path)


def test_an_error_leaves_the_last_results_and_nothing_else(tmp_path: Path) -> None:
    _land(tmp_path, "old")
    with pytest.raises(ZeroDivisionError), staged_run("demo", tmp_path) as run:
        (run.path / "report.html").write_text("new")
        raise ZeroDivisionError
    assert open_run("demo", tmp_path).path.joinpath("report.html").read_text() == "old"
    assert not _hidden(tmp_path)


@pytest.mark.parametrize(
    ("moment", "kept"),
    [("half way", "old"), ("between the renames", "old"), ("while the old is removed", "new")],
)
def test_a_killed_run_leaves_complete_results(tmp_path: Path, moment: str, kept: str) -> None:
    _land(tmp_path, "old")
    killed = subprocess.run([sys.executable, "-c", _KILLED, moment, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert _hidden(tmp_path), "the killed process left something to tidy"
    assert open_run("demo", tmp_path).path.joinpath("report.html").read_text() == kept
    assert _visible(tmp_path) == {"demo"}
    assert not _hidden(tmp_path)


def test_a_run_that_is_alive_is_not_tidied_away(tmp_path: Path) -> None:
    with staged_run("demo", tmp_path) as run:
        (run.path / "report.html").write_text("new")
        subprocess.run([sys.executable, "-c", _TIDY, str(tmp_path)], check=True)
        recover(tmp_path)
        assert (run.path / "report.html").exists()


def test_two_runs_of_one_name_at_once_both_land_whole(tmp_path: Path) -> None:
    with staged_run("demo", tmp_path) as first:
        (first.path / "a").write_text("first")
        with staged_run("demo", tmp_path) as second:
            (second.path / "b").write_text("second")
        assert _visible(tmp_path / "demo") == {"b"}
    assert _visible(tmp_path / "demo") == {"a"}


@pytest.mark.parametrize("name", ["", "../up", ".staging-x", "a/b"])
def test_a_name_that_is_no_folders_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(HeardError, match="letters, digits"), staged_run(name, tmp_path):
        pass
    with pytest.raises(HeardError, match="letters, digits"):
        open_run(name, tmp_path)


def test_no_results_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match=r"demo: there are no results of this run\. Run the batch first\."):
        open_run("demo", tmp_path)
