from collections.abc import Callable

import pytest

from heard.analysis.coding import coders, coding_totals, themes_by_coder
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_what_each_coder_coded(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = coders(frames, consultation)
    assert column(table, "texts") == {"X": 4, "Y": 2, "Not stated": 1}
    assert column(table, "mentions") == {"X": 6, "Y": 2, "Not stated": 1}
    assert column(table, "codes") == {"X": 5, "Y": 2, "Not stated": 1}
    assert set(column(table, "texts_base").values()) == {6}


def test_a_coders_share_is_out_of_the_texts_they_coded(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    share = column(themes_by_coder(frames, consultation), "texts_share")
    assert share["Support", "X"] == pytest.approx(4 / 4)
    assert share["School", "X"] == pytest.approx(1 / 4)
    assert share["Support", "Y"] == pytest.approx(1 / 2)
    assert share["Contact", "Y"] == 0


def test_margins_hold(frames: Frames, consultation: Consultation) -> None:
    tables = [table(frames, consultation) for table in (coding_totals, coders, themes_by_coder)]
    assert broken_margins({table.name: table for table in tables}) == []


def test_nothing_coded_has_no_coder(no_frames: Frames, consultation: Consultation) -> None:
    assert coders(no_frames, consultation).frame.empty
    assert themes_by_coder(no_frames, consultation).frame.empty
