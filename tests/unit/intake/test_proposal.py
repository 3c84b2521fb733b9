from pathlib import Path

import openpyxl
import pytest

from heard.consultation import Layout, ManyColumns, OneColumn, Source, load_consultation
from heard.errors import HeardError
from heard.intake import check, write_proposal

LONG = "A rather long answer about what should change in the service and why number "
WIDE = "ID,Received,I am a...,Region,What should change?\n" + "".join(
    f"R{n},{1 + n % 28:02d}/03/2021,{('Parent', 'Carer', 'Parent;Carer')[n % 3]},"
    f"{('North', 'South')[n % 2]},{LONG}{n}\n"
    for n in range(60)
)


def test_a_table_of_respondents_is_understood(tmp_path: Path) -> None:
    (tmp_path / "call.csv").write_text(WIDE)
    write_proposal([tmp_path / "call.csv"])
    described = load_consultation(tmp_path)
    source = described.collections[0].sources[0]
    assert source.layout is Layout.RESPONDENTS
    assert source.columns.respondent == "ID"
    assert source.columns.received_on == "Received"
    assert source.date_formats == ("%d/%m/%Y",)
    assert source.columns.questions == {"q1": "What should change?"}
    assert source.columns.groups["i-am-a"] == OneColumn(column="I am a...", separator=";")
    assert described.grouping("i-am-a").overlapping
    assert [group.name for group in described.grouping("region").groups] == ["North", "South"]
    frames = check(tmp_path).intake.frames
    assert (len(frames.respondents), len(frames.texts), len(frames.memberships)) == (60, 60, 140)


def test_answers_with_codes_as_columns_are_understood(tmp_path: Path) -> None:
    header = "Comment ID;Respondent ID;Question;Comment;Staff;Waiting;Food\n"
    rows = "".join(
        f"C{n};P{n // 2};{('Why?', 'What  else?')[n % 2]};{LONG}{n};{n % 2};{'1' if n % 3 else ''};1\n"
        for n in range(40)
    )
    (tmp_path / "notes.csv").write_text(header + rows)
    write_proposal([tmp_path / "notes.csv"])
    source = load_consultation(tmp_path).collections[0].sources[0]
    assert source.layout is Layout.ANSWERS
    assert (source.columns.answer, source.columns.respondent) == ("Comment ID", "Respondent ID")
    assert isinstance(source.columns.codes, ManyColumns)
    assert list(source.columns.codes.columns) == ["Staff", "Waiting", "Food"]
    frames = check(tmp_path).intake.frames
    assert (len(frames.respondents), len(frames.texts)) == (20, 40)
    assert len(frames.codings) == 20 + 26 + 40


def test_sessions_notes_and_codings_belong_together(tmp_path: Path) -> None:
    (tmp_path / "sessions.csv").write_text(
        "Session no,Held on,Method,People\n"
        + "".join(f"W{n},2021-04-0{n},Workshop,1{n}\n" for n in range(1, 7))
    )
    (tmp_path / "notes.csv").write_text(
        "Note no,Session no,Note\n" + "".join(f"N{n},W{n % 6 + 1},{LONG}{n}\n" for n in range(30))
    )
    (tmp_path / "codings.csv").write_text(
        "Note no,Code,Coder\n" + "".join(f"N{n},{('Money', 'Time')[n % 2]},Ann\n" for n in range(30))
    )
    files = [tmp_path / name for name in ("codings.csv", "notes.csv", "sessions.csv")]
    write_proposal(files)
    described = load_consultation(tmp_path)
    assert len(described.collections) == 1
    assert {source.layout for source in described.collections[0].sources} == {
        Layout.ANSWERS,
        Layout.CODINGS,
        Layout.SESSIONS,
    }
    frames = check(tmp_path).intake.frames
    assert (len(frames.sessions), len(frames.texts), len(frames.codings)) == (6, 30, 30)
    assert frames.sessions["people"].sum() == 11 + 12 + 13 + 14 + 15 + 16


def test_a_workbook_with_a_cover_sheet_and_deep_headers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.worksheets[0]
    cover.title = "About"
    sheet = book.create_sheet("Responses")
    for row in (["Export of the form"], [], ["ID", "Region", "Comment"]):
        sheet.append(row)
    for n in range(30):
        sheet.append([f"R{n}", ("North", "South")[n % 2], f"{LONG}{n}"])
    book.save(tmp_path / "form.xlsx")
    write_proposal([tmp_path / "form.xlsx"])
    source = load_consultation(tmp_path).collections[0].sources[0]
    assert (source.sheet, source.header_row) == ("Responses", 3)
    assert len(check(tmp_path).intake.frames.texts) == 30


def test_the_comments_are_the_models_own_help(tmp_path: Path) -> None:
    (tmp_path / "call.csv").write_text(WIDE)
    text = write_proposal([tmp_path / "call.csv"]).read_text()
    assert f"# {Source.model_fields['layout'].description}" in text
    assert text.count(str(Source.model_fields["layout"].description)) == 1


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "call.csv").write_text(WIDE)
    path = tmp_path / "consultation.yml"
    path.write_text("mine")
    with pytest.raises(HeardError, match="already"):
        write_proposal([tmp_path / "call.csv"])
    assert path.read_text() == "mine"


def test_files_of_two_folders_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(HeardError, match="not in one folder"):
        write_proposal([tmp_path / "a.csv", other / "b.csv"])
    assert list(other.iterdir()) == []


@pytest.mark.parametrize(
    "label", ["yes", "null", "a: b", "# no", "\u2028x", "é\x85", "😀", "- x", "{x}", "1", "'", '"']
)
def test_awkward_labels_survive_the_yaml(tmp_path: Path, label: str) -> None:
    rows = "".join(f'R{n},"{(label, "other")[n % 2]}",{LONG}{n}\n' for n in range(30))
    quoted = rows.replace('"""', '""""')
    (tmp_path / "call.csv").write_bytes(("ID,Group,Comment\n" + quoted).encode())
    write_proposal([tmp_path / "call.csv"])
    assert len(check(tmp_path).intake.frames.memberships) == 30
