"""The demo batch by ``heard run``, beside the same notebooks one after another by the ``papermill`` command.

Both start with nothing cached and leave the report out. They take turns, so that a slow moment of the machine
falls on both; the figure is the ratio of each pair.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from heard.batch.model import Entry, load_batch

ROOT = Path(__file__).parents[1]
BATCH = ROOT / "workbooks" / "batches" / "demo.yml"
BIN = Path(sys.executable).parent
PAIRS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for name in ("workbooks", "data", "environment.yml"):
            (home / name).symlink_to(ROOT / name)
        compare(home)


def compare(home: Path) -> None:
    """Time both in a home of their own, so that nobody's results are touched."""
    ratios = []
    for pair in range(1, PAIRS + 1):
        ours, theirs = timed(run_by_heard, home), timed(run_by_papermill, home)
        ratios.append(ours / theirs)
        print(
            f"pair {pair}: heard {ours:.1f} s, papermill {theirs:.1f} s, ratio {ratios[-1]:.2f}", flush=True
        )
    print(f"ratio: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")


def timed(run: Callable[[Path], None], home: Path) -> float:
    shutil.rmtree(home / "work", ignore_errors=True)
    began = time.monotonic()
    run(home)
    return time.monotonic() - began


def run_by_heard(home: Path) -> None:
    _call(home, "heard", "run", str(BATCH), "--no-report")


def run_by_papermill(home: Path) -> None:
    output = home / "executed.ipynb"
    for entry in load_batch(BATCH).workbooks:
        notebook = home / "workbooks" / f"{entry.workbook}.ipynb"
        _call(home, "papermill", str(notebook), str(output), *_options(entry))


def _options(entry: Entry) -> list[str]:
    return [word for name, value in entry.parameters.items() for word in ("-p", name, str(value))]


def _call(home: Path, command: str, *words: str) -> None:
    environment = os.environ | {"HEARD_UNATTENDED": "1", "HEARD_HOME": str(home)}
    subprocess.run([BIN / command, *words], cwd=home, env=environment, check=True, capture_output=True)
