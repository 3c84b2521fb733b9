import pytest

from heard.errors import HeardError
from heard.widgets.coding_desk import Desk
from heard.widgets.coding_desk.wire import codebook_part, counts_part
from tests.unit.widgets.coding_desk.conftest import Sit


def tree(desk: Desk) -> list[str]:
    return [f"{'  ' * each['depth']}{each['name']}" for each in codebook_part(desk)]


def test_a_new_code_has_its_place_and_its_definition_and_can_be_used_at_once(ann: Desk, sit: Sit) -> None:
    code = ann.new_code("Waiting lists", "help", "Months on a list.")
    ann.code(code, 3, 16)
    again = sit("ann")
    assert tree(again) == ["Help", "  Waiting lists", "Staff"]
    assert again.state.codebook.entries[code].definition == "Months on a list."
    assert counts_part(again) == {"help": 2, "staff": 2, code: 1}


def test_a_new_code_that_is_in_use_cannot_be_undone_away(ann: Desk) -> None:
    ann.code(ann.new_code("Waiting"), 3, 16)
    ann.undo()
    ann.undo()
    assert tree(ann) == ["Help", "Staff"]
    ann.redo()
    ann.redo()
    assert tree(ann) == ["Help", "Staff", "Waiting"]
    ann.history.done.pop()
    with pytest.raises(HeardError, match="has 1 codings"):
        ann.undo()


def test_merged_codings_count_for_the_other_code_until_the_merge_is_undone(ann: Desk) -> None:
    ann.change_code("merge", "staff", "help", "the same idea")
    assert tree(ann) == ["Help"]
    assert counts_part(ann) == {"help": 4}
    ann.undo()
    assert tree(ann) == ["Help", "Staff"]
    assert counts_part(ann) == {"help": 2, "staff": 2}
    ann.redo()
    assert counts_part(ann) == {"help": 4}


def test_a_split_gives_each_part_its_codings_and_can_be_undone_and_done_again(ann: Desk) -> None:
    codings = [each for each in ann.state.codings.visible() if each.code == "help"]
    ann.change_code("split", "help", {"Late help": codings[:1], "No help": codings[1:]})
    assert tree(ann) == ["Help", "  Late help", "  No help", "Staff"]
    assert counts_part(ann) == {"late-help": 1, "no-help": 1, "staff": 2}
    ann.undo()
    assert (tree(ann), counts_part(ann)) == (["Help", "Staff"], {"help": 2, "staff": 2})
    ann.redo()
    assert counts_part(ann) == {"late-help": 1, "no-help": 1, "staff": 2}


def test_moving_renaming_and_defining_are_undone_in_turn(ann: Desk) -> None:
    ann.change_code("move", "staff", "help")
    ann.change_code("rename", "staff", "Workers")
    ann.change_code("define", "staff", "Who does the work.")
    assert tree(ann) == ["Help", "  Workers"]
    for _ in range(3):
        ann.undo()
    assert tree(ann) == ["Help", "Staff"]
    assert ann.state.codebook.entries["staff"].definition == ""


def test_another_desk_sees_the_codebook_change_and_an_outdated_change_is_refused(
    ann: Desk, bob: Desk
) -> None:
    ann.change_code("rename", "staff", "Workers")
    with pytest.raises(HeardError, match="changed by ann since it was read"):
        bob.change_code("rename", "staff", "Employees")
    assert tree(bob) == ["Help", "Workers"]
