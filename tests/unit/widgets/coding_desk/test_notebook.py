from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DESK = Path(__file__).parents[4] / "workbooks" / "desks" / "coding_desk.ipynb"


def test_the_notebook_runs_where_nobody_can_code_and_says_what_there_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    notebook = nbformat.read(DESK, as_version=4)
    NotebookClient(notebook, timeout=120).execute()
    (said,) = notebook.cells[-1].outputs
    assert "6,125 texts, 7,918 codings, 78 codes" in said.text
    assert "In JupyterLab, code them here" in said.text
