"""Pictures of every page of a release for the README: ``python -m tests.browser.pictures RELEASE``."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from heard.pages import find_release, open_release
from heard.site import build_site
from tests.browser.conftest import chromium_path, chromium_switches

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_SIZE = {"width": 1100, "height": 1400}


def main(release: Path) -> None:
    """Write ``docs/pictures/dashboard_<page>.png`` of each page, as its static site shows it at first."""
    names = open_release(release).names
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = build_site(release, Path(scratch) / "site")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_switches())
        for name in names:
            page = browser.new_context(viewport=_SIZE).new_page()
            page.goto((site / ("index.html" if name == names[0] else f"{name}.html")).as_uri())
            page.locator("html[data-shown]").wait_for(state="attached")
            page.screenshot(path=PICTURES / f"dashboard_{name}.png")
        browser.close()


if __name__ == "__main__":
    main(find_release(sys.argv[1]))
