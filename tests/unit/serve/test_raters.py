"""The raters' server as it runs: what it serves, and what it refuses."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websocket

from heard.errors import HeardError
from heard.places import WORK_VARIABLE
from heard.serve.listening import check_place
from heard.serve.raters import check_round
from tests.raters_server import Served, raters_server, write_consultation


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    work = tmp_path_factory.mktemp("work")
    folder = write_consultation(tmp_path_factory.mktemp("data") / "small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WORK_VARIABLE, str(work))
        patch.delenv("HEARD_STORE", raising=False)
        with raters_server(folder, work / "log") as running:
            yield running


def test_without_a_round_there_is_nothing_to_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    with pytest.raises(HeardError, match="no round of rating is open"):
        check_round(write_consultation(tmp_path / "small"))


def test_a_place_where_something_listens_already_is_refused_in_one_line(served: Served) -> None:
    with pytest.raises(
        HeardError, match=r"nothing can listen there \(Address already in use\)\. Name another port"
    ):
        check_place("127.0.0.1", served.port)


@pytest.fixture(scope="module")
def page(served: Served) -> tuple[str, dict[str, str]]:
    status, body, headers = served.get("/")
    assert status == 200
    return body, headers


def test_the_page_holds_neither_source_nor_words(page: tuple[str, dict[str, str]]) -> None:
    body, _ = page
    assert "from heard.widgets" not in body
    assert "<title>Rating room</title>" in body
    assert "CANARY" not in body
    assert "data/demo" not in body


def test_nothing_is_fetched_from_elsewhere_and_no_address_is_passed_on(
    page: tuple[str, dict[str, str]],
) -> None:
    _, headers = page
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/rating_room.ipynb",
        "/voila/files/coding_desk.ipynb",
        "/voila/files/../batches/demo.yml",
        "/voila/render/coding_desk.ipynb",
        "/api/contents",
        "/api/contents/coding_desk.ipynb",
        "/api/sessions",
        "/tree",
    ],
)
def test_no_file_and_no_other_notebook_is_served(served: Served, path: str) -> None:
    status, body, _ = served.get(path)
    assert status in (403, 404, 405, 500)
    assert "heard.widgets" not in body


def test_a_page_can_run_no_code(served: Served, page: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    kernel = re.search(r'"kernelId": "([0-9a-f-]+)"', page[0])
    assert kernel is not None
    proof = tmp_path / "ran"
    talk = websocket.create_connection(
        f"ws://127.0.0.1:{served.port}/api/kernels/{kernel[1]}/channels",
        origin=f"http://127.0.0.1:{served.port}",
        timeout=10,
    )
    header = {
        "msg_id": "1",
        "username": "x",
        "session": "s",
        "date": "2026-01-01T00:00:00Z",
        "version": "5.3",
    }
    content = {"code": f"open({str(proof)!r}, 'w')", "silent": False, "store_history": False}
    for kind, channel in (("execute_request", "shell"), ("comm_info_request", "shell")):
        message = {"header": {**header, "msg_type": kind}, "parent_header": {}, "metadata": {}, "content": {}}
        message |= {"channel": channel, "buffers": []}
        if kind == "execute_request":
            message["content"] = content
        talk.send(json.dumps(message))
    kinds = set()
    until = time.monotonic() + 10
    while "comm_info_reply" not in kinds and time.monotonic() < until:
        kinds.add(json.loads(talk.recv())["header"]["msg_type"])
    talk.close()
    # What widgets need is answered; what would run code is not, and did not.
    assert "comm_info_reply" in kinds
    assert "execute_reply" not in kinds
    assert not proof.exists()


def test_the_log_holds_no_token(served: Served) -> None:
    token = served.tokens["Ada"]
    served.get(f"/?{token}")
    assert token not in served.log.read_text(encoding="utf-8")
