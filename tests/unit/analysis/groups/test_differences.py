from collections.abc import Callable
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from heard.analysis.groups import distinctive_subthemes, distinctive_themes
from heard.analysis.groups.differences import with_chance
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
Made = Callable[..., Frames]


def test_a_group_is_compared_with_those_who_do_not_hold_it(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = distinctive_themes(frames, consultation, "experience")
    pair = ("Adopters", "Support")
    # p1 and p2 raised it; of the others only p3 gave a group and has a coded text, and did not.
    assert (column(table, "people")[pair], column(table, "people_base")[pair]) == (2, 2)
    assert (column(table, "others")[pair], column(table, "others_base")[pair]) == (0, 1)
    assert column(table, "difference")[pair] == 1
    # Two people against one are too few, whatever the interval says.
    assert pd.isna(column(table, "p")[pair])
    assert pd.isna(column(table, "q")[pair])
    assert column(table, "distinctive")[pair] == 0


def test_everyone_else_are_people_who_gave_a_group(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    held = frames.memberships
    fewer = Frames.of(**(dict(frames.items()) | {"memberships": held[held["respondent_id"] != "p3"]}))
    assert column(distinctive_themes(fewer, consultation, "experience"), "others_base") == {
        (group, theme): others
        for group, others in (("Adopters", 0), ("Foster carers", 1), ("Professionals", 2))
        for theme in ("Support", "School")
    }


def test_what_nobody_compared_raised_has_no_row(
    frames: Frames, consultation: Consultation, made: Made
) -> None:
    table = distinctive_themes(frames, consultation, "experience")
    # Nobody raised contact.
    assert table.frame["theme"].drop_duplicates().tolist() == ["Support", "School"]
    assert "none of these people raised has no row" in " ".join(table.notes)
    # Somebody without a group raised it, and is in no comparison.
    people = made([["adopters"], ["carers"], []], [["a1"], ["a1"], ["c", "b"]])
    for table in (distinctive_themes, distinctive_subthemes):
        assert set(table(people, consultation, "experience").frame["theme"]) == {"Support"}
    assert set(distinctive_subthemes(people, consultation, "experience").frame["subtheme"]) == {"Waiting"}


def test_titles_say_which_table_it_is_and_the_verdict_comes_first(
    frames: Frames, consultation: Consultation
) -> None:
    tables = [
        table(frames, consultation, "experience") for table in (distinctive_themes, distinctive_subthemes)
    ]
    assert [table.title for table in tables] == [
        "Each group against everyone else: themes (experience)",
        "Each group against everyone else: subthemes (experience)",
    ]
    for table in tables:
        assert table.frame.columns[len(table.dimensions)] == "distinctive"
        assert table.column("difference").unit == "share difference"


def _ten_and_twenty(made: Made) -> Frames:
    """Ten adopters and twenty carers; 6 and 2 raise school, 3 and 6 support, all raise contact."""
    adopters = [["c", *(["b"] if n < 6 else []), *(["a1"] if n < 3 else [])] for n in range(10)]
    carers = [["c", *(["b"] if n < 2 else []), *(["a1"] if n < 6 else [])] for n in range(20)]
    return made([["adopters"]] * 10 + [["carers"]] * 20, adopters + carers)


def test_p_and_q_are_those_worked_by_hand(made: Made, consultation: Consultation, column: Read) -> None:
    table = distinctive_themes(_ten_and_twenty(made), consultation, "experience")
    # Of the ways to choose the 8 who raised school among 30, those with at least 6 of the 10 adopters.
    ways = sum(comb(10, k) * comb(20, 8 - k) for k in (6, 7, 8)) / comb(30, 8)
    p = column(table, "p")
    assert p["Adopters", "School"] == pytest.approx(2 * ways)
    assert p["Adopters", "School"] == pytest.approx(p["Foster carers", "School"])
    assert p["Adopters", "Support"] == 1
    # What everybody raised is not compared, and nobody is a professional: four comparisons are left, in
    # two pairs that are each other's mirror. The second of four has q = p * 4 / 2, and so has the first.
    q = column(table, "q")
    assert sum(pd.notna(value) for value in q.values()) == 4
    assert pd.isna(q["Adopters", "Contact"])
    assert q["Adopters", "School"] == pytest.approx(2 * 2 * ways)
    # Both are as unlikely, and only more often is distinctive.
    assert {pair for pair, yes in column(table, "distinctive").items() if yes} == {("Adopters", "School")}


def test_subthemes_are_compared_within_their_theme(
    made: Made, consultation: Consultation, column: Read
) -> None:
    table = distinctive_subthemes(_ten_and_twenty(made), consultation, "experience")
    themes = distinctive_themes(_ten_and_twenty(made), consultation, "experience")
    for name in ("people", "others", "p"):
        found = column(table, name)
        assert found["Adopters", "Support", "Waiting"] == column(themes, name)["Adopters", "Support"]
    assert ("Adopters", "Support", "Crisis") not in column(table, "people")
    assert column(table, "distinctive")["Adopters", "School", "The theme itself"] == 1


@pytest.mark.parametrize(("adopters", "others", "flag"), [(9, 40, 0), (10, 40, 1), (40, 9, 0), (40, 10, 1)])
def test_a_base_too_small_is_shown_and_not_compared(
    made: Made, consultation: Consultation, column: Read, adopters: int, others: int, flag: int
) -> None:
    people = made(
        [["adopters"]] * adopters + [["carers"]] * others, [["b", "c"]] * adopters + [["c"]] * others
    )
    table = distinctive_themes(people, consultation, "experience")
    assert column(table, "low")["Adopters", "School"] > 0.5
    assert pd.notna(column(table, "q")["Adopters", "School"]) == bool(flag)
    assert column(table, "distinctive")["Adopters", "School"] == flag


def _drawn(made: Made, seed: int, planted: bool) -> Frames:
    """600 people, some of two groups: half the adopters raise school, or as many of everybody."""
    draw = np.random.default_rng(seed)
    kinds = [["adopters"], ["carers"], ["pros"], ["carers", "pros"]]
    groups = [kinds[n % 4] for n in range(600)]
    own = draw.random(600) < [0.5 if planted and "adopters" in each else 0.2 for each in groups]
    other = draw.random(600) < 0.3
    codes = [
        ["c", *(["b"] if school else []), *(["a"] if support else [])]
        for school, support in zip(own, other, strict=True)
    ]
    return made(groups, codes)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_planted_difference_is_found_and_no_other(
    made: Made, consultation: Consultation, column: Read, seed: int
) -> None:
    table = distinctive_themes(_drawn(made, seed, planted=True), consultation, "experience")
    assert {pair for pair, yes in column(table, "distinctive").items() if yes} == {("Adopters", "School")}
    low, high = (column(table, side)["Adopters", "School"] for side in ("low", "high"))
    assert low < 0.3 < high


def test_where_groups_do_not_differ_hardly_a_table_calls_anything_distinctive(
    made: Made, consultation: Consultation
) -> None:
    tables = [
        distinctive_themes(_drawn(made, seed, planted=False), consultation, "experience").frame
        for seed in range(60)
    ]
    compared = sum(table["q"].notna().sum() for table in tables)
    assert compared == 60 * 3 * 2
    # With no difference anywhere, the false discovery rate is the share of tables with a discovery: 3 in 60.
    assert sum(bool(table["distinctive"].any()) for table in tables) <= 6
    # Without the correction, one comparison in twenty is under 0.05.
    assert sum((table["p"] <= 0.05).sum() for table in tables) >= 6


def test_groups_that_overlap_are_compared_as_a_permutation_of_people_has_it(
    made: Made, consultation: Consultation, column: Read
) -> None:
    """Twenty people, five with both groups: every way of choosing the three who raised school."""
    groups = [["adopters"]] * 5 + [["adopters", "carers"]] * 5 + [["carers"]] * 6 + [["pros"]] * 4
    codes = [["c", "b"] if n in {5, 6, 7} else ["c"] for n in range(20)]
    table = distinctive_themes(made(groups, codes), consultation, "experience")
    deals = [sum("adopters" in groups[n] for n in chosen) for chosen in combinations(range(20), 3)]
    assert column(table, "p")["Adopters", "School"] == pytest.approx(2 * np.mean([n == 3 for n in deals]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.integers(0, 60), st.floats(0, 1), st.floats(0, 1)),
        min_size=1,
        max_size=12,
    )
)
def test_q_is_never_below_p_and_keeps_its_order(cells: list[tuple[int, int, float, float]]) -> None:
    frame = pd.DataFrame(cells, columns=["people_base", "others_base", "x", "y"])
    frame["people"] = (frame["x"] * frame["people_base"]).astype("int64")
    frame["others"] = (frame["y"] * frame["others_base"]).astype("int64")
    frame["difference"] = frame["people"] / frame["people_base"] - frame["others"] / frame["others_base"]
    found = with_chance(frame)
    compared = found.dropna(subset=["p"])
    assert (compared["q"] >= compared["p"] - 1e-12).all()
    assert compared.sort_values("p")["q"].is_monotonic_increasing
    assert ((found["people_base"] < 10) | (found["others_base"] < 10) <= found["p"].isna()).all()
    alone = hypergeom.pmf(
        compared["people"],
        compared["people_base"] + compared["others_base"],
        compared["people"] + compared["others"],
        compared["people_base"],
    )
    # What was observed is in both tails.
    assert (compared["p"] >= np.minimum(1, alone) - 1e-12).all()
    assert (found.loc[found["distinctive"] == 1, "difference"] > 0).all()


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (distinctive_themes, distinctive_subthemes):
        one, other = (table(each, consultation, "experience").frame for each in (frames, shuffled))
        assert one.equals(other)


def test_nobody_coded_is_distinctive_for_nothing(
    no_frames: Frames, frames: Frames, consultation: Consultation
) -> None:
    for table in (distinctive_themes, distinctive_subthemes):
        found = table(Frames.of(codes=frames.codes), consultation, "experience").frame
        assert found.empty
        assert table(no_frames, consultation, "experience").frame.empty


def test_what_q_promises_and_what_makes_it_too_small_is_said(
    frames: Frames, consultation: Consultation
) -> None:
    notes = " ".join(distinctive_themes(frames, consultation, "experience").notes)
    assert "false discovery rate is controlled over all comparisons of the table" in notes
    assert "narrower than they should be" in notes
    assert "forty" not in notes
