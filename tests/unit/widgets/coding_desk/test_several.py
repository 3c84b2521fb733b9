"""Blind double coding, and disagreements settled."""

import pytest

from heard.errors import HeardError
from heard.widgets.coding_desk import Desk
from heard.widgets.coding_desk.talk import Talk
from heard.widgets.coding_desk.wire import batches_part, counts_part, judgements_part, memos_part, text_part
from tests.unit.widgets.coding_desk.looking import seen


@pytest.fixture
def blind(ann: Desk, bob: Desk) -> tuple[Desk, Desk]:
    """Both were given the first text blind."""
    ann.give_batch("Pilot", [ann.text_id], ["ann", "bob"], blind=True)
    bob.refresh()
    return ann, bob


def test_nothing_of_the_others_reaches_a_coder_who_reads_blind(blind: tuple[Desk, Desk]) -> None:
    ann, bob = blind
    (made,) = ann.code("help", 3, 16)
    ann.memo("coding", made.coding_id, "sure")
    ann.memo("text", ann.text_id, "angry")
    talk = Talk(bob)
    told = talk.answer({"do": "open", "n": 1})
    assert "sure" not in str(told)
    assert "angry" not in str(told)
    assert "ann" not in str({name: part for name, part in told["parts"].items() if name != "batches"})
    assert seen(bob) == memos_part(bob) == []
    assert counts_part(bob) == {"help": 1, "staff": 2}
    assert judgements_part(bob) == {"coders": [], "codes": []}
    assert talk.answer({"do": "examples", "n": 2, "code": "help"})["result"] != []
    assert "waited a year" not in str(talk.answer({"do": "examples", "n": 3, "code": "help"})["result"])


def test_who_wrote_a_text_is_hidden_while_it_is_read_blind(blind: tuple[Desk, Desk]) -> None:
    ann, _ = blind
    assert text_part(ann)["writer"] is None
    ann.next()
    assert text_part(ann)["writer"] == [["Role", "Parent, Worker"]]
    ann.hides_writer = True
    assert text_part(ann)["writer"] is None


def test_each_sees_the_others_codings_once_the_batch_is_closed(blind: tuple[Desk, Desk]) -> None:
    ann, bob = blind
    ann.code("help", 3, 16)
    bob.code("staff", 3, 16)
    bob.close_batch(batches_part(bob)[0]["id"])
    assert [coder for coder, *_ in seen(bob)] == ["ann", "bob"]
    ann.refresh()
    assert [coder for coder, *_ in seen(ann)] == ["ann"]
    with pytest.raises(HeardError, match="no such batch open to you"):
        bob.close_batch(batches_part(bob)[0]["id"])


def test_a_disagreement_is_settled_with_a_reason_and_then_it_is_none(ann: Desk, bob: Desk) -> None:
    ann.code("help")
    ann.code("staff")
    bob.refresh()
    bob.code("help", 3, 16)
    told = judgements_part(bob)
    assert told["coders"] == ["ann", "bob"]
    assert [(each["code"], each["coders"], each["disagreed"]) for each in told["codes"]] == [
        ("staff", {"ann": True, "bob": False}, True),
        ("help", {"ann": True, "bob": True}, False),
    ]
    with pytest.raises(HeardError, match="needs a reason"):
        bob.settle("staff", False, " ")
    bob.settle("staff", False, "nobody is named")
    assert [each["disagreed"] for each in judgements_part(bob)["codes"]] == [False, False]
    ann.refresh()
    assert {"belongs": False, "reason": "nobody is named", "by": "bob"} in [
        each["settled"] for each in judgements_part(ann)["codes"]
    ]


def test_a_settlement_that_another_made_meanwhile_is_not_overwritten(ann: Desk, bob: Desk) -> None:
    ann.code("staff")
    bob.refresh()
    bob.code("help", 3, 16)
    ann.settle("staff", True, "it is about staff")
    with pytest.raises(HeardError, match="settled meanwhile"):
        bob.settle("staff", False, "it is not")
    bob.settle("staff", None, "let us talk")
    assert [each["settled"] for each in judgements_part(bob)["codes"]] == [None, None]


def test_a_reader_who_put_nothing_counts_once_the_batch_is_closed(blind: tuple[Desk, Desk]) -> None:
    ann, _ = blind
    ann.code("staff", 3, 16)
    for desk in blind:
        desk.refresh()
        desk.close_batch(batches_part(desk)[0]["id"])
    ann.refresh()
    staff = next(each for each in judgements_part(ann)["codes"] if each["code"] == "staff")
    assert staff["coders"] == {"ann": True, "bob": False}
    assert staff["disagreed"]
