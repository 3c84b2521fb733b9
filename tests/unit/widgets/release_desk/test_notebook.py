from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DESK = Path(__file__).parents[4] / "workbooks" / "desks" / "release_desk.ipynb"


def test_the_notebook_runs_where_nobody_can_judge_and_says_what_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    notebook = nbformat.read(DESK, as_version=4)
    NotebookClient(notebook, timeout=120).execute()
    (said,) = notebook.cells[-1].outputs
    assert "0 quotations approved, 0 waiting, 0 rejected; each needs the approval of one person" in said.text
    assert "In JupyterLab, choose and judge them here" in said.text
