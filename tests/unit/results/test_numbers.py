import pandas as pd

from heard.results.numbers import heading, missing, written
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate

COLUMNS = (
    dimension("theme", "Theme"),
    count("people", "People", "people"),
    base("asked", "Base", "people"),
    rate("share", "Share", of=("people", "asked")),
    interval("low", "Low", of="share", side="low"),
    interval("high", "High", of="share", side="high"),
    estimate("odds", "Odds", "log odds"),
)


def _table() -> ResultTable:
    frame = pd.DataFrame(
        {
            "theme": ["a", "b", "c"],
            "people": pd.array([1, 0, None], dtype="Int64"),
            "asked": pd.array([8, 0, 8], dtype="Int64"),
            "share": [0.125, None, None],
            "low": [0.1, None, None],
            "high": [0.2, None, None],
            "odds": [-1.234, float("inf"), 0.0],
        }
    )
    return ResultTable("t", "T", frame, COLUMNS, "all")


def test_values_are_written_by_their_role() -> None:
    table = _table()
    first = [written(table, column)[0] for column in table.columns]
    assert first == ["a", "1", "8", "12.5%", "10.0%", "20.0%", "-1.23"]


def test_a_share_of_nothing_does_not_apply_and_other_gaps_are_not_available() -> None:
    table = _table()
    marks = {column.name: list(missing(table, column)) for column in table.columns}
    assert marks["share"] == ["", "[z]", "[x]"]
    assert marks["low"] == ["", "[z]", "[x]"]
    assert marks["people"] == ["", "", "[x]"]
    assert marks["odds"] == ["", "[x]", ""]


def test_zero_is_a_number() -> None:
    table = _table()
    assert written(table, table.column("people")) == ["1", "0", "[x]"]


def test_a_number_that_there_is_not_says_so_in_its_own_words() -> None:
    column = estimate("odds", "Odds", "log odds", undefined="undefined: no variation")
    frame = _table().frame[["theme", "odds"]]
    table = ResultTable("t", "T", frame, (COLUMNS[0], column), "all")
    assert written(table, column) == ["-1.23", "undefined: no variation", "0.00"]


def test_places_are_whole_and_no_probability_is_nothing() -> None:
    columns = (COLUMNS[0], estimate("place", "Place", "place"), estimate("p", "Chance", "probability"))
    frame = pd.DataFrame({"theme": ["a", "b", "c"], "place": [1.0, 2.0, None], "p": [0.0004, 0.05, 0.001]})
    table = ResultTable("t", "T", frame, columns, "all")
    assert written(table, columns[1]) == ["1", "2", "[x]"]
    assert written(table, columns[2]) == ["<0.001", "0.050", "0.001"]


def test_a_difference_of_shares_is_in_percentage_points_and_a_flag_in_words() -> None:
    columns = (
        COLUMNS[0],
        estimate("difference", "Difference", "share difference"),
        interval("low", "Low", of="difference", side="low"),
        estimate("flag", "Distinctive", "1 yes, 0 no", undefined="Not compared"),
    )
    frame = pd.DataFrame(
        {"theme": ["a", "b"], "difference": [0.277, -0.031], "low": [0.1, -0.5], "flag": [1.0, None]}
    )
    table = ResultTable("t", "T", frame, columns, "all")
    assert [heading(column) for column in columns] == [
        "Theme",
        "Difference (percentage points)",
        "Low",
        "Distinctive",
    ]
    assert written(table, columns[1]) == ["27.7", "-3.1"]
    assert written(table, columns[2]) == ["10.0", "-50.0"]
    assert written(table, columns[3]) == ["Yes", "Not compared"]
