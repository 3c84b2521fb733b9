import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.consultation import Source
from heard.errors import HeardError
from heard.intake.sheet import Sheet, read_sheet


def read(folder: Path, data: bytes | str, **keys: object) -> Sheet:
    content = data.encode() if isinstance(data, str) else data
    (folder / "a.csv").write_bytes(content)
    described = Source.model_validate({"file": "a.csv", "layout": "respondents", "columns": {}, **keys})
    return read_sheet(folder, described, None)


# Every character but surrogates, NUL and the mark that a file of another encoding begins with.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff\ufffe"), max_size=12)
LATIN_CELLS = st.text(st.sampled_from("abc xyz,;\t\"'\n£é’“–…0123456789"), max_size=12)


def tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6)
    )


def written(rows: list[list[str]], delimiter: str, line_end: str, quoting: int) -> str:
    text = io.StringIO(newline="")
    width = len(rows[0]) if rows else 2
    headers = [f"column {number}" for number in range(width)]
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(
        [headers, *rows]
    )
    return text.getvalue()


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    rows=tables(CELLS),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_comes_back_cell_for_cell(
    tmp_path: Path, rows: list[list[str]], delimiter: str, line_end: str, codec: str
) -> None:
    text = written(rows, delimiter, line_end, csv.QUOTE_ALL)
    sheet = read(tmp_path, text.encode(codec), delimiter=delimiter)
    assert sheet.frame.to_numpy().tolist() == rows
    assert sheet.frame.index.tolist() == list(range(2, 2 + len(rows)))


@FUZZ
@given(rows=tables(LATIN_CELLS), delimiter=st.sampled_from([",", ";", "\t"]))
def test_a_table_comes_back_or_the_choice_is_refused(
    tmp_path: Path, rows: list[list[str]], delimiter: str
) -> None:
    """With nothing said about the file, it is read right or refused: never read wrongly in silence."""
    text = written(rows, delimiter, "\r\n", csv.QUOTE_MINIMAL)
    for codec in ("utf-8", "cp1252"):
        try:
            sheet = read(tmp_path, text.encode(codec))
        except HeardError as error:
            assert "candidates" in str(error) or "column" in str(error)
        else:
            assert sheet.delimiter == delimiter
            assert sheet.frame.to_numpy().tolist() == rows


@FUZZ
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_table_or_an_error_of_one_line(tmp_path: Path, data: bytes) -> None:
    try:
        sheet = read(tmp_path, data)
    except HeardError as error:
        assert "\n" not in str(error)
        assert "a.csv" in str(error)
    else:
        assert sheet.frame.notna().all(axis=None)


def test_rows_are_numbered_as_in_the_file_below_the_headers(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'Export of March\n\nid,text\n1,"two\nlines"\n2,x\n', header_row=3)
    assert sheet.frame.to_dict("index") == {
        4: {"id": "1", "text": "two\nlines"},
        5: {"id": "2", "text": "x"},
    }


def test_a_row_of_another_width_is_refused_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="row 3: the row has 3 columns where the header has 2"):
        read(tmp_path, "id,text\n1,x\n2,y,CANARY\n", delimiter=",")


def test_an_open_quotation_mark_at_the_end_is_noticed(tmp_path: Path) -> None:
    """A parser would take the rest of the file for one long answer."""
    with pytest.raises(HeardError, match="never closed"):
        read(tmp_path, 'id,text\n1,x\n2,"CANARY\n3,y\n4,z\n')


def test_a_cell_of_more_than_a_million_characters_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match=r"row 3, column `text`: a cell holds 1,000,001 characters"):
        read(tmp_path, "id,text\n1,x\n2," + "y" * 1_000_001 + "\n")


def test_columns_of_one_header_are_read_apart(tmp_path: Path) -> None:
    sheet = read(tmp_path, "Comment,Comment\nfirst,second\n")
    assert sheet.frame.loc[2].to_dict() == {"Comment [1]": "first", "Comment [2]": "second"}


def test_words_that_other_readers_take_for_missing_are_words(tmp_path: Path) -> None:
    sheet = read(tmp_path, "id,text\n1,NA\n2,null\n3,nan\n")
    assert sheet.frame["text"].tolist() == ["NA", "null", "nan"]
