import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from heard.consultation import Source
from heard.errors import HeardError
from heard.intake.sheet import Sheet, read_sheet


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(folder: Path, data: bytes, **keys: object) -> Sheet:
    (folder / "a.xlsx").write_bytes(data)
    described = Source.model_validate({"file": "a.xlsx", "layout": "respondents", "columns": {}, **keys})
    return read_sheet(folder, described, None)


CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"), min_size=1, max_size=10
).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and not text.startswith("=") and "_x" not in text
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_any_table_comes_back_cell_for_cell(tmp_path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate([["a", "b", "c"], *rows], start=1):
        for place, value in enumerate(row, start=1):
            # Told to be text, or the writer takes "12" and "#N/A" for something else.
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = value, "s"
    data = io.BytesIO()
    book.save(data)
    assert read(tmp_path, data.getvalue()).frame.to_numpy().tolist() == rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 5_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_is_a_table_or_an_error_of_one_line(
    tmp_path: Path, at: int, byte: int, cut: bool
) -> None:
    data = bytearray(workbook({"Answers": [["id", "text"], ["1", "CANARY"]]}))
    at %= len(data)
    data[at] = byte
    try:
        read(tmp_path, bytes(data[:at] if cut else data))
    except HeardError as error:
        assert "\n" not in str(error)
        assert "CANARY" not in str(error)


def test_numbers_dates_and_truth_are_text_as_a_person_would_write_it(tmp_path: Path) -> None:
    row = [17, 2.0, 2.5, True, datetime.datetime(2021, 3, 4), datetime.datetime(2021, 3, 4, 17, 5), None]
    sheet = read(tmp_path, workbook({"S": [list("abcdefg"), row]}))
    assert sheet.frame.loc[2].tolist() == ["17", "2", "2.5", "true", "2021-03-04", "2021-03-04 17:05:00", ""]


def test_escaped_controls_are_read_as_meant(tmp_path: Path) -> None:
    data = workbook({"S": [["text"], ["one_x000D_\ntwo"], ["a_x005F_x000D_b"]]})
    assert read(tmp_path, data).frame["text"].tolist() == ["one\r\ntwo", "a_x000D_b"]


def test_the_sheet_and_the_row_of_headers_are_as_named(tmp_path: Path) -> None:
    data = workbook(
        {"About": [["Not a table"]], "Answers": [["Export"], [], ["id", "text"], ["1", "x"], [], ["2", "y"]]}
    )
    sheet = read(tmp_path, data, sheet="Answers", header_row=3)
    assert sheet.frame["text"].to_dict() == {4: "x", 6: "y"}
    with pytest.raises(HeardError, match=r"2 sheets.*`About`, `Answers`"):
        read(tmp_path, data)


def test_a_wrong_extent_in_the_file_loses_no_row(tmp_path: Path) -> None:
    packed = io.BytesIO(workbook({"S": [["id", "text"], ["1", "x"], ["2", "y"]]}))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:A1"'))
    assert read(tmp_path, changed.getvalue()).frame["text"].tolist() == ["x", "y"]


def with_cell(old: bytes, new: bytes) -> bytes:
    packed = io.BytesIO(workbook({"S": [["id", "text", "sum"], ["1", "x", "=1+1"]]}))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(changed, "w") as new_archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            new_archive.writestr(name, content)
    return changed.getvalue()


NO_VALUE = b'<c r="C2"><f>1+1</f><v /></c>'


@pytest.mark.parametrize("cell", [NO_VALUE, b'<c r="C2"><f>1+1</f></c>', b"<c><f>1+1</f><v/></c>"])
def test_a_formula_that_no_program_has_calculated_is_refused(tmp_path: Path, cell: bytes) -> None:
    with pytest.raises(HeardError, match="sheet `S`, cell C2"):
        read(tmp_path, with_cell(NO_VALUE, cell))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="C2"><f>1+1</f><v>2</v></c>', "2"),
        (b'<c r="C2" t="str"><f>T("")</f><v></v></c>', ""),
        (b'<c r="C2" t="str"><f>T("y")</f><v>y</v></c>', "y"),
    ],
)
def test_a_formula_is_read_as_the_value_it_had(tmp_path: Path, cell: bytes, value: str) -> None:
    assert read(tmp_path, with_cell(NO_VALUE, cell)).frame["sum"].tolist() == [value]


def test_a_formula_in_a_column_that_nobody_maps_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(with_cell(NO_VALUE, NO_VALUE))
    described = Source.model_validate({"file": "a.xlsx", "layout": "respondents", "columns": {}})
    assert read_sheet(tmp_path, described, ["text"]).frame["text"].tolist() == ["x"]
