from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import coding_coverage, coding_origins, coding_totals
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


@pytest.fixture
def from_everywhere(frames: Frames) -> Frames:
    """The same codings: k1 by hand on a segment, k3 an accepted suggestion, k9 of an origin of its own."""
    origin = frames.codings["coding_id"].map({"k1": "hand", "k3": "suggestion", "k9": "elsewhere"})
    codings = frames.codings.assign(origin=origin.fillna("file"))
    first = codings["coding_id"] == "k1"
    codings = codings.assign(
        start=pd.Series(0, codings.index).where(first), end=pd.Series(7, codings.index).where(first)
    )
    return Frames.of(**dict(frames.items()) | {"codings": codings})


def test_coverage_is_out_of_all_texts_of_a_collection(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = coding_coverage(frames, consultation)
    assert column(table, "texts") == {"Sessions": 3, "Call for advice": 3, "Call for evidence": 0}
    assert column(table, "texts_base") == {"Sessions": 3, "Call for advice": 4, "Call for evidence": 2}
    # Two coders put the same code on t1: one mention and two codings.
    assert column(table, "codings") == {"Sessions": 3, "Call for advice": 6, "Call for evidence": 0}


def test_codings_by_origin_and_by_what_they_are_on(
    from_everywhere: Frames, consultation: Consultation, column: Read
) -> None:
    table = coding_origins(from_everywhere, consultation)
    assert column(table, "codings") == {
        ("Sessions", "Read from a file", "On the whole text"): 2,
        ("Sessions", "elsewhere", "On the whole text"): 1,
        ("Call for advice", "Read from a file", "On the whole text"): 4,
        ("Call for advice", "By hand at the coding desk", "On a segment"): 1,
        ("Call for advice", "A suggestion that a coder accepted", "On the whole text"): 1,
    }
    shares = column(table, "codings_share")
    assert shares["Call for advice", "Read from a file", "On the whole text"] == pytest.approx(4 / 6)


@pytest.mark.parametrize("scope", [Scope(), Scope("advice", "q4"), Scope("engagement"), Scope("evidence")])
def test_every_margin_holds(from_everywhere: Frames, consultation: Consultation, scope: Scope) -> None:
    made = (coding_totals, coding_coverage, coding_origins)
    tables = [table(from_everywhere, consultation, scope) for table in made]
    assert broken_margins({table.name: table for table in tables}) == []


def test_order_of_rows_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for table in (coding_coverage, coding_origins):
        assert table(frames, consultation).frame.equals(table(shuffled, consultation).frame)
        assert table(no_frames, consultation).frame.empty
