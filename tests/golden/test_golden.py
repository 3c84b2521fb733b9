"""The reference copies are of the present workbooks, and comparing with them can fail.

nbval compares nothing in a cell without an execution count, so the copies are executed ones; `pytest --nbval`
(see pyproject.toml) executes them again and compares every table.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.golden.make import HERE, WORKBOOKS, settings

PACKAGE = HERE.parents[1] / "shared"
NAMES = sorted(path.stem for path in WORKBOOKS.glob("*.ipynb"))


def sources(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if "injected-parameters" not in cell.metadata.get("tags", [])]


def test_every_workbook_has_a_reference_copy() -> None:
    assert sorted(settings()) == NAMES
    assert sorted(path.stem for path in HERE.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_has_the_source_of_its_workbook(name: str) -> None:
    assert sources(HERE / f"{name}.ipynb") == sources(WORKBOOKS / f"{name}.ipynb")


@pytest.mark.parametrize("name", NAMES)
def test_every_code_cell_of_a_copy_was_executed_and_tables_are_stored(name: str) -> None:
    cells = nbformat.read(HERE / f"{name}.ipynb", as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    html = [out.data.get("text/html", "") for cell in code for out in cell.outputs if "data" in out]
    assert sum("<table" in text for text in html) >= 3


@pytest.mark.slow
def test_nbval_sees_one_coding_less(tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(PACKAGE / "heard", package / "heard", ignore=shutil.ignore_patterns("__pycache__"))
    context = package / "heard" / "workbook.py"
    whole = "        frames=frames,"
    text = context.read_text(encoding="utf-8")
    assert whole in text
    one_less = "frames.codings.drop(frames.codings.index[frames.codings['coder'] == 'Asha'][0])"
    shorter = f"        frames=__import__('dataclasses').replace(frames, codings={one_less}),"
    assert compared_with_golden("thematic_coding", package).returncode == 0
    context.write_text(text.replace(whole, shorter), encoding="utf-8")
    seen = compared_with_golden("thematic_coding", package)
    assert seen.returncode == 1
    assert "dissimilar" in seen.stdout or "mismatch" in seen.stdout


def compared_with_golden(name: str, package: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / f"{name}.ipynb")],
        env=os.environ | {"PYTHONPATH": str(package)},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
