from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis.triangulation import strand_pairs, strands_compared
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable
from tests.unit.analysis.triangulation.making import raising

Read = Callable[[ResultTable, str], dict[object, object]]


def test_shares_of_two_strands_and_their_difference(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = strands_compared(frames, consultation, "advice", "engagement")
    # Each theme by two of three who answered, and at one of two sessions; contact, by nobody, is left out.
    assert column(table, "sources") == {"Support": 2, "School": 2}
    assert column(table, "others") == {"Support": 1, "School": 1}
    assert set(column(table, "sources_base").values()) == {3}
    assert set(column(table, "others_base").values()) == {2}
    assert column(table, "difference")["School"] == pytest.approx(2 / 3 - 1 / 2)


def test_what_the_one_raised_more_often_comes_first(frames: Frames, consultation: Consultation) -> None:
    # Newcombe (1998), method 10, table II (a): 56 of 70 less 48 of 80 is 0.0524 to 0.3339.
    raised = {"advice": ["b"] * 56 + ["c"] * 14, "evidence": ["b"] * 48 + ["c"] * 32}
    table = strands_compared(raising(frames, raised), consultation, "advice", "evidence").frame
    assert table["theme"].tolist() == ["School", "Contact"]
    assert table[["low", "high"]].iloc[0].tolist() == pytest.approx([0.0524, 0.3339], abs=5e-5)


def test_what_one_of_the_two_alone_raised_is_left_out_and_a_note_says_so(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    raised = {"advice": ["a b", "b"], "evidence": ["b", "c", "c"], "engagement": ["a"]}
    table = strands_compared(raising(frames, raised), consultation, "advice", "evidence")
    assert column(table, "sources") == {"School": 2}
    # The share is still one of everybody with a coded text.
    assert (column(table, "others")["School"], column(table, "others_base")["School"]) == (1, 3)
    assert table.notes[0].startswith("Only themes that both strands raised are compared (1).")
    assert "Call for advice alone raised (1) or Call for evidence alone (1)" in table.notes[0]
    assert set(table.rows_behind["others"]["theme"]) == {"School"}


def test_with_a_strand_without_codings_nothing_is_compared(
    frames: Frames, consultation: Consultation
) -> None:
    table = strands_compared(frames, consultation, "advice", "evidence")
    assert table.frame.empty
    assert "Call for advice alone raised (2)" in table.notes[0]


def test_a_strand_is_not_compared_with_itself_nor_with_one_that_is_not_there(
    frames: Frames, consultation: Consultation
) -> None:
    with pytest.raises(HeardError, match="itself"):
        strands_compared(frames, consultation, "advice", "advice")
    with pytest.raises(HeardError, match="collection"):
        strands_compared(frames, consultation, "advice", "advise")


def test_the_order_of_rows_does_not_matter_and_nothing_coded_is_empty(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (
        strands_compared(each, consultation, "advice", "engagement").frame for each in (frames, shuffled)
    )
    assert one.equals(other)
    assert isinstance(one, pd.DataFrame)
    assert strands_compared(no_frames, consultation, "advice", "engagement").frame.empty


def test_pairs_are_of_coded_strands(frames: Frames, no_frames: Frames, consultation: Consultation) -> None:
    assert strand_pairs(frames, consultation) == {"engagement.advice": "Sessions / Call for advice"}
    three = raising(frames, {"engagement": ["a"], "advice": ["a"], "evidence": ["b"]})
    assert list(strand_pairs(three, consultation)) == [
        "engagement.advice",
        "engagement.evidence",
        "advice.evidence",
    ]
    assert strand_pairs(no_frames, consultation) == {}
