from collections.abc import Callable

import pytest

from heard.analysis.coding import code_pairs, theme_pairs
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable


def test_pairs_of_themes_out_of_texts_with_either(
    frames: Frames, consultation: Consultation, column: Callable[[ResultTable, str], dict[object, object]]
) -> None:
    table = theme_pairs(frames, consultation)
    # Only t1 raises support and school; t1, t2, t3, n1, n2 and n3 raise one or the other.
    assert column(table, "texts") == {
        ("Support", "School"): 1,
        ("Support", "Contact"): 0,
        ("School", "Contact"): 0,
    }
    assert column(table, "texts_base")["Support", "School"] == 6
    assert column(table, "texts_share")["Support", "School"] == pytest.approx(1 / 6)


def test_pairs_of_codes_that_meet(
    frames: Frames, consultation: Consultation, column: Callable[[ResultTable, str], dict[object, object]]
) -> None:
    table = code_pairs(frames, consultation)
    # All on t1. Waiting is on t1 and n1, Night on t1 alone, School on t1, t3 and n3.
    assert column(table, "texts") == {
        ("Waiting", "Night"): 1,
        ("Waiting", "School"): 1,
        ("Night", "School"): 1,
    }
    assert list(column(table, "texts_base").values()) == [2, 4, 3]


def test_order_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for pairs in (theme_pairs, code_pairs):
        assert pairs(frames, consultation).frame.equals(pairs(shuffled, consultation).frame)
        assert pairs(no_frames, consultation).frame.empty
