import pandas as pd

from heard import charts
from heard.charts import Source
from heard.charts.plotted import choose
from heard.charts.wording import base_words, sentences
from heard.tables import ResultTable, base, count, dimension, rate


def _two_units() -> ResultTable:
    frame = pd.DataFrame({"theme": ["a", "b"], "people": [2, 4], "known": 8, "mentions": [10, 30], "all": 40})
    frame["share"] = frame["people"] / 8
    frame["share_of_mentions"] = frame["mentions"] / 40
    columns = (
        dimension("theme", "Theme"),
        count("people", "People", "people"),
        base("known", "All people", "people"),
        count("mentions", "Mentions", "mentions"),
        base("all", "All mentions", "mentions"),
        rate("share", "Share of people", of=("people", "known")),
        rate("share_of_mentions", "Share of mentions", of=("mentions", "all")),
    )
    return ResultTable("themes", "Themes", frame, columns, "coded notes")


def test_every_count_and_share_has_the_base_that_it_is_out_of() -> None:
    table = _two_units()
    said = {
        value: base_words(choose(table, ["theme"], [value], None), value) for value in ("people", "share")
    }
    assert set(said.values()) == {"Base: 8 people"}
    for value in ("mentions", "share_of_mentions"):
        assert base_words(choose(table, ["theme"], [value], None), value) == "Base: 40 mentions"


def test_no_base_is_guessed(source: Source) -> None:
    table = _two_units()
    kept = [column for column in table.columns if column.role != "rate"]
    frame = table.frame[[column.name for column in kept]]
    bare = ResultTable("themes", "Themes", frame, tuple(kept), "coded notes")
    chart = charts.ranked_bars(bare, category="theme", value="mentions", source=source)
    assert "Base" not in chart.alt


def test_sentences_begin_with_a_capital_and_end_with_one_full_stop() -> None:
    assert sentences(["of all texts.", "", " k = 8"]) == "Of all texts. K = 8."
