"""Reading and writing a project of 100,000 codings (1,000 texts, 200 codes): seconds and peak memory.

Each reading is a process of its own, so that its peak memory is its own. The project names no tool that is
known, so positions are found by the evidence, which is the slower way. The first reading warms the disk's
cache and is left out.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from heard.refi import Code, Coding, Made, Project, Selection, Source, User, made_guid, write_project

RUNS = 5
CODINGS, TEXTS, CODES, CODERS = 100_000, 1_000, 200, 9
SAID = "We asked for help, and nobody told us when it would come \U0001f600. People listened, and moved away."
WORDS = SAID.split()
READ = """\
import json, resource, sys, time
from pathlib import Path
from heard.refi import read_project
began = time.monotonic()
project = read_project(Path(sys.argv[1]))
seconds = time.monotonic() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
print(json.dumps({"seconds": seconds, "mib": peak, "codings": len(project.codings)}))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "large.qdpx"
        began = time.monotonic()
        write_as_another_tool(large_project(), path)
        size = path.stat().st_size / 1e6
        print(f"written in {time.monotonic() - began:.1f} s, {size:.1f} MB", flush=True)
        measured = [read(path) for _ in range(RUNS + 1)][1:]
    assert all(each["codings"] == CODINGS for each in measured)
    for name, unit, most in (("seconds", "s", 15), ("mib", "MiB", 600)):
        values = [each[name] for each in measured]
        spread = f"from {min(values):.1f} to {max(values):.1f}"
        print(f"read: median {statistics.median(values):.1f} {unit}, {spread} (at most {most})", flush=True)


def read(path: Path) -> dict[str, float]:
    said = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(said.stdout)
    return result


def large_project(codings: int = CODINGS, texts: int = TEXTS) -> Project:
    """Return a project whose codings are on whole words, evenly over its texts."""
    dice = random.Random(2021)
    users = tuple(User(made_guid("user", row), f"Coder {row}") for row in range(CODERS))
    codes = tuple(Code(made_guid("code", row), f"Code {row}") for row in range(CODES))
    sources, selections, marked = [], [], []
    for row in range(texts):
        words = dice.choices(WORDS, k=500)
        source = Source(made_guid("source", row), f"Text {row}", " ".join(words))
        sources.append(source)
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        for number in range(codings // texts):
            first = dice.randrange(480)
            start, end = starts[first], starts[first + dice.randint(1, 20)] - 1
            user, at = dice.choice(users).guid, datetime(2021, 6, 1, tzinfo=UTC) + timedelta(seconds=number)
            guid = made_guid("selection", row, number)
            selections.append(Selection(guid, source.guid, start, end, made=Made(user, at)))
            code = dice.choice(codes).guid
            marked.append(Coding(made_guid(guid), source.guid, code, start, end, guid, user, at))
    return Project("Large", users, codes, (), (), tuple(sources), tuple(selections), tuple(marked))


def write_as_another_tool(project: Project, path: Path) -> None:
    """Write a project that does not say that it is from here."""
    ours = path.with_suffix(".ours")
    write_project(project, ours)
    with zipfile.ZipFile(ours) as files, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as other:
        for name in files.namelist():
            other.writestr(name, files.read(name).replace(b'origin="Heard', b'origin="Some tool', 1))
    ours.unlink()


if __name__ == "__main__":
    main()
