import pandas as pd
import pytest

from heard import charts
from heard.charts import Source
from heard.charts.plotted import choose, highest
from heard.errors import HeardError
from heard.tables import ResultTable, count, dimension

COLUMNS = (dimension("theme", "Theme"), count("texts", "Texts", "texts"))


def _table(texts: list[float]) -> ResultTable:
    frame = pd.DataFrame({"theme": [f"theme {n}" for n in range(len(texts))], "texts": texts})
    return ResultTable("t", "T", frame, COLUMNS, "all")


def test_a_missing_value_is_left_out_and_said_and_a_zero_is_drawn(source: Source) -> None:
    chart = charts.ranked_bars(_table([0.0, None, 7.0]), category="theme", value="texts", source=source)
    assert [row["texts"] for row in chart.spec["data"]["values"]] == [7, 0]
    assert "1 without a value are not shown." in chart.subtitle


def test_ties_keep_the_tables_order() -> None:
    chosen = choose(_table([3.0, 5.0, 3.0, 5.0]), ["theme"], ["texts"], None)
    assert list(highest(chosen, "texts", 3).frame["theme"]) == ["theme 1", "theme 3", "theme 0"]


def test_an_unknown_column_is_named_with_those_there_are() -> None:
    with pytest.raises(HeardError, match=r"no column words.*theme, texts"):
        choose(_table([1.0]), ["words"], ["texts"], None)


def test_several_rows_for_one_mark_are_refused(by_group: ResultTable) -> None:
    with pytest.raises(HeardError, match=r"several rows for one mark.*where=: group"):
        choose(by_group, ["theme"], ["people"], None)


def test_a_category_that_is_not_there_is_an_error(by_group: ResultTable) -> None:
    with pytest.raises(HeardError, match="group has no such category"):
        choose(by_group, ["theme"], ["people"], {"group": "Nobody"})


def test_numbers_are_stored_to_six_decimals() -> None:
    chosen = choose(_table([1 / 3]), ["theme"], ["texts"], None)
    assert chosen.values(["texts"]) == [{"texts": 0.333333}]
