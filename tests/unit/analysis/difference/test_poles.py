from collections.abc import Callable
from math import comb

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.analysis import EVERYTHING, Scope
from heard.analysis.difference import ENOUGH, poles, poles_by_group
from heard.analysis.difference.poles import TOO_FEW
from heard.charts import Source, panels
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins
from tests.unit.analysis.difference.speaking import CODEBOOK, Row, in_another_order, many, speak

Read = Callable[[ResultTable, str], dict[object, object]]
PAIR = "More / Less"
# 12 adopters: 9 more, 2 less, 1 both; 11 carers: 1 more, 10 less; a person of both groups; one of none.
SAID = (
    many(9, "adopters", "more", "am")
    | many(2, "adopters", "less", "al")
    | many(1, "adopters", "more less", "ab")
    | many(1, "carers", "more-now", "cm")
    | many(10, "carers", "less", "cl")
    | many(1, "adopters carers", "more", "dm")
    | many(1, "", "more", "nm")
    | many(3, "pros", "c", "pc")
)


def test_people_are_counted_on_each_side_and_beside(consultation: Consultation, column: Read) -> None:
    table = poles(speak(SAID), consultation)
    numbers = {name: column(table, name)[PAIR] for name in ("people", "first", "second", "both", "leaning")}
    assert numbers == {"people": 25, "first": 12, "second": 12, "both": 1, "leaning": 24}
    assert column(table, "first_share")[PAIR] == 0.5
    # Of 28 people with a coded text, three spoke of contact only.
    assert column(table, "coded")[PAIR] == 28
    assert column(table, "people_share")[PAIR] == pytest.approx(25 / 28)
    # Nobody said anything of the other pair; it keeps its row.
    assert column(table, "people")["Slow / Fast"] == 0
    assert pd.isna(column(table, "first_share")["Slow / Fast"])


def test_groups_lean_and_others_are_those_who_do_not_hold_the_group(
    consultation: Consultation, column: Read
) -> None:
    table = poles_by_group(speak(SAID), consultation, "experience")
    adopters, carers = (PAIR, "Adopters", ENOUGH), (PAIR, "Foster carers", ENOUGH)
    none, professionals = (PAIR, "Not stated", TOO_FEW), (PAIR, "Professionals", TOO_FEW)
    read = {name: column(table, name) for name in table.frame.columns[3:]}
    assert [read[name][adopters] for name in ("people", "first", "second", "both", "leaning")] == [
        *(13, 10, 2, 1, 12)
    ]
    assert [read[name][carers] for name in ("first", "second", "leaning")] == [2, 10, 12]
    assert read["first_share"][adopters] == pytest.approx(10 / 12)
    # Others of the adopters: 11 carers who are no adopters, one of whom took the first.
    assert (read["others_leaning"][adopters], read["others_share"][adopters]) == (11, pytest.approx(1 / 11))
    # Whoever gave no group is shown and is nobody's "others".
    assert (read["people"][none], read["first"][none]) == (1, 1)
    assert pd.isna(read["p"][none])
    # Nobody among the professionals took a pole.
    assert read["people"][professionals] == 0
    assert pd.isna(read["first_share"][professionals])


def test_the_interval_is_that_of_wilson(consultation: Consultation, column: Read) -> None:
    # Newcombe (1998): 1 of 29 has the score interval 0.0061 to 0.1718.
    table = poles(speak(many(1, "", "more", "m") | many(28, "", "less", "l")), consultation)
    assert column(table, "low")[PAIR] == pytest.approx(0.0061, abs=5e-5)
    assert column(table, "high")[PAIR] == pytest.approx(0.1718, abs=5e-5)


def test_chance_is_worked_by_hand(consultation: Consultation, column: Read) -> None:
    # 15 of 30 people took the first: all ten adopters, none of ten carers, half of ten professionals.
    said = (
        many(10, "adopters", "more", "a")
        | many(10, "carers", "less", "c")
        | many(5, "pros", "more", "p")
        | many(5, "pros", "less", "q")
    )
    table = poles_by_group(speak(said), consultation, "experience")
    p, q, differs = (column(table, name) for name in ("p", "q", "differs"))
    tail = 2 * comb(15, 10) / comb(30, 10)
    assert p[PAIR, "Adopters", ENOUGH] == pytest.approx(tail)
    assert p[PAIR, "Foster carers", ENOUGH] == pytest.approx(tail)
    assert p[PAIR, "Professionals", ENOUGH] == 1
    # Benjamini and Hochberg over the three that are compared: the second smallest p times 3 / 2.
    assert q[PAIR, "Adopters", ENOUGH] == pytest.approx(tail * 3 / 2)
    assert q[PAIR, "Foster carers", ENOUGH] == pytest.approx(tail * 3 / 2)
    groups = ("Adopters", "Foster carers", "Professionals")
    assert [differs[PAIR, group, ENOUGH] for group in groups] == [1, 1, 0]
    assert pd.isna(q["Slow / Fast", "Adopters", TOO_FEW])


@pytest.mark.parametrize(("leaning", "compared"), [(9, False), (10, True)])
def test_a_group_of_few_leaning_people_is_shown_and_not_compared(
    consultation: Consultation, column: Read, leaning: int, compared: bool
) -> None:
    said = (
        many(leaning, "adopters", "more", "a")
        | many(3, "adopters", "more less", "b")
        | many(40, "carers", "less", "c")
    )
    table = poles_by_group(speak(said), consultation, "experience")
    size = ENOUGH if compared else TOO_FEW
    assert column(table, "first_share")[PAIR, "Adopters", size] == 1
    assert pd.notna(column(table, "p")[PAIR, "Adopters", size]) == compared
    # The carers have no other beside them than these few.
    assert pd.notna(column(table, "p")[PAIR, "Foster carers", ENOUGH]) == compared
    chart = panels(
        table,
        category="group",
        value="first_share",
        group="pair",
        where={"leaners": ENOUGH},
        source=Source.of(consultation),
    )
    assert ("Adopters" in chart.alt) == compared


def test_a_pair_of_which_all_took_one_pole_is_not_compared(consultation: Consultation, column: Read) -> None:
    said = many(12, "adopters", "more fast", "a") | many(12, "carers", "more slow", "c")
    table = poles_by_group(speak(said), consultation, "experience")
    p, differs = column(table, "p"), column(table, "differs")
    assert pd.isna(p[PAIR, "Adopters", ENOUGH]) and pd.isna(differs[PAIR, "Adopters", ENOUGH])
    # So it is none of the comparisons that the other pair's are adjusted for.
    other = ("Slow / Fast", "Adopters", ENOUGH)
    assert column(table, "q")[other] == p[other]
    assert differs[other] == 1


def _mirrored() -> list[Row]:
    by_code = {row[0]: row for row in CODEBOOK}
    return [by_code[code] for code in ("a", "less", "more", "more-now", "b", "slow", "fast", "c")]


_people = st.lists(
    st.tuples(
        st.sampled_from(["adopters", "carers", "pros", "adopters carers", ""]),
        st.sampled_from(["more", "less", "more less", "slow", "fast more", "c"]),
    ),
    max_size=60,
)


# The consultation is the same for every example.
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=_people)
def test_neither_pole_is_favoured(consultation: Consultation, drawn: list[tuple[str, str]]) -> None:
    said = {f"p{place:02}": each for place, each in enumerate(drawn)}
    one = poles_by_group(speak(said), consultation, "experience").frame
    other = poles_by_group(speak(said, _mirrored()), consultation, "experience").frame
    one = one[one["pair"] == "More / Less"].set_index("group")
    other = other[other["pair"] == "Less / More"].set_index("group")
    assert other["first"].equals(one["second"].rename("first"))
    for name, mirror in (("first_share", "first_share"), ("low", "high"), ("high", "low")):
        assert (1 - other[mirror]).to_numpy() == pytest.approx(one[name].to_numpy(), nan_ok=True)
    for name in ("p", "q", "differs", "people", "both", "leaning", "others_leaning"):
        assert other[name].to_numpy() == pytest.approx(one[name].to_numpy(), nan_ok=True)


@pytest.mark.parametrize("scope", [EVERYTHING, Scope("advice"), Scope("engagement")])
def test_groups_agree_with_everybody_and_rows_come_in_any_order(
    consultation: Consultation, scope: Scope
) -> None:
    frames, shuffled = speak(SAID), in_another_order(speak(SAID))
    tables = [
        poles(frames, consultation, scope),
        poles_by_group(frames, consultation, "experience", scope),
    ]
    assert broken_margins({table.name: table for table in tables}) == []
    assert tables[0].frame.equals(poles(shuffled, consultation, scope).frame)
    assert tables[1].frame.equals(poles_by_group(shuffled, consultation, "experience", scope).frame)


def test_people_whom_notes_do_not_name_are_nobody(frames: Frames, consultation: Consultation) -> None:
    codes = frames.codes.assign(opposes=frames.codes["code"].map({"a1": "b"}))
    table = poles(Frames.of(**dict(frames.items()) | {"codes": codes}), consultation)
    # p1 took both (t1), p3 the second (t3); the notes n1 and n3 are by nobody known.
    (row,) = table.frame[["pair", "people", "first", "second", "both"]].to_numpy().tolist()
    assert row == ["Waiting / School", 2, 0, 1, 1]


def test_without_pairs_or_people_tables_are_empty(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    for nothing in (frames, no_frames):  # the first has a codebook without poles
        assert poles(nothing, consultation).frame.empty
        assert poles_by_group(nothing, consultation, "experience").frame.empty
    unsaid = poles_by_group(Frames.of(codes=speak({}).codes), consultation, "experience").frame
    assert len(unsaid) == 6
    assert unsaid["people"].sum() == 0
    with pytest.raises(HeardError, match="no grouping"):
        poles_by_group(frames, consultation, "experiences")


def test_the_wording_takes_no_side(consultation: Consultation) -> None:
    for table in (
        poles(speak(SAID), consultation),
        poles_by_group(speak(SAID), consultation, "experience"),
    ):
        assert any("neither is right" in note for note in table.notes)
        assert any("counted beside" in note for note in table.notes)
