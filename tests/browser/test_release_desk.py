"""The release desk in Chromium and JupyterLab: two people judge what the machine proposes, by keyboard."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.store import Store, approved_quotes, open_store, quotation_history
from heard.store.approvals import current_quotations
from tests.browser.laboratory import Laboratory, desk_home, laboratory

pytestmark = pytest.mark.slow
DESK = "workbooks/desks/release_desk.ipynb"
_WITHIN = 60_000  # milliseconds

_CONSULTATION = """
title: A small consultation
owner: The testers
synthetic: true
quotes: {approvers: 2}
groupings:
  - {code: role, name: Role, groups: [{code: parent, name: Parents}, {code: worker, name: Social workers}]}
codebook: [{code: help, name: Early help}, {code: staff, name: Staff}]
collections:
  - code: advice
    title: Call for advice
    kind: call_for_advice
    questions: [{code: q1, text: What should change?}]
    sources:
      - file: answers.csv
        layout: answers
        columns:
          respondent: id
          text: answer
          question: question
          groups: {role: {column: role}}
          codes: {columns: {help: help, staff: staff}}
"""
_ANSWERS = """id,question,answer,role,help,staff
1,q1,"👩‍👧 Maeve O'Neill waited a year for help at SW1A 1AA, and nobody came.",parent,1,
2,q1,Staff changed every month and nobody said why.,worker,,1
3,q1,Listen to us before you decide about our children.,parent,,
"""
FIRST = "👩‍👧 [Person 1] waited a year for help at [postcode], and nobody came."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = desk_home(tmp_path / "home", "small", DESK)
    monkeypatch.setenv("HEARD_HOME", str(folder))
    monkeypatch.setenv("HEARD_WORK", str(folder / "work"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))  # where the key of the register is kept
    monkeypatch.delenv("HEARD_STORE", raising=False)
    small = folder / "data" / "small"
    small.mkdir()
    (small / "consultation.yml").write_text(_CONSULTATION, encoding="utf-8")
    (small / "answers.csv").write_text(_ANSWERS, encoding="utf-8")
    return folder


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    folder = home / "data" / "small"
    opened = open_store(folder, load_consultation(folder))
    yield opened
    opened.close()


class Judge:
    """A page with the desk's notebook, and what a person does there by keyboard."""

    def __init__(self, browser: Browser, lab: Laboratory) -> None:
        self.page = browser.new_context(viewport={"width": 1500, "height": 1150}).new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.goto(lab.address(DESK))
        self.run()

    def run(self) -> None:
        expect(self.page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=_WITHIN)
        self.page.locator(".jp-Notebook .jp-Cell").first.click()
        self.press("Escape", *["Shift+Enter"] * 3)
        expect(self.page.locator(".jp-CodeCell .jp-InputPrompt").nth(0)).to_have_text(
            re.compile(r"\d"), timeout=_WITHIN
        )
        self.press("Shift+Enter")
        expect(self.wording).not_to_be_empty(timeout=_WITHIN)
        self.desk.focus()

    @property
    def desk(self) -> Locator:
        return self.page.get_by_role("region", name="Release desk")

    @property
    def wording(self) -> Locator:
        return self.desk.locator(".heard-wording")

    @property
    def text(self) -> Locator:
        return self.desk.get_by_role("textbox", name="What was said")

    @property
    def items(self) -> Locator:
        return self.desk.get_by_role("listbox", name="Quotations").get_by_role("option")

    @property
    def progress(self) -> Locator:
        return self.desk.locator(".heard-progress")

    @property
    def standing(self) -> Locator:
        return self.desk.locator(".heard-standing")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def status(self, words: str) -> None:
        expect(self.desk.get_by_role("status")).to_have_text(words)

    def alert(self, words: str) -> None:
        expect(self.desk.get_by_role("alert")).to_contain_text(words)

    def to(self, words: str) -> None:
        """Take the quotation in hand that has these words."""
        self.items.filter(has_text=words).click()
        expect(self.text).to_contain_text(words)
        self.desk.focus()

    def choose(self, label: str, value: str) -> None:
        self.desk.get_by_label(label, exact=True).select_option(label=value)


Seat = Callable[[str], Judge]


@pytest.fixture
def seat(browser: Browser, home: Path, tmp_path: Path) -> Iterator[Seat]:
    """Sits somebody of a given login down at a desk of their own JupyterLab."""
    judges: list[Judge] = []
    labs = []

    def sit_down(login: str) -> Judge:
        own = tmp_path / login
        own.mkdir()
        labs.append(laboratory(home, login, own))
        judges.append(Judge(browser, labs[-1].__enter__()))
        return judges[-1]

    yield sit_down
    for judge in judges:
        judge.page.context.close()
    for lab in labs:
        lab.__exit__(None, None, None)
    assert [problem for judge in judges for problem in judge.problems] == []


def published(store: Store, home: Path) -> pd.DataFrame:
    folder = home / "data" / "small"
    texts = read_kept(folder, load_consultation(folder)).frames.texts
    return approved_quotes(store, 2, texts)


def test_two_people_approve_what_one_of_them_has_hidden_more_of(
    seat: Seat, store: Store, home: Path, tmp_path: Path
) -> None:
    ann = seat("ann")
    expect(ann.items).to_have_count(3)
    ann.to("waited a year")
    expect(ann.wording).to_have_text(FIRST)
    assert ann.text.locator("del").all_inner_texts() == ["Maeve O'Neill", "SW1A 1AA"]
    expect(ann.desk.get_by_role("list", name="Be careful")).to_contain_text("Parents: 2 people")
    ann.press("a")
    ann.status("Saved.")
    expect(ann.progress).to_contain_text("0 approved, 1 awaits a second person")
    expect(ann.standing).to_contain_text("somebody else has to approve it as well")
    ann.press("a")
    ann.alert("approved this wording already")
    assert published(store, home).empty

    bob = seat("bob")
    bob.choose("List", "Await a second person")
    expect(bob.wording).to_have_text(FIRST)
    expect(bob.standing).to_contain_text("Approved by ann")
    # by keyboard: select from the start the emoji, three words and a space, and hide them
    bob.press("t", "Control+Home", *["Shift+Control+ArrowRight"] * 4)
    selected = str(bob.page.evaluate("document.getSelection().toString()"))
    bob.press("h")
    bob.status("Hidden, and saved.")
    left = _first_text(home)[len(selected) :].replace("SW1A 1AA", "[postcode]")
    worded = f"[…]{left}"
    expect(bob.wording).to_have_text(worded)
    bob.press("a")
    bob.status("Saved.")
    assert published(store, home).empty  # ann's approval was of other words

    expect(ann.wording).to_have_text(worded, timeout=20_000)
    ann.press("a")
    ann.status("Saved.")
    (row,) = published(store, home).to_dict("records")
    assert (row["words"], row["about"], row["approved_by"]) == (worded, "Theme: Early help", "bob; ann")
    expect(ann.progress).to_contain_text("1 approved, 0 await a second person")
    ann.page.screenshot(path=str(tmp_path / "release_desk.png"))
    found = Axe().run(ann.page, context=".heard-release").response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def _first_text(home: Path) -> str:
    folder = home / "data" / "small"
    texts = read_kept(folder, load_consultation(folder)).frames.texts["text"]
    return str(texts[texts.str.contains("Maeve")].iloc[0])


def test_reject_undo_show_again_quote_other_words_and_what_cannot_be_saved(
    seat: Seat, store: Store, home: Path
) -> None:
    ann = seat("ann")
    ann.to("waited a year")
    with store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE acts RENAME TO out_of_reach"))
    ann.press("a")
    ann.alert("nothing was saved")
    expect(ann.standing).to_contain_text("A candidate")
    with store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE out_of_reach RENAME TO acts"))
    ann.press("r")
    ann.press("Enter")
    ann.status("Say why in a few words, then press Enter.")
    ann.page.keyboard.type("a a her story is known")  # no key of the desk while one writes
    ann.press("Enter")
    expect(ann.standing).to_have_text("Rejected by ann: a a her story is known")
    expect(ann.progress).to_contain_text("1 rejected")
    expect(ann.desk.get_by_role("alert")).to_be_hidden()
    ann.press("u")
    ann.status("Taken back.")
    expect(ann.standing).to_contain_text("A candidate")

    # The machine hid a postcode: show it again from the list of what is hidden, then hide it by undo.
    ann.desk.get_by_role("button", name="Show again: SW1A 1AA").press("Enter")
    expect(ann.wording).to_contain_text("help at SW1A 1AA, and")
    ann.press("u")  # the button is gone, and keys are still the desk's, not the notebook's
    expect(ann.wording).to_have_text(FIRST)

    described = ann.desk.get_by_label("The speaker is described as")
    described.press_sequentially("The only judge")
    described.press("Escape")  # thought better of it: nothing is changed
    expect(described).to_have_value("")
    ann.desk.get_by_role("button", name="Put forward").press("Enter")
    ann.status("Put forward.")
    ann.press("u")
    expect(ann.standing).to_contain_text("A candidate")

    # Other words of the text, after characters outside the basic plane.
    ann.press("t", "Control+End", *["Shift+Control+ArrowLeft"] * 2)
    ann.press("q")
    ann.status("Put forward.")
    expect(ann.wording).to_have_text("came.")
    start = _first_text(home).index("came.")
    kept = current_quotations(store)
    assert sorted((place[1], each.origin, each.put_forward) for place, each in kept.items()) == [
        (0, "drawn", False),
        (start, "selected", True),
    ]
    whole = next(place for place in kept if place[1] == 0)
    assert [each.verdict for each in quotation_history(store, whole)] == [
        "rejected",
        *["awaiting"] * 5,
    ]

    ann.desk.focus()
    ann.press("ArrowLeft")
    expect(ann.wording).to_have_text(FIRST)
    ann.press("ArrowRight")
    expect(ann.wording).to_have_text("came.")
    cells = ann.page.locator(".jp-Notebook .jp-Cell").count()
    ann.press("b", "d", "d", "x")  # keys of the notebook do not fire here
    assert ann.page.locator(".jp-Notebook .jp-Cell").count() == cells

    ann.page.reload()
    ann.run()
    ann.choose("List", "Put forward")
    expect(ann.wording).to_have_text("came.")
