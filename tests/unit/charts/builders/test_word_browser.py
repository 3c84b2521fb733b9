import math

import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.tables import ResultTable


@pytest.fixture
def chart(words: ResultTable, places: ResultTable, source: Source) -> Chart:
    return charts.word_browser(words, places, source=source)


def test_the_still_shows_the_first_topic_in_the_order_of_relevance(chart: Chart) -> None:
    def relevance(probability: float, lift: float) -> float:
        return 0.6 * math.log(probability) + 0.4 * math.log(lift)

    assert relevance(0.1, 5.0) < relevance(0.3, 1.1)
    shown = [chart.svg.index(f">{word}<") for word in ("school", "pupils", "exam")]
    assert shown == sorted(shown)
    assert ">court<" not in chart.svg


def test_topic_and_weight_can_be_chosen(chart: Chart) -> None:
    bound = {each["name"]: each.get("bind") for each in chart.spec["params"]}
    assert bound["lambda"] == {
        "input": "range",
        "min": 0,
        "max": 1,
        "step": 0.1,
        "name": bound["lambda"]["name"],
    }
    assert bound["topic"]["options"] == ["T1: school, pupils", "T2: court, judge", "T3: carers"]


def test_the_words_of_the_first_topic_are_told(chart: Chart) -> None:
    assert "T1: school, pupils: school, pupils, exam" in chart.alt
    assert chart.table == "relevant_words"


def test_without_a_topic_there_is_a_line_of_text(
    words: ResultTable, places: ResultTable, source: Source
) -> None:
    nobody = ResultTable(words.name, words.title, words.frame.head(0), words.columns, "nobody")
    assert "Nothing to draw" in charts.word_browser(nobody, places, source=source).svg
