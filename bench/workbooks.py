"""Each workbook that counts, on 100,000 coded responses in each of two strands: seconds and peak memory.

A workbook is executed by papermill in a process of its own, after the consultation was read once, as in a
batch; the memory is that of its kernel. Beside it the growth: the same workbooks on a tenth of the responses.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.many import write_many

ROOT = Path(__file__).parents[1]
RUNS = 3
SMALL, LARGE = 10_000, 100_000
WORKBOOKS: dict[str, dict[str, object]] = {
    "who_we_heard": {"grouping": "experience"},
    "thematic_coding": {"collection": "advice"},
    "group_themes": {"collection": "advice", "grouping": "experience"},
    "call_for_evidence": {"groupings": ["experience", "region"]},
    "call_for_advice": {"grouping": "experience"},
    "areas_of_difference": {"collection": "advice", "themes_of": "advice", "grouping": "experience"},
    "triangulation": {},
    "one_voice": {},
}
EXECUTE = """\
import json, resource, sys
import papermill
workbook, folder, output, parameters = sys.argv[1:]
papermill.execute_notebook(
    workbook, output, parameters={"consultation": folder, **json.loads(parameters)}, progress_bar=False,
    log_output=False,
)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for rows in (SMALL, LARGE):
            write_many(home / str(rows), rows)
        for workbook in WORKBOOKS:
            measure(workbook, home)


def measure(workbook: str, home: Path) -> None:
    """Print seconds and peak memory of one workbook; the first run reads the files and is left out."""
    seconds: dict[int, list[float]] = {SMALL: [], LARGE: []}
    peak = 0.0
    for run in range(RUNS + 1):
        for rows, times in seconds.items():
            took, gib = execute(workbook, home / str(rows))
            if run:
                times.append(took)
                peak = max(peak, gib)
    large, small = (statistics.median(seconds[rows]) for rows in (LARGE, SMALL))
    print(
        f"{workbook}: {large:.1f} s (from {min(seconds[LARGE]):.1f} to {max(seconds[LARGE]):.1f}), "
        f"{peak:.2f} GiB at most; a tenth of the responses {small:.1f} s",
        flush=True,
    )


def execute(workbook: str, folder: Path) -> tuple[float, float]:
    """Return seconds and peak memory (GiB) of one execution."""
    environment = os.environ | {
        "HEARD_WORK": str(folder.parent / "work"),
        "HEARD_RUN": str(folder.parent / "run"),
        "HEARD_UNATTENDED": "1",
        "PYTHONWARNINGS": "ignore",
    }
    output = folder.parent / "executed.ipynb"
    notebook = ROOT / "workbooks" / f"{workbook}.ipynb"
    began = time.monotonic()
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            EXECUTE,
            str(notebook),
            str(folder),
            str(output),
            json.dumps(WORKBOOKS[workbook]),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    took = time.monotonic() - began
    if said.returncode:
        raise SystemExit(said.stderr[-3000:])
    return took, float(said.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
