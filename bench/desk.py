"""The coding desk in a real JupyterLab and Chromium: from key to painted span, and how long it takes to open.

The span is painted on a text of 5,000 words with 300 overlapping codings, and only after the act is on disk
(SQLite): the time runs from the key to the end of the frame that shows it. Opening is timed on 10,000 texts
with 50,000 codings in the store, the files having been read before, from running the notebook's cell in a
new kernel to the text on the screen.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import apply_codings, open_store, place
from tests.browser.coder import Coder
from tests.browser.conftest import chromium_path, chromium_switches
from tests.browser.laboratory import Laboratory, desk_home, laboratory
from tests.browser.long_text import CODES, put_codings, write_consultation

ACTS = 60
OPENINGS = 5
TEXTS, CODINGS = 10_000, 50_000


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        painting(browser, Path(scratch))
        opening(browser, Path(scratch))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_switches())
        yield opened
        opened.close()


def painting(browser: Browser, scratch: Path) -> None:
    home = _home(scratch / "painting")
    put_codings(home / "data" / "long")
    with _lab(home, scratch / "ann") as lab:
        ann = Coder(new_page(browser), lab).run()
        ann.select_sentence(0)
        ann.code("kin")
        for _ in range(ACTS):
            ann.press("ArrowRight", "ArrowRight", "s", "1")
            ann.wait_for_status("put on")
            time.sleep(0.3)  # nobody types faster than the frame
        found = sorted(ann.latencies()[1:])
    at_95 = found[int(len(found) * 0.95)]
    print(
        f"key to painted span, {len(found)} acts: median {statistics.median(found):.0f} ms, "
        f"95% within {at_95:.0f} ms, longest {found[-1]:.0f} ms (aim: under 100 ms)",
        flush=True,
    )


def opening(browser: Browser, scratch: Path) -> None:
    home = _home(scratch / "opening")
    fill(home / "data" / "long")
    seconds = []
    for run in range(OPENINGS):
        with _lab(home, scratch / f"opening-{run}") as lab:
            seconds.append(seconds_to_open(Coder(new_page(browser), lab)))
    print(
        f"opening {TEXTS:,} texts and {CODINGS:,} codings: median {statistics.median(seconds):.2f} s, "
        f"from {min(seconds):.2f} to {max(seconds):.2f} s (aim: under 3 s)",
        flush=True,
    )


def seconds_to_open(ann: Coder) -> float:
    ann.press("Shift+Enter", "Shift+Enter", "Shift+Enter")
    began = time.monotonic()
    ann.press("Shift+Enter")
    ann.wait_for_desk()
    return time.monotonic() - began


def fill(folder: Path) -> None:
    """Put 10,000 texts and five codings on each into a consultation that is there."""
    draw = random.Random(1)
    words = (folder / "answers.csv").read_text(encoding="utf-8").split(",")[5].replace('"', "").split()
    texts = [" ".join(draw.choices(words, k=60)) for _ in range(TEXTS)]
    rows = ["id,question,answer,role", *(f'{number},q1,"{text}",parent' for number, text in enumerate(texts))]
    (folder / "answers.csv").write_text("\n".join(rows), encoding="utf-8")
    consultation = load_consultation(folder)
    frame = read_kept(folder, consultation).frames.texts
    placements = [
        place(text_id, text, draw.choice(CODES), start, start + draw.randint(10, 100))
        for text_id, text in zip(frame["text_id"], frame["text"], strict=True)
        for start in draw.choices(range(len(text) - 100), k=CODINGS // TEXTS)
    ]
    store = open_store(folder, consultation)
    for first in range(0, len(placements), 5_000):
        apply_codings(store, Actor("cat", "login"), placements[first : first + 5_000])
    store.close()


def new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1400, "height": 900}).new_page()


def _home(folder: Path) -> Path:
    home = desk_home(folder, "long")
    os.environ |= {"HEARD_HOME": str(home), "HEARD_WORK": str(home / "work")}
    write_consultation(home / "data" / "long")
    return home


@contextmanager
def _lab(home: Path, own: Path) -> Iterator[Laboratory]:
    own.mkdir()
    with laboratory(home, "ann", own) as lab:
        yield lab


if __name__ == "__main__":
    main()
