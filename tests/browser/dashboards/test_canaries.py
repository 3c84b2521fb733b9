"""What must stay inside is planted everywhere it could be, and looked for in all that a stranger can get.

One small review is made as reviews are made (``tests/canary``), released, built as a site and served. All
that leaves it is kept: the files of the release and of the site, what the commands say, the server's log,
every answer and every frame of the socket in both directions, the pages as the browser holds them. No canary
may be in any of it, and each kind of place is shown to be searched by a word that is published there.
"""

import json
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.dashboards.viewer import Form
from tests.browser.dashboards.witness import Witness
from tests.canary.home import REVIEW, heard, make_home, variables
from tests.canary.places import APPROVED, COMMON, INSIDE, OWNER, RELEASE, SERVED, THEMES
from tests.canary.results import RUN
from tests.canary.words import bytes_of, canary, found
from tests.dashboards_server import DashboardsServer, dashboards_server
from tests.releases import seal

pytestmark = pytest.mark.slow
SHELL, FAULT = "variable of the shell", "cause of an error"
CANARIES = {canary(place): place for place in (*INSIDE, *SERVED, SHELL, FAULT)}
PAGES = ("overview", "themes", "groups", "topics", "evidence", "difference", "quotes", "about")


@dataclass
class Left:
    """All that has left a review, by kind of place and then by place."""

    home: Path
    kinds: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def command(self, *words: str, fails: bool = False, **more: str) -> str:
        """Run a command, keep what it says, and return it."""
        done = heard(self.home, *words, **{"CANARY": canary(SHELL), **more})
        assert (done.returncode != 0) == fails, done.stdout.decode()
        self.kinds.setdefault("commands", {})[" ".join(words)] = done.stdout
        return done.stdout.decode()

    @property
    def release(self) -> Path:
        """The release's folder."""
        return self.home / "releases" / RELEASE


def leaks(contents: Mapping[str, bytes]) -> list[str]:
    """Return for each canary that is there where it was planted, and where it came to light."""
    there = {place: found(CANARIES, content) for place, content in contents.items()}
    return sorted(f"{CANARIES[word]}, in {place}" for place, words in there.items() for word in words)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Left:
    """The review of canaries, released and looked at in both forms."""
    left = Left(tmp_path_factory.mktemp("canary"))
    make_home(left.home)
    folder = str(left.home / REVIEW)
    left.command("check", folder)
    left.command("redact", folder)
    left.command("release", RUN, "--name", RELEASE)
    left.command("site", RELEASE)
    left.command("explain", f"{_a_row(left.release)}.people", folder)
    left.kinds |= {"release": bytes_of(left.release)}
    left.kinds |= {"site": bytes_of(left.release.with_name(f"{RELEASE}-site"))}
    _look_at_the_site(left, browser)
    _look_at_the_dashboards(left, browser, tmp_path_factory.mktemp("served"))
    return left


def _a_row(release: Path) -> str:
    table = pd.read_csv(release / "tables" / "themes_raised.csv", dtype="str")
    return str(table["id"].iloc[0])


def _look_at_the_site(left: Left, browser: Browser) -> None:
    site = left.release.with_name(f"{RELEASE}-site")
    witness = Witness(browser, Form("site", f"{site.as_uri()}/", "index"))
    for name in PAGES:
        witness.tour(name)
    witness.leave()
    left.kinds["pages of the site"] = witness.seen


def _look_at_the_dashboards(left: Left, browser: Browser, folder: Path) -> None:
    with serving(left, left.release, folder) as server:
        witness = Witness(browser, Form("server", server.address(), "overview", server.link))
        for name in PAGES:
            witness.tour(name)
            if name == "themes":
                # This page's notebook holds more than it shows.
                witness.say(*FORGED)
        tables = sorted(path.name for path in (left.release / "tables").glob("*.csv"))
        assert [witness.fetch(server.address(f"tables/{name}")) for name in tables] == [200] * len(tables)
        assert witness.fetch(server.address(f"tables/{canary(SHELL)[::-1]}.csv")) == 404
        left.kinds["kept beside the kernels"] = _beside_kernels(folder)
        witness.leave()
    left.kinds["dashboards"] = {
        name: seen for name, seen in witness.seen.items() if name not in ("sent", "received")
    }
    left.kinds["sent"] = {"frames": witness.seen["sent"]}
    left.kinds["received"] = {"frames": witness.seen["received"]}
    left.kinds["log"] = {"log": server.log.read_bytes()}


@contextmanager
def serving(left: Left, release: Path, folder: Path, *options: str) -> Iterator[DashboardsServer]:
    """Serve a release from the home of the review; what the server keeps meanwhile is in ``folder``."""
    told = {**variables(left.home), "CANARY": canary(SHELL), "TMPDIR": str(folder)}
    with dashboards_server(release, folder / "log", *options, environment=tuple(told.items())) as server:
        yield server


def _beside_kernels(folder: Path) -> dict[str, bytes]:
    """Return all that a server keeps for its kernels, but for the notebooks that they run."""
    kept = bytes_of(folder)
    return {place: content for place, content in kept.items() if "/notebooks/" not in place}


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a message of Jupyter's protocol to a kernel."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    # The version is that of the protocol by which a page asks for the state of widgets.
    rest = {"parent_header": {}, "metadata": {"version": "1.0.0"}, "buffers": [], "channel": "shell"}
    return {"header": header | {"date": ""}, "content": content, **rest}


_STATES = {"method": "request_states"}
FORGED = (
    message("comm_info_request", {}),
    message("comm_open", {"comm_id": "w", "target_name": "jupyter.widget.control", "data": {}}),
    message("comm_msg", {"comm_id": "w", "data": _STATES}),
    message("comm_msg", {"comm_id": "w", "data": _STATES | {"chosen": {}}}),
    message("execute_request", {"code": "print(held)", "silent": False}),
    message("inspect_request", {"code": "held", "cursor_pos": 4, "detail_level": 1}),
    message("history_request", {"hist_access_type": "tail", "n": 10, "output": True, "raw": True}),
)
"""What a page never sends: the state of every widget, the value of a variable, what was run before."""


def test_the_search_sees_through_every_disguise() -> None:
    word = canary("disguise")
    disguises = {
        "JSON": "".join(f"\\u{ord(letter):04x}" for letter in word),
        "HTML": "".join(f"&#{ord(letter)};" for letter in word),
        "an address": "".join(f"%{ord(letter):02X}" for letter in word),
        "capitals": word.upper(),
    }
    for name, written in disguises.items():
        assert found([word], written.encode()) == {word}, name
    assert found([word], word.title().encode("utf-16")) == {word}


def test_every_canary_is_inside(left: Left) -> None:
    there = (content for place, content in bytes_of(left.home).items() if not place.startswith("releases/"))
    planted = set().union(*(found(CANARIES, content) for content in there))
    assert {CANARIES[word] for word in planted} == {*INSIDE, *SERVED}


def test_no_canary_has_left(left: Left) -> None:
    assert {kind: there for kind, contents in left.kinds.items() if (there := leaks(contents))} == {}


def test_every_kind_of_place_is_searched(left: Left) -> None:
    staff, said = THEMES["staff"], APPROVED
    published = {
        "commands": [RELEASE],
        "release": [staff, said, COMMON, OWNER],
        "site": [staff, said, COMMON, OWNER],
        "pages of the site": [staff, said, COMMON, OWNER],
        "dashboards": [staff, said, COMMON, OWNER, "Content-Security-Policy"],
        "sent": ["call-for-evidence"],
        "received": [staff],
        "kept beside the kernels": [staff, said],
        "log": [RELEASE],
    }
    assert set(published) == set(left.kinds)
    for kind, words in published.items():
        assert set(words) == set().union(*(found(words, content) for content in left.kinds[kind].values()))
    # In a release, in files of every ending that hold names.
    endings = {
        Path(place).suffix for place, content in left.kinds["release"].items() if found([staff], content)
    }
    assert endings == {".csv", ".parquet", ".json", ".svg"}
    assert b"heard-states" in left.kinds["dashboards"]["dom"]


Fault = Callable[[Path], dict[str, str]]
"""What goes wrong in a home; returns more variables of the environment."""


def _store_out_of_reach(_home: Path) -> dict[str, str]:
    return {"HEARD_STORE": f"postgresql://ann:{canary(FAULT)}@127.0.0.1:1/{canary(FAULT)}"}


def _quotation_damaged(home: Path) -> dict[str, str]:
    with closing(sqlite3.connect(home / "work" / "review" / "heard.db")) as store:
        approvals = json.dumps([[canary(FAULT), canary(FAULT)]])  # a name, and what is no time
        store.execute("UPDATE approval_revisions SET approvals = ?", [approvals])
        store.commit()
    return {}


def _result_damaged(home: Path) -> dict[str, str]:
    file = home / "results" / RUN / "tables" / "says_too_much" / "topic_shares.json"
    contract = json.loads(file.read_text(encoding="utf-8"))
    contract["columns"][0][canary(FAULT)] = True
    file.write_text(json.dumps(contract), encoding="utf-8")
    return {}


def _owner_in_a_respondents_words(home: Path) -> dict[str, str]:
    file = home / REVIEW / "consultation.yml"
    words = f"They spoke of {canary('answer of nine people')} as 1 of nine"
    file.write_text(file.read_text(encoding="utf-8").replace(OWNER, words), encoding="utf-8")
    return {}


def _data_cut_off(home: Path) -> dict[str, str]:
    with (home / REVIEW / "advice.csv").open("a", encoding="utf-8") as file:
        file.write(f'a99,"{canary(FAULT)}\n{canary(FAULT)},')
    return {}


def _register_damaged(home: Path) -> dict[str, str]:
    (home / "work" / "review" / "register" / "numbers").write_text(canary(FAULT), encoding="utf-8")
    return {}


def _page_damaged(home: Path) -> dict[str, str]:
    release = home / "releases" / RELEASE
    page = json.loads((release / "pages" / "themes.json").read_text(encoding="utf-8"))
    page["figures"][0]["switches"] = [canary(FAULT)]
    (release / "pages" / "themes.json").write_text(json.dumps(page), encoding="utf-8")
    seal(release)
    return {}


ANEW = ("release", RUN, "--name", "second")


@pytest.mark.parametrize(
    ("fault", "words", "said"),
    [
        (_store_out_of_reach, ANEW, "OperationalError"),
        (_quotation_damaged, ANEW, "unforeseen ValueError"),
        (_result_damaged, ANEW, "unforeseen TypeError"),
        (_owner_in_a_respondents_words, ANEW, "holds a respondent's words that nobody approved"),
        (_data_cut_off, ANEW, "advice.csv"),
        (_register_damaged, ("redact", str(REVIEW)), "damaged"),
        (_page_damaged, ("site", RELEASE), "unforeseen KeyError"),
    ],
)
def test_a_command_that_fails_names_no_value(
    left: Left, tmp_path: Path, fault: Fault, words: tuple[str, ...], said: str
) -> None:
    home = shutil.copytree(left.home, tmp_path / "home")
    # Without what takes long to protect: most tables, and what was released before.
    (home / "results" / RUN / "shown" / "for_release.json").unlink()
    shutil.rmtree(home / "work" / "review" / "ledger")
    there = Left(home)
    printed = there.command(*words, fails=True, **fault(home))
    assert said in printed
    assert leaks(there.kinds["commands"]) == []
    assert "Traceback" not in printed
    # What was put together and not sealed is gone.
    assert sorted(path.name for path in (home / "releases").iterdir()) == [RELEASE, f"{RELEASE}-site"]


def test_an_error_in_a_kernel_tells_a_viewer_nothing(left: Left, browser: Browser, tmp_path: Path) -> None:
    with serving(left, _broken(left.release, tmp_path / RELEASE), tmp_path, "--open") as server:
        witness = Witness(browser, Form("server", server.address(), "overview"))
        # No page: nothing of it can be drawn. And a page of which the last state cannot be drawn.
        assert witness.fetch(server.address("about")) == 500
        witness.open("themes")
        witness.choose_last(0)
        expect(witness.page.get_by_role("alert")).to_be_empty()
        witness.choose_last(1)
        expect(witness.page.get_by_role("alert")).to_contain_text("start it again")
        witness.leave()
        told = witness.seen | {"log": server.log.read_bytes()}
    assert found([THEMES["staff"]], told["dom"])
    assert b"error in" in told["log"] or b"500 page" in told["log"]
    assert leaks(told) == []
    assert not [place for place, content in told.items() if b"Traceback" in content]


def _broken(release: Path, to: Path) -> Path:
    """Return a copy of a release, sealed anew, of two pages whose files a kernel stumbles over."""
    shutil.copytree(release, to)
    manifest = json.loads((to / "manifest.json").read_text(encoding="utf-8"))
    manifest["pages"] = [page for page in manifest["pages"] if page["name"] in ("themes", "about")]
    (to / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    about = {"name": "about", canary(FAULT): canary(FAULT), "figures": []}
    (to / "pages" / "about.json").write_text(json.dumps(about), encoding="utf-8")
    page = json.loads((to / "pages" / "themes.json").read_text(encoding="utf-8"))
    (figure,) = (each for each in page["figures"] if each["switches"] == ["texts", "group"])
    figure["states"][list(figure["states"])[-1]]["chart"]["spec"] = f"charts/{canary(FAULT)}.vl.json"
    (to / "pages" / "themes.json").write_text(json.dumps(page), encoding="utf-8")
    seal(to)
    return to
