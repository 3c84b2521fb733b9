"""A release's dashboards beside a plain ``voila`` of the same page, made with pandas and altair, in one run.

The plain page reads the same numbers from a CSV, draws them with altair and shows the same table with pandas,
in Voilà as it comes. Measured of each, in turn, on the same machine: the time until 20 viewers who ask at the
same moment all have their page (who has none after two minutes is counted as not served: now and then a
plain page's kernel and its server wait for each other for ever); the memory of their kernels (proportional
set size) while all are open; one view after another, with a pause between. Of the dashboards besides:
whether 200 viewers who come and go over half an hour leave a kernel behind. Of the static site: from asking
for a page in headless Chromium to its first chart drawn.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psutil
from playwright.sync_api import sync_playwright

from bench.topics import report
from heard.site import build_site
from tests.browser.conftest import chromium_path, chromium_switches
from tests.browser.dashboards.passing import come_and_go
from tests.dashboards_server import dashboards_server, free_port
from tests.releases import THEMES, people, write_release

ROUNDS = int(os.environ.get("HEARD_BENCH_ROUNDS", "3"))
VIEWERS, VIEWS, PASSING = 20, 10, 200
_SETTLES, _PAUSE, _PATIENCE = 12, 3, 120
_HALF_AN_HOUR = float(os.environ.get("HEARD_BENCH_PASSING_SECONDS", "1800"))
_KERNELS = {"ipykernel_launcher", "heard.pages.kernel"}
_PLAIN = """import altair as alt
import pandas as pd

frame = pd.read_csv("themes.csv")
bars = alt.Chart(frame).mark_bar()
display(bars.encode(x="people", y=alt.Y("theme", sort="-x"), tooltip=["theme", "people"]))
display(frame)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        release = write_release(scratch / "2021-06")
        notebook = plain_notebook(scratch / "plain")
        measured: dict[str, list[tuple[float, float, float]]] = {"heard serve": [], "plain voila": []}
        for _ in range(ROUNDS):
            with dashboards_server(release, scratch / "log", "--open") as served:
                measured["heard serve"].append(measure(served.address("themes"), served.process.pid))
            with plain_voila(notebook) as (address, pid):
                measured["plain voila"].append(measure(address, pid))
        tell(measured)
        passing(release, scratch)
        report("static site, asked to first chart", first_charts(build_site(release)), "s", "1 s")


def tell(measured: dict[str, list[tuple[float, float, float]]]) -> None:
    """Print what was measured of both, and the ratios of each round's pair."""
    names = (
        ("20 at once, until all are served", "s"),
        ("memory a viewer", "MiB"),
        ("a view, a kernel ready", "s"),
    )
    for place, (what, unit) in enumerate(names):
        for server, rounds in measured.items():
            report(f"{server}: {what}", [each[place] for each in rounds], unit, "")
        pairs = zip(measured["heard serve"], measured["plain voila"], strict=True)
        ratios = [ours[place] / plain[place] for ours, plain in pairs]
        print(f"  ratio: {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")


def measure(address: str, pid: int) -> tuple[float, float, float]:
    """Return the seconds until 20 are served, the MiB a viewer, and the median seconds of a view."""
    time.sleep(_SETTLES)
    alone = []
    for _ in range(VIEWS):
        began = time.monotonic()
        view(address)
        alone.append(time.monotonic() - began)
        time.sleep(_PAUSE)
    began = time.monotonic()
    with ThreadPoolExecutor(VIEWERS) as viewers:
        came = list(viewers.map(view, [address] * VIEWERS))
    served = time.monotonic() - began
    if not all(came):
        print(f"  not served: {came.count(False)} of {VIEWERS}")
    time.sleep(_PAUSE)
    return served, memory(pid), statistics.median(alone)


def view(address: str) -> bool:
    """Ask for a page and read it to its end; returns whether it came."""
    until = time.monotonic() + _PATIENCE
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            while answer.read1():
                if time.monotonic() > until:  # a page that is being made keeps sending signs of life
                    return False
    except TimeoutError:
        return False
    return True


def memory(pid: int) -> float:
    """Return the MiB that a kernel of a server holds, as the mean of all of them."""
    children = psutil.Process(pid).children(recursive=True)
    kernels = [each for each in children if _KERNELS & set(each.cmdline())]
    return statistics.mean(each.memory_full_info().pss for each in kernels) / 2**20


def plain_notebook(folder: Path) -> Path:
    """Write the notebook of the plain page and its numbers."""
    folder.mkdir()
    numbers = [f"{theme},{people(place, 'all', 'all')}" for place, theme in enumerate(THEMES)]
    (folder / "themes.csv").write_text("\n".join(["theme,people", *numbers]), encoding="utf-8")
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": [cell | {"source": _PLAIN}], "metadata": {"kernelspec": kernel}}
    path = folder / "themes.ipynb"
    path.write_text(json.dumps(notebook | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


@contextmanager
def plain_voila(notebook: Path) -> Iterator[tuple[str, int]]:
    """Serve a notebook by Voilà as it comes; gives its address and the number of its process."""
    port = free_port()
    words = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(_SETTLES)
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def passing(release: Path, scratch: Path) -> None:
    """Let 200 viewers come and go, and say how many kernels are left beyond those that wait for the next."""
    with dashboards_server(release, scratch / "log", "--open") as served:
        time.sleep(_SETTLES)
        waiting = len(served.kernels())
        come_and_go(served, PASSING, every=_HALF_AN_HOUR / PASSING)
        time.sleep(_SETTLES)
        left = len(served.kernels()) - waiting
        print(f"{PASSING} viewers came and went over {_HALF_AN_HOUR:.0f} s: {left} kernels left behind")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""


def first_charts(site: Path) -> list[float]:
    """Return the seconds from asking for a page to its first drawn chart, over a local web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    seconds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_switches())
        for _ in range(VIEWS):
            page = browser.new_context().new_page()
            began = time.monotonic()
            page.goto(f"http://127.0.0.1:{server.server_port}/themes.html")
            page.locator(".drawing.drawn").first.wait_for()
            seconds.append(time.monotonic() - began)
        browser.close()
    server.shutdown()
    return seconds
