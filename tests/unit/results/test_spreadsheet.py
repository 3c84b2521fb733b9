import datetime
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from heard.errors import HeardError
from heard.results import EntryRecord, Manifest, RunFolder, write_spreadsheet
from heard.results.spreadsheet import MOST_ROWS, sheet_labels
from heard.tables import ResultTable, count, dimension, estimate

_NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
_MANIFEST = Manifest(
    run="r",
    began_at=_NOON,
    ended_at=_NOON,
    actor="a",
    known_by="login",
    versions={"heard": "0"},
    title="T",
    owner="",
    synthetic=True,
)


def _cells(sheet: Worksheet, heading: str) -> list[tuple[object, str]]:
    rows = list(sheet.iter_rows())
    top, column = next((row, cell.column) for row in rows for cell in row if cell.value == heading)
    below = [row[column - 1] for row in rows if row[0].row > top[0].row]
    return [(cell.value, cell.data_type) for cell in below]


def test_dangerous_cells_are_text_and_lose_nothing(run: RunFolder, models: ResultTable) -> None:
    book = openpyxl.load_workbook(write_spreadsheet(run))
    assert _cells(book["models"], "Practice model") == [(name, "s") for name in models.frame["model"]]


def _run_of(folder: Path, manifest: Manifest, names: Sequence[str]) -> RunFolder:
    frame = pd.DataFrame({"theme": list(names), "texts": range(len(names))})
    columns = (dimension("theme", "Theme"), count("texts", "Mentions", "texts"))
    run = RunFolder(folder)
    run.write_manifest(manifest.model_copy(update={"entries": (EntryRecord(name="e", workbook="w"),)}))
    run.write_table("e", ResultTable("t", "T", frame, columns, "all"), synthetic=True)
    return run


_PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029\u0085"), max_size=6
)


@settings(max_examples=25, deadline=None)
@given(
    rests=st.lists(
        st.tuples(st.sampled_from(["", "=", "+", "-", "@", "{="]), _PRINTABLE), min_size=1, max_size=6
    )
)
def test_any_text_comes_back_as_text(
    tmp_path_factory: pytest.TempPathFactory, rests: list[tuple[str, str]]
) -> None:
    names = list(dict.fromkeys(first + rest for first, rest in rests))
    run = _run_of(tmp_path_factory.mktemp("run"), _MANIFEST, names)
    book = openpyxl.load_workbook(write_spreadsheet(run))
    read = _cells(book["t"], "Theme")
    assert [value or "" for value, _ in read] == names
    assert {kind for value, kind in read if value} <= {"s"}


def test_numbers_stay_numbers_and_gaps_say_why(run: RunFolder) -> None:
    sheet = openpyxl.load_workbook(write_spreadsheet(run))["models"]
    named = _cells(sheet, "Submissions that name it")
    assert named == [(number, "n") for number in range(8)]
    assert _cells(sheet, "Share of submissions (per cent)")[:2] == [("[z]", "s"), (1, "n")]


def test_words_are_left_out_and_named_on_the_cover(run: RunFolder) -> None:
    path = write_spreadsheet(run)
    book = openpyxl.load_workbook(path)
    everything = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any("canary" in str(value) for value in everything)
    cover = [str(row[0].value) for row in book["Cover"].iter_rows()]
    assert "Left out, because it holds respondents' words: Most typical texts (typical)." in cover
    assert "Synthetic data: nobody said any of this." in cover


def test_the_form_of_the_book(run: RunFolder) -> None:
    book = openpyxl.load_workbook(write_spreadsheet(run))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "models"]
    assert book["models"]["A1"].value == "Practice models & who names them [note 1]"
    assert len(book["models"].tables) == 1
    notes = [cell.value for row in book["Notes"].iter_rows() for cell in row]
    assert "One submission may name several." in notes


def test_sheets_have_short_names_and_no_two_alike() -> None:
    long = "a_table_with_a_very_long_name_indeed"
    labels = sheet_labels([long, long.upper(), "notes", "models"])
    assert labels == [long[:31], long.upper()[:29] + "_2", "notes_2", "models"]
    assert all(len(label) <= 31 for label in labels)


def test_a_cell_too_long_for_a_spreadsheet_is_an_error(tmp_path: Path, manifest: Manifest) -> None:
    run = _run_of(tmp_path, manifest, ["x" * 40_000])
    with pytest.raises(HeardError, match=r"result table t: a cell has more than 32,767"):
        write_spreadsheet(run)
    assert not (tmp_path / "tables.xlsx").exists()


def test_an_empty_table_has_a_sheet_that_says_so(tmp_path: Path, manifest: Manifest) -> None:
    book = openpyxl.load_workbook(write_spreadsheet(_run_of(tmp_path, manifest, [])))
    assert _cells(book["t"], "Theme") == [("no rows", "s")]


def test_a_very_long_table_is_named_on_the_cover(tmp_path: Path, manifest: Manifest) -> None:
    names = [f"theme {number}" for number in range(MOST_ROWS + 1)]
    book = openpyxl.load_workbook(write_spreadsheet(_run_of(tmp_path, manifest, names)))
    assert "t" not in book.sheetnames
    assert "Left out for its 5,001 rows; see the run's files: T (t)." in [
        row[0].value for row in book["Cover"].rows
    ]


def test_differences_are_numbers_in_percentage_points_and_flags_words(tmp_path: Path) -> None:
    frame = pd.DataFrame({"theme": ["a", "b"], "difference": [0.277, -0.031], "flag": [1, 0]})
    columns = (
        dimension("theme", "Theme"),
        estimate("difference", "Difference", "share difference"),
        estimate("flag", "Distinctive", "1 yes, 0 no"),
    )
    run = _run_of(tmp_path, _MANIFEST, ["a"])
    run.write_table("e", ResultTable("t", "T", frame, columns, "all"), synthetic=True)
    book = openpyxl.load_workbook(write_spreadsheet(run))
    (first, kind), _ = _cells(book["t"], "Difference (percentage points)")
    assert first == pytest.approx(27.7)
    assert kind == "n"
    assert _cells(book["t"], "Distinctive") == [("Yes", "s"), ("No", "s")]
