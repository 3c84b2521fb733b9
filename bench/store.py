"""Eight coders who save without a pause for a minute, on SQLite and on PostgreSQL: how long a save takes.

Coders are processes of their own. A save is from the call to its return, when the act is on disk.
"""

import multiprocessing
import os
import statistics
import tempfile
import time
from pathlib import Path

from heard.consultation import Consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.store import apply_codings, current_codings, open_store, place
from heard.store.database import STORE_VARIABLE
from tests.postgresql import server

CODERS = 8
SECONDS = 60.0
TEXT = "What was said at a workshop, in some words. " * 20
_FORK = multiprocessing.get_context("fork")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "bench"
        folder.mkdir()
        os.environ["HEARD_WORK"] = scratch
        measure("SQLite", folder)
        with server() as url:
            os.environ[STORE_VARIABLE] = url
            measure("PostgreSQL", folder)
            del os.environ[STORE_VARIABLE]


def measure(database: str, folder: Path) -> None:
    open_store(folder, consultation()).close()
    with _FORK.Pool(CODERS) as pool:
        done = pool.starmap(code, [(folder, f"coder {number}") for number in range(CODERS)])
    saves = sorted(seconds for times, _ in done for seconds in times)
    ids = {coding_id for _, made in done for coding_id in made}
    store = open_store(folder, consultation())
    lost = ids - {coding.coding_id for coding in current_codings(store, Frames.of())}
    store.close()
    middle, late = statistics.median(saves), saves[int(0.95 * len(saves))]
    print(
        f"{database}: {len(saves):,} saves by {CODERS} coders in {SECONDS:.0f} s, {len(lost)} lost; "
        f"a save takes {1000 * middle:.1f} ms (median), {1000 * late:.1f} ms (p95), "
        f"{1000 * saves[-1]:.0f} ms (most)",
        flush=True,
    )


def code(folder: Path, name: str) -> tuple[list[float], list[str]]:
    """Save one coding after another; returns how long each took, and their identifiers."""
    store, actor = open_store(folder, consultation()), Actor(name, "login")
    times, made = [], []
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        placed = place("t", TEXT, "help", 10, 60)
        began = time.monotonic()
        (coding,) = apply_codings(store, actor, [placed])
        times.append(time.monotonic() - began)
        made.append(coding.coding_id)
    return times, made


def consultation() -> Consultation:
    return Consultation.model_construct(title="Bench", codebook=())


if __name__ == "__main__":
    main()
