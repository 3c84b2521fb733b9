from collections.abc import Callable

import pytest

from heard.analysis.coding import theme_pairs
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


def test_order_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (theme_pairs(each, consultation).frame for each in (frames, shuffled))
    assert one.equals(other)
    assert theme_pairs(no_frames, consultation).frame.empty
