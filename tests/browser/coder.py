"""Somebody at the coding desk, who has a keyboard and no mouse."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.laboratory import Laboratory

_WITHIN = 60_000  # milliseconds


class Coder:
    """A page with the desk's notebook, and what a person does there by keyboard."""

    def __init__(self, page: Page, lab: Laboratory) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(lab.address())
        self._arrive()

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Text in hand")

    @property
    def status(self) -> Locator:
        return self.page.locator(".heard-desk .heard-status")

    @property
    def alert(self) -> Locator:
        return self.page.locator(".heard-desk > [role=alert]")

    @property
    def codings(self) -> Locator:
        return self.page.get_by_role("listbox", name="Codings of this text").get_by_role("option")

    def run(self) -> "Coder":
        """Run the notebook's cells from the first, and go to the text."""
        for number, presses in ((0, 3), (1, 1)):  # title, explanation and parameters; then the desk
            self.press(*["Shift+Enter"] * presses)
            prompt = self.page.locator(".jp-CodeCell .jp-InputPrompt").nth(number)
            expect(prompt).to_have_text(re.compile(r"\d"), timeout=_WITHIN)
        self.wait_for_desk()
        return self

    def reload(self) -> None:
        """Load the page again and run the notebook."""
        self.page.reload()
        self._arrive()
        self.run()

    def _arrive(self) -> None:
        """Wait for the notebook; where a person begins in it is no part of any test, so it is clicked."""
        expect(self.page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=_WITHIN)
        self.page.locator(".jp-Notebook .jp-Cell").first.click()
        self.press("Escape")

    def wait_for_desk(self) -> None:
        expect(self.text).not_to_be_empty(timeout=_WITHIN)
        self.text.focus()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def select_sentence(self, number: int) -> str:
        """Select a sentence of the text, counted from 0; returns its words."""
        self.press("Control+Home", "s")
        for _ in range(number):
            self.press("ArrowRight", "ArrowRight", "s")
        return str(self.page.evaluate("document.getSelection().toString()"))

    def code(self, part_of_name: str) -> None:
        """Put a code on the selection by typing part of its name."""
        self.press("c")
        self.type(part_of_name)
        self.press("Enter")
        self.wait_for_status("put on")

    def wait_for_status(self, words: str) -> None:
        expect(self.status).to_contain_text(words)

    def names(self) -> list[str]:
        """Return the accessible names of the codings in the list."""
        return [
            name or "" for name in self.codings.evaluate_all("items => items.map(each => each.ariaLabel)")
        ]

    def painted(self, code: str) -> str:
        """Return the words painted with a code."""
        return str(
            self.page.evaluate(
                "code => [...document.querySelectorAll('.heard-text [data-codes~=\"' + code + '\"]')]"
                ".map(each => each.textContent).join('|')",
                code,
            )
        )

    def latencies(self) -> list[float]:
        """Return the milliseconds from each key that put a code to the frame that showed it."""
        found: list[Any] = self.page.evaluate(
            "performance.getEntriesByName('heard: key to painted span').map(each => each.duration)"
        )
        return [float(each) for each in found]
