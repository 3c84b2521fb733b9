"""Judging a family of near-copies in a real JupyterLab: it is kept, and the next run obeys it."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from heard.consultation import load_consultation
from heard.store import decided_under, find_store
from tests.browser.laboratory import ROOT, home_for_one_workbook, laboratory, run_all

pytestmark = pytest.mark.slow
NOTEBOOK = "workbooks/one_voice.ipynb"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = home_for_one_workbook(tmp_path, monkeypatch)
    shutil.copy(ROOT / NOTEBOOK, folder / NOTEBOOK)
    return folder


def test_a_family_is_read_judged_and_kept(home: Path, page: Page, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    with laboratory(home, "ada", own) as lab:
        run_all(page, lab, NOTEBOOK)
        family = page.get_by_role("combobox", name="Family")
        family.scroll_into_view_if_needed()
        expect(family.locator("option").first).to_have_text(
            "Call for advice: q2, family 1: 25 texts, not looked at"
        )
        expect(page.get_by_text("0 of 19 families looked at.")).to_be_attached()
        expect(page.get_by_text("Texts of each family: the one that stands for it")).to_be_attached()
        page.get_by_role("combobox", name="They are").select_option("voices of their own")
        page.get_by_role("textbox", name="Why").fill("They met and each wrote")
        page.get_by_role("button", name="Keep this choice").click()
        expect(page.get_by_text("Kept. ada chose voices of their own")).to_be_visible()
        expect(page.get_by_text("1 of 19 families looked at.")).to_be_attached()
        expect(family.locator("option").first).to_have_text(
            "Call for advice: q2, family 1: 25 texts, voices of their own"
        )
        page.screenshot(path=str(tmp_path / "judged.png"))
        page.get_by_role("button", name="Next to look at").click()
        expect(page.get_by_text(re.compile("^Nobody has chosen yet"))).to_be_attached()
        assert "family 1: 25" not in family.locator("option:checked").inner_text()
    folder = home / "data" / "demo"
    standing = decided_under(find_store(folder, load_consultation(folder)), "voices/")
    assert list(standing.values()) == ["voices of their own"]
