"""A release, its static site and its server, each once for all tests of the dashboards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from heard.site import build_site
from tests.browser.dashboards.viewer import Form, Viewer
from tests.dashboards_server import DashboardsServer, dashboards_server
from tests.releases import write_release

CANARIES = (
    ("HEARD_STORE", "postgresql://canary-of-the-store"),
    ("HEARD_WORK", "/canary-of-work"),
    ("CANARY_OF_THE_SHELL", "canary-of-the-shell"),
)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases") / "2021-06")


@pytest.fixture(scope="session")
def site(release: Path) -> Path:
    return build_site(release)


@pytest.fixture(scope="session")
def server(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardsServer]:
    log = tmp_path_factory.mktemp("served") / "log"
    with dashboards_server(release, log, environment=CANARIES) as served:
        yield served


@pytest.fixture(params=["site", "server"])
def form(request: pytest.FixtureRequest) -> Form:
    """Either of the two forms in which a release is published."""
    if request.param == "site":
        folder: Path = request.getfixturevalue("site")
        return Form("site", f"{folder.as_uri()}/", "index")
    served: DashboardsServer = request.getfixturevalue("server")
    return Form("server", served.address(), "overview", served.link)


Seat = Callable[..., Viewer]


@pytest.fixture
def view(browser: Browser) -> Iterator[Seat]:
    """Sits a viewer down before a form; nothing may go wrong in their pages without being seen."""
    seated: list[Viewer] = []

    def sit_down(form: Form, **options: object) -> Viewer:
        seated.append(Viewer(browser, form, **options))
        return seated[-1]

    yield sit_down
    for viewer in seated:
        viewer.page.context.close()
    assert [problem for viewer in seated for problem in viewer.problems] == []
