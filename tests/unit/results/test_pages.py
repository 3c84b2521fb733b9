import pandas as pd

from heard.results import table_html
from heard.tables import ResultTable, count, dimension


def _table(rows: int) -> ResultTable:
    frame = pd.DataFrame({"theme": [f"theme {n}" for n in range(rows)], "texts": range(rows)})
    columns = (dimension("theme", "Theme"), count("texts", "Mentions", "texts"))
    return ResultTable("themes", "Themes", frame, columns, "coded notes")


def test_a_long_table_says_how_much_is_shown() -> None:
    shown = table_html(_table(1200), limit=3)
    assert "The first 3 of 1,200 rows" in shown
    assert "theme 2<" in shown
    assert "theme 3<" not in shown


def test_an_empty_table_says_so() -> None:
    assert "The table has no rows." in table_html(_table(0))


def test_headings_say_the_unit_and_numbers_have_thousands() -> None:
    shown = table_html(_table(1200), limit=1200)
    assert "Mentions (texts)</th>" in shown
    assert ">1,199</td>" in shown
