from pathlib import Path

import pytest

from heard.analysis.topics import TopicSettings
from heard.errors import HeardError
from heard.places import WORK_VARIABLE
from heard.store import audit_trail, decide
from heard.widgets.rating_room import rating_room
from heard.widgets.rating_room.coordinator import Asked, Coordinator
from heard.widgets.rating_room.coordinator_view import CoordinatorView
from heard.widgets.rating_room.room import Room
from tests.unit.widgets.rating_room.conftest import CO

_WORDS = ("river lake water boat fish", "bread flour oven salt cake")


@pytest.fixture
def consultation(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty answers about water or bread."""
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    rows = [f"{n},q1,{_WORDS[n % 2]} {_WORDS[n % 2]},parent,," for n in range(40)]
    (small_consultation / "answers.csv").write_text(
        "id,question,answer,role,help,staff\n" + "\n".join(rows) + "\n"
    )
    return small_consultation


@pytest.fixture
def coordinator(consultation: Path) -> Coordinator:
    quick = TopicSettings(iterations=20, burnin=20)
    return Coordinator(consultation, CO, Asked("advice", "q1", 2, quick, 2), "http://raters.example/")


@pytest.fixture
def opened(coordinator: Coordinator) -> str:
    return coordinator.open_round("First round")


def locked_sheet(coordinator: Coordinator, link: str, names: dict[str, str]) -> Room:
    room = Room.entered(coordinator.store, link.partition("#")[2])
    for page in room.sheet.pages:
        if page.kind == "topic":
            about = "water" if "water" in page.words[:5] else "bread"
            given = {"interpretable": "yes", "name": names[about], "description": "x", "confidence": "3"}
        else:
            given = {"about": "yes"} if page.kind == "recheck" else {"intruder": page.options[0]}
        for scale, value in given.items():
            room.answer(page.subject, scale, value)
    room.lock()
    return room


def test_a_round_is_about_the_topics_of_the_model(coordinator: Coordinator, opened: str) -> None:
    assert coordinator.rounds()[["round_id", "name", "opened_by"]].to_numpy().tolist() == [
        [opened, "First round", "cora"]
    ]
    with pytest.raises(HeardError, match="this round is open already"):
        coordinator.open_round("First round")
    with pytest.raises(HeardError, match="a round needs a name"):
        coordinator.open_round(" ")


def test_the_number_of_topics_that_was_chosen_is_taken(consultation: Path) -> None:
    asked = Asked("advice", "q1", 0, TopicSettings(iterations=20, burnin=20), 2)
    coordinator = Coordinator(consultation, CO, asked, "x")
    decide(coordinator.store, CO, "topics/advice.q1/k", "3", "Three kinds")
    room = Room.entered(
        coordinator.store,
        coordinator.invite(coordinator.open_round("x"), ["Ada"])[0][1].partition("#")[2],
    )
    assert sum(page.kind == "topic" for page in room.sheet.pages) == 3


def test_a_link_is_private_and_ends_with_the_next(coordinator: Coordinator, opened: str) -> None:
    invited = coordinator.invite(opened, [" Ada ", "Ben", "", "Ada"])
    assert [name for name, _ in invited] == ["Ada", "Ben"]
    assert invited[0][1].startswith("http://raters.example/#")
    # The token is behind the fragment sign, which no browser sends; and no table of the store holds it.
    token = invited[0][1].partition("#")[2]
    assert token not in audit_trail(coordinator.store).to_string()
    with pytest.raises(HeardError, match="nobody is named"):
        coordinator.invite(opened, [" "])


def test_who_is_how_far_and_a_locked_sheet_opens_with_a_reason(coordinator: Coordinator, opened: str) -> None:
    (_, link), _ = coordinator.invite(opened, ["Ada", "Ben"])
    locked_sheet(coordinator, link, {"water": "Water", "bread": "Baking"})
    invited = coordinator.raters(opened).set_index("rater")
    assert invited["state"].to_dict() == {"Ada": "locked", "Ben": "open"}
    assert invited.loc["Ada", "answered"] == invited.loc["Ada", "of"]
    assert coordinator.locked(opened) == ["Ada"]
    with pytest.raises(HeardError, match="only with a reason"):
        coordinator.reopen(opened, "Ada", "")
    coordinator.reopen(opened, "Ada", "She asked for it")
    assert coordinator.locked(opened) == []
    assert "She asked for it" in audit_trail(coordinator.store)["reason"].tolist()


def test_free_names_go_under_shared_names_once_confirmed(coordinator: Coordinator, opened: str) -> None:
    (_, ada), (_, ben) = coordinator.invite(opened, ["Ada", "Ben"])
    assert coordinator.names(opened).empty
    locked_sheet(coordinator, ada, {"water": "Rivers", "bread": "Baking"})
    locked_sheet(coordinator, ben, {"water": "Water", "bread": "baking!"})
    names = coordinator.names(opened).set_index("name")
    assert names["given"].to_dict() == {"baking": 2, "rivers": 1, "water": 1}
    assert not names["confirmed"].any()
    coordinator.share(opened, "rivers", "Water")
    coordinator.share(opened, "Rivers", "Rivers and lakes")
    names = coordinator.names(opened).set_index("name")
    assert names.loc["rivers", ["shared", "confirmed"]].tolist() == ["Rivers and lakes", True]
    coordinator.share(opened, "rivers", None)
    assert not coordinator.names(opened)["confirmed"].any()


def test_sheets_go_out_and_come_in_as_workbooks(coordinator: Coordinator, opened: str) -> None:
    assert coordinator.read_sheets(opened) == []
    (_, link), _ = coordinator.invite(opened, ["Ada", "Ben"])
    locked_sheet(coordinator, link, {"water": "Water", "bread": "Baking"})
    written = coordinator.write_sheets(opened)
    assert [path.name for path in written] == ["01 Ada.xlsx", "02 Ben.xlsx"]
    told = coordinator.read_sheets(opened)
    assert any(line.startswith("02 Ben.xlsx: Added: nothing") for line in told)
    # What is taken from a locked sheet is refused and said, and the other sheets are read all the same.
    assert any(line.startswith("01 Ada.xlsx: ") for line in told)


def test_the_view_does_and_says_what_its_buttons_are_for(coordinator: Coordinator) -> None:
    view = CoordinatorView(coordinator)
    assert "No round is open yet" in view._raters.value
    view._do(view._invite)
    assert "Not done: no round is open" in view._said.value
    view._name.value = "First <round>"
    view._do(view._open)
    assert "invite raters" in view._said.value
    assert view._round.options[0][0] == "First <round>"
    view._names.value = "Ada <script>"
    view._do(view._invite)
    assert "http://raters.example/#" in view._links.value
    assert "Ada &lt;script&gt;" in view._raters.value
    assert "<script>" not in view._links.value + view._raters.value
    view._do(view._reopen)
    assert "no sheet is locked" in view._said.value
    view._do(view._write)
    assert "1 workbooks are in" in view._said.value


def test_in_a_batch_a_line_says_what_there_would_be(
    consultation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rating_room(str(consultation), "advice", "q1", 2, "x") is None
    assert "invite raters" in capsys.readouterr().out
