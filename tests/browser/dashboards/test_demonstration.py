"""The demonstration's own release in both forms: every page, and every option of every filter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from heard.pages.figure import NOT_PUBLISHED
from heard.pages.release import Release, open_release
from heard.site import build_site
from tests.browser.dashboards.conftest import Seat
from tests.browser.dashboards.test_pages import assert_readable
from tests.browser.dashboards.viewer import Form, Viewer
from tests.dashboards_server import dashboards_server
from tests.demo_release import demo_release

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with demo_release(tmp_path_factory.mktemp("demo")) as made:
        yield open_release(made.path)


@pytest.fixture(scope="module", params=["site", "server"])
def form(
    request: pytest.FixtureRequest, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Form]:
    folder: Path = tmp_path_factory.mktemp("shown")
    if request.param == "site":
        yield Form("site", f"{build_site(release.folder, folder / 'site').as_uri()}/", "index")
        return
    with dashboards_server(release.folder, folder / "log") as served:
        yield Form("server", served.address(), "overview", served.link)


def test_every_page_shows_its_charts_and_can_be_read_by_anybody(
    view: Seat, form: Form, release: Release
) -> None:
    viewer = view(form)
    for name in release.names:
        viewer.go(name)
        page = release.page(name)
        expect(viewer.page.get_by_role("heading", level=1)).to_have_text(page["title"])
        drawn = [next(iter(figure["states"].values()))["chart"] for figure in page["figures"]]
        assert viewer.page.locator(".drawing.drawn svg").count() == sum(map(bool, drawn)), name
        assert_readable(viewer, name)


def test_every_option_of_every_filter_shows_what_was_published_for_it(
    view: Seat, form: Form, release: Release
) -> None:
    viewer, chosen = view(form), 0
    for name in release.names:
        page = release.page(name)
        first = {switch["name"]: switch["options"][0][0] for switch in page["switches"]}
        if first:
            viewer.go(name)
        for switch in page["switches"]:
            # The first option last, so that the next switch is moved from where the page began.
            for option, label in [*switch["options"][1:], switch["options"][0]]:
                choices = first | {switch["name"]: option}
                viewer.choose(switch["label"], label)
                viewer.wait("&".join(f"{each}={value}" for each, value in choices.items()))
                for figure in page["figures"]:
                    assert_shown(viewer, figure, choices)
                chosen += 1
    assert chosen > 20


def assert_shown(viewer: Viewer, figure: dict[str, Any], choices: dict[str, str]) -> None:
    named = "&".join(f"{switch}={choices[switch]}" for switch in figure["switches"])
    state = figure["states"].get(named)
    if state is None:
        expect(viewer.figure(figure["name"])).to_contain_text(NOT_PUBLISHED)
        return
    expect(viewer.sentence(figure["name"])).to_have_text(state["sentence"])
    rows = viewer.figure(figure["name"]).locator("tbody tr")
    assert rows.count() == len(state["table"]["rows"])
    shown = [" ".join(cells.split()) for cells in rows.all_text_contents()]
    for said, row in zip(shown, state["table"]["rows"], strict=True):
        assert all(cell[0] in said for cell in row["cells"])
