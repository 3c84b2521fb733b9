"""Somebody who opens every page of a release, and keeps all that reaches their browser or leaves it."""

import json
from typing import Any

from playwright.sync_api import Browser, Page, Response, WebSocket, expect

from tests.browser.dashboards.viewer import Form

_WITHIN = 20_000  # milliseconds
_ANSWERED_WITHIN = 200
# Keeps the page's own socket, so that what a page never sends can be sent by it too.
_KEEP_SOCKET = """window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.kept = this; }
}"""
_UNFOLD = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
_REDIRECTIONS = range(300, 400)


class Witness:
    """A browser of somebody's own, and everything that it was told: by kind and place, as bytes."""

    def __init__(self, browser: Browser, form: Form) -> None:
        self.form = form
        self.seen: dict[str, bytes] = {}
        self._context = browser.new_context()
        self._context.add_init_script(_KEEP_SOCKET)
        self._answers: list[Response] = []
        self.page: Page = self._context.new_page()
        self.page.on("response", lambda answer: self._answers.append(answer))
        self.page.on("websocket", self._listen)
        self.page.on("console", lambda said: self._keep("console", said.text.encode()))
        self.page.on("pageerror", lambda error: self._keep("console", str(error).encode()))
        if form.link:
            self.fetch(form.link)
            self.page.goto(form.link)
            self._wait()
            # The browser has left the page that led here, and keeps no body of it.
            self._answers.clear()

    def tour(self, name: str) -> None:
        """Open a page, and choose the last option of each of its filters."""
        self.open(name)
        for place in range(self.page.locator("select").count()):
            self.choose_last(place)

    def open(self, name: str) -> None:
        """Open a page and unfold all of it."""
        self.page.goto(self.form.address(name))
        self._wait()
        self._look()

    def choose_last(self, place: int) -> None:
        """Choose the last option of one of the filters."""
        chosen = self.page.locator("select").nth(place)
        chosen.select_option(index=chosen.locator("option").count() - 1)
        self.page.wait_for_timeout(_ANSWERED_WITHIN)
        self._look()

    def say(self, *messages: dict[str, Any]) -> None:
        """Send messages by the page's own socket, and wait for what comes back."""
        for each in messages:
            self.page.evaluate("(told) => window.kept.send(told)", json.dumps(each))
        self.page.wait_for_timeout(3 * _ANSWERED_WITHIN)

    def fetch(self, address: str) -> int:
        """Ask for an address as somebody who was let in, and return the status of the answer."""
        answer = self._context.request.get(address)
        self._keep(f"body {address}", answer.body())
        return answer.status

    def leave(self) -> None:
        """Close the browser."""
        self._context.close()

    def _wait(self) -> None:
        expect(self.page.locator("html[data-shown]")).to_be_attached(timeout=_WITHIN)

    def _look(self) -> None:
        self.page.evaluate(_UNFOLD)
        self._keep("dom", self.page.content().encode())
        for answer in self._answers:
            self._keep("headers", str(answer.all_headers()).encode())
            if answer.status not in _REDIRECTIONS and not answer.url.startswith("file:"):
                self._keep(f"body {answer.url}", answer.body())
        self._answers.clear()

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda told: self._keep("sent", _as_bytes(told)))
        socket.on("framereceived", lambda told: self._keep("received", _as_bytes(told)))

    def _keep(self, kind: str, content: bytes) -> None:
        self.seen[kind] = self.seen.get(kind, b"") + b"\n" + content


def _as_bytes(told: str | bytes) -> bytes:
    return told.encode() if isinstance(told, str) else told
