import pytest

from heard.store import Conflict
from heard.widgets.coding_desk import Desk
from heard.widgets.coding_desk.wire import memos_part
from tests.unit.widgets.coding_desk.conftest import Sit


def bodies(desk: Desk) -> list[tuple[str, str]]:
    return sorted((memo["about"], memo["body"]) for memo in memos_part(desk))


def test_memos_on_a_text_a_coding_and_a_code_are_there_again(ann: Desk, sit: Sit) -> None:
    (made,) = ann.code("help", 3, 16)
    ann.memo("coding", made.coding_id, "a year!")
    ann.memo("text", ann.text_id, "angry")
    ann.memo("code", "help", "too broad?")
    again = sit("bob")
    assert bodies(again) == [("code", "too broad?"), ("coding", "a year!"), ("text", "angry")]
    again.next()
    assert bodies(again) == [("code", "too broad?")]


def test_a_memo_is_changed_taken_away_and_brought_back(ann: Desk) -> None:
    ann.memo("text", ann.text_id, "angry")
    (memo_id,) = ann.state.memos
    ann.change_memo(memo_id, "sad")
    ann.change_memo(memo_id, " ")
    assert bodies(ann) == []
    ann.undo()
    assert bodies(ann) == [("text", "sad")]
    ann.undo()
    assert bodies(ann) == [("text", "angry")]
    ann.undo()
    assert bodies(ann) == []


def test_a_memo_that_another_has_changed_is_not_overwritten(ann: Desk, bob: Desk) -> None:
    ann.memo("text", ann.text_id, "angry")
    bob.refresh()
    (memo_id,) = ann.state.memos
    bob.change_memo(memo_id, "sad")
    with pytest.raises(Conflict):
        ann.change_memo(memo_id, "furious")
    assert bodies(ann) == [("text", "sad")]
