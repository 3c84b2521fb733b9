"""Execute one notebook in this process: ``python -m heard.batch.execute`` with a job on standard input.

One process a notebook, because papermill changes the process's directory and a kernel takes its environment
from its parent. Progress and the end go to standard output, one JSON object a line. When standard input
closes, whoever asked is gone, and the process ends; its kernel notices and ends too.
"""

import json
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traitlets.config import Config

KEPT_NAME = "HeardError"
_LONGEST_CHANNEL = 90


def main() -> None:
    """Read the job, execute it, and say how it ended."""
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _say(execute(Path(job["notebook"]), Path(job["output"]), job["parameters"]))


def execute(notebook: Path, output: Path, parameters: dict[str, Any]) -> dict[str, Any]:
    """Execute a notebook, saving after every cell.

    Returns
    -------
    dict
        ``failed_cell`` (counted from 1, or None) and ``reason``.
    """
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook

    logging.getLogger("papermill").setLevel(logging.ERROR)
    # papermill adds a cell for parameters
    cells = len(json.loads(notebook.read_text(encoding="utf-8"))["cells"]) + bool(parameters)
    try:
        with _private_channel() as config:
            execute_notebook(
                notebook,
                output,
                parameters=parameters,
                kernel_name="python3",
                progress_bar=False,
                config=config,
                on_cell_start=lambda cell_index, **_: _say({"cell": cell_index + 1, "of": cells}),
            )
    except PapermillExecutionError as error:
        return {"failed_cell": error.cell_index + 1, "reason": _reason(error.ename, error.evalue)}
    except Exception as error:  # the kernel did not start, or died: there is nobody else to tell
        return {"failed_cell": None, "reason": f"the kernel could not finish ({type(error).__name__})"}
    return {"failed_cell": None, "reason": ""}


@contextmanager
def _private_channel() -> "Iterator[Config]":
    """Give settings by which a kernel is spoken to in a folder of this user alone, and not over TCP."""
    from traitlets.config import Config

    with tempfile.TemporaryDirectory(prefix="heard-") as folder:
        channel = f"{folder}/kernel"
        # The system takes no longer name for a socket: then the kernel's own way, TCP on this machine.
        fits = len(channel) <= _LONGEST_CHANNEL
        yield Config({"KernelManager": {"transport": "ipc", "ip": channel}} if fits else {})


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def _reason(name: str, value: str) -> str:
    # Any other error's text may quote the data: only the notebook, inside the review, shows it.
    return value if name == KEPT_NAME else f"{name} (the executed notebook shows where)"


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
