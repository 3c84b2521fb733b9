from heard import charts
from heard.charts import Source
from heard.tables import ResultTable


def test_every_bubble_is_named_by_what_stands_before_the_colon(places: ResultTable, source: Source) -> None:
    chart = charts.bubbles(places, x="x", y="y", size="tokens_share", label="topic", source=source)
    assert all(f">{short}<" in chart.svg for short in ("T1", "T2", "T3"))
    assert "3 bubbles" in chart.alt
    assert "Highest: T1: school, pupils, 50%" in chart.alt
    assert "Only distances mean something" in chart.subtitle


def test_both_directions_have_one_scale(places: ResultTable, source: Source) -> None:
    chart = charts.bubbles(places, x="x", y="y", size="tokens_share", label="topic", source=source)
    circles = chart.spec["layer"][0]["encoding"]
    assert circles["x"]["scale"] == circles["y"]["scale"]
    assert circles["x"]["scale"]["domain"][1] > 0.4
    assert chart.spec["width"] == chart.spec["height"]


def test_without_a_topic_there_is_a_line_of_text(places: ResultTable, source: Source) -> None:
    nobody = ResultTable(places.name, places.title, places.frame.head(0), places.columns, "nobody")
    chart = charts.bubbles(nobody, x="x", y="y", size="tokens_share", label="topic", source=source)
    assert "Nothing to draw" in chart.svg
