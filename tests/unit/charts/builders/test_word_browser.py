import math

import pandas as pd
import pytest

from heard import charts
from heard.charts import Chart, Source
from heard.tables import ResultTable, dimension, estimate


@pytest.fixture
def chart(source: Source) -> Chart:
    # "school" is common everywhere, "pupils" is nearly the first topic's own.
    words = pd.DataFrame(
        {
            "topic": ["T1: school"] * 3 + ["T2: court"] * 2,
            "word": ["school", "pupils", "exam", "court", "school"],
            "probability": [0.3, 0.1, 0.02, 0.4, 0.2],
            "lift": [1.1, 5.0, 6.0, 4.0, 0.9],
        }
    )
    places = pd.DataFrame(
        {"topic": ["T1: school", "T2: court"], "x": [0.1, -0.1], "y": [0.0, 0.0], "tokens_share": [0.6, 0.4]}
    )
    topic = dimension("topic", "Topic", overlaps=True)
    return charts.word_browser(
        ResultTable(
            "relevant_words",
            "Words by relevance",
            words,
            (
                topic,
                dimension("word", "Word"),
                estimate("probability", "Share", "share"),
                estimate("lift", "Lift", "ratio"),
            ),
            "all",
        ),
        ResultTable(
            "topic_map",
            "Map",
            places,
            (
                topic,
                estimate("x", "x", "d"),
                estimate("y", "y", "d"),
                estimate("tokens_share", "Share of words", "share"),
            ),
            "all",
        ),
        source=source,
    )


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
    assert bound["topic"]["options"] == ["T1: school", "T2: court"]


def test_only_what_is_drawn_is_embedded_and_the_words_are_told(chart: Chart) -> None:
    embedded = {frozenset(part["data"]["values"][0]) for part in chart.spec["hconcat"]}
    assert embedded == {
        frozenset({"topic", "word", "probability", "lift"}),
        frozenset({"topic", "x", "y", "tokens_share"}),
    }
    assert "T1: school: school, pupils, exam" in chart.alt
    assert chart.table == "relevant_words"
