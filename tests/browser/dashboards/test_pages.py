"""Every page in both forms, in Chromium: it opens, draws, can be read by anybody, and asks nobody else."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.dashboards.conftest import Seat
from tests.browser.dashboards.viewer import Form, Viewer
from tests.releases import QUOTE, TITLES, people

pytestmark = pytest.mark.slow
_GRAVE = ("serious", "critical")
# Text and its ground are axe's to judge; the marks of charts, which stand on white, are judged here.
_WHITE = "rgb(255, 255, 255)"
# Of a heat table the cells are no graphics to be told from white: each has its number in it, which is text.
_MARKS = """() => [...document.querySelectorAll('.drawing.drawn')]
  .filter((drawing) => !drawing.querySelector('.unseen').textContent.startsWith('Heat table'))
  .flatMap((drawing) => [...drawing.querySelectorAll('svg :is(.mark-rect, .mark-symbol) path')])
  .map((mark) => getComputedStyle(mark).fill).filter((fill) => fill.startsWith('rgb('))"""
_NUMBERS_IN_CELLS = """() => {
  const inside = (box, x, y) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  return [...document.querySelectorAll('.drawing.drawn')]
    .filter((drawing) => drawing.querySelector('.unseen').textContent.startsWith('Heat table'))
    .flatMap((drawing) => {
      const cells = [...drawing.querySelectorAll('svg .mark-rect path')];
      return [...drawing.querySelectorAll('svg .mark-text.role-mark text')].map((number) => {
        const box = number.getBoundingClientRect();
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const cell = cells.find((each) => inside(each.getBoundingClientRect(), x, y));
        return [getComputedStyle(number).fill, cell ? getComputedStyle(cell).fill : 'rgb(255, 255, 255)'];
      });
    });
}"""


def test_every_page_opens_draws_its_charts_and_can_be_read_by_anybody(
    view: Seat, form: Form, release: Path
) -> None:
    viewer = view(form)
    for name, title in TITLES.items():
        viewer.go(name)
        page = json.loads((release / "pages" / f"{name}.json").read_text(encoding="utf-8"))
        charts = sum(any(state["chart"] for state in each["states"].values()) for each in page["figures"])
        expect(viewer.page.get_by_role("heading", level=1)).to_have_text(title)
        assert viewer.page.title().startswith(title)
        assert viewer.page.locator(".drawing.drawn svg").count() == charts
        assert viewer.page.get_by_role("navigation").get_by_role("link").count() == len(TITLES)
        expect(viewer.page.locator("footer")).to_contain_text(
            "Release 2021-06, 29 November 2026. Synthetic data."
        )
        assert_readable(viewer, name)


def assert_readable(viewer: Viewer, name: str) -> None:
    viewer.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    # Without preload: axe would fetch the style sheet once more, which the policy forbids.
    found = Axe().run(viewer.page, options={"preload": False}).response["violations"]
    assert [(name, each["id"]) for each in found if each["impact"] in _GRAVE] == []
    assert all(contrast(fill, _WHITE) >= 3 for fill in viewer.page.evaluate(_MARKS))
    assert all(contrast(*colours) >= 4.5 for colours in viewer.page.evaluate(_NUMBERS_IN_CELLS))
    # 640 pixels are a window of 1280 at 200%.
    assert (name, viewer.overflow(640), viewer.overflow(320)) == (name, 0, 0)
    viewer.page.set_viewport_size({"width": 1280, "height": 720})


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast of two colours, written as ``rgb(r, g, b)``."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of a colour."""
    shares = [int(part) / 255 for part in colour[4:-1].split(",")]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_filters_change_every_figure_that_follows_them_and_the_link_keeps_the_view(
    view: Seat, form: Form
) -> None:
    viewer = view(form).go("themes")
    expect(viewer.sentence("themes_raised")).to_have_text("120 people raised early help (all, all).")
    viewer.choose("Texts", "Call for advice")
    viewer.choose("People", "Parents & carers")
    viewer.wait("texts=advice&people=parents")
    shown = people(0, "advice", "parents")
    expect(viewer.sentence("themes_raised")).to_have_text(
        f"{shown} people raised early help (advice, parents)."
    )
    # This figure follows one of the two.
    expect(viewer.sentence("themes_by_text")).to_contain_text("(advice, all)")
    expect(viewer.page.locator("#said")).to_contain_text(
        "Shown: Texts: Call for advice, People: Parents & carers"
    )
    drawn = viewer.figure("themes_raised").locator("svg text")
    assert str(shown) in drawn.all_text_contents()

    link = viewer.page.url
    assert link.endswith("#texts=advice&people=parents")
    other = view(form)
    other.page.goto(link)
    other.wait("texts=advice&people=parents")
    expect(other.sentence("themes_raised")).to_contain_text("(advice, parents)")
    viewer.page.go_back()
    viewer.wait("texts=advice&people=all")
    expect(viewer.sentence("themes_raised")).to_contain_text("(advice, all)")
    viewer.go("themes", "texts=nothing-of-this&people=parents&more=1")
    expect(viewer.sentence("themes_raised")).to_contain_text("(all, parents)")


def test_a_hidden_number_is_never_taken_for_a_zero_and_words_are_never_markup(view: Seat, form: Form) -> None:
    viewer = view(form).go("themes")
    figure = viewer.figure("themes_raised")
    figure.get_by_text("The same as a table").click()
    rows = {row.locator("th").inner_text(): row.locator("td") for row in figure.locator("tbody tr").all()}
    assert rows["Nothing of this"].inner_text() == "0"
    assert rows["Cost & fees"].locator("[aria-hidden]").inner_text() == "[c]"
    assert rows["Cost & fees"].locator(".unseen").text_content() == "hidden, so that nobody can be recognised"
    assert "Mental health <support>" in rows
    expect(figure.locator(".symbols")).to_have_text("[c] hidden, so that nobody can be recognised")
    viewer.go("quotes")
    assert viewer.page.locator("blockquote").inner_text() == QUOTE


def test_a_table_is_taken_away_as_it_was_released(view: Seat, form: Form, release: Path) -> None:
    viewer = view(form).go("themes")
    with viewer.page.expect_download() as taking:
        viewer.page.get_by_role("link", name="Download the table: Themes raised (CSV)").click()
    assert taking.value.suggested_filename == "themes_raised.csv"
    taken = Path(taking.value.path()).read_bytes()
    assert taken == (release / "tables" / "themes_raised.csv").read_bytes()


def test_a_pointer_on_a_mark_is_told_its_values(view: Seat, form: Form) -> None:
    viewer = view(form).go("themes")
    viewer.figure("themes_raised").locator("svg .mark-rect path").first.hover()
    expect(viewer.page.locator(".tooltip")).to_contain_text("Early help")
    expect(viewer.page.locator(".tooltip")).to_contain_text("120")
    viewer.page.keyboard.press("Escape")
    expect(viewer.page.locator(".tooltip")).to_be_hidden()


def test_everything_is_reached_by_keyboard_alone(view: Seat, form: Form) -> None:
    viewer = view(form).go("themes", "texts=engagement&people=all")
    keyboard = viewer.page.keyboard
    keyboard.press("Tab")
    assert focused(viewer) == "Skip to the main part"
    keyboard.press("Enter")
    assert viewer.page.evaluate("document.activeElement.id") == "main"
    assert viewer.page.url.endswith("#texts=engagement&people=all")
    keyboard.press("Tab")
    keyboard.press("ArrowDown")
    viewer.wait("texts=advice&people=all")
    keyboard.press("Tab")
    keyboard.press("Tab")
    assert focused(viewer).startswith("Chart: Themes_raised")
    keyboard.press("ArrowDown")
    first = f"Theme: Early help; People: {people(0, 'advice', 'all')}"
    expect(viewer.page.locator("#said")).to_have_text(first)
    expect(viewer.page.locator(".tooltip div")).to_have_text(first.split("; "))
    keyboard.press("ArrowDown")
    expect(viewer.page.locator("#said")).to_contain_text(f"People: {people(1, 'advice', 'all')}")
    keyboard.press("Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert focused(viewer) == "Table: Themes raised"
    keyboard.press("Tab")
    assert focused(viewer) == "Download the table: Themes raised (CSV)"


def focused(viewer: Viewer) -> str:
    return str(
        viewer.page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()")
    )


def test_without_scripts_a_page_shows_its_first_state_and_offers_nothing_that_does_nothing(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/themes.html")
    expect(page.locator('section[data-figure="themes_raised"] .drawing img')).to_be_visible()
    expect(page.locator('section[data-figure="themes_raised"] .drawing img')).to_have_attribute(
        "alt",
        "Bar chart: Themes_raised. 4 bars. Highest: Early help, 120. Lowest: Being listened to, 51."
        " People. Everybody. Synthetic data.",
    )
    expect(page.locator(".filters")).to_be_hidden()
    assert "Other views need JavaScript" in (page.locator("noscript").text_content() or "")
    context.close()
