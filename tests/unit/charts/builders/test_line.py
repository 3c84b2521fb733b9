import re

import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.errors import HeardError
from heard.tables import ResultTable, count, dimension, estimate


def test_a_long_line_is_thinned_and_keeps_its_ends(found: ResultTable, source: Source) -> None:
    chart = charts.line(found, along="read", value="codes", steps=True, source=source)
    points = chart.spec["data"]["values"]
    assert len(points) == 335  # Every third of 1,001 (334), and the last.
    assert (points[0], points[-1]) == ({"read": 1, "codes": 0}, {"read": 1001, "codes": 40})
    assert "One point in 3 is drawn." in chart.subtitle
    assert "From 0 at 1 to 40 at 1,001 (texts read)." in chart.alt


def test_lines_of_groups_are_told_apart_by_at_most_four_colours(source: Source) -> None:
    columns = (dimension("coder", "Coder"), dimension("read", "Texts read"), count("codes", "Codes", "codes"))

    def table(coders: str) -> ResultTable:
        rows = [{"coder": coder, "read": read, "codes": read} for coder in coders for read in (1, 2)]
        return ResultTable("found", "Codes", pd.DataFrame(rows), columns, "notes")

    chart = charts.line(table("abcd"), along="read", value="codes", group="coder", source=source)
    assert chart.spec["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["a", "b", "c", "d"]
    with pytest.raises(HeardError, match="too many"):
        charts.line(table("abcde"), along="read", value="codes", group="coder", source=source)


def test_estimates_do_not_start_at_zero(source: Source) -> None:
    columns = (dimension("sweep", "Sweep"), estimate("fit", "Log likelihood", "nats"))
    frame = pd.DataFrame({"sweep": [1, 2], "fit": [-6.17, -6.16]})
    chart = charts.line(
        ResultTable("fit", "Fit", frame, columns, "all"), along="sweep", value="fit", source=source
    )
    assert chart.spec["layer"][0]["encoding"]["y"]["scale"] == {"zero": False}
    labels = re.findall(r">(−6\.[0-9]+)<", chart.svg)
    assert len(labels) == len(set(labels)) > 2
