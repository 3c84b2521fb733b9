"""Reading 1,000,000 responses (about 400 MB of CSV): seconds, peak memory, and cost a row against 100,000.

Each reading is a process of its own, so that its peak memory is its own; the two sizes take turns. The first
pair warms the disk's cache and is left out.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from heard.demo import write_large
from heard.demo.large import FILE

RUNS = 5
SMALL, LARGE = 100_000, 1_000_000
READ = """\
import json, resource, sys, time
from pathlib import Path
from heard.consultation import load_consultation
from heard.intake import read_consultation
folder = Path(sys.argv[1])
began = time.monotonic()
read = read_consultation(folder, load_consultation(folder))
seconds = time.monotonic() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"seconds": seconds, "gib": peak, "texts": len(read.frames.texts)}))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folders = {rows: Path(scratch) / str(rows) for rows in (SMALL, LARGE)}
        for rows, folder in folders.items():
            write_large(folder, rows)
            size = (folder / FILE).stat().st_size
            print(f"{rows:,} responses: {size / 1e6:,.0f} MB of CSV", flush=True)
        measured: list[dict[int, dict[str, float]]] = []
        for run in range(RUNS + 1):
            pair = {rows: read(folder) for rows, folder in folders.items()}
            if run:
                measured.append(pair)
                print(f"run {run}: {line(pair)}", flush=True)
    seconds = [pair[LARGE]["seconds"] for pair in measured]
    peak = [pair[LARGE]["gib"] for pair in measured]
    ratio = [cost_ratio(pair) for pair in measured]
    for name, values, unit, most in (
        ("time of 1,000,000", seconds, " s", 60),
        ("peak memory of 1,000,000", peak, " GiB", 3),
        ("cost a row, 1,000,000 over 100,000", ratio, "", 1.3),
    ):
        spread = f"from {min(values):.2f} to {max(values):.2f}"
        print(f"{name}: median {statistics.median(values):.2f}{unit}, {spread} (at most {most})")


def read(folder: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, check=True
    )
    result: dict[str, float] = json.loads(said.stdout)
    return result


def cost_ratio(pair: dict[int, dict[str, float]]) -> float:
    return (pair[LARGE]["seconds"] / LARGE) / (pair[SMALL]["seconds"] / SMALL)


def line(pair: dict[int, dict[str, float]]) -> str:
    small, large = pair[SMALL], pair[LARGE]
    return (
        f"{large['seconds']:.1f} s and {large['gib']:.2f} GiB for 1,000,000; "
        f"{small['seconds']:.2f} s for 100,000; cost a row {cost_ratio(pair):.2f}"
    )


if __name__ == "__main__":
    main()
