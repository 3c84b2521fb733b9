"""What the browser is told: what has changed, and never that something was saved which was not."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from heard.consultation import load_consultation
from heard.places import work_root
from heard.store import find_store
from heard.widgets.release_desk import ReleaseDesk, ReleaseDeskWidget, release_desk
from heard.widgets.release_desk.talk import Talk
from tests.unit.widgets.release_desk.conftest import Sit, take


def opened(desk: ReleaseDesk) -> tuple[Talk, dict[str, dict[str, object]]]:
    take(desk)
    talk = Talk(desk)
    told = talk.answer({"do": "open", "n": 1})
    assert (told["re"], told["ok"]) == (1, True)
    json.dumps(told, allow_nan=False)
    return talk, told["parts"]


def saw(quote: dict[str, object]) -> dict[str, object]:
    """Return what an act says of what the person was shown."""
    return {name: quote[name] for name in ("place", "revision")}


def test_a_page_is_told_everything_at_first_and_then_only_what_has_changed(ann: ReleaseDesk) -> None:
    talk, parts = opened(ann)
    quote = parts["quote"]
    assert quote["text"] == "We waited a year for help"
    assert quote["pieces"] == [["We waited ", ""], ["[duration]", "person"], [" for help", ""]]
    assert ["Role", "Parent"] in quote["context"]  # type: ignore[operator]
    assert talk.answer({"do": "news", "n": 2})["parts"] == {}
    told = talk.answer({"do": "judge", "n": 3, "verdict": "approved", **saw(quote)})
    assert set(told["parts"]) == {"progress", "list", "quote", "history"}
    assert told["parts"]["progress"]["approved"] == 1
    assert told["parts"]["progress"]["origins"] == [[1, "drawn by lot"]]
    assert told["parts"]["history"]["acts"][0][2] == "approved it"


@pytest.mark.usefixtures("two_approvers")
def test_the_history_says_of_nobody_what_somebody_else_did(sit: Sit) -> None:
    ann, bob = sit("ann"), sit("bob")
    take(ann)
    ann.judge("approved")
    bob.refresh()
    bob.choose_list("second")
    bob.judge("rejected", "her story is known")
    bob.undo()  # ann's approval stands again, which bob did not give
    acts = Talk(bob).answer({"do": "open", "n": 1})["parts"]["history"]["acts"]
    assert [(who, deed) for who, _, deed, _ in acts] == [
        ("bob", "lifted the rejection"),
        ("bob", "rejected it"),
        ("ann", "approved it"),
    ]


def test_what_was_seen_is_what_is_judged(ann: ReleaseDesk, sit: Sit) -> None:
    talk, parts = opened(ann)
    bob = sit("bob")
    take(bob)
    bob.hide(0, 2)
    talk.answer({"do": "news", "n": 2})  # the answer is on its way while ann presses a key
    told = talk.answer({"do": "judge", "n": 3, "verdict": "approved", **saw(parts["quote"])})
    assert not told["ok"]
    assert "since you saw it" in told["problem"]
    assert ann.in_hand.approvals == ()


def test_a_key_pressed_too_quickly_judges_nothing_that_was_not_seen(ann: ReleaseDesk) -> None:
    talk, parts = opened(ann)
    talk.answer({"do": "move", "n": 2, "by": 1 if ann.position == 0 else -1})
    told = talk.answer({"do": "judge", "n": 3, "verdict": "approved", **saw(parts["quote"])})
    assert not told["ok"]
    assert "another quotation is in hand now" in told["problem"]
    assert ann.quotations == {}


def test_what_could_not_be_saved_is_not_ok_and_paints_nothing(ann: ReleaseDesk) -> None:
    talk, parts = opened(ann)
    judged = {"do": "judge", "verdict": "approved", **saw(parts["quote"])}
    with ann.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE acts RENAME TO out_of_reach"))
    told = talk.answer({"n": 2, **judged})
    assert not told["ok"]
    assert "nothing was saved" in told["problem"]
    assert told["parts"] == {}
    with ann.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE out_of_reach RENAME TO acts"))
    assert talk.answer({"n": 3, **judged})["ok"]


def test_a_request_that_makes_no_sense_is_answered_too(ann: ReleaseDesk) -> None:
    told = Talk(ann).answer({"do": "dance", "n": 1})
    assert (told["ok"], told["re"]) == (False, 1)
    assert "nothing was saved" in told["problem"]


def test_an_empty_list_shows_no_quotation(ann: ReleaseDesk) -> None:
    talk, _ = opened(ann)
    asked = {"theme": "", "group": "", "collection": "", "words": "", "seed": 3}
    told = talk.answer({"do": "list", "n": 2, "name": "approved", **asked})
    assert told["parts"]["quote"] == {}
    assert told["parts"]["list"]["size"] == 0


def test_where_nobody_can_judge_words_say_what_stands_and_nothing_is_written(
    small_consultation: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    assert release_desk(str(small_consultation)) is None
    assert "0 quotations approved, 0 waiting, 0 rejected" in capsys.readouterr().out
    assert find_store(small_consultation, load_consultation(small_consultation)) is None
    assert list(work_root().rglob("heard.db")) == []


def test_the_widget_answers_and_needs_no_network(ann: ReleaseDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = ReleaseDeskWidget(ann)
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"do": "put_forward", "n": 7}, [])
    assert (sent[0]["re"], sent[0]["ok"]) == (7, True)
    for script in (widget._esm, widget._css):
        assert "http" not in str(script)
        assert "import " not in str(script).replace("important", "")
