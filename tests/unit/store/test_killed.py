"""Whatever the process had called saved is there after it was killed, and nothing is half there.

Each trial is a process that saves acts of three codings, one after another, and says each one's identifiers
once the store has called it saved; it is killed at a random moment.
"""

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from heard.consultation import Consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.store import apply_codings, audit_trail, current_codings, open_store, place

TRIALS = 100
TOGETHER = 3
_FORK = multiprocessing.get_context("fork")


def save_until_killed(folder: Path, consultation: Consultation, told: Connection) -> None:
    store = open_store(folder, consultation)
    ann = Actor("ann", "login")
    while True:
        placements = [place("t", "words of a text", "help", at, at + 2) for at in range(TOGETHER)]
        saved = apply_codings(store, ann, placements)
        told.send([coding.coding_id for coding in saved])


def killed_after(seconds: float, folder: Path, consultation: Consultation) -> list[str]:
    """Run one process until it is killed; returns the identifiers that it had called saved."""
    reader, writer = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=save_until_killed, args=(folder, consultation, writer))
    process.start()
    writer.close()
    told: list[str] = list(reader.recv())
    time.sleep(seconds)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while True:
        try:
            told += reader.recv()
        except EOFError:
            return told


@pytest.mark.slow
def test_a_killed_process_loses_nothing_that_was_called_saved_and_leaves_nothing_half(
    database: str, small_consultation: Path, consultation: Consultation
) -> None:
    moments = random.Random(database)
    told: list[str] = []
    for _ in range(TRIALS):
        told += killed_after(moments.uniform(0, 0.08), small_consultation, consultation)
    store = open_store(small_consultation, consultation)
    present = [coding.coding_id for coding in current_codings(store, Frames.of())]
    assert len(told) > TRIALS * TOGETHER
    assert set(told) <= set(present)
    assert len(present) == len(set(present)) == TOGETHER * len(audit_trail(store))
    # At most one act a trial was saved and not told any more.
    assert len(present) - len(told) <= TRIALS * TOGETHER
