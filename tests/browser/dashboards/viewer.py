"""Somebody who looks at the dashboards, with an eye on all that their browser asks for and complains of."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Route, expect

_WITHIN = 20_000  # milliseconds


@dataclass(frozen=True)
class Form:
    """One form of a release: where its pages are, and the link that lets somebody in, if one is needed."""

    kind: str
    root: str
    first: str
    link: str = ""

    def address(self, page: str, view: str = "") -> str:
        """Return the address of a page, in a view."""
        name = self.first if page == "overview" else page
        suffix = ".html" if self.kind == "site" else ""
        return f"{self.root}{name}{suffix}" + (f"#{view}" if view else "")


class Viewer:
    """A browser of somebody's own."""

    def __init__(self, browser: Browser, form: Form, **options: Any) -> None:
        self.form = form
        self.problems: list[str] = []
        context = browser.new_context(**options)
        context.route("**/*", self._only_here)
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self._complain(f"{said.type}: {said.text}", said.type))
        self.page.on("pageerror", lambda error: self._complain(str(error), "error"))
        if form.link:
            self.page.goto(form.link)
            self.wait()

    def go(self, page: str, view: str = "") -> "Viewer":
        """Open a page, as if from a link that was sent, and wait until it has drawn its charts."""
        self.page.goto("about:blank")
        self.page.goto(self.form.address(page, view))
        self.wait()
        return self

    def wait(self, shown: str = "") -> None:
        """Wait until a choice is drawn; any, if none is named."""
        drawn = self.page.locator(f'html[data-shown="{shown}"]' if shown else "html[data-shown]")
        expect(drawn).to_be_attached(timeout=_WITHIN)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def figure(self, name: str) -> Locator:
        return self.page.locator(f'section[data-figure="{name}"]')

    def sentence(self, name: str) -> Locator:
        return self.figure(name).locator(".sentence")

    def overflow(self, width: int, height: int = 700) -> int:
        """Return how many pixels the page is wider than a window of some size."""
        self.page.set_viewport_size({"width": width, "height": height})
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def _complain(self, words: str, kind: str) -> None:
        if kind in ("error", "warning"):
            self.problems.append(words)

    def _only_here(self, route: Route) -> None:
        """Let through what is of this machine; anything else would be a request to another host."""
        asked = urlsplit(route.request.url)
        if asked.scheme in ("file", "data", "about") or asked.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.problems.append(f"request to {asked.hostname}")
            route.abort()
