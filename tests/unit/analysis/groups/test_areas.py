from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from heard.analysis import Scope
from heard.analysis.groups import areas_outside, control_limits, theme_to_look_at, themes_by_area
from heard.analysis.groups.limits import against_limits, binomial_limits, binomial_p
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
Made = Callable[..., Frames]


def test_limits_are_the_quantiles_of_the_binomial_distribution() -> None:
    # Twenty tosses of a coin: 5 heads or fewer have 0.0207, 6 or fewer 0.0577; 2 or fewer 0.0002, 3 or
    # fewer 0.0013.
    base, rate = pd.Series([20]), pd.Series([0.5])
    assert [float(side[0]) for side in binomial_limits(base, rate, 0.95)] == [6 / 20, 14 / 20]
    assert [float(side[0]) for side in binomial_limits(base, rate, 0.998)] == [3 / 20, 17 / 20]


def test_where_an_area_lies_is_said_by_its_limits() -> None:
    raised = [2, 3, 5, 6, 10, 14, 15, 17, 18]
    counted = pd.DataFrame({"raised": raised, "base": 20, "overall": 0.5})
    found = against_limits(counted.assign(share=counted["raised"] / 20))
    assert found["outside"].tolist() == [
        "Below the 99.8% limits",
        *["Below the 95% limits"] * 2,
        *["Inside the limits"] * 3,
        *["Above the 95% limits"] * 2,
        "Above the 99.8% limits",
    ]


def test_a_rate_of_nought_or_all_has_limits_there_and_no_base_has_none() -> None:
    low, high = binomial_limits(pd.Series([15, 15, 0]), pd.Series([0.0, 1.0, 0.5]), 0.95)
    assert low.tolist()[:2] == high.tolist()[:2] == [0.0, 1.0]
    assert pd.isna(low[2])
    assert pd.isna(high[2])


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 400), st.floats(0.001, 0.999), st.sampled_from([0.95, 0.998]))
def test_outside_the_limits_each_tail_is_as_small_as_it_says(base: int, rate: float, coverage: float) -> None:
    low, high = (float(side[0]) for side in binomial_limits(pd.Series([base]), pd.Series([rate]), coverage))
    assert 0 <= low <= rate <= high <= 1
    tail = (1 - coverage) / 2
    below = [count for count in range(base + 1) if count / base < low]
    above = [count for count in range(base + 1) if count / base > high]
    for count, side in ((below[-1:], "less"), (above[:1], "greater")):
        for one in count:
            assert binomtest(one, base, rate, alternative=side).pvalue <= tail * (1 + 1e-9)
    # No count further in is as unlikely.
    first, last = len(below), base - len(above)
    assert binomtest(first, base, rate, alternative="less").pvalue >= tail * (1 - 1e-9)
    assert binomtest(last, base, rate, alternative="greater").pvalue >= tail * (1 - 1e-9)


def test_p_is_twice_the_smaller_tail_and_at_most_one() -> None:
    p = binomial_p(pd.Series([0, 1, 2, 4]), pd.Series([4] * 4), pd.Series([0.5] * 4))
    assert p.tolist() == pytest.approx([2 / 16, 2 * 5 / 16, 1.0, 2 / 16])


def test_people_are_counted_in_the_area_they_stated(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes_by_area(frames, consultation, "a", "region")
    assert table.title == "Support by region"
    # p1 (north) and p2 (south) raised it, p3 (north) did not; session notes and p5, p6 have no region.
    assert column(table, "raised") == {("North", "Too few to say"): 1, ("South", "Too few to say"): 1}
    assert list(column(table, "base").values()) == [2, 1]
    assert list(column(table, "share").values()) == [0.5, 1.0]
    assert list(column(table, "overall").values()) == pytest.approx([2 / 3, 2 / 3])
    # Codes below count for the code above them: the third level for the subtheme.
    assert list(column(themes_by_area(frames, consultation, "a2", "region"), "raised").values()) == [1, 0]
    assert list(column(themes_by_area(frames, consultation, "a1", "region"), "raised").values()) == [1, 0]
    assert list(column(themes_by_area(frames, consultation, "b", "region"), "raised").values()) == [2, 0]


def test_somebody_without_an_area_is_in_no_rate(made: Made, consultation: Consultation) -> None:
    regions = [["north"]] * 20 + [["south"]] * 20 + [[]] * 40
    stated = made(regions, [["b"]] * 10 + [["c"]] * 30 + [["b"]] * 40, "region")
    table = themes_by_area(stated, consultation, "b", "region").frame
    assert table["base"].tolist() == [20, 20]
    # 10 of the 40 who stated a region, not 50 of 80.
    assert table["overall"].tolist() == [0.25, 0.25]


def test_the_theme_to_look_at_first_is_one_outside_the_limits(
    made: Made, consultation: Consultation, no_frames: Frames
) -> None:
    apart = _two_areas(made, (30, 5))
    assert theme_to_look_at(apart, areas_outside(apart, consultation, "region")) == "b"
    alike = _two_areas(made, (20, 20))
    assert theme_to_look_at(alike, areas_outside(alike, consultation, "region")) == "a"
    assert theme_to_look_at(no_frames, areas_outside(no_frames, consultation, "region")) == ""


def test_sessions_are_counted_in_the_area_where_they_were_held(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes_by_area(frames, consultation, "a1", "region", unit="sessions")
    # Only s1 says its region, and a1 was raised there.
    assert list(column(table, "raised").values()) == [0, 1]
    assert list(column(table, "base").values()) == [0, 1]
    assert table.column("base").unit == "sessions"
    assert pd.isna(next(iter(column(table, "low_95").values())))


def _two_areas(made: Made, school: tuple[int, int], sizes: tuple[int, int] = (40, 40)) -> Frames:
    """People of north and south, so many of whom raise school; everybody raises contact."""
    regions = [["north"]] * sizes[0] + [["south"]] * sizes[1]
    codes = [
        ["c", *(["b"] if n < raised else [])]
        for raised, size in zip(school, sizes, strict=True)
        for n in range(size)
    ]
    return made(regions, codes, "region")


def test_areas_outside_are_found_over_all_themes(
    made: Made, consultation: Consultation, column: Read
) -> None:
    table = areas_outside(_two_areas(made, (30, 5)), consultation, "region")
    # 35 of 80 together: at a base of 40 the limits of 99.8% are 8 and 27.
    assert list(column(table, "raised").values()) == [30, 5]
    assert table.frame["outside"].tolist() == ["Above the 99.8% limits", "Below the 99.8% limits"]
    assert table.frame["low_998"].tolist() == [8 / 40] * 2
    assert table.frame["high_998"].tolist() == [27 / 40] * 2
    assert table.frame["theme"].tolist() == ["School", "School"]
    assert table.frame["p"].tolist() == pytest.approx(
        [2 * binomtest(n, 40, 35 / 80, alternative=side).pvalue for n, side in ((30, "greater"), (5, "less"))]
    )
    # Two pairs are looked at: what everybody raised, or nobody, is not.
    first, second = table.frame["p"]
    assert first > second
    assert table.frame["q"].tolist() == pytest.approx([first, 2 * second])
    assert "2 pairs were looked at" in table.notes[-2]
    assert "at most 0.0 of them" in table.notes[-2]
    assert table.frame["after_correction"].tolist() == ["Also after allowing for all pairs"] * 2
    assert table.notes[-1] == "Outside also after allowing for all these pairs (q at most 0.05): 2 of 2."


def test_what_is_outside_by_itself_and_not_among_so_many_says_so(
    made: Made, consultation: Consultation, frames: Frames
) -> None:
    # Ten of 10 where half do: 2 / 1024 by itself. Beside 30 themes that all raise alike there are 64 pairs,
    # and school and contact are each other's mirror: q = 2 / 1024 * 64 / 2.
    regions = [["north"]] * 10 + [["south"]] * 190
    codes = [["b"] if n < 10 or 100 <= n < 190 else ["c"] for n in range(200)]
    people = made(regions, codes, "region")
    alike = [f"x{n}" for n in range(30)]
    with_alike = made(regions, [each + alike * (n % 2) for n, each in enumerate(codes)], "region")
    listed = pd.DataFrame({"code": alike, "name": alike, "theme": alike, "definition": ""})
    many = Frames.of(
        **(dict(with_alike.items()) | {"codes": pd.concat([frames.codes, listed], ignore_index=True)})
    )
    for each, verdict in ((people, "Also"), (many, "Not")):
        table = areas_outside(each, consultation, "region")
        assert set(table.frame["theme"]) == {"School", "Contact"}
        assert set(table.frame["after_correction"]) == {f"{verdict} after allowing for all pairs"}
    assert table.frame["q"].tolist() == pytest.approx([1 / 16] * 2)
    assert table.notes[-1] == (
        "Outside also after allowing for all these pairs (q at most 0.05): 0 of 2. Chance alone may well "
        "have put the rest there."
    )


def test_one_theme_by_area_says_that_it_may_be_one_of_many(made: Made, consultation: Consultation) -> None:
    table = themes_by_area(_two_areas(made, (30, 5)), consultation, "b", "region")
    assert "picked among many" in table.notes[-1]


def test_the_same_area_is_told_alike_in_both_tables(made: Made, consultation: Consultation) -> None:
    frames = _two_areas(made, (30, 5))
    found = areas_outside(frames, consultation, "region").frame
    looked_at = themes_by_area(frames, consultation, "b", "region").frame
    shared = [name for name in looked_at.columns if name in found.columns]
    assert found[shared].equals(looked_at[shared])


def test_areas_alike_and_areas_too_small_are_not_found(made: Made, consultation: Consultation) -> None:
    assert areas_outside(_two_areas(made, (20, 18)), consultation, "region").frame.empty
    small = _two_areas(made, (9, 10), (9, 200))
    assert areas_outside(small, consultation, "region").frame.empty
    looked_at = themes_by_area(small, consultation, "b", "region").frame
    assert looked_at["outside"].tolist()[0] == "Too few to say"
    assert looked_at["share"].tolist()[0] == 1.0


def test_subthemes_are_looked_at_as_well(made: Made, consultation: Consultation) -> None:
    people = made([["north"]] * 40 + [["south"]] * 40, [["a1", "b"]] * 35 + [["b"]] * 45, "region")
    found = areas_outside(people, consultation, "region", level="subtheme").frame
    assert found[["theme", "subtheme"]].drop_duplicates().to_numpy().tolist() == [["Support", "Waiting"]]
    assert found["group"].tolist() == ["North", "South"]


def test_areas_are_not_ranked(made: Made, consultation: Consultation) -> None:
    table = themes_by_area(_two_areas(made, (5, 30)), consultation, "b", "region")
    assert table.frame["group"].tolist() == ["North", "South"]
    assert "are not ranked" in " ".join(table.notes)


def test_lines_go_over_the_bases_and_are_those_of_the_table(made: Made, consultation: Consultation) -> None:
    areas = themes_by_area(_two_areas(made, (10, 30), (20, 60)), consultation, "b", "region")
    lines = control_limits(areas).frame
    assert lines["limit"].drop_duplicates().tolist() == ["95% limits", "99.8% limits"]
    assert (lines["base"].min(), lines["base"].max()) == (18, 66)
    at = lines.set_index(["limit", "base"])
    for _, row in areas.frame.iterrows():
        for words, end in (("95% limits", "95"), ("99.8% limits", "998")):
            assert at.loc[(words, row["base"]), "low"] == row[f"low_{end}"]
            assert at.loc[(words, row["base"]), "high"] == row[f"high_{end}"]


def test_lines_over_many_bases_are_thinned_and_keep_their_ends(
    made: Made, consultation: Consultation
) -> None:
    lines = control_limits(
        themes_by_area(_two_areas(made, (5, 600), (10, 1200)), consultation, "b", "region")
    ).frame
    assert len(lines) == 2 * 400
    assert (lines["base"].min(), lines["base"].max()) == (9, 1320)


@pytest.mark.parametrize("unit", ["people", "sessions"])
def test_nobody_is_nowhere(frames: Frames, consultation: Consultation, unit: str) -> None:
    uncoded = Frames.of(codes=frames.codes)
    areas = themes_by_area(uncoded, consultation, "a", "region", unit=unit)
    assert areas.frame["raised"].tolist() == [0, 0]
    assert areas.frame["outside"].tolist() == ["Too few to say"] * 2
    assert areas.frame[["share", "overall", "low_95", "high_998"]].isna().all(axis=None)
    assert control_limits(areas).frame.empty
    for level in ("theme", "subtheme"):
        assert areas_outside(uncoded, consultation, "region", unit=unit, level=level).frame.empty
        assert areas_outside(Frames.of(), consultation, "region", unit=unit, level=level).frame.empty


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for unit in ("people", "sessions"):
        one, other = (themes_by_area(each, consultation, "a", unit=unit).frame for each in (frames, shuffled))
        assert one.equals(other)


def test_what_the_consultation_does_not_have_is_an_error(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no code `z`"):
        themes_by_area(frames, consultation, "z")
    with pytest.raises(HeardError, match="no grouping `country`"):
        themes_by_area(frames, consultation, "a", "country")
    with pytest.raises(HeardError, match="no unit `texts`"):
        themes_by_area(frames, consultation, "a", unit="texts")
    with pytest.raises(HeardError, match="no collection `x`"):
        areas_outside(frames, consultation, scope=Scope("x"))
