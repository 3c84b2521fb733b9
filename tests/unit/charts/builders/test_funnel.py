import dataclasses
import re
from typing import Any

import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.errors import HeardError
from heard.tables import ResultTable


def _drawn(areas: ResultTable, limits: ResultTable, source: Source, **options: Any) -> Chart:
    return charts.funnel(areas, limits, category="area", value="share", source=source, **options)


def _marks(chart: Chart, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == kind]


def test_points_stand_at_their_base_and_rate(areas: ResultTable, limits: ResultTable, source: Source) -> None:
    (points,) = _marks(_drawn(areas, limits, source), "circle")
    assert [(row["area"], row["asked"], row["share"]) for row in points["data"]["values"]] == [
        ("North", 50, 0.2),
        ("South", 50, 0.6),
        ("East", 40, 0.225),
        ("West", 60, round(11 / 60, 6)),
    ]
    assert (points["encoding"]["x"]["field"], points["encoding"]["y"]["field"]) == ("asked", "share")


def test_lines_are_told_apart_by_their_dashes(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    chart = _drawn(areas, limits, source)
    middle, low, high = _marks(chart, "line")
    assert [line["encoding"]["y"]["field"] for line in (middle, low, high)] == ["all", "low", "high"]
    for line in (low, high):
        dashes = line["encoding"]["strokeDash"]
        assert dashes["field"] == "limit"
        # The first of the domain is drawn through.
        assert dashes["scale"] == {"domain": ["Outer", "Inner"]}
    assert "strokeDash" not in middle["encoding"]
    assert "Lines: all together (30%), Inner, Outer." in chart.subtitle
    assert "stroke-dasharray" in chart.svg


def test_axes_hold_every_point_and_line_and_shares_start_at_zero(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    scales = [
        (layer["encoding"]["x"]["scale"]["domain"], layer["encoding"]["y"]["scale"]["domain"])
        for layer in _drawn(areas, limits, source).spec["layer"]
    ]
    assert all(each == scales[0] for each in scales)
    (first, last), (bottom, top) = scales[0]
    assert (first, last, bottom) == (35, 65, 0)
    assert 0.6 < top <= 1


def test_every_area_is_named_in_the_picture(areas: ResultTable, limits: ResultTable, source: Source) -> None:
    chart = _drawn(areas, limits, source)
    assert {"North", "South", "East", "West"} <= set(re.findall(r"<text[^>]*>([^<]+)</text>", chart.svg))
    assert "Too close" not in chart.subtitle


def test_a_name_that_would_cover_another_is_left_out_and_said(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    # Seven of one base and one rate: one name fits on each side, and not even those all.
    crowd = pd.DataFrame({"area": [f"Area number {n}" for n in range(7)], "where": "Inside"})
    crowd = crowd.assign(raised=15, asked=50, share=0.3)
    chart = _drawn(dataclasses.replace(areas, frame=crowd), limits, source)
    named = {row["area"] for layer in _marks(chart, "text") for row in layer["data"]["values"]}
    assert 1 <= len(named) <= 4
    assert f"Too close to others to be named: {7 - len(named)} of 7." in chart.subtitle
    # The one that lies far from the others and from the line keeps its name, though it comes last.
    apart = pd.concat([crowd, crowd.head(1).assign(area="Apart", raised=45, share=0.9)], ignore_index=True)
    chart = _drawn(dataclasses.replace(areas, frame=apart), limits, source)
    assert ">Apart<" in chart.svg


def test_alt_text_says_where_areas_lie_and_never_which_is_highest(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    alt = _drawn(areas, limits, source, verdict="where").alt
    assert alt.startswith("Funnel plot: School by area. 4 points.")
    assert "Above the limits: South." in alt
    assert "Inside: North, East, West." in alt
    assert "ighest" not in alt
    assert "From 18% to 60%." in _drawn(areas, limits, source).alt


def test_many_areas_are_counted_in_the_alt_text(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    many = pd.DataFrame({"area": [f"A{n}" for n in range(12)], "where": "Inside", "raised": 15, "asked": 50})
    table = dataclasses.replace(areas, frame=many.assign(share=0.3))
    assert "Inside: 12 points." in _drawn(table, limits, source, verdict="where").alt


def test_an_area_with_nobody_is_not_drawn_and_said(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    frame = areas.frame.assign(
        raised=[0, 30, 9, 11], asked=[0, 50, 40, 60], share=[None, 0.6, 0.225, 11 / 60]
    ).astype({"share": "float64"})
    chart = _drawn(dataclasses.replace(areas, frame=frame), limits, source)
    assert "1 without a value are not shown." in chart.subtitle
    assert ">North<" not in chart.svg


def test_one_area_alone_is_drawn(areas: ResultTable, limits: ResultTable, source: Source) -> None:
    one = dataclasses.replace(areas, frame=areas.frame.head(1))
    flat = dataclasses.replace(limits, frame=limits.frame[limits.frame["asked"] == 50])
    chart = _drawn(one, flat, source)
    assert chart.spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [50, 51]
    assert ">North<" in chart.svg


def test_only_a_rate_has_a_base(areas: ResultTable, limits: ResultTable, source: Source) -> None:
    with pytest.raises(HeardError, match="raised is no rate"):
        charts.funnel(areas, limits, category="area", value="raised", source=source)


def test_a_table_that_is_no_limits_is_refused(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    with pytest.raises(HeardError, match="not two dimensions"):
        _drawn(areas, areas, source)
    third = pd.concat([limits.frame, limits.frame.head(3).assign(limit="Third")], ignore_index=True)
    with pytest.raises(HeardError, match="3 kinds of limit"):
        _drawn(areas, dataclasses.replace(limits, frame=third), source)


def test_the_file_that_travels_alone_is_a_picture(
    areas: ResultTable, limits: ResultTable, source: Source
) -> None:
    assert _drawn(areas, limits, source).titled_png.startswith(b"\x89PNG")
