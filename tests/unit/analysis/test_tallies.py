import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.tallies import grid, largest_share, rows_behind, with_counts, with_sums


def test_a_grid_holds_every_combination_in_order() -> None:
    assert grid(a=["x", "y"], b=["1", "2"]).to_numpy().tolist() == [
        ["x", "1"],
        ["x", "2"],
        ["y", "1"],
        ["y", "2"],
    ]
    assert len(grid()) == 1
    assert len(grid(a=[])) == 0


_ROWS = pd.DataFrame(
    {"group": ["x", "x", "x", "y", "y"], "person": ["p1", "p1", "p2", "p1", None]}, dtype="str"
)


def test_a_row_counts_once_in_a_cell_and_one_without_an_id_does_not_count() -> None:
    rows = rows_behind(_ROWS, ["group"], "person")
    counted = with_counts(grid(group=["y", "x", "z"]), {"people": rows})
    assert dict(zip(counted["group"], counted["people"], strict=True)) == {"y": 1, "x": 2, "z": 0}
    assert list(counted["group"]) == ["y", "x", "z"]


def test_in_all_a_row_counts_once_however_many_cells_it_is_in() -> None:
    assert with_counts(grid(), {"people": rows_behind(_ROWS, [], "person")})["people"].tolist() == [2]


def test_sums_add_the_amount_of_each_row_and_a_missing_amount_is_nothing() -> None:
    rows = rows_behind(_ROWS, ["group"], "person")
    amounts = pd.Series({"p1": 10, "p2": pd.NA}, dtype="Int64")
    summed = with_sums(grid(group=["x", "y"]), "present", rows, amounts)
    assert summed["present"].tolist() == [10, 10]


def test_the_largest_share_is_that_of_one_source() -> None:
    frame = pd.DataFrame({"theme": ["a"] * 4 + ["b"], "source": ["p1", "p1", "p1", "p2", "p2"]})
    assert largest_share(frame, ["theme"], "source").to_dict() == {"a": 0.75, "b": 1.0}


_CELLS = st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 6)), max_size=40)


@settings(deadline=None, max_examples=50)
@given(_CELLS)
def test_counts_equal_sets_counted_in_plain_python(pairs: list[tuple[str, int]]) -> None:
    frame = pd.DataFrame(pairs, columns=["group", "person"]).astype("str")
    counted = with_counts(grid(group="xyz"), {"people": rows_behind(frame, ["group"], "person")})
    expected = {group: len({person for held, person in pairs if held == group}) for group in "xyz"}
    assert dict(zip(counted["group"], counted["people"], strict=True)) == expected
