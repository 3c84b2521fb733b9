"""The dashboards' server before hostile viewers, dead kernels and more people than it has room for."""

import asyncio
import json
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, expect
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.browser.dashboards.conftest import CANARIES, Seat
from tests.browser.dashboards.viewer import Form
from tests.dashboards_server import DashboardsServer, dashboards_server
from tests.releases import seal, write_release

pytestmark = pytest.mark.slow
T = TypeVar("T")
FORBIDDEN = [
    "pages/themes.json",
    "manifest.json",
    "tables/../manifest.json",
    "tables/%2e%2e/manifest.json",
    "tables/themes_raised.parquet",
    "charts/themes_raised/0.vl.json",
    "../manifest.json",
    "assets/../../cli.py",
    "assets/show.py",
    "themes.ipynb",
    "voila/render/themes.ipynb",
    "voila/tree",
    "voila/files/themes.ipynb",
    "voila/templates/base/static/voila.js",
    "voila/static/voila.js",
    "voila/api/contents",
    "api/contents",
    "api/kernels",
    "api/kernelspecs",
    "api/sessions",
    "api/status",
    "api/terminals",
    "login",
    "themes/",
    "nothing",
    "etc/passwd",
]


class Stranger:
    """Somebody with tools of their own instead of a browser."""

    def __init__(self, server: DashboardsServer, token: str | None = None) -> None:
        self.server = server
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        if token is not None:
            self.ask(f"?token={token}")

    def ask(self, page: str, method: str = "GET") -> tuple[int, str]:
        """Return the status and the text of the answer."""
        request = urllib.request.Request(self.server.address(page), method=method)
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def kernel(self, page: str = "themes") -> str:
        """Open a page and return the number of its kernel."""
        _, written = self.ask(page)
        kept = written.partition('id="heard-kernel">')[2].partition("</script>")[0]
        return str(json.loads(kept)["id"])

    async def socket(self, kernel: str, **headers: str) -> WebSocketClientConnection:
        """Open the socket of a kernel."""
        cookie = "; ".join(f"{each.name}={each.value}" for each in self.jar)
        address = self.server.address(f"api/kernels/{kernel}/channels?session_id=s").replace("http", "ws", 1)
        return await websocket_connect(HTTPRequest(address, headers={"Cookie": cookie} | headers))


@pytest.fixture
def stranger(server: DashboardsServer) -> Stranger:
    return Stranger(server, server.token)


def run(what: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: Playwright's loop is at work in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, what).result()


def message(kind: str, content: dict[str, Any], channel: str = "shell") -> str:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    return json.dumps(
        {
            "header": header | {"date": ""},
            "parent_header": {},
            "metadata": {},
            "content": content,
            "buffers": [],
            "channel": channel,
        }
    )


async def heard_back(socket: WebSocketClientConnection, seconds: float = 1.0) -> list[dict[str, Any]]:
    """Return all that the kernel says within some time."""
    told = []
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            said = await asyncio.wait_for(socket.read_message(), left)
        except TimeoutError:
            break
        if said is None:
            break
        told.append(json.loads(said))
    return told


def contents(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each["content"]["data"] for each in told if each["msg_type"] == "comm_msg"]


def test_without_the_link_nothing_but_the_style_is_served(server: DashboardsServer) -> None:
    nobody = Stranger(server)
    for page in (
        "",
        "themes",
        "tables/themes_raised.csv",
        "nothing",
        "?token=",
        "?token=wrong",
        "themes?token=é",
    ):
        status, said = nobody.ask(page.replace("é", "%C3%A9"))
        assert (page, status) == (page, 403)
        assert "made-up review" not in said
    assert len(nobody.jar) == 0
    with pytest.raises(HTTPClientError, match="403"):
        run(nobody.socket(Stranger(server, server.token).kernel()))


def test_the_link_is_a_cookie_afterwards_that_no_script_and_no_other_site_can_use(
    stranger: Stranger, server: DashboardsServer
) -> None:
    (cookie,) = stranger.jar
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    assert server.token not in stranger.ask("themes")[1]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_nothing_but_pages_and_their_tables_is_served(stranger: Stranger, address: str) -> None:
    status, said = stranger.ask(address)
    assert status in (403, 404)
    assert "Traceback" not in said
    assert "There is no such page" in said or "needs its link" in said


def test_no_template_nor_theme_can_be_asked_for_and_no_source_is_shown(stranger: Stranger) -> None:
    status, said = stranger.ask("themes?template=lab&theme=dark&classic-tree=true")
    assert status == 200
    assert "voila" not in said.lower()
    assert "heard.pages import" not in said
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        assert stranger.ask("themes", method)[0] in (403, 404, 405)
        assert stranger.ask(f"api/kernels/{stranger.kernel()}", method)[0] in (403, 404, 405)


def test_a_viewer_can_run_nothing_and_forged_messages_widen_nothing(
    stranger: Stranger, tmp_path: Path
) -> None:
    proof = tmp_path / "proof"
    code = f"open({str(proof)!r}, 'w').write('ran')"
    forged = [
        message("execute_request", {"code": code, "silent": False, "user_expressions": {}}),
        message("execute_request", {"code": code}, channel="control"),
        message("shutdown_request", {"restart": False}, channel="control"),
        message("comm_open", {"comm_id": "w", "target_name": "jupyter.widget", "data": {"state": {}}}),
        message("comm_open", {"comm_id": "x", "target_name": "x", "target_module": "os", "data": {}}),
        message("comm_msg", {"comm_id": "c", "data": {"method": "update", "state": {"release": "/"}}}),
        message("comm_msg", {"comm_id": "c", "data": {"chosen": {"texts": ["all"]}}}),
        message("comm_msg", {"comm_id": "c", "data": {"chosen": "../../etc/passwd"}}),
        message("comm_info_request", {}),
        message("history_request", {}),
        message("complete_request", {"code": "import os; os.", "cursor_pos": 14}),
        "not JSON",
        "[]",
        "{}",
        '"' + "x" * 10_000 + '"',
    ]

    async def attack() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        socket = await stranger.socket(stranger.kernel())
        await socket.write_message(
            message("comm_open", {"comm_id": "c", "target_name": "heard.page", "data": {}})
        )
        await heard_back(socket)
        for each in forged:
            await socket.write_message(each)
        await socket.write_message(b"\x00\x01binary", binary=True)
        nothing = await heard_back(socket, 2)
        chosen = {"texts": "advice", "people": "/etc/passwd", "release": "/", "__class__": "x"}
        await socket.write_message(message("comm_msg", {"comm_id": "c", "data": {"chosen": chosen}}))
        answer = await heard_back(socket, 2)
        socket.close()
        return nothing, answer

    nothing, answer = run(attack())
    assert contents(nothing) == []
    assert not proof.exists()
    # The kernel lives, and answers with what the page offers to everybody.
    (told,) = contents(answer)
    assert list(told["figures"]["themes_raised"]) == ["texts=advice&people=all"]
    assert set(told) == {"figures", "looks", "unpublished"}


def test_another_origin_and_another_viewer_cannot_reach_a_kernel(
    stranger: Stranger, server: DashboardsServer
) -> None:
    kernel = stranger.kernel()
    with pytest.raises(HTTPClientError, match="403"):
        run(stranger.socket(kernel, Origin="http://elsewhere.example"))
    with pytest.raises(HTTPClientError, match="404"):
        run(Stranger(server, server.token).socket(kernel))
    with pytest.raises(HTTPClientError, match="404"):
        run(stranger.socket(str(uuid.uuid4())))

    async def twice() -> None:
        first = await stranger.socket(kernel, Origin=server.address().rstrip("/"))
        with pytest.raises(HTTPClientError, match="404"):
            await stranger.socket(kernel)
        first.close()

    run(twice())


def test_a_kernel_knows_the_release_and_nothing_of_the_review(
    stranger: Stranger, server: DashboardsServer, release: Path
) -> None:
    stranger.kernel()
    kernels = server.kernels()
    assert kernels
    for kernel in kernels:
        kept = dict(kernel.environ())
        assert {name for name in kept if name.startswith("HEARD_")} == {"HEARD_RELEASE"}
        assert not any(canary in value for _, canary in CANARIES for value in kept.values())
        assert server.token not in json.dumps(kept)
        folder = Path(kernel.cwd())
        assert folder == Path(kept["HEARD_RELEASE"])
        assert folder != release
        assert {each.relative_to(folder) for each in folder.rglob("*")} == {
            each.relative_to(release) for each in release.rglob("*")
        }


def test_logs_hold_no_word_that_anybody_typed(stranger: Stranger, server: DashboardsServer) -> None:
    for page in ("canaryword", "themes?canaryword=1", "tables/canaryword.csv", "%ff%fe?token=canaryword"):
        stranger.ask(page)

    async def typed() -> None:
        socket = await stranger.socket(stranger.kernel())
        for words in ("canaryword", message("canaryword", {"canaryword": "canaryword"})):
            await socket.write_message(words)
        await heard_back(socket, 0.5)
        socket.close()

    run(typed())
    log = server.log.read_text(encoding="utf-8")
    assert "canaryword" not in log
    assert log.count(server.token) == 1  # the link, which is shown once
    assert "Traceback" not in log


Within = Callable[[], bool]


def within(seconds: float, holds: Within) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def small(tmp_path: Path) -> Iterator[DashboardsServer]:
    """A server of two pages, with room for two viewers."""
    release = write_release(tmp_path / "small", ["themes", "about"])
    with dashboards_server(release, tmp_path / "log", "--most", "2", "--open") as served:
        yield served


def test_a_kernel_killed_under_a_viewer_says_so_and_the_page_starts_again_in_its_view(
    view: Seat, small: DashboardsServer
) -> None:
    form = Form("server", small.address(), "themes")
    viewer = view(form).go("themes", "texts=engagement&people=parents")
    other = view(form).go("themes")
    waiting = {kernel.pid for kernel in small.kernels()}
    assert viewer.page.locator("#gone").inner_text() == ""
    kernel = viewer.page.evaluate("JSON.parse(document.getElementById('heard-kernel').textContent).id")
    (killed,) = [each for each in small.kernels() if any(kernel in word for word in each.cmdline())]
    killed.kill()
    alert = viewer.page.get_by_role("alert")
    expect(alert).to_contain_text("to choose another view, start it again", timeout=15_000)
    expect(viewer.page.get_by_label("Texts")).to_be_disabled()
    expect(viewer.sentence("themes_raised")).to_contain_text("(engagement, parents)")
    # The other viewer is not touched.
    other.choose("Texts", "Call for advice")
    other.wait("texts=advice&people=all")
    assert other.page.locator("#gone").inner_text() == ""

    alert.get_by_role("button", name="Start again").click()
    viewer.wait("texts=engagement&people=parents")
    expect(viewer.page.get_by_label("Texts")).to_be_enabled()
    viewer.choose("People", "Everybody")
    viewer.wait("texts=engagement&people=all")
    assert killed.pid in waiting


def test_whoever_comes_when_there_is_no_room_reads_so_and_gets_in_once_somebody_leaves(
    view: Seat, small: DashboardsServer
) -> None:
    form = Form("server", small.address(), "themes")
    first, _second = view(form).go("themes"), view(form).go("themes")
    nobody = Stranger(small)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(small.address("themes"))
    assert (refused.value.code, refused.value.headers["Retry-After"]) == (503, "30")
    assert "Too many people are looking just now" in refused.value.read().decode()
    first.page.close()
    assert within(10, lambda: nobody.ask("about")[0] == 200)


def test_a_page_that_fails_shows_neither_source_nor_error_nor_any_word(tmp_path: Path) -> None:
    release = write_release(tmp_path / "small", ["themes", "about"])
    broken = {"name": "about", "canaryword": "canaryword", "figures": []}
    (release / "pages" / "about.json").write_text(json.dumps(broken), encoding="utf-8")
    seal(release)
    with dashboards_server(release, tmp_path / "log", "--open") as served:
        status, said = Stranger(served).ask("about")
        assert (status, "This page could not be shown" in said) == (500, True)
        assert Stranger(served).ask("themes")[0] == 200
        for words in (said, served.log.read_text(encoding="utf-8")):
            assert not any(each in words for each in ("canaryword", "Traceback", "KeyError: ", "show("))


def test_pages_that_are_left_leave_no_kernel_behind(view: Seat, small: DashboardsServer) -> None:
    form = Form("server", small.address(), "themes")
    viewer = view(form)
    for _ in range(3):
        viewer.go("themes")
        viewer.go("about")
    viewer.page.context.close()
    ready = 3 + 1  # of the first page and of the other
    assert within(15, lambda: len(small.kernels()) == ready)


# The command, with kernels that rest for four seconds instead of five minutes.
_HASTY = """import sys, heard.serve.dashboards as served
served.SECONDS_IDLE, served.SECONDS_BETWEEN_LOOKS = 4, 1
from heard.cli import main
main(sys.argv[1:])"""


def test_a_kernel_that_rests_too_long_ends_and_its_viewer_is_told(view: Seat, tmp_path: Path) -> None:
    release = write_release(tmp_path / "small", ["themes"])
    hasty = (sys.executable, "-c", _HASTY)
    with dashboards_server(release, tmp_path / "log", "--open", heard=hasty) as served:
        viewer = view(Form("server", served.address(), "themes")).go("themes")
        Stranger(served).kernel()  # whose socket is never opened
        expect(viewer.page.get_by_role("alert")).to_contain_text("has rested for too long", timeout=15_000)
        assert within(15, lambda: len(served.kernels()) == 3)
        time.sleep(5)  # those that wait for a viewer rest longer, and stay
        assert len(served.kernels()) == 3
        viewer.page.get_by_role("button", name="Start again").click()
        viewer.wait("texts=all&people=all")
        viewer.choose("Texts", "Engagement")
        viewer.wait("texts=engagement&people=all")
        viewer.page.close()


def test_behind_a_login_whom_the_proxy_does_not_name_stays_outside(release: Path, tmp_path: Path) -> None:
    secret, named = "s" * 40, {"X-Remote-User": "ann"}
    proxy = {"X-Heard-Proxy": secret}
    known = (("HEARD_PROXY_SECRET", secret),)
    behind = ("--behind-login", "X-Remote-User")
    with dashboards_server(release, tmp_path / "log", *behind, environment=known) as served:

        def ask(headers: dict[str, str]) -> urllib.request.Request:
            return urllib.request.Request(served.address("about"), headers=headers)

        with urllib.request.urlopen(ask(named | proxy)) as answer:
            assert answer.status == 200
            cookie = {"Cookie": answer.headers["Set-Cookie"].split(";")[0]}
        for forged in ({}, named, proxy, cookie, cookie | named, named | {"X-Heard-Proxy": "s" * 39}):
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(ask(forged))
        assert secret not in served.log.read_text(encoding="utf-8")
        assert not any(secret in kernel.environ().values() for kernel in served.kernels())


def test_the_link_works_from_another_site_and_keeps_its_view(
    browser: Browser, server: DashboardsServer
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.link)
    expect(page.locator("html[data-shown]")).to_be_attached(timeout=20_000)
    assert "token" not in page.url
    letter = f'<a href="{server.address("themes")}#texts=advice&people=all">A view</a>'
    page.route("http://letters.example/", lambda route: route.fulfill(body=letter, content_type="text/html"))
    page.goto("http://letters.example/")
    page.get_by_text("A view").click()
    expect(page.locator('html[data-shown="texts=advice&people=all"]')).to_be_attached(timeout=20_000)
    context.close()


def test_a_release_that_was_changed_is_not_served(tmp_path: Path) -> None:
    changed = write_release(tmp_path / "changed", ["about"])
    (changed / "pages" / "about.json").write_text("{}", encoding="utf-8")
    with (
        pytest.raises(AssertionError, match=r"about\.json: the file was changed after"),
        dashboards_server(changed, tmp_path / "log"),
    ):
        pass
