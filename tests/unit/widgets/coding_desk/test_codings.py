import pytest
import sqlalchemy as sa

from heard.errors import HeardError
from heard.store import Conflict
from heard.widgets.coding_desk import Desk
from tests.unit.widgets.coding_desk.conftest import Sit
from tests.unit.widgets.coding_desk.looking import seen


def test_what_is_coded_is_there_when_the_desk_is_opened_again(ann: Desk, sit: Sit) -> None:
    (made,) = ann.code("help", 3, 16)
    assert made.anchor.quote == "waited a year"
    assert seen(sit("ann")) == seen(ann) == [("ann", "help", 3, 16)]


def test_nothing_selected_means_the_whole_text(ann: Desk) -> None:
    ann.code("staff")
    assert seen(ann) == [("ann", "staff", None, None)]


def test_the_same_code_is_not_put_twice_on_the_same_words(ann: Desk, bob: Desk) -> None:
    ann.code("help", 3, 16)
    with pytest.raises(HeardError, match="you have put this code here already"):
        ann.code("help", 3, 16)
    bob.code("help", 3, 16)
    ann.refresh()
    assert [coder for coder, *_ in seen(ann)] == ["ann", "bob"]


def test_undo_takes_back_in_turn_redo_does_again_and_each_is_saved(ann: Desk, sit: Sit) -> None:
    ann.code("help", 3, 16)
    ann.code("staff", 0, 2)
    assert ann.undo().label == "Code: Staff"
    ann.undo()
    assert seen(ann) == seen(sit("ann")) == []
    ann.redo()
    ann.redo()
    assert seen(ann) == seen(sit("ann")) == [("ann", "help", 3, 16), ("ann", "staff", 0, 2)]
    with pytest.raises(HeardError, match="nothing to do again"):
        ann.redo()


def test_a_new_act_ends_what_could_be_done_again(ann: Desk) -> None:
    ann.code("help", 3, 16)
    ann.undo()
    ann.code("staff", 3, 16)
    with pytest.raises(HeardError, match="nothing to do again"):
        ann.redo()


def test_another_code_and_another_segment_are_undone_in_turn(ann: Desk) -> None:
    (made,) = ann.code("help", 3, 16)
    ann.recode(made.coding_id, "staff")
    ann.move_coding(made.coding_id, 0, 2)
    assert seen(ann) == [("ann", "staff", 0, 2)]
    ann.undo()
    assert seen(ann) == [("ann", "staff", 3, 16)]
    ann.undo()
    assert seen(ann) == [("ann", "help", 3, 16)]


def test_undo_goes_to_the_text_that_it_is_about(ann: Desk) -> None:
    first = ann.text_id
    ann.code("help")
    ann.next()
    ann.undo()
    assert ann.text_id == first


def test_a_coding_of_the_file_can_be_taken_off_and_put_back(ann: Desk, sit: Sit) -> None:
    (coding,) = ann.state.codings.of_text(ann.text_id)
    ann.remove(coding.coding_id)
    assert sit("ann").state.codings.of_text(ann.text_id) == []
    ann.undo()
    assert [each.code for each in sit("ann").state.codings.of_text(ann.text_id)] == ["help"]


def test_an_edit_of_what_another_has_changed_is_refused_and_both_versions_are_there(
    ann: Desk, bob: Desk
) -> None:
    (made,) = ann.code("help", 3, 16)
    bob.refresh()
    ann.recode(made.coding_id, "staff")
    with pytest.raises(Conflict) as refused:
        bob.remove(made.coding_id)
    assert (refused.value.yours.code, refused.value.theirs.code) == ("help", "staff")
    assert seen(bob) == [("ann", "staff", 3, 16)]  # the desk knows the version that stands
    bob.remove(made.coding_id)
    assert seen(bob) == []


def test_an_edit_of_what_the_coder_has_not_seen_is_refused(ann: Desk) -> None:
    (made,) = ann.code("help", 3, 16)
    ann.recode(made.coding_id, "staff")
    with pytest.raises(Conflict, match="changed since you saw it"):
        ann.remove(made.coding_id, revision=1)


def test_a_whole_chain_of_acts_on_one_coding_is_undone_and_done_again(ann: Desk) -> None:
    (made,) = ann.code("help", 3, 16)
    ann.recode(made.coding_id, "staff")
    ann.remove(made.coding_id)
    for _ in range(3):
        ann.undo()
    assert seen(ann) == []
    ann.redo()
    assert seen(ann) == [("ann", "help", 3, 16)]
    ann.redo()
    assert seen(ann) == [("ann", "staff", 3, 16)]
    ann.redo()
    assert seen(ann) == []


def test_an_undo_does_not_undo_what_another_did_meanwhile(ann: Desk, bob: Desk) -> None:
    (made,) = ann.code("help", 3, 16)
    bob.refresh()
    bob.recode(made.coding_id, "staff")
    with pytest.raises(Conflict):
        ann.undo()
    assert ann.history.done  # it is still there to be looked at
    assert seen(ann) == [("ann", "staff", 3, 16)]


def test_where_the_database_cannot_save_nothing_is_shown(ann: Desk) -> None:
    with ann.state.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE coding_revisions RENAME TO out_of_reach"))
    with pytest.raises(HeardError, match="nothing was saved"):
        ann.code("help", 3, 16)
    assert seen(ann) == []
    assert ann.history.done == []


def test_many_places_are_coded_in_one_act_each_widened_to_its_sentence(ann: Desk) -> None:
    texts = ann.state.texts
    spots = [(text_id, 3, 5) for text_id in texts]
    made = ann.code_many(spots, "help", sentences=True)
    assert [each.anchor.quote for each in made] == list(texts.values())
    ann.undo()
    assert [coding for coding in ann.state.codings.visible() if coding.origin == "hand"] == []
