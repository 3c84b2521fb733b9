"""Overlaps by arithmetic on ends, against counting character by character."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.agreement.pieces import amounts_by_coder, amounts_shared, coded_pieces, merged_spans

Row = tuple[int, int, int, int, int]
_CODINGS = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 1), st.integers(0, 2), st.integers(0, 12), st.integers(0, 12)
    ),
    max_size=10,
)


def _frame(rows: list[Row]) -> pd.DataFrame:
    ordered = [(*row[:3], *sorted(row[3:])) for row in rows]
    return pd.DataFrame(ordered, columns=["text", "item", "coder", "start", "end"], dtype="int64")


def _characters(frame: pd.DataFrame) -> dict[tuple[int, int, int], set[int]]:
    """Return text, item and coder to the characters coded."""
    held: dict[tuple[int, int, int], set[int]] = {}
    for text, item, coder, start, end in frame.itertuples(index=False):
        held.setdefault((text, item, coder), set()).update(range(start, end))
    return held


def test_spans_of_one_coder_that_touch_or_overlap_are_one() -> None:
    found = merged_spans(_frame([(0, 0, 0, 0, 4), (0, 0, 0, 1, 2), (0, 0, 0, 4, 6), (0, 0, 0, 8, 9)]))
    assert found[["start", "end"]].to_numpy().tolist() == [[0, 6], [8, 9]]


def test_pieces_are_cut_where_the_number_of_coders_changes() -> None:
    found = coded_pieces(_frame([(0, 0, 0, 0, 6), (0, 0, 1, 4, 9)]), "segments")
    assert found[["coders", "size"]].to_numpy().tolist() == [[1, 4], [2, 2], [1, 3]]


@settings(deadline=None)
@given(_CODINGS)
def test_pieces_add_up_to_the_characters(rows: list[Row]) -> None:
    frame = _frame(rows)
    held = _characters(frame)
    expected: dict[tuple[int, int, int], int] = {}
    for text, item in {key[:2] for key in held}:
        for place in range(12):
            coders = sum(place in each for key, each in held.items() if key[:2] == (text, item))
            if coders:
                expected[text, item, coders] = expected.get((text, item, coders), 0) + 1
    found = coded_pieces(frame, "segments").groupby(["text", "item", "coders"])["size"].sum()
    assert found.to_dict() == expected


@settings(deadline=None)
@given(_CODINGS)
def test_what_one_and_what_two_coded_add_up_to_the_characters(rows: list[Row]) -> None:
    frame = _frame(rows)
    held = _characters(frame)
    own: dict[tuple[int, int], int] = {}
    both: dict[tuple[int, int, int], int] = {}
    for (text, _, coder), places in held.items():
        own[text, coder] = own.get((text, coder), 0) + len(places)
    for one, other in combinations(sorted(held), 2):
        if one[:2] == other[:2]:
            key = (one[0], one[2], other[2])
            both[key] = both.get(key, 0) + len(held[one] & held[other])
    found = amounts_by_coder(frame, "segments").set_index(["text", "coder"])["amount"]
    shared = amounts_shared(frame, "segments").set_index(["text", "coder", "other_coder"])["amount"]
    assert found.to_dict() == {key: amount for key, amount in own.items() if amount}
    assert shared[shared > 0].to_dict() == {key: amount for key, amount in both.items() if amount}


@pytest.mark.parametrize("times", [1, 3])
def test_a_text_is_one_unit_however_often_a_coder_coded_it(times: int) -> None:
    found = coded_pieces(_frame([(0, 0, 0, 0, 3), (0, 0, 1, 7, 9)] * times), "texts")
    assert found[["coders", "size"]].to_numpy().tolist() == [[2, 1]]
