"""A real Chromium and a real JupyterLab; in CI a missing browser is a failure."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.laboratory import desk_home
from tests.browser.long_text import put_codings, write_consultation

# Without these, Chromium looks for hosts of its maker at every start.
_QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
_CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def chromium_path() -> str | None:
    named = os.environ.get("HEARD_CHROMIUM")
    if named:
        return named
    found = [path for path in _CHROMIUM if Path(path).exists()]
    return found[0] if found else shutil.which("chromium")


def chromium_switches() -> list[str]:
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    return [*sandbox, "--disable-gpu", "--disable-sync", *_QUIET]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        message = "Chromium is not installed: the coding desk is not tested in a browser (Debian: chromium)"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=chromium_switches())
        yield opened
        opened.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of Heard with the long text and 300 codings on it."""
    folder = desk_home(tmp_path / "home", "long")
    monkeypatch.setenv("HEARD_HOME", str(folder))
    monkeypatch.setenv("HEARD_WORK", str(folder / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    write_consultation(folder / "data" / "long")
    put_codings(folder / "data" / "long")
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a context of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()
