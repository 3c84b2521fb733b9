from pathlib import Path

import nbformat
import pytest

from heard.places import HOME_VARIABLE

PARAMETERS = """consultation: str = "data/tiny"  # the consultation's folder
word: str = "hello"  # what to print
times: int = 1  # how often
share: float = 0.5  # a number
names: list[str] = []  # some names"""


def notebook(*cells: str) -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    parameters = nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    made.cells = [parameters, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
    made.metadata.kernelspec.language = "python"
    return made


@pytest.fixture
def tiny_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with workbooks that work, fail, refuse, and are killed."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    folder = tmp_path / "workbooks"
    folder.mkdir()
    works = notebook("print(word * times)", "import os; print(os.environ.get('HEARD_ENTRY'), os.getcwd())")
    fails = notebook("print('before')", "raise KeyError('CANARY a respondent said')")
    refuses = notebook("from heard.errors import HeardError; raise HeardError('no text', fix='Try q1.')")
    dies = notebook("import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
    loses = notebook("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    made_of = {"works": works, "fails": fails, "refuses": refuses, "dies": dies, "loses_its_kernel": loses}
    for name, made in made_of.items():
        nbformat.write(made, folder / f"{name}.ipynb")
    return tmp_path
