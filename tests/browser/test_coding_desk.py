"""The coding desk by keyboard alone, in Chromium and JupyterLab, on 5,000 words with 300 codings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.store import Coding, Memo, Store, current_codings, current_memos, open_store
from tests.browser.coder import Coder
from tests.browser.laboratory import Laboratory, laboratory
from tests.browser.long_text import CODINGS, long_text

pytestmark = pytest.mark.slow


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    folder = home / "data" / "long"
    opened = open_store(folder, load_consultation(folder))
    yield opened
    opened.close()


def stored(store: Store, home: Path, coder: str) -> list[Coding]:
    folder = home / "data" / "long"
    frames = read_kept(folder, load_consultation(folder)).frames
    return [coding for coding in current_codings(store, frames) if coding.coder == coder]


def memos(store: Store) -> list[tuple[str, str]]:
    return [(memo.about, memo.body) for memo in current_memos(store) if isinstance(memo, Memo)]


Seat = Callable[[Laboratory], Coder]


@pytest.fixture
def seat(browser: Browser) -> Iterator[Seat]:
    """Sits somebody down at a desk of a laboratory; nothing may go wrong in the page without being seen."""
    coders: list[Coder] = []

    def sit_down(lab: Laboratory) -> Coder:
        coders.append(Coder(browser.new_context(viewport={"width": 1400, "height": 900}).new_page(), lab))
        return coders[-1].run()

    yield sit_down
    for coder in coders:
        coder.page.context.close()
    assert [problem for coder in coders for problem in coder.problems] == []


def lab_of(home: Path, tmp_path: Path, login: str) -> Iterator[Laboratory]:
    own = tmp_path / login
    own.mkdir()
    with laboratory(home, login, own) as lab:
        yield lab


@pytest.fixture
def ann_lab(home: Path, tmp_path: Path) -> Iterator[Laboratory]:
    yield from lab_of(home, tmp_path, "ann")


@pytest.fixture
def bob_lab(home: Path, tmp_path: Path) -> Iterator[Laboratory]:
    yield from lab_of(home, tmp_path, "bob")


def test_code_undo_memo_reload_and_find_all_of_it_again(
    seat: Seat, ann_lab: Laboratory, home: Path, store: Store
) -> None:
    ann = seat(ann_lab)
    assert ann.text.inner_text().split() == long_text().split()
    assert ann.codings.count() == CODINGS

    sentence = ann.select_sentence(20)
    ann.code("kin")
    assert stored(store, home, "ann")[0].anchor.quote == sentence
    ann.press("1")  # the code just used has the first number
    expect(ann.alert).to_contain_text("you have put this code here already")

    other = ann.select_sentence(40)
    ann.press("1")
    ann.wait_for_status("Kinship carers put on")
    ann.press("Control+z")
    ann.wait_for_status("Undone: Code: Kinship carers")
    assert [each.anchor.quote for each in stored(store, home, "ann")] == [sentence]
    ann.press("Control+Shift+Z")
    ann.wait_for_status("Done again")
    assert {each.anchor.quote for each in stored(store, home, "ann")} == {sentence, other}

    ann.press("Control+Home", "m")
    assert ann.page.get_by_role("dialog", name="Memo on this text").count() == 1
    ann.type("Read twice.\nStill unsure.")
    ann.press("Control+Enter")
    ann.wait_for_status("Memo saved")
    assert memos(store) == [("text", "Read twice.\nStill unsure.")]

    ann.reload()
    mine = [name for name in ann.names() if ", ann" in name]
    assert len(mine) == 2
    assert all(name.startswith("Kinship carers, on “") for name in mine)
    expect(ann.page.locator(".heard-memos")).to_contain_text("Still unsure.")
    assert ann.codings.count() == CODINGS + 2
    assert max(ann.latencies(), default=0) < 5_000  # no timing test: what it takes is measured in bench


def test_a_restarted_kernel_loses_nothing(seat: Seat, ann_lab: Laboratory, home: Path, store: Store) -> None:
    ann = seat(ann_lab)
    sentence = ann.select_sentence(5)
    ann.code("case")
    ann_lab.restart_kernels()
    ann.reload()
    assert [each.anchor.quote for each in stored(store, home, "ann")] == [sentence]
    assert sum(", ann" in name for name in ann.names()) == 1


def test_two_browsers_as_two_coders_at_once(
    seat: Seat, ann_lab: Laboratory, bob_lab: Laboratory, home: Path, store: Store
) -> None:
    ann = seat(ann_lab)
    bob = seat(bob_lab)
    ann.press("n")
    bob.press("n")
    ann.wait_for_status("Text 2 of 3")
    bob.wait_for_status("Text 2 of 3")

    ann.select_sentence(0)
    ann.code("waiting")
    bob.select_sentence(1)
    bob.code("changes")
    # Whatever bob does brings what ann has saved, and the other way round after a moment.
    expect(bob.codings).to_have_count(2)
    expect(ann.codings).to_have_count(2, timeout=20_000)
    assert {each.coder for each in (*stored(store, home, "ann"), *stored(store, home, "bob"))} == {
        "ann",
        "bob",
    }

    # Both change the same coding: one of them is first, the other is told and nothing is lost.
    for each in (ann, bob):
        each.press("Escape", "Control+Home", "l")
    ann.press("r")
    ann.type("crisis")
    ann.press("Enter")
    ann.wait_for_status("It is Help only at crisis point now")
    bob.press("Delete")
    expect(bob.alert).to_contain_text("changed by ann since it was read; nothing was saved")
    expect(bob.alert).to_contain_text("Waiting for help on “Help came late.”")
    expect(bob.alert).to_contain_text("Help only at crisis point on “Help came late.”")
    expect(bob.codings.first).to_contain_text("Help only at crisis point")
    assert [each.code for each in stored(store, home, "ann")] == ["crisis"]


def test_characters_outside_the_basic_plane_keep_their_places(
    seat: Seat, ann_lab: Laboratory, home: Path, store: Store
) -> None:
    ann = seat(ann_lab)
    ann.press("n")
    ann.wait_for_status("Text 2 of 3")
    sentence = ann.select_sentence(1)
    ann.code("changes")
    (made,) = stored(store, home, "ann")
    assert made.anchor.quote == sentence == "Staff 👩‍👧 changed every month, and nobody said why."
    assert (made.start, made.end) == (16, 16 + len(sentence))
    assert ann.painted("turnover") == sentence


def test_line_ends_and_combined_characters_keep_their_places(
    seat: Seat, ann_lab: Laboratory, home: Path, store: Store
) -> None:
    ann = seat(ann_lab)
    ann.press("n", "n")
    ann.wait_for_status("Text 3 of 3")
    ann.press("Control+Home", "s", "ArrowRight", "ArrowRight", "s")
    ann.code("changes")
    ann.press("ArrowRight", "ArrowRight", "s")
    ann.code("waiting")
    made = {each.code: each for each in stored(store, home, "ann")}
    assert made["turnover"].anchor.quote == "before you decide: cafe\u0301 👍🏽 for all."
    assert made["waiting"].anchor.quote == "Thank you."
    assert ann.painted("turnover") == made["turnover"].anchor.quote
    assert ann.painted("waiting") == "Thank you."


def test_a_code_is_dragged_onto_the_selection(
    seat: Seat, ann_lab: Laboratory, home: Path, store: Store
) -> None:
    ann = seat(ann_lab)
    sentence = ann.select_sentence(0)
    ann.page.get_by_role("treeitem", name="Being listened to").drag_to(ann.text)
    ann.wait_for_status("Being listened to put on")
    assert [(each.code, each.anchor.quote) for each in stored(store, home, "ann")] == [
        ("listening", sentence)
    ]


def test_what_cannot_be_saved_is_said_in_words_and_not_painted(
    seat: Seat, ann_lab: Laboratory, store: Store
) -> None:
    ann = seat(ann_lab)
    before = ann.codings.count()
    ann.select_sentence(2)
    with store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE acts RENAME TO out_of_reach"))
    ann.press("c")
    ann.type("kin")
    ann.press("Enter")
    expect(ann.alert).to_contain_text("nothing was saved")
    assert ann.codings.count() == before
    with store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE out_of_reach RENAME TO acts"))
    ann.code("kin")  # the selection is still there
    assert ann.codings.count() == before + 1
    expect(ann.alert).to_be_hidden()


def test_the_keys_of_the_notebook_do_not_fire_and_the_desk_says_what_it_is(
    seat: Seat, ann_lab: Laboratory
) -> None:
    ann = seat(ann_lab)
    cells = ann.page.locator(".jp-Notebook .jp-Cell").count()
    ann.press("a", "b", "d", "d", "y", "x")  # in the notebook: add, add, cut, change; here: compare, new code
    expect(ann.page.get_by_role("dialog", name="New code")).to_be_visible()
    ann.press("Escape")
    assert ann.page.locator(".jp-Notebook .jp-Cell").count() == cells

    page = ann.page
    expect(page.get_by_role("tree", name="Codebook").get_by_role("treeitem")).to_have_count(8)
    expect(page.get_by_role("treeitem", name="Support for families", exact=False).first).to_have_attribute(
        "aria-expanded", "true"
    )
    ann.text.focus()
    order = []
    for _ in range(4):
        ann.press("F6")
        order.append(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent").split(
                ","
            )[0]
        )
    assert order == ["Compare", "Queue", "Support for families", "Text in hand"]
