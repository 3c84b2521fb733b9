"""A real JupyterLab on loopback for tests, in a home of its own, as a person of a given login."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
DESK = "workbooks/desks/coding_desk.ipynb"
_STARTS_WITHIN = 60
_RUNS_WITHIN = 90_000  # milliseconds
_SETTINGS = {
    # Announcements would be fetched from the network.
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


@dataclass(frozen=True)
class Laboratory:
    """A running JupyterLab: where it listens, and the token that opens it."""

    port: int
    token: str

    def address(self, notebook: str = DESK) -> str:
        """Return the address at which a notebook opens."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?token={self.token}"

    def restart_kernels(self) -> None:
        """Restart every kernel, as the menu does."""
        for kernel in json.loads(self._call("kernels")):
            self._call(f"kernels/{kernel['id']}/restart", method="POST")

    def _call(self, what: str, method: str = "GET") -> bytes:
        address = f"http://127.0.0.1:{self.port}/api/{what}?token={self.token}"
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=30) as answer:
            content: bytes = answer.read()
        return content


@contextmanager
def laboratory(home: Path, login: str, own: Path, theme: str = "JupyterLab Light") -> Iterator[Laboratory]:
    """Run a JupyterLab on a home of Heard, logged in as somebody; ``own`` is the folder of its settings."""
    lab = Laboratory(_free_port(), secrets.token_hex(16))
    _write_settings(own, theme)
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={lab.port}",
    ]
    words += [
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={lab.token}",
        f"--ServerApp.root_dir={home}",
    ]
    with (own / "log").open("w") as log:
        server = subprocess.Popen(
            words,
            cwd=home,
            env=_environment(home, login, own),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait_for(lab, server, own / "log")
        yield lab
    finally:
        server.terminate()
        server.wait(timeout=30)


def desk_home(folder: Path, consultation: str, desk: str = DESK) -> Path:
    """Return a home of Heard with a desk's notebook set to a consultation below its ``data``."""
    (folder / "data").mkdir(parents=True)
    (folder / "environment.yml").touch()
    notebook = json.loads((ROOT / desk).read_text(encoding="utf-8"))
    parameters = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    parameters["source"] = [f'consultation: str = "data/{consultation}"']
    copy = folder / desk
    copy.parent.mkdir(parents=True)
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def _environment(home: Path, login: str, own: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HEARD_", "JUPYTER"))}
    folders = {name: str(own / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    folders |= {name: str(own / name.lower()) for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    folders |= {
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "spaces"),
    }
    return kept | folders | {"HEARD_HOME": str(home), "HEARD_WORK": str(home / "work"), "LOGNAME": login}


def _write_settings(own: Path, theme: str) -> None:
    chosen = _SETTINGS | {"@jupyterlab/apputils-extension/themes.jupyterlab-settings": {"theme": theme}}
    for name, values in chosen.items():
        file = own / "settings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")


def _wait_for(lab: Laboratory, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{lab.port}/api?token={lab.token}", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def home_for_one_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of Heard with the demonstration and a folder for a workbook; the environment names it."""
    folder = tmp_path / "home"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "demo").symlink_to(ROOT / "data" / "demo")
    (folder / "environment.yml").touch()
    (folder / "workbooks").mkdir()
    monkeypatch.setenv("HEARD_HOME", str(folder))
    monkeypatch.setenv("HEARD_WORK", str(folder / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    return folder


def run_all(page: Page, lab: Laboratory, notebook: str) -> None:
    """Open a notebook, run all its cells and wait for the line that each workbook ends with."""
    page.goto(lab.address(notebook))
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=_RUNS_WITHIN)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.get_by_text("tables agree with their totals")).to_be_attached(timeout=_RUNS_WITHIN)
