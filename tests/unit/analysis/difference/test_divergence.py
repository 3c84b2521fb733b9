from collections.abc import Callable
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon

from heard.analysis.difference import divergence
from heard.analysis.difference.divergence import jensen_shannon
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable
from tests.unit.analysis.difference.speaking import in_another_order, many, speak

Read = Callable[[ResultTable, str], dict[object, object]]
# Support is raised by all ten adopters and by half of ten carers; everybody raises contact.
APART = many(10, "adopters", "more c", "a") | many(5, "carers", "more c", "m") | many(5, "carers", "c", "n")


def by_theme(table: ResultTable, name: str) -> dict[str, float]:
    return dict(zip(table.frame["theme"], table.frame[name], strict=True))


@pytest.mark.parametrize(
    ("shares", "bits"),
    [
        ([0.0, 1.0], 1.0),
        ([0.3, 0.3, 0.3], 0.0),
        # Mean 3/4 has 0.811278 bits; the two groups have 0 and 1 bit, on average 0.5.
        ([1.0, 0.5], 0.311278),
        # Mean 1/3 has 0.918296 bits, each group none.
        ([1.0, 0.0, 0.0], 0.918296),
        ([0.4], 0.0),
    ],
)
def test_the_divergence_is_worked_by_hand(shares: list[float], bits: float) -> None:
    assert jensen_shannon(np.array(shares)) == pytest.approx(bits, abs=1e-6)


_shares = arrays.arrays(np.float64, st.integers(2, 12), elements=st.floats(0, 1))


@given(st.integers(0, 40), st.integers(0, 40))
def test_for_two_groups_it_is_that_of_scipy(raised: int, others: int) -> None:
    one, other = raised / 40, others / 40
    distance = jensenshannon([one, 1 - one], [other, 1 - other], base=2)
    assert jensen_shannon(np.array([one, other])) == pytest.approx(distance**2, abs=1e-7)


@given(_shares)
def test_it_lies_between_none_and_one_bit_and_takes_no_side(shares: NDArray[np.float64]) -> None:
    bits = jensen_shannon(shares)
    assert 0 <= bits <= 1
    assert jensen_shannon(1 - shares) == pytest.approx(bits, abs=1e-9)
    assert jensen_shannon(shares[::-1]) == pytest.approx(bits, abs=1e-9)
    assert (bits > 1e-6) <= (np.ptp(shares) > 0)


def test_a_theme_is_worked_by_hand(consultation: Consultation) -> None:
    table = divergence(speak(APART), consultation, "experience")
    (row,) = table.frame[table.frame["theme"] == "Support"].to_dict("records")
    assert (row["people"], row["people_base"], row["people_share"]) == (15, 20, 0.75)
    assert (row["highest"], row["highest_people"], row["highest_base"]) == ("Adopters", 10, 10)
    assert (row["lowest"], row["lowest_people"], row["lowest_base"]) == ("Foster carers", 5, 10)
    assert (row["highest_share"], row["lowest_share"], row["difference"]) == (1, 0.5, 0.5)
    assert row["divergence"] == pytest.approx(311.278, abs=1e-3)
    # Of the ways to deal 15 raisers to two groups of ten, those with 10 and 5 either way are as far apart.
    ways = {there: comb(15, there) * comb(5, 10 - there) / comb(20, 10) for there in range(5, 11)}
    assert row["p"] == pytest.approx(ways[5] + ways[10], abs=0.01)
    gap = sum(abs(2 * there - 15) / 10 * chance for there, chance in ways.items())
    assert row["by_chance"] == pytest.approx(gap, abs=0.01)
    # It is the only theme compared, as all raised the other: nothing to correct for.
    assert row["q"] == row["p"]
    assert row["differs"] == 1


def test_a_theme_that_all_raised_is_no_comparison(consultation: Consultation) -> None:
    table = divergence(speak(APART), consultation, "experience")
    (row,) = table.frame[table.frame["theme"] == "Contact"].to_dict("records")
    assert (row["highest"], row["lowest"]) == ("All alike", "All alike")
    assert pd.isna(row["highest_people"])
    assert (row["highest_share"], row["lowest_share"]) == (1, 1)
    assert (row["difference"], row["by_chance"], row["divergence"]) == (0, 0, 0)
    assert pd.isna(row["p"]) and pd.isna(row["q"]) and pd.isna(row["differs"])


def test_a_theme_that_nobody_raised_is_left_out_and_the_furthest_apart_comes_first(
    consultation: Consultation,
) -> None:
    table = divergence(speak(APART), consultation, "experience")
    assert table.frame["theme"].tolist() == ["Support", "Contact"]


def test_the_largest_difference_comes_first_as_in_its_chart(consultation: Consultation) -> None:
    # Nobody and 3 of 10 diverge by 169 thousandths of a bit, 4 and 8 of 10 by 125 and are further apart.
    said = (
        many(4, "adopters", "more c", "a")
        | many(6, "adopters", "c", "b")
        | many(3, "carers", "more fast c", "d")
        | many(5, "carers", "more c", "e")
        | many(2, "carers", "c", "f")
    )
    table = divergence(speak(said), consultation, "experience")
    assert table.frame["theme"].tolist() == ["Support", "Pace", "Contact"]
    bits = by_theme(table, "divergence")
    assert bits["Pace"] == pytest.approx(169.0, abs=1) and bits["Support"] == pytest.approx(125.0, abs=1)
    assert table.column("difference").unit == "share difference"


@pytest.mark.parametrize(("adopters", "named"), [(9, "Professionals"), (10, "Adopters")])
def test_a_small_group_is_not_named_and_its_people_stay_in_the_base(
    consultation: Consultation, adopters: int, named: str
) -> None:
    said = (
        many(adopters, "adopters", "more", "a")
        | many(20, "carers", "c", "c")
        | many(6, "pros", "more", "p")
        | many(6, "pros", "c", "q")
    )
    table = divergence(speak(said), consultation, "experience")
    (row,) = table.frame[table.frame["theme"] == "Support"].to_dict("records")
    assert row["highest"] == named
    assert (row["people"], row["people_base"]) == (adopters + 6, adopters + 32)


def test_of_groups_with_one_share_the_largest_is_named(consultation: Consultation) -> None:
    said = many(10, "adopters", "c", "a") | many(12, "carers", "c", "c") | many(10, "pros", "more", "p")
    table = divergence(speak(said), consultation, "experience")
    assert set(by_theme(table, "lowest").values()) == {"Foster carers", "Professionals"}
    assert by_theme(table, "lowest_base")["Support"] == 12


def test_somebody_of_two_groups_counts_in_both_and_once_in_all(consultation: Consultation) -> None:
    said = many(10, "adopters carers", "more", "b") | many(10, "carers", "c", "c") | many(4, "", "more", "n")
    table = divergence(speak(said), consultation, "experience")
    (row,) = table.frame[table.frame["theme"] == "Support"].to_dict("records")
    # Those who gave no group are in nothing.
    assert (row["people"], row["people_base"]) == (10, 20)
    assert (row["highest_people"], row["highest_base"]) == (10, 10)
    assert (row["lowest_people"], row["lowest_base"]) == (10, 20)
    assert set(table.rows_behind["lowest_people"]["row_id"]) == {f"b{each:02}" for each in range(10)}


def test_one_large_group_alone_is_compared_with_nobody(consultation: Consultation) -> None:
    table = divergence(
        speak(many(12, "adopters", "more", "a") | many(3, "pros", "c", "p")), consultation, "experience"
    )
    assert set(table.frame["highest"]) == {"Not compared"}
    assert table.frame[["difference", "divergence", "p", "q", "differs"]].isna().all(axis=None)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_chance_does_is_not_called_a_difference_and_what_was_planted_is(
    consultation: Consultation, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    said = {}
    for person in range(400):
        groups = ["adopters", "carers", "pros", "adopters carers"][person % 4]
        rates = {"more": 0.3, "fast": 0.5 if groups == "pros" else 0.2, "c": 1.0}
        said[f"p{person:03}"] = groups, " ".join(code for code, rate in rates.items() if draw.random() < rate)
    differs = by_theme(divergence(speak(said), consultation, "experience"), "differs")
    assert (differs["Pace"], differs["Support"]) == (1, 0)


def test_rows_in_any_order_give_the_same(consultation: Consultation) -> None:
    one, other = speak(APART), in_another_order(speak(APART))
    assert divergence(one, consultation, "experience").frame.equals(
        divergence(other, consultation, "experience").frame
    )


def test_nobody_gives_an_empty_table(no_frames: Frames, frames: Frames, consultation: Consultation) -> None:
    assert divergence(no_frames, consultation, "experience").frame.empty
    assert divergence(Frames.of(codes=frames.codes), consultation, "experience").frame.empty
    with pytest.raises(HeardError, match="no grouping"):
        divergence(frames, consultation, "experiences")


def test_it_says_that_the_two_named_were_picked_and_that_silence_is_no_disagreement(
    frames: Frames, consultation: Consultation
) -> None:
    notes = " ".join(divergence(frames, consultation, "experience").notes)
    assert "it has no interval" in notes
    assert "does not say that it would disagree" in notes
