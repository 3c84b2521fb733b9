from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.intake.delimiters import find_delimiter
from heard.intake.survey import survey


def found(folder: Path, text: str, *expected: str, named: str | None = None) -> tuple[str, list[str]]:
    (folder / "a.csv").write_text(text, encoding="utf-8", newline="")
    return find_delimiter(survey(folder, "a.csv"), "utf-8", 1, named, expected)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_separator_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "text"], ["1", '"one, two; three\tfour\nfive"'], ["2", '"six"']]
    text = "\n".join(delimiter.join(row) for row in rows) + "\n"
    assert found(tmp_path, text) == (delimiter, ["id", "text"])


def test_commas_in_unquoted_text_do_not_win_over_semicolons(tmp_path: Path) -> None:
    assert found(tmp_path, "id;text\n1;yes, but\n2;no\n")[0] == ";"


def test_two_even_separators_are_refused_with_both_shown(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="comma with 2 columns, semicolon with 2 columns"):
        found(tmp_path, "a,b;c\n1,2;3\n")


def test_the_columns_asked_for_decide_between_two_even_separators(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b;c\n1,2;3\n", "b;c") == (",", ["a", "b;c"])
    assert found(tmp_path, "a,b;c\n1,2;3\n", "a,b") == (";", ["a,b", "c"])


def test_one_column_needs_no_separator(tmp_path: Path) -> None:
    assert found(tmp_path, "text\nfirst\nsecond\n")[1] == ["text"]


def test_one_column_with_commas_in_it_stays_one(tmp_path: Path) -> None:
    assert found(tmp_path, "text\nfirst, and\nsecond\n") == (";", ["text"])


def test_a_named_separator_is_obeyed(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b;c\n1,2;3\n", named=";") == (";", ["a,b", "c"])


def test_a_row_cut_by_the_end_of_the_sample_does_not_count(tmp_path: Path) -> None:
    text = "id,text\n" + '1,"' + "word, " * 100_000 + '"\n2,x\n'
    assert found(tmp_path, text) == (",", ["id", "text"])


def test_a_header_with_a_line_break_is_one_header(tmp_path: Path) -> None:
    assert found(tmp_path, '"first\nline",b\n1,2\n')[1] == ["first\nline", "b"]


def test_rows_before_the_headers_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A title; of the export\n\nid,text\n1,x\n")
    assert find_delimiter(survey(tmp_path, "a.csv"), "utf-8", 3, None, []) == (",", ["id", "text"])
