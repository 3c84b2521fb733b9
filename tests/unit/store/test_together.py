"""Several coders at once: no error, no act lost, nobody's work overwritten."""

import multiprocessing
import time
from pathlib import Path

import pytest

from heard.consultation import Consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    Conflict,
    apply_codings,
    change_coding,
    coding_history,
    current_codings,
    open_store,
    place,
    remove_coding,
)

TEXT = "words of a text"
_FORK = multiprocessing.get_context("fork")


def code_for(
    seconds: float, name: str, folder: Path, consultation: Consultation
) -> tuple[list[str], list[str]]:
    """Code, and take every third coding off again; returns the identifiers put on, and those taken off."""
    store, actor = open_store(folder, consultation), Actor(name, "login")
    put, off = [], []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        (coding,) = apply_codings(store, actor, [place("t", TEXT, "help", 0, 5)])
        put.append(coding.coding_id)
        if len(put) % 3 == 0:
            off.append(remove_coding(store, actor, coding).coding_id)
    return put, off


def test_eight_coders_at_once_lose_no_act(
    database: str, small_consultation: Path, consultation: Consultation
) -> None:
    assert database
    open_store(small_consultation, consultation).close()
    names = [f"coder {number}" for number in range(8)]
    with _FORK.Pool(8) as pool:
        done = pool.starmap(code_for, [(4.0, name, small_consultation, consultation) for name in names])
    present = current_codings(open_store(small_consultation, consultation), Frames.of())
    by_coder = {name: {each.coding_id for each in present if each.coder == name} for name in names}
    assert all(len(put) > 3 for put, _ in done)
    assert by_coder == {name: set(put) - set(off) for name, (put, off) in zip(names, done, strict=True)}


def move_on(times: int, name: str, coding_id: str, folder: Path, consultation: Consultation) -> int:
    """Change one coding again and again from its present state; returns how often it was refused."""
    store, actor, refused, done = open_store(folder, consultation), Actor(name, "login"), 0, 0
    while done < times:
        seen = coding_history(store, coding_id)[-1]
        try:
            change_coding(store, actor, seen, to=place("t", TEXT, "help", 0, 1 + done % 9))
            done += 1
        except Conflict:
            refused += 1
    return refused


@pytest.mark.slow
def test_of_those_who_change_the_same_coding_at_once_one_succeeds_each_time(
    database: str, small_consultation: Path, consultation: Consultation
) -> None:
    assert database
    store = open_store(small_consultation, consultation)
    (coding,) = apply_codings(store, Actor("ann", "login"), [place("t", TEXT, "help", 0, 5)])
    store.close()
    arguments = [(25, name, coding.coding_id, small_consultation, consultation) for name in "abcd"]
    with _FORK.Pool(4) as pool:
        refused = pool.starmap(move_on, arguments)
    past = coding_history(open_store(small_consultation, consultation), coding.coding_id)
    assert [each.revision for each in past] == list(range(1, 102))
    assert sum(refused) > 0
    assert {each.actor for each in past} == {"ann", *"abcd"}
