import pytest

from heard.store import Store
from heard.widgets.rating_room.talk import Talk
from heard.widgets.rating_room.widget import RoomWidget
from tests.unit.widgets.rating_room.conftest import ROUND


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def talk(store: Store, waited: list[float]) -> Talk:
    return Talk(store, waited.append)


def test_nothing_is_told_before_a_link_was_recognised(
    talk: Talk, tokens: dict[str, str], waited: list[float]
) -> None:
    for request in ({"deed": "lock"}, {"deed": "answer", "subject": "T1", "scale": "name", "value": "x"}):
        answer = talk.answer({"id": 1, **request})
        assert set(answer) == {"id", "problem"}
        assert "private link" in answer["problem"]
    assert set(talk.answer({"id": 2, "deed": "enter", "token": "wrong"})) == {"id", "problem"}
    assert waited == [1.0]
    assert talk.answer({"id": 3, "deed": "enter", "token": tokens["Ada"]})["rater"] == "Ada"


def test_pages_never_tell_what_is_right_nor_which_texts_they_are(talk: Talk, tokens: dict[str, str]) -> None:
    sheet = talk.answer({"id": 1, "deed": "enter", "token": tokens["Ada"]})
    assert {page["kind"] for page in sheet["pages"]} == {"topic", "word_intrusion", "recheck"}
    assert [set(page) for page in sheet["pages"]] == [{"subject", "kind", "words", "texts", "options"}] * 4
    (item,) = [page for page in sheet["pages"] if page["kind"] == "word_intrusion"]
    assert sorted(item["options"]) == sorted(ROUND.items[0].options)
    shown = sorted(text for page in sheet["pages"] for text in page["texts"])
    assert shown == [
        "Listen to us before you decide",
        "Staff changed every month",
        "We waited a year for help",
    ]
    assert sheet["synthetic"] is True
    assert len(sheet["gaps"]) == 10


def test_every_answer_comes_back_with_how_things_stand(talk: Talk, tokens: dict[str, str]) -> None:
    talk.answer({"id": 1, "deed": "enter", "token": tokens["Ada"]})
    answer = talk.answer({"id": 2, "deed": "answer", "subject": "T1", "scale": "confidence", "value": "4"})
    assert answer["id"] == 2
    assert answer["answers"] == [["T1", "confidence", "4"]]
    assert ["T1", "confidence"] not in answer["gaps"]
    refused = talk.answer({"id": 3, "deed": "answer", "subject": "T1", "scale": "confidence", "value": "9"})
    assert "none of those that can be chosen" in refused["problem"]
    assert refused["answers"] == [["T1", "confidence", "4"]]
    assert "answers are missing" in talk.answer({"id": 4, "deed": "lock"})["problem"]
    assert "something that there is not" in talk.answer({"id": 5, "deed": "__class__"})["problem"]


def test_no_trait_of_the_widget_holds_anything(store: Store, tokens: dict[str, str]) -> None:
    widget = RoomWidget(store)
    before = {name: repr(value) for name, value in widget.get_state().items()}
    sent: list[dict[str, object]] = []
    widget.send = sent.append
    widget._answer(widget, {"id": 1, "deed": "enter", "token": tokens["Ada"]}, [])
    assert sent[0]["rater"] == "Ada"
    assert {name: repr(value) for name, value in widget.get_state().items()} == before
    assert "waited a year" not in str(before)
