"""What a project can hold comes back from its file as it went out."""

import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from heard.errors import HeardError
from heard.refi import (
    About,
    Code,
    Coding,
    Made,
    Note,
    Project,
    Selection,
    Source,
    made_guid,
    read_codebook,
    read_project,
    write_codebook,
    write_project,
)
from tests.unit.refi.projects import example, projects


@settings(max_examples=150, deadline=None)
@given(projects())
def test_any_project_comes_back_equal(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        assert write_project(project, path) == ()
        assert read_project(path) == project


def test_one_of_everything_comes_back_equal_with_nothing_left_but_what_is_no_text(tmp_path: Path) -> None:
    assert write_project(example(), tmp_path / "p.qdpx") == ()
    back = read_project(tmp_path / "p.qdpx")
    assert back == example()
    no_text = ("picture", "pdf", "audio", "video")
    assert {each.what for each in back.left} == {f"the {kind} itself" for kind in no_text}


def test_what_heard_wrote_is_read_in_code_points_though_its_segments_keep_to_no_words(tmp_path: Path) -> None:
    source = Source(made_guid(1), "Notes", "\U0001f600 \U0001f600 abcdef")
    code = Code(made_guid(2), "Help")
    selection = Selection(made_guid(3), source.guid, 5, 7)
    coding = Coding(made_guid(4), source.guid, code.guid, 5, 7, selection.guid)
    project = Project("P", codes=(code,), sources=(source,), selections=(selection,), codings=(coding,))
    write_project(project, tmp_path / "p.qdpx")
    back = read_project(tmp_path / "p.qdpx")
    assert back == project
    assert back.readings[0].basis == "origin"


def test_equal_projects_give_equal_bytes(tmp_path: Path) -> None:
    write_project(example(), tmp_path / "one.qdpx")
    write_project(example(), tmp_path / "two.qdpx")
    assert (tmp_path / "one.qdpx").read_bytes() == (tmp_path / "two.qdpx").read_bytes()


def test_texts_stand_in_files_of_their_own_in_utf8_without_a_mark(tmp_path: Path) -> None:
    write_project(example(), tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        content = archive.read(f"Sources/{example().sources[0].guid}.txt")
        xml = archive.read("project.qde").decode()
    assert content == example().sources[0].text.encode()
    assert 'startPosition="9" endPosition="13"' in xml


def test_characters_that_xml_cannot_hold_are_replaced_and_counted(tmp_path: Path) -> None:
    source = Source(made_guid(1), "No\x00tes\x1b", "Bell \x07 and half \ud83d of a pair")
    note = Note(made_guid(2), "Memo", "Form feed \x0c here")
    left = write_project(Project("P", sources=(source,), notes=(note,)), tmp_path / "p.qdpx")
    back = read_project(tmp_path / "p.qdpx")
    assert back.sources[0].name == "No\ufffdtes\ufffd"
    assert back.sources[0].text == "Bell \x07 and half \ufffd of a pair"
    assert back.notes[0].body == note.body
    assert [(each.what, each.number) for each in left] == [("characters", 3)]


def test_a_coding_without_a_selection_gets_one_of_its_own(tmp_path: Path) -> None:
    source, code = Source(made_guid(1), "Notes", "We had help"), Code(made_guid(2), "Help")
    coding = Coding(made_guid(3), source.guid, code.guid, 7, 11)
    project = Project("P", codes=(code,), sources=(source,), codings=(coding,))
    write_project(project, tmp_path / "p.qdpx")
    back = read_project(tmp_path / "p.qdpx")
    made = made_guid("selection", coding.guid)
    assert back.codings == (replace(coding, selection_guid=made),)
    assert back.selections == (Selection(made, source.guid, 7, 11),)
    write_project(back, tmp_path / "again.qdpx")
    assert read_project(tmp_path / "again.qdpx") == back


def test_what_stands_on_nothing_is_said_to_be_left(tmp_path: Path) -> None:
    source, code = Source(made_guid(1), "Notes", "We had help"), Code(made_guid(2), "Help", "", "orange")
    codings = (
        Coding(made_guid(3), source.guid, code.guid, 7, 99),
        Coding(made_guid(4), made_guid("gone"), code.guid),
    )
    selections = (Selection(made_guid(5), source.guid, 4, 4),)
    notes = (Note(made_guid(6), "Memo", about=(About("case", made_guid(7)),)),)
    project = Project(
        "P", codes=(code,), sources=(source,), selections=selections, codings=codings, notes=notes
    )
    left = write_project(project, tmp_path / "p.qdpx")
    assert sorted((each.what, each.number) for each in left) == [
        ("codings", 1),
        ("codings", 1),
        ("colours", 1),
        ("references of notes", 1),
        ("segments", 2),
    ]


def test_an_identifier_that_is_no_guid_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    write_project(example(), path)
    before = path.read_bytes()
    with pytest.raises(HeardError, match="no GUID"):
        write_project(Project("P", sources=(Source("notes-1", "Notes", "x"),)), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_codebook_comes_back_as_it_went_out(tmp_path: Path) -> None:
    codes = example().codes
    write_codebook(codes, tmp_path / "c.qdc")
    assert read_codebook(tmp_path / "c.qdc") == codes


def test_a_codebook_without_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="no codes"):
        write_codebook((), tmp_path / "c.qdc")
    assert not (tmp_path / "c.qdc").exists()


@pytest.mark.parametrize("content", [b"", b"a;b", b"<Project/>", b"<CodeBook>"])
def test_a_file_that_is_no_codebook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.qdc").write_bytes(content)
    with pytest.raises(HeardError):
        read_codebook(tmp_path / "c.qdc")


@pytest.mark.parametrize("text", ["\ufeff", "\ufeffWe had help", "\x00", "a\x00b\x00", "\x00\x00\ufeff"])
def test_a_text_that_looks_like_another_encoding_comes_back(tmp_path: Path, text: str) -> None:
    project = Project("P", sources=(Source(made_guid(1), "Notes", text),))
    write_project(project, tmp_path / "p.qdpx")
    assert read_project(tmp_path / "p.qdpx") == project


@pytest.mark.parametrize(
    "project",
    [
        Project("P", made=Made(by="ann")),
        Project("P", sources=(Source(made_guid(1), made=Made(changed_by="ann")),)),
        Project("P", codes=(Code("help", "Help"),)),
    ],
)
def test_no_identifier_that_the_standard_does_not_allow_goes_out(project: Project, tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="no GUID"):
        write_project(project, tmp_path / "p.qdpx")
