from math import prod, sqrt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.analysis.difference import NO_DIFFERENCE, common_ground, divergence
from heard.charts import Source, ranked_bars
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import broken_margins
from tests.unit.analysis.difference.speaking import in_another_order, many, speak

# Support: all ten adopters, half of ten carers. Pace: no adopter, all carers. Contact: one each.
SAID = (
    many(9, "adopters", "more", "a")
    | many(1, "adopters", "more c", "b")
    | many(4, "carers", "more fast", "c")
    | many(1, "carers", "more fast c", "d")
    | many(5, "carers", "fast", "e")
)


def test_the_consensus_is_worked_by_hand(consultation: Consultation) -> None:
    table = common_ground(speak(SAID), consultation, "experience")
    read = table.frame.set_index("theme")
    # The groups differ on support and pace: these stand below what fewer raise and no group more.
    products = {"Support": 11 / 12 * 6 / 12, "Pace": 1 / 12 * 11 / 12, "Contact": 2 / 12 * 2 / 12}
    assert read.index.tolist() == ["Contact", "Support", "Pace"]
    for theme, product in products.items():
        assert read.at[theme, "mean_share"] == pytest.approx(sqrt(product))
    assert set(read["groups"]) == {2}
    assert read.loc["Support", ["lowest", "lowest_people", "lowest_base"]].tolist() == [
        "Foster carers",
        5,
        10,
    ]
    assert read.at["Pace", "lowest_share"] == 0
    # One of ten each: nobody is named, and the share is that of both.
    assert read.loc["Contact", ["lowest", "lowest_share"]].tolist() == ["All alike", 0.1]
    assert pd.isna(read.at["Contact", "lowest_people"])


def test_what_both_groups_raise_comes_before_what_one_large_group_raises(consultation: Consultation) -> None:
    said = (
        many(60, "adopters", "fast", "a")
        | many(40, "adopters", "more", "b")
        | many(6, "carers", "more", "c")
        | many(4, "carers", "c", "d")
    )
    read = common_ground(speak(said), consultation, "experience").frame
    assert read["people"].tolist()[:2] == [46, 60]
    assert read["theme"].tolist()[:2] == ["Support", "Pace"]


def test_the_words_beside_are_the_flag_of_divergence(consultation: Consultation) -> None:
    ground = common_ground(speak(SAID), consultation, "experience").frame.set_index("theme")["differs"]
    apart = divergence(speak(SAID), consultation, "experience").frame.set_index("theme")["differs"]
    assert (ground == "Groups differ").to_dict() == (apart == 1).to_dict()
    assert (ground["Pace"], ground["Contact"]) == ("Groups differ", "No difference shown")


def test_what_everybody_raised_is_common_ground_though_nothing_can_be_compared(
    consultation: Consultation,
) -> None:
    said = many(10, "adopters", "c more", "a") | many(10, "carers", "c", "c")
    read = common_ground(speak(said), consultation, "experience").frame.set_index("theme")
    assert read["differs"].to_dict() == {"Contact": "No difference shown", "Support": "Groups differ"}
    assert read.at["Contact", "lowest_share"] == 1


def test_a_chart_can_be_limited_to_what_no_group_differs_on(consultation: Consultation) -> None:
    table = common_ground(speak(SAID), consultation, "experience")
    chart = ranked_bars(
        table,
        category="theme",
        value="lowest_share",
        where={"differs": NO_DIFFERENCE},
        source=Source.of(consultation),
    )
    assert "Contact" in chart.alt
    assert "Pace" not in chart.alt and "Support" not in chart.alt


_people = st.lists(
    st.tuples(
        st.sampled_from(["adopters", "carers", "pros", "adopters carers", ""]),
        st.sampled_from(["more", "fast", "c", "more c", "more fast c"]),
    ),
    max_size=80,
)


# The consultation is the same for every example.
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=_people)
def test_it_is_the_product_over_groups_counted_one_by_one(
    consultation: Consultation, drawn: list[tuple[str, str]]
) -> None:
    said = {f"p{place:02}": each for place, each in enumerate(drawn)}
    table = common_ground(speak(said), consultation, "experience")
    assert (
        broken_margins(
            {each.name: each for each in (table, divergence(speak(said), consultation, "experience"))}
        )
        == []
    )
    members = {
        group: [codes for groups, codes in drawn if group in groups.split()]
        for group in ("adopters", "carers", "pros")
    }
    large = [codes for codes in members.values() if len(codes) >= 10]
    for code, theme in (("more", "Support"), ("fast", "Pace"), ("c", "Contact")):
        rows = table.frame[table.frame["theme"] == theme]
        if not any(code in codes.split() for groups, codes in drawn if groups):
            assert rows.empty
        elif len(large) < 2:
            assert rows["mean_share"].isna().all()
            assert set(rows["differs"]) == {"Not compared"}
        else:
            smoothed = [
                (sum(code in each.split() for each in codes) + 1) / (len(codes) + 2) for codes in large
            ]
            assert rows["mean_share"].item() == pytest.approx(prod(smoothed) ** (1 / len(large)))
            assert min(smoothed) <= rows["mean_share"].item() + 1e-12
            assert rows["mean_share"].item() <= max(smoothed) + 1e-12
    for _, alike in table.frame.dropna(subset=["mean_share"]).groupby("differs"):
        assert alike["mean_share"].is_monotonic_decreasing


def test_rows_in_any_order_give_the_same(consultation: Consultation) -> None:
    one, other = speak(SAID), in_another_order(speak(SAID))
    assert common_ground(one, consultation, "experience").frame.equals(
        common_ground(other, consultation, "experience").frame
    )


def test_one_group_has_no_common_ground_and_nobody_has_no_themes(
    no_frames: Frames, consultation: Consultation
) -> None:
    table = common_ground(speak(many(12, "adopters", "more", "a")), consultation, "experience")
    assert table.frame["mean_share"].isna().all()
    assert table.frame["lowest"].tolist() == ["Not compared"]
    assert common_ground(no_frames, consultation, "experience").frame.empty
