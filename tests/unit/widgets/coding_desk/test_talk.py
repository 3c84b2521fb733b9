"""What the browser is told: what has changed, and never that something was saved which was not."""

import json

import sqlalchemy as sa

from heard.widgets.coding_desk import Desk
from heard.widgets.coding_desk.talk import Talk


def test_a_page_is_told_everything_at_first_and_then_only_what_has_changed(ann: Desk) -> None:
    talk = Talk(ann)
    told = talk.answer({"do": "open", "n": 1})
    assert (told["re"], told["ok"]) == (1, True)
    assert told["parts"]["text"]["words"] == "We waited a year for help"
    assert told["parts"]["text"]["writer"] == [["Role", "Parent"]]
    assert len(told["parts"]["codings"]["changed"]) == 1
    json.dumps(told, allow_nan=False)
    assert talk.answer({"do": "news", "n": 2})["parts"] == {}

    coded = talk.answer({"do": "code", "n": 3, "code": "help", "start": 3, "end": 16})
    assert set(coded["parts"]) == {"codings", "counts", "history", "judgements"}
    (changed,) = coded["parts"]["codings"]["changed"]
    assert (changed["start"], changed["end"], changed["coder"]) == (3, 16, "ann")
    undone = talk.answer({"do": "undo", "n": 4})
    assert undone["parts"]["codings"]["gone"] == coded["result"]


def test_what_another_saved_comes_with_the_next_answer(ann: Desk, bob: Desk) -> None:
    talk = Talk(ann)
    talk.answer({"do": "open", "n": 1})
    bob.code("staff", 0, 2)
    (changed,) = talk.answer({"do": "news", "n": 2})["parts"]["codings"]["changed"]
    assert (changed["coder"], changed["code"]) == ("bob", "staff")


def test_what_could_not_be_saved_is_not_ok_and_paints_nothing(ann: Desk) -> None:
    talk = Talk(ann)
    talk.answer({"do": "open", "n": 1})
    with ann.state.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE acts RENAME TO out_of_reach"))
    told = talk.answer({"do": "code", "n": 2, "code": "help", "start": 3, "end": 16})
    assert not told["ok"]
    assert "nothing was saved" in told["problem"]
    assert told["parts"] == {}


def test_a_request_that_makes_no_sense_is_answered_too(ann: Desk) -> None:
    told = Talk(ann).answer({"do": "dance", "n": 1})
    assert (told["ok"], told["re"]) == (False, 1)
    assert "nothing was saved" in told["problem"]


def test_a_conflict_comes_with_both_versions_in_words(ann: Desk, bob: Desk) -> None:
    (made,) = ann.code("help", 3, 16)
    talk = Talk(bob)
    talk.answer({"do": "open", "n": 1})
    ann.recode(made.coding_id, "staff")
    told = talk.answer({"do": "remove", "n": 2, "coding_id": made.coding_id, "revision": 1})
    assert not told["ok"]
    assert told["conflict"]["yours"].startswith("Help on “waited a year” (ann, ")
    assert told["conflict"]["theirs"].startswith("Staff on “waited a year” (ann, ")
    assert "waited" not in told["problem"]
    (changed,) = told["parts"]["codings"]["changed"]
    assert changed["code"] == "staff"


def test_a_new_code_can_be_put_on_the_selection_at_once(ann: Desk) -> None:
    talk = Talk(ann)
    asked = {"name": "Waiting", "parent": "help", "definition": "", "use": True, "start": 3, "end": 16}
    told = talk.answer({"do": "new_code", "n": 1, **asked})
    assert told["result"] == "waiting"
    assert "waiting" in [coding.code for coding in ann.state.codings.of_text(ann.text_id)]


def test_places_found_are_coded_by_their_sentences(ann: Desk) -> None:
    talk = Talk(ann)
    hits = talk.answer({"do": "search", "n": 1, "words": "staff", "whole_words": True})["result"]["hits"]
    told = talk.answer({"do": "code_hits", "n": 2, "hits": hits, "code": "staff", "sentences": True})
    assert told["result"] == 2
    assert {each.anchor.quote for each in ann.state.codings.visible() if each.coder == "ann"} == {
        "Staff changed every month",
        "Help came only at the crisis and staff left",
    }
