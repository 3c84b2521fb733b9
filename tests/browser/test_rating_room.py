"""Raters in real browsers: each has a sheet, stops and goes on, locks it, and sees nothing of the others."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from heard.places import WORK_VARIABLE
from heard.store.rounds import answers_of, invite, reopen_sheet, sheet_state
from tests.raters_server import CO, ROUND, Served, raters_server, write_consultation

pytestmark = pytest.mark.slow
_WITHIN = 60_000  # milliseconds


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    with raters_server(write_consultation(tmp_path / "small"), tmp_path / "log") as running:
        yield running


class Rater:
    """A page with a private link, and what a rater does there by keyboard."""

    def __init__(self, browser: Browser, link: str) -> None:
        self.page: Page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
        self.asked: list[Request] = []
        self.problems: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.goto(link)

    def question(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words)).to_be_visible(timeout=_WITHIN)

    def choose(self, label: str) -> None:
        self.page.get_by_role("radio", name=label, exact=True).focus()
        self.page.keyboard.press("Space")
        self.saved()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_role("textbox", name=label).fill(words)
        self.page.keyboard.press("Tab")
        self.saved()

    def saved(self) -> None:
        expect(self.page.get_by_text("Saved.", exact=True)).to_be_visible()

    def go_on(self) -> None:
        self.page.keyboard.press("Control+Enter")


def stored(served: Served, rater: str) -> dict[str, str]:
    rows = answers_of(served.store, ROUND.round_id, rater)
    return dict(zip(rows["scale"], rows["value"], strict=True))


def test_a_rater_rates_stops_goes_on_and_locks(browser: Browser, served: Served, tmp_path: Path) -> None:
    ada = Rater(browser, served.link("Ada"))
    ada.question("Which word does not belong with the others?")
    expect(ada.page.get_by_text("Synthetic data: nobody said any of this.")).to_be_visible()
    ada.choose("staff")
    assert stored(served, "Ada") == {"intruder": "staff"}
    ada.go_on()
    ada.question("What is this topic about?")
    expect(ada.page.get_by_text("CANARY waited a year")).to_be_visible()
    ada.choose("Yes")
    ada.write("A name for it, in a few words", "Waiting <b>for</b> help")
    ada.page.close()  # she stops here, and comes back by the same link

    ada = Rater(browser, served.link("Ada"))
    ada.question("What is this topic about?")
    expect(ada.page.get_by_role("textbox", name="A name for it")).to_have_value("Waiting <b>for</b> help")
    ada.page.get_by_role("button", name="Lock my sheet").click()
    expect(ada.page.get_by_role("alert")).to_contain_text("answers are missing")
    assert sheet_state(served.store, ROUND.round_id, "Ada") == "open"
    ada.question("What is this topic about?")
    ada.write("What it is about", "People wait long before they are helped")
    ada.choose("4")
    ada.page.screenshot(path=str(tmp_path / "topic.png"), full_page=True)
    ada.go_on()
    ada.question("Is this text about the topic?")
    ada.choose("No")
    expect(ada.page.get_by_text("3 of 3 pages answered")).to_be_visible()
    ada.page.get_by_role("button", name="Lock my sheet").click()
    expect(ada.page.get_by_text("Your sheet is locked. Thank you!")).to_be_visible()
    assert sheet_state(served.store, ROUND.round_id, "Ada") == "locked"
    expect(ada.page.get_by_role("radio", name="No", exact=True)).to_be_disabled()

    reopen_sheet(served.store, CO, ROUND.round_id, "Ada", "She asked for it")
    again = Rater(browser, served.link("Ada"))
    again.question("Which word does not belong with the others?")
    expect(again.page.get_by_role("radio", name="help", exact=True)).to_be_enabled()
    assert ada.problems == again.problems == []


def test_two_raters_at_once_see_nothing_of_each_other(browser: Browser, served: Served) -> None:
    ada, ben = (Rater(browser, served.link(rater)) for rater in ("Ada", "Ben"))
    for rater in (ada, ben):
        rater.question("Which word does not belong with the others?")
    ada.choose("staff")
    ben.choose("help")
    assert stored(served, "Ada") == {"intruder": "staff"}
    assert stored(served, "Ben") == {"intruder": "help"}
    ben.page.reload()
    expect(ben.page.get_by_text("The sheet of Ben.")).to_be_visible(timeout=_WITHIN)
    expect(ben.page.get_by_text("1 of 3 pages answered")).to_be_visible()
    # The token is in no request, and nothing is asked of any other server and answered.
    addresses = [request.url for rater in (ada, ben) for request in rater.asked]
    assert not any(token in address for token in served.tokens.values() for address in addresses)
    elsewhere = [
        request
        for rater in (ada, ben)
        for request in rater.asked
        if not re.match(r"(http|ws)://127\.0\.0\.1|data:|blob:", request.url)
    ]
    assert all(request.failure == "csp" for request in elsewhere)


def test_a_link_that_is_wrong_or_has_ended_opens_nothing(browser: Browser, served: Served) -> None:
    old = served.link("Ada")
    invite(served.store, CO, ROUND.round_id, "Ada")
    for link, said in ((old, "this link is not known"), (old.partition("#")[0], "opens by a private link")):
        page = Rater(browser, link).page
        expect(page.get_by_role("alert")).to_contain_text(said, timeout=_WITHIN)
        assert "CANARY" not in page.content()


def test_a_telephone_shows_a_page_without_scrolling_sideways(browser: Browser, served: Served) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(served.link("Ben"))
    expect(page.get_by_role("heading", name="Which word does not belong")).to_be_visible(timeout=_WITHIN)
    room = "document.querySelector('.heard-room')"
    assert page.evaluate(f"{room}.scrollWidth - {room}.clientWidth") <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
