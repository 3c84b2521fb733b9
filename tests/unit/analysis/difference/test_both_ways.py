from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis.difference import poles, poles_both_ways
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable
from tests.unit.analysis.difference.speaking import in_another_order, many, speak

Read = Callable[[ResultTable, str], dict[object, object]]
PAIR, OTHER = "More / Less", "Slow / Fast"
# 5 took more, 4 less and three more less in one letter; of pace 2 against 1.
SAID = (
    many(5, "", "more", "m")
    | many(4, "", "less", "l")
    | many(3, "", "less", "copy")
    | many(2, "", "slow", "s")
    | many(1, "", "fast", "f")
)


def less_these(frames: Frames, *people: str) -> Frames:
    """Return frames without the texts of these people, as if they were near-copies of another's."""
    texts = frames.texts[~frames.texts["respondent_id"].isin(people)]
    codings = frames.codings[frames.codings["text_id"].isin(texts["text_id"])]
    return Frames.of(**dict(frames.items()) | {"texts": texts, "codings": codings})


def test_a_campaign_that_decides_who_leads_is_flagged(consultation: Consultation, column: Read) -> None:
    every, once = speak(SAID), less_these(speak(SAID), "copy00", "copy01", "copy02")
    table = poles_both_ways(every, once, consultation)
    # 5 of 12 with every text, 5 of 9 with the letter of three counted with another's.
    assert column(table, "first_share")[PAIR] == pytest.approx(5 / 12)
    assert column(table, "once_share")[PAIR] == pytest.approx(5 / 9)
    assert [column(table, name)[PAIR] for name in ("second", "second_once")] == [7, 4]
    assert column(table, "changes") == {PAIR: 1, OTHER: 0}
    assert table.frame.columns[1] == "changes"


@pytest.mark.parametrize(("gone", "changes"), [(1, 0), (2, 1), (3, 1)])
def test_a_tie_is_a_change_too(consultation: Consultation, column: Read, gone: int, changes: int) -> None:
    every = speak(SAID)
    once = less_these(every, *[f"copy{each:02}" for each in range(gone)])
    assert column(poles_both_ways(every, once, consultation), "changes")[PAIR] == changes


def test_both_counts_are_those_of_poles(consultation: Consultation) -> None:
    every, once = speak(SAID), less_these(speak(SAID), "copy00", "s01")
    table = poles_both_ways(every, once, consultation).frame
    for frames, which in ((every, ""), (once, "_once")):
        counted = poles(frames, consultation).frame
        for name in ("first", "second", "leaning"):
            assert table[f"{name}{which}"].tolist() == counted[name].tolist()


def test_where_nobody_leans_nothing_changes_hands(
    consultation: Consultation, no_frames: Frames, column: Read
) -> None:
    frames = speak(many(3, "", "more", "m"))
    table = poles_both_ways(frames, frames, consultation)
    assert column(table, "changes")[PAIR] == 0
    assert pd.isna(column(table, "changes")[OTHER])
    assert poles_both_ways(no_frames, no_frames, consultation).frame.empty


def test_rows_come_in_any_order(consultation: Consultation) -> None:
    every = speak(SAID)
    shuffled = in_another_order(every)
    assert poles_both_ways(every, every, consultation).frame.equals(
        poles_both_ways(shuffled, shuffled, consultation).frame
    )
