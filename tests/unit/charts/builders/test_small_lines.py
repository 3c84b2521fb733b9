import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.tables import ResultTable, dimension, estimate, interval


@pytest.fixture
def chart(source: Source) -> Chart:
    frame = pd.DataFrame(
        {
            "criterion": ["Coherence"] * 3 + ["Perplexity"] * 3,
            "k": [2, 3, 4] * 2,
            "best": ["", "best: 3", "", "", "", "best: 4"],
            "value": [0.1, 0.3, 0.2, 900.0, 700.0, 650.0],
            "low": [0.0, 0.2, 0.1, 880.0, 690.0, 640.0],
            "high": [0.2, 0.4, 0.3, 950.0, 720.0, 660.0],
        }
    )
    columns = (
        dimension("criterion", "Criterion"),
        dimension("k", "Number of topics"),
        dimension("best", "Best?"),
        estimate("value", "Mean", "see the criterion"),
        interval("low", "Lowest", of="value", side="low"),
        interval("high", "Highest", of="value", side="high"),
    )
    table = ResultTable("criteria_by_k", "Criteria", frame, columns, "all")
    return charts.small_lines(
        table, along="k", value="value", group="criterion", marked="best", source=source
    )


def test_every_panel_has_an_axis_of_its_own(chart: Chart) -> None:
    assert chart.spec["resolve"]["scale"] == {"y": "independent"}
    assert "Coherence" in chart.svg
    assert "Perplexity" in chart.svg
    assert "Every panel has its own axis" in chart.subtitle


def test_marked_points_are_named_in_the_picture_and_in_its_words(chart: Chart) -> None:
    assert ">best: 3<" in chart.svg
    assert "Coherence: best: 3" in chart.alt
    assert "Perplexity: best: 4" in chart.alt


def test_nothing_is_embedded_that_is_not_drawn(chart: Chart) -> None:
    assert set(chart.spec["data"]["values"][0]) == {"criterion", "k", "best", "value", "low", "high"}
