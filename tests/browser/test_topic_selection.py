"""Choosing a number of topics in a real JupyterLab: the choice is kept, and the next person sees it."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from heard.consultation import load_consultation
from heard.store import find_store, last_decision
from tests.browser.laboratory import ROOT, home_for_one_workbook, laboratory, run_all

pytestmark = pytest.mark.slow
NOTEBOOK = "workbooks/topic_selection.ipynb"
_QUICK = {"k_from": "7", "k_to": "9", "nstart": "2", "iterations": "20", "burnin": "20"}


@pytest.fixture
def quick_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of Heard with the demonstration, and the workbook set to few topics and sweeps."""
    folder = home_for_one_workbook(tmp_path, monkeypatch)
    notebook = json.loads((ROOT / NOTEBOOK).read_text(encoding="utf-8"))
    (cell,) = [each for each in notebook["cells"] if "parameters" in each["metadata"].get("tags", [])]
    source = "".join(cell["source"])
    for name, value in _QUICK.items():
        source = re.sub(rf"^({name}: int = )\d+", rf"\g<1>{value}", source, flags=re.MULTILINE)
    cell["source"] = [source]
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def test_a_number_of_topics_is_chosen_and_kept(
    browser: Browser, quick_home: Path, page: Page, tmp_path: Path
) -> None:
    folder = quick_home / "data" / "demo"
    own = tmp_path / "own"
    own.mkdir()
    with laboratory(quick_home, "ada", own) as lab:
        run_all(page, lab, NOTEBOOK)
        expect(page.get_by_text("Fitting models", exact=True)).to_be_attached()
        expect(page.get_by_text("6 of 6, done")).to_be_attached()
        expect(page.get_by_text("Nobody has chosen yet.")).to_be_attached()
        page.get_by_role("combobox", name="Number of topics").select_option("8")
        page.get_by_role("textbox", name="Why").fill("Coherence and stability point to it")
        page.get_by_role("button", name="Keep this choice").click()
        expect(page.get_by_text("Kept. ada chose 8")).to_be_visible()
        kept = last_decision(find_store(folder, load_consultation(folder)), "topics/advice.q4/k")  # type: ignore[arg-type]
        assert kept is not None
        assert (kept.value, kept.actor, kept.reason) == ("8", "ada", "Coherence and stability point to it")
        page.screenshot(path=str(tmp_path / "kept.png"))
        again = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        run_all(again, lab, NOTEBOOK)
        expect(again.get_by_text(re.compile("^ada chose 8 on"))).to_be_attached()
        expect(again.get_by_role("combobox", name="Number of topics")).to_have_value("8")
