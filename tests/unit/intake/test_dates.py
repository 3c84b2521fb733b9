import pandas as pd

from heard.intake.dates import read_dates


def read(cells: list[str], *formats: str) -> tuple[list[str], list[bool], list[bool]]:
    got = read_dates(pd.Series(cells, dtype="str"), formats)
    days = [str(day.date()) if pd.notna(day) else "" for day in got.days]
    return days, got.unparsable.tolist(), got.ambiguous.tolist()


def test_days_come_first_where_the_form_says_so() -> None:
    assert read(["03/04/2021", "31/12/2021"], "%d/%m/%Y")[0] == ["2021-04-03", "2021-12-31"]


def test_what_fits_no_form_is_unparsable_and_empty_cells_are_not() -> None:
    days, unparsable, _ = read(["13/13/2021", "", "  ", "yesterday", "1/2/2021"], "%d/%m/%Y")
    assert days == ["", "", "", "", "2021-02-01"]
    assert unparsable == [True, False, False, True, False]


def test_a_date_that_fits_two_forms_differently_takes_the_first_and_is_flagged() -> None:
    days, unparsable, ambiguous = read(
        ["03/04/2021", "04/04/2021", "12/25/2021", "25/12/2021"], "%d/%m/%Y", "%m/%d/%Y"
    )
    assert days == ["2021-04-03", "2021-04-04", "2021-12-25", "2021-12-25"]
    assert ambiguous == [True, False, False, False]
    assert not any(unparsable)


def test_the_international_form_is_always_read_and_never_ambiguous() -> None:
    cells = ["2021-03-04", "2021-03-04 17:05:00", "2021-03-04T17:05:00Z"]
    days, _, ambiguous = read(cells, "%d/%m/%Y", "%Y-%d-%m")
    assert days == ["2021-03-04"] * 3
    assert not any(ambiguous)


def test_the_time_of_day_is_dropped() -> None:
    assert read(["03/04/2021 23:59"], "%d/%m/%Y %H:%M")[0] == ["2021-04-03"]


def test_a_column_without_rows() -> None:
    assert read([], "%d/%m/%Y") == ([], [], [])


def test_the_day_is_the_one_written_whatever_the_offset() -> None:
    cells = pd.Series(["01/03/2021 23:30 +0000", "01/03/2021 00:30 +0100", "soon", ""])
    read = read_dates(cells, ["%d/%m/%Y %H:%M %z"])
    assert read.days.dt.strftime("%Y-%m-%d").tolist()[:2] == ["2021-03-01"] * 2
    assert read.unparsable.tolist() == [False, False, True, False]
