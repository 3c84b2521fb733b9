"""The dashboards' server as it runs, for tests and benches."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
HEARD = Path(sys.executable).parent / "heard"
_STARTS_WITHIN = 60


@dataclass(frozen=True)
class DashboardsServer:
    """A running server: where it listens, the token of its link, its process and what it printed."""

    port: int
    token: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def address(self, page: str = "") -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.port}/{page}"

    @property
    def link(self) -> str:
        """The link that was printed."""
        return self.address(f"?token={self.token}")

    def kernels(self) -> list[psutil.Process]:
        """Return the processes of its kernels."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in children if _is_kernel(each)]


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return "heard.pages.kernel" in process.cmdline()
    except psutil.Error:  # it has just ended
        return False


@contextmanager
def dashboards_server(
    release: Path,
    log: Path,
    *options: str,
    environment: Sequence[tuple[str, str]] = (),
    heard: Sequence[str] = (str(HEARD),),
) -> Iterator[DashboardsServer]:
    """Serve a release by ``heard serve`` on a free port; ``log`` is the file of all that it prints."""
    port = free_port()
    words = [*heard, "serve", str(release), "--port", str(port), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HEARD_", "JUPYTER"))}
    with log.open("wb") as written:
        process = subprocess.Popen(
            words,
            cwd=log.parent,
            env=kept | {"HEARD_HOME": str(ROOT)} | dict(environment),
            stdout=written,
            stderr=written,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait_for(port, process, log)
        found = re.search(r"token=(\S+)", log.read_text(encoding="utf-8"))
        yield DashboardsServer(port, found.group(1) if found else "", process, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/assets/page.css", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the dashboards' server did not start:\n{log.read_text()[-2000:]}")


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
