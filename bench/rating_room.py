"""Nine raters who open their sheets at the same moment, and then answer without a pause, on one machine.

In nine windows of one headless Chromium on the same machine. Opening: from asking for the page to the first
question on the screen, with two kernels waiting beforehand as always. An answer: from the key to "Saved." on
the screen, the answer being on disk (SQLite) before. Memory: what kernels and server hold (proportional set
size).
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect, sync_playwright

from bench.topics import report
from heard.places import WORK_VARIABLE
from tests.browser.conftest import chromium_path, chromium_switches
from tests.raters_server import Served, raters_server, write_consultation

RATERS = tuple(f"Rater {number}" for number in range(1, 10))
ROUNDS, ANSWERS = 3, 10


def main() -> None:
    opening: list[float] = []
    answering: list[float] = []
    memory: list[float] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            os.environ[WORK_VARIABLE] = str(Path(scratch) / "work")
            folder = write_consultation(Path(scratch) / "small")
            Path(os.environ[WORK_VARIABLE]).mkdir()
            with raters_server(folder, Path(scratch) / "log", RATERS) as served:
                time.sleep(8)  # until the kernels that wait are there
                once(served, opening, answering, memory)
    report("nine open at once, each", opening, "s", "")
    report("the last of nine", [max(opening[9 * n : 9 * n + 9]) for n in range(ROUNDS)], "s", "")
    report("an answer", [1000 * each for each in answering], "ms", "")
    report("memory of all kernels and the server", memory, "GiB", "")
    print(f"95% of answers within {1000 * statistics.quantiles(answering, n=20)[-1]:.0f} ms")


def once(served: Served, opening: list[float], answering: list[float], memory: list[float]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_switches())
        pages = [browser.new_context().new_page() for _ in RATERS]
        began = time.monotonic()
        for page, rater in zip(pages, RATERS, strict=True):
            page.goto(served.link(rater), wait_until="commit")
        waiting = list(pages)
        while waiting:
            for page in [each for each in waiting if each.locator(".heard-room h2").count()]:
                opening.append(time.monotonic() - began)
                waiting.remove(page)
        for _ in range(ANSWERS):
            for page in pages:
                answering.append(one_answer(page))
        memory.append(held(served) / 2**30)
        browser.close()


def one_answer(page: Page) -> float:
    radios = page.get_by_role("radio")
    other = radios.nth(0) if not radios.nth(0).is_checked() else radios.nth(1)
    other.focus()
    page.evaluate("document.querySelector('.heard-status').textContent = ''")
    began = time.monotonic()
    page.keyboard.press("Space")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    return time.monotonic() - began


def held(served: Served) -> float:
    listening = [
        connection.pid
        for connection in psutil.net_connections("inet")
        if connection.laddr.port == served.port and connection.status == "LISTEN"
    ]
    server = psutil.Process(listening[0])
    return sum(process.memory_full_info().pss for process in (server, *server.children(recursive=True)))


if __name__ == "__main__":
    main()
