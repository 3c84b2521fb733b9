"""The home of the review of canaries, from its files to its results, as the commands make them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.canary.desks import work_at_the_desks
from tests.canary.results import ROOT, leave_notes_in_parquet, write_workbooks
from tests.canary.review import write_files
from tests.canary.words import canary

HEARD = Path(sys.executable).parent / "heard"
REVIEW = Path("data") / "review"


def make_home(home: Path) -> None:
    """Make the review in an empty home: its files, what people did by hand, its results, its dashboards."""
    folder = home / REVIEW
    folder.mkdir(parents=True)
    write_files(folder)
    for name in ("dashboards", "docs/methods"):
        shutil.copytree(ROOT / name, home / name)
    _plant_in_dashboards(home / "dashboards" / "themes.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables(home).items():
            patch.setenv(name, value)
        patch.delenv("HEARD_STORE", raising=False)
        work_at_the_desks(folder)
    ran = heard(home, "run", str(write_workbooks(home)), LOGNAME=canary("who started the run"))
    assert ran.returncode == 0, ran.stdout
    leave_notes_in_parquet(home)


def variables(home: Path) -> dict[str, str]:
    """Return the variables that say where the review is."""
    return {"HEARD_HOME": str(home), "HEARD_WORK": str(home / "work")}


def heard(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a command of Heard in a home, with more variables; its output and its errors are one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    key = {"HEARD_REGISTER_KEY": "A" * 43 + "="}  # otherwise one would be made in the tester's home
    return subprocess.run(
        [HEARD, *words],
        cwd=home,
        env=kept | key | variables(home) | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _plant_in_dashboards(file: Path) -> None:
    """Let the notebook of a page hold, print and hide what no page shows."""
    notebook = nbformat.read(file, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(canary("text of a page's notebook")))
    notebook.cells.insert(1, nbformat.v4.new_code_cell(_HELD))
    nbformat.write(notebook, file)


_HELD = f"""
import traceback

import ipywidgets

held = "{canary("source of a page's notebook")}"
hidden = ipywidgets.Text(value="{canary("widget of a page's kernel")}")
print("{canary("output of a page's notebook")}")
try:
    raise KeyError("{canary("error of a page's notebook")}")
except KeyError:
    traceback.print_exc()
"""
