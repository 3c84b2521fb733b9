"""A real project that NVivo 12.6 exported, and the standard's own schemas.

Neither is part of the project. They are looked for in the folder that ``HEARD_REAL_DATA`` names, or in
``../shared/data``. What the package finds is compared with what a few lines of the standard library find.
"""

import os
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from heard.refi import (
    BY_NAME,
    STANDARD,
    Code,
    Project,
    Reading,
    read_codebook,
    read_project,
    write_codebook,
    write_project,
)
from tests.unit.refi.projects import example, projects

DATA = Path(
    os.environ.get("HEARD_REAL_DATA") or Path(__file__).parents[2].parent / "shared" / "data"
).resolve()
FILE = DATA / "nvivo" / "oltas0517.qdpx"
SCHEMAS = DATA / "refi"
WRITTEN_BY_NVIVO = Reading(utf16=True)

needs_project = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the real project is not here: set HEARD_REAL_DATA to the folder that holds nvivo/",
)
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(),
    reason="the schemas are not here: set HEARD_REAL_DATA to the folder that holds refi/",
)


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(FILE)


def depth(codes: tuple[Code, ...]) -> int:
    return 1 + max((depth(code.children) for code in codes), default=0) if codes else 0


def number(codes: tuple[Code, ...]) -> int:
    return sum(1 + number(code.children) for code in codes)


@needs_project
def test_all_of_it_comes_in(project: Project) -> None:
    with zipfile.ZipFile(FILE) as archive:
        xml = archive.read("project.qde").decode("utf-8-sig")
    assert number(project.codes) == len(re.findall("<Code ", xml)) == 152
    assert depth(project.codes) == 4
    assert len(project.codings) == len(re.findall("<Coding ", xml)) == 303
    assert {user.name for user in project.users} == set(re.findall('<User .*name="(.*?)"', xml))
    assert {each.guid for each in project.codings} == set(re.findall('<Coding guid="(.*?)"', xml))
    assert {(each.what, each.why) for each in project.left} == {("formatting", "only plain text is kept")}


@needs_project
def test_texts_are_as_they_stand_in_the_file_without_its_mark(project: Project) -> None:
    with zipfile.ZipFile(FILE) as archive:
        for source in project.sources:
            stored = archive.read(f"Sources/{source.guid}.txt").decode("utf-8")
            assert stored == "\ufeff" + source.text
    coded = next(source for source in project.sources if source.guid == project.codings[0].source_guid)
    assert len(coded.text) == 600_490
    assert sum(letter > "\uffff" for letter in coded.text) == 892


@needs_project
def test_positions_are_found_to_be_utf16_units_by_the_words_they_keep_to(project: Project) -> None:
    (found,) = project.readings
    scores = dict(found.scores)
    assert (found.reading, found.basis, found.encoding) == (WRITTEN_BY_NVIVO, "evidence", "utf-8")
    assert found.score.selections == 303
    assert found.score.on_words >= 295
    assert found.score.on_words == on_words(project)
    assert scores[STANDARD].on_words == 26
    assert len(scores) == 16
    assert max(score.on_words for reading, score in scores.items() if reading != WRITTEN_BY_NVIVO) == 26


@needs_project
def test_the_standards_reading_would_shift_almost_all_of_it_and_stay_in_range() -> None:
    shifted = read_project(FILE, {"": BY_NAME["code-points"]})
    assert len(shifted.codings) == 303
    assert on_words(shifted) == 26


def on_words(project: Project) -> int:
    """How many segments have no letter or digit beside them and no white space at their ends."""
    texts = {source.guid: source.text for source in project.sources}
    count = 0
    for each in project.selections:
        text = texts[each.source_guid]
        words = text[each.start : each.end]
        beside = text[: each.start][-1:] + text[each.end :][:1]
        count += words == words.strip() and not any(letter.isalnum() for letter in beside)
    return count


@needs_project
def test_it_goes_out_and_comes_back_equal(project: Project, tmp_path: Path) -> None:
    assert write_project(project, tmp_path / "out.qdpx") == ()
    back = read_project(tmp_path / "out.qdpx")
    assert back == project
    assert back.readings[0].reading == STANDARD
    write_project(back, tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == (tmp_path / "out.qdpx").read_bytes()


@needs_project
def test_whoever_wrote_it_evidence_finds_its_code_points(project: Project, tmp_path: Path) -> None:
    write_project(project, tmp_path / "out.qdpx")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as ours, zipfile.ZipFile(tmp_path / "x.qdpx", "w") as other:
        for name in ours.namelist():
            other.writestr(name, ours.read(name).replace(b'origin="Heard', b'origin="Some tool'))
    back = read_project(tmp_path / "x.qdpx")
    assert (back.readings[0].reading, back.readings[0].basis) == (STANDARD, "evidence")
    assert back == project


def errors(schema: str, content: bytes) -> list[str]:
    found = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    found.validate(etree.fromstring(content))
    return [str(error) for error in found.error_log]


def described(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde")


@needs_schemas
def test_exports_keep_to_the_standards_schema(tmp_path: Path) -> None:
    write_project(example(), tmp_path / "all.qdpx")
    write_project(Project("Nothing"), tmp_path / "nothing.qdpx")
    write_codebook(example().codes, tmp_path / "codes.qdc")
    assert errors("Project.xsd", described(tmp_path / "all.qdpx")) == []
    assert errors("Project.xsd", described(tmp_path / "nothing.qdpx")) == []
    assert errors("Codebook.xsd", (tmp_path / "codes.qdc").read_bytes()) == []


@needs_schemas
@settings(max_examples=50, deadline=None)
@given(projects())
def test_whatever_a_project_holds_goes_out_by_the_schema(any_project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_project(any_project, Path(folder) / "p.qdpx")
        assert errors("Project.xsd", described(Path(folder) / "p.qdpx")) == []


@needs_schemas
def test_the_schema_does_find_what_is_wrong(tmp_path: Path) -> None:
    write_project(example(), tmp_path / "p.qdpx")
    broken = described(tmp_path / "p.qdpx").replace(b"startPosition", b"start")
    assert errors("Project.xsd", broken) != []


@needs_project
@needs_schemas
def test_the_real_project_goes_out_by_the_schema(project: Project, tmp_path: Path) -> None:
    write_project(project, tmp_path / "p.qdpx")
    write_codebook(project.codes, tmp_path / "c.qdc")
    assert errors("Project.xsd", described(tmp_path / "p.qdpx")) == []
    assert errors("Codebook.xsd", (tmp_path / "c.qdc").read_bytes()) == []
    assert read_codebook(tmp_path / "c.qdc") == project.codes
