from collections.abc import Callable

import pytest

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, concentration, session_contributions
from heard.analysis.coding.concentration import ordinal
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_the_most_talkative_part_is_rounded_up_to_whole_people(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = concentration(frames, consultation)
    # p1 made 3 of the 5 mentions whose speaker is known, p2 and p3 one each; s1 has 2 of 3, s2 one.
    assert column(table, "mentions") == {
        ("People known", "Top 1%"): 3,
        ("People known", "Top 5%"): 3,
        ("People known", "Top 10%"): 3,
        ("People known", "Top 50%"): 4,
        ("People known", "All"): 5,
        ("Sessions", "Top 1%"): 2,
        ("Sessions", "Top 5%"): 2,
        ("Sessions", "Top 10%"): 2,
        ("Sessions", "Top 50%"): 2,
        ("Sessions", "All"): 3,
    }
    assert column(table, "sources")["People known", "Top 50%"] == 2
    assert column(table, "sources_base")["People known", "Top 1%"] == 3
    assert column(table, "mentions_share")["People known", "Top 1%"] == pytest.approx(3 / 5)


def test_nobody_is_named_and_who_it_is_stands_behind(frames: Frames, consultation: Consultation) -> None:
    table = concentration(frames, consultation)
    assert not table.frame.astype("str").isin(["p1", "p2", "s1"]).any().any()
    behind = table.rows_behind["sources"]
    assert set(behind.loc[behind["part"] == "Top 1%", "row_id"]) == {"p1", "s1"}


def test_sessions_go_by_their_place(frames: Frames, consultation: Consultation) -> None:
    table = session_contributions(frames, consultation)
    assert table.frame.drop(columns=["mentions_base", "mentions_share"]).to_numpy().tolist() == [
        ["1st", 2, 2 / 8, 2, 1],
        ["2nd", 1, 3 / 8, 1, 1],
        ["In no session", 5, 1.0, 3, 2],
    ]
    assert set(table.frame["mentions_base"]) == {8}
    behind = table.rows_behind["mentions"]
    assert set(behind.loc[behind["place"] == "1st", "row_id"]) == {"k7", "k8"}


@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement"), Scope("evidence")])
def test_sessions_add_up_to_all_mentions(frames: Frames, consultation: Consultation, scope: Scope) -> None:
    tables = [each(frames, consultation, scope) for each in (coding_totals, session_contributions)]
    assert broken_margins({table.name: table for table in tables}) == []


def test_places_in_words() -> None:
    places = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st"}
    assert {number: ordinal(number) for number in places} == places
    assert (ordinal(111), ordinal(1022)) == ("111th", "1,022nd")


def test_order_of_rows_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for table in (concentration, session_contributions):
        assert table(frames, consultation).frame.equals(table(shuffled, consultation).frame)
        assert table(no_frames, consultation).frame.empty
