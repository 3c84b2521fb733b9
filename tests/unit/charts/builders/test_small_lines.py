import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.tables import ResultTable


@pytest.fixture
def chart(criteria: ResultTable, source: Source) -> Chart:
    return charts.small_lines(
        criteria, along="k", value="value", group="criterion", marked="best", source=source
    )


def test_every_panel_has_an_axis_of_its_own(chart: Chart) -> None:
    assert chart.spec["resolve"]["scale"] == {"y": "independent"}
    assert "Coherence" in chart.svg
    assert "Perplexity" in chart.svg
    assert "Every panel has its own axis" in chart.subtitle


def test_marked_points_are_named_in_the_picture_and_in_its_words(chart: Chart) -> None:
    assert ">best: 3<" in chart.svg
    assert ">best: 4<" in chart.svg
    assert "Coherence: best: 3" in chart.alt
    assert "Perplexity: best: 4" in chart.alt
