import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from distributed import Client

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


DASK = Path(sys.executable).parent / "dask"
FAR_FROM_HERE = {
    "PATH": os.environ["PATH"],
    "HOME": "/nowhere",
    "LANG": "C.UTF-8",
    "HEARD_HOME": "/nowhere",
    "HEARD_WORK": "/nowhere/work",
    "HEARD_RUN": "/nowhere/run",
}


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
    with Client(address) as client:
        client.wait_for_workers(2, timeout=30)
    yield address
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=20)
