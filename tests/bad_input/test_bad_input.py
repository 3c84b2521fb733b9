"""Every bad file or consultation is one line that names the file, the place and the fix, and nothing more.

Each case plants a word in the cells that no message may hold.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from heard.consultation import FILE_NAME
from heard.errors import HeardError
from heard.intake import check, write_proposal

CANARY = "CANARYWORD"
GOOD = f"id;received;group;answer\n1;2021-03-01;Parents;{CANARY} one\n2;2021-03-02;Carers;{CANARY} two\n"
YML = """\
title: Bad
owner: A test
synthetic: true
groupings:
  - code: who
    name: Who
    groups: [{code: parents, name: Parents}, {code: carers, name: Carers}]
codebook: [{code: money, name: Money}]
collections:
  - code: advice
    title: Advice
    kind: call_for_advice
    questions: [{code: q1, text: What should change?}]
    sources:
      - file: a.csv
        layout: respondents
        columns:
          respondent: id
          received_on: received
          groups: {who: {column: group}}
          questions: {q1: answer}
"""


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def workbook(rows: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or [line.split(";") for line in GOOD.splitlines()]:
        book.worksheets[0].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return data.getvalue()


def bomb() -> bytes:
    sheet = b"<worksheet><sheetData>" + b" " * 60_000_000
    return packed(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": sheet})


def with_entities(name: str, content: bytes) -> bytes:
    if name != "xl/workbook.xml":
        return content
    return b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + content


def cut_sheet(name: str, content: bytes) -> bytes:
    return content[: len(content) // 2] if name.endswith("sheet1.xml") else content


def far_row(name: str, content: bytes) -> bytes:
    return content.replace(b'<row r="3"', b'<row r="300000000"') if name.endswith("sheet1.xml") else content


def giant_cell(name: str, content: bytes) -> bytes:
    said = f"{CANARY} two".encode()
    return content.replace(said, said * 100_000) if name.endswith("sheet1.xml") else content


HUGE = b"id;received;group;answer\n1;2021-03-01;Parents;" + CANARY.encode() * 5_000_000 + b"\n"
HEADERS: list[object] = ["id", "received", "group", "answer"]
TWICE = f"id;received;group;answer;answer\n1;;Parents;{CANARY};{CANARY}\n"
NEAR = TWICE.replace(";answer;answer", ";Answer;ANSWER")
NO_DATE: list[object] = ["id", "group", "answer"]
ONE_OPEN = GOOD.encode() + b'3;2021-03-01;Parents;"' + CANARY.encode() + b" and on\n4;2021-03-01;Carers;x\n"

BAD_CSV: dict[str, tuple[bytes, str]] = {
    "an empty file": (b"", "empty"),
    "white space only": (b" \n\n \n", "headers"),
    "a mark of UTF-8 only": (b"\xef\xbb\xbf", "headers"),
    "NUL bytes": (GOOD.replace("two", "t\x00o").encode(), "line 3"),
    "NUL bytes throughout": (bytes(2_000), "NUL"),
    "mixed encodings": ((GOOD + "3;2021-03-01;Parents;café\n").encode() + b"4;;Carers;caf\xe9\n", "mixed"),
    "another code page": (GOOD.encode() + "3;;Parents;élève déjà\n".encode("cp850"), "encoding"),
    "UTF-16 cut in the middle of a character": (GOOD.encode("utf-16")[:-1], "decode"),
    "UTF-32": (GOOD.encode("utf-32"), "UTF-32"),
    "a renamed workbook": (workbook(), "not what its name says"),
    "a renamed ZIP archive": (packed(a=b"x"), "not what its name says"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls"),
    "a PDF": (b"%PDF-1.7 " + CANARY.encode(), "PDF"),
    "a gzip archive": (b"\x1f\x8b\x08\x00" + bytes(40), "gzip"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>" + CANARY.encode(), "web page"),
    "a Parquet file": (b"PAR1" + bytes(40), "Parquet"),
    "a database": (b"SQLite format 3\x00" + bytes(40), "database"),
    "another separator than all rows have": (GOOD.replace(";", ",", 5).encode(), "column"),
    "a separator that Heard does not know": (GOOD.replace(";", "|").encode(), "column"),
    "an absent column": (GOOD.replace("received", "when").encode(), "`received`"),
    "an absent column of groups": (GOOD.replace("group", "kind").encode(), "`group`"),
    "a column that is there twice": (TWICE.encode(), "several columns"),
    "two columns that differ in case": (NEAR.encode(), "2 columns"),
    "no row of headers": (GOOD.split("\n", 1)[1].encode(), "no column"),
    "a row too long": ((GOOD + f"3;;Parents;a;{CANARY}\n").encode(), "row 4"),
    "a row too short": ((GOOD + f"3;{CANARY}\n").encode(), "row 4"),
    "a quotation mark never closed": (ONE_OPEN, "never closed"),
    "a file cut short inside quotation marks": (ONE_OPEN[:-30], "never closed"),
    "a cell of 50 MB": (HUGE, "a row is longer"),
    "a cell of 2 MB": (HUGE[:2_000_000] + b"\n", "row 2, column `answer`"),
    "a line break in the header, unquoted": (GOOD.replace("answer", "ans\nwer").encode(), "column"),
    "random bytes": (bytes(range(256)) * 20, "a.csv"),
}  # fmt: skip

BAD_XLSX: dict[str, tuple[bytes, str]] = {
    "text with the name of a workbook": (GOOD.encode(), "not what its name says"),
    "a workbook cut short": (workbook()[:-200], "damaged"),
    "a workbook cut to its first bytes": (workbook()[:40], "damaged"),
    "a sheet cut short in a whole archive": (repacked(cut_sheet), "damaged"),
    "a zip bomb": (bomb(), "zip bomb"),
    "XML entities": (repacked(with_entities), "entities"),
    "a row beyond what a sheet can have": (repacked(far_row), "larger than a sheet"),
    "a text document": (packed(word__document_xml=b"<w/>"), "no XLSX workbook"),
    "an empty archive": (packed(), "no XLSX workbook"),
    "a workbook without its sheet": (packed(**{"xl__workbook.xml": b"<workbook/>"}), "damaged"),
    "an empty sheet": (workbook([[]]), "headers"),
    "a cell beyond the headers": (workbook([HEADERS, ["1", "", "", "a", CANARY]]), "row 2"),
    "a cell of over a million characters in a workbook": (repacked(giant_cell), "row 3, column `answer`"),
    "a formula without its value": (workbook([HEADERS, ["1", "", "", "=A2&A2"]]), "sheet `Sheet`, cell D2"),
    "an absent column in a workbook": (workbook([NO_DATE, ["1", "", CANARY]]), "`received`"),
}  # fmt: skip

LAYOUT = "layout: respondents"
CODEBOOK = "codebook: [{code: money, name: Money}]"
MORE = LAYOUT + "\n        "
MARKED = "questions: {q1: answer}\n          codes: {columns: {group: love}}"
BAD_YML: dict[str, tuple[str, str, str]] = {
    "a misspelt key": ("layout:", "layuot:", "layout"),
    "a misspelt layout": (LAYOUT, "layout: respondnets", "layout"),
    "broken YAML": ("    questions: [{code: q1", "    questions: [{code: q1,]]", "line"),
    "a tab for indentation": ("    title: Advice", "\ttitle: Advice", "line"),
    "no collection": (YML[YML.index("collections:") :], "collections: []\n", "collections"),
    "a file that is not there": ("file: a.csv", "file: b.csv", "b.csv"),
    "a folder for a file": ("file: a.csv", "file: .", "no such file"),
    "a question that no column answers": ("          questions: {q1: answer}\n", "", "q1"),
    "a column for an unlisted question": ("{q1: answer}", "{q1: answer, q2: group}", "q2"),
    "an unlisted grouping": ("groups: {who: {", "groups: {whom: {", "whom"),
    "two groups of one label": ("name: Carers}", "name: ' PARENTS'}", "one label means two"),
    "a group listed twice": ("{code: carers", "{code: parents", "parents"),
    "a column that stands for no group": ("{column: group}", "{columns: {group: elves}}", "elves"),
    "a column that stands for no code": ("questions: {q1: answer}", MARKED, "love"),
    "an encoding of no name": (LAYOUT, MORE + "encoding: utf8000", "encoding"),
    "an encoding that is not the file's": (LAYOUT, MORE + "encoding: utf-16", "utf-16"),
    "a separator that is not the file's": (LAYOUT, MORE + 'delimiter: ","', "column"),
    "a header row beyond the end": (LAYOUT, MORE + "header_row: 50", "row 50"),
    "a sheet that is absent": ("file: a.csv", "file: a.xlsx\n        sheet: Answers", "Answers"),
    "a map for another layout": (LAYOUT, "layout: answers", "text"),
    "a column that the layout does not use": (
        "respondent: id",
        "respondent: id\n          session: id",
        "`session`",
    ),
    "an absent environment variable": ("file: a.csv", "file: ${HEARD_NOT_SET}/a.csv", "HEARD_NOT_SET"),
    "a date format that means nothing": (LAYOUT, MORE + 'date_formats: ["%Q"]', "date_formats.0"),
    "a date format that says a day twice": (LAYOUT, MORE + 'date_formats: ["%d %d"]', "date_formats.0"),
    "a date format without a part of a date": (LAYOUT, MORE + "date_formats: [mixed]", "date_formats.0"),
    "a folder for a codebook": (CODEBOOK, "codebook: .", "cannot be read"),
    "a codebook below a file": (CODEBOOK, "codebook: a.csv/book.yml", "cannot be read"),
    "a codebook that is not there": (CODEBOOK, "codebook: book.yml", "no such file"),
    "a closed question without options": ("code: q1,", "code: q1, kind: closed,", "options"),
}


def refused(folder: Path) -> str:
    """Return the one line with which a check of the folder is refused; nothing may be written meanwhile."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with pytest.raises(HeardError) as caught:
        check(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    said = str(caught.value)
    assert len(said.splitlines()) == 1
    assert CANARY not in said
    assert caught.value.fix
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE_NAME).write_text(YML)
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "a.xlsx").write_bytes(workbook())
    return tmp_path


def test_the_good_consultation_is_accepted(folder: Path) -> None:
    assert len(check(folder).intake.frames.texts) == 2
    (folder / FILE_NAME).write_text(YML.replace("a.csv", "a.xlsx"))
    assert len(check(folder).intake.frames.texts) == 2


@pytest.mark.parametrize("case", BAD_CSV)
def test_a_bad_text_file_is_one_line(folder: Path, case: str) -> None:
    data, place = BAD_CSV[case]
    (folder / "a.csv").write_bytes(data)
    said = refused(folder)
    assert "a.csv" in said
    assert place in said


@pytest.mark.parametrize("case", BAD_XLSX)
def test_a_bad_workbook_is_one_line(folder: Path, case: str) -> None:
    data, place = BAD_XLSX[case]
    (folder / FILE_NAME).write_text(YML.replace("a.csv", "a.xlsx"))
    (folder / "a.xlsx").write_bytes(data)
    said = refused(folder)
    assert "a.xlsx" in said
    assert place in said


@pytest.mark.parametrize("case", BAD_YML)
def test_a_bad_consultation_is_one_line(folder: Path, case: str) -> None:
    right, wrong, place = BAD_YML[case]
    assert right in YML
    (folder / FILE_NAME).write_text(YML.replace(right, wrong, 1))
    assert place in refused(folder)


@pytest.mark.parametrize("case", [name for name in BAD_CSV if "column" not in name and "header" not in name])
def test_a_first_draft_of_a_bad_file_is_refused_or_holds(tmp_path: Path, case: str) -> None:
    """What looks at files without being told anything either refuses one or writes what can be checked."""
    (tmp_path / "a.csv").write_bytes(BAD_CSV[case][0])
    try:
        write_proposal([tmp_path / "a.csv"])
    except HeardError as error:
        assert len(str(error).splitlines()) == 1
        assert CANARY not in str(error)
        assert not (tmp_path / FILE_NAME).exists()
    else:
        check(tmp_path)


def test_there_are_at_least_forty_cases() -> None:
    assert len(BAD_CSV) + len(BAD_XLSX) + len(BAD_YML) >= 40
