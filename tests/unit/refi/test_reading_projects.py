"""Real files break the letter of the standard: what can be is taken in, the rest is listed."""

import codecs
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.refi import STANDARD, About, Project, VariableValue, made_guid, read_project
from tests.unit.refi.making import (
    CODE,
    CODES,
    NAMESPACE,
    OTHER_SOURCE,
    SOURCE,
    USER,
    coding,
    described,
    one_source,
    packed,
    segment,
    text_source,
)

TEXT = "We had help twice."
HELP = segment(7, 11)
FILES = {f"Sources/{SOURCE}.txt": TEXT.encode()}


def guid(number: int) -> str:
    return str(uuid.UUID(int=number))


def value_of(variable: int, kind: str, value: str) -> str:
    named = f'<VariableRef targetGUID="{guid(variable)}"/>'
    return f"<VariableValue>{named}<{kind}Value>{value}</{kind}Value></VariableValue>"


def coded(project: Project) -> list[str]:
    texts = {source.guid: source.text for source in project.sources}
    return [texts[each.source_guid][each.start : each.end] for each in project.codings]


def left(project: Project) -> dict[str, int]:
    """What was left and how many, whatever the place and reason."""
    found: dict[str, int] = {}
    for each in project.left:
        found[each.what] = found.get(each.what, 0) + each.number
    return found


def test_users_codes_sources_and_codings_come_with_coder_and_time(tmp_path: Path) -> None:
    before = (
        f'<Users><User guid="{USER}" name="Ann" id="A"/></Users><CodeBook><Codes>'
        f'<Code guid="{CODE}" name="Help" isCodable="true" color="#FF8800">'
        "<Description>Any help</Description>"
        f'<Code guid="{guid(11)}" name="At night" isCodable="false"/></Code></Codes></CodeBook>'
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(HELP), before), FILES))
    (code,) = project.codes
    (found,) = project.codings
    assert (project.users[0].name, project.users[0].short) == ("Ann", "A")
    assert (code.name, code.description, code.colour) == ("Help", "Any help", "#ff8800")
    assert (code.children[0].name, code.children[0].is_codable) == ("At night", False)
    assert coded(project) == ["help"]
    assert (found.user_guid, found.at) == (USER, datetime(2021, 6, 1, 10, tzinfo=UTC))
    assert project.left == ()


@pytest.mark.parametrize("name", ["Project.qde", "PROJECT.QDE", "review/project.qde", "My review.qde"])
def test_the_description_is_found_whatever_its_case_and_folder(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "p.qdpx", described(text_source(HELP)), FILES, name)
    assert coded(read_project(path)) == ["help"]


@pytest.mark.parametrize(
    "namespace", [NAMESPACE, "urn:QDA-XML:project:1.5", "http://schema.example/qda", None]
)
def test_any_namespace_or_none_will_do(tmp_path: Path, namespace: str | None) -> None:
    path = packed(tmp_path / "p.qdpx", described(text_source(HELP), namespace=namespace), FILES)
    assert coded(read_project(path)) == ["help"]


@pytest.mark.parametrize("place", ["sources/{}.txt", "Sources/{}.TXT", "{}.txt", "export/Sources/{}.txt"])
def test_a_text_is_found_whatever_its_case_and_folder(tmp_path: Path, place: str) -> None:
    files = {place.format(SOURCE): TEXT.encode()}
    path = packed(tmp_path / "p.qdpx", described(text_source(HELP)), files)
    assert coded(read_project(path)) == ["help"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, mark: bytes, encoding: str) -> None:
    text = "A caf\u00e9 \u2013 we had help twice."
    inside = segment(text.index("help"), text.index("help") + 4)
    project = read_project(one_source(tmp_path / "p.qdpx", mark + text.encode(encoding), inside))
    assert project.sources[0].text == text
    assert coded(project) == ["help"]
    assert left(project) == ({"certainty": 1} if encoding == "cp1252" else {})


def test_a_text_in_no_known_encoding_is_left_and_its_source_kept(tmp_path: Path) -> None:
    project = read_project(one_source(tmp_path / "p.qdpx", b"We had \x81\x8d help.", HELP))
    assert project.sources[0].text == ""
    assert left(project) == {"the text": 1, "segments": 1, "codings": 1}


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = "One\r\ntwo\nthree\rhelp us"
    project = read_project(one_source(tmp_path / "p.qdpx", text.encode(), segment(15, 19)))
    assert project.sources[0].text == text
    assert coded(project) == ["help"]


def test_a_text_in_the_xml_itself_whose_line_ends_were_two_characters_in_the_tool(tmp_path: Path) -> None:
    lines = [f"Line {number} has help in it" for number in range(5)]
    in_the_tool = "\r\n".join(lines)
    places = [at for at in range(len(in_the_tool)) if in_the_tool.startswith("help", at)]
    inside = f"<PlainTextContent>{in_the_tool}</PlainTextContent>" + "".join(
        segment(at, at + 4, number) for number, at in enumerate(places)
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(inside, path=""))))
    assert project.sources[0].text == "\n".join(lines)
    assert coded(project) == ["help"] * 5
    assert str(project.readings[0].reading) == "code-points,lf-2"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("internal://missing.txt", "missing"),
        ("relative:///other/notes.txt", "outside"),
        ("absolute:///home/someone/notes.txt", "outside"),
        ("", "has none"),
    ],
)
def test_a_source_without_its_text_stays_with_what_is_on_the_whole_of_it(
    tmp_path: Path, path: str, why: str
) -> None:
    inside = HELP + coding(77)
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(inside, path=path))))
    assert [source.name for source in project.sources] == ["Notes"]
    assert [(each.guid, each.start, each.end) for each in project.codings] == [(guid(77), None, None)]
    assert left(project) == {"the text": 1, "segments": 1, "codings": 1}
    assert any(why in each.why for each in project.left)


def test_formatting_is_left_and_said(tmp_path: Path) -> None:
    more = f'richTextPath="internal://{SOURCE}.docx"'
    path = packed(tmp_path / "p.qdpx", described(text_source(HELP, more=more)), FILES)
    assert left(read_project(path)) == {"formatting": 1}


def test_of_a_pdf_the_text_is_read_and_places_on_pages_are_left(tmp_path: Path) -> None:
    pdf = (
        f'<PDFSource guid="{OTHER_SOURCE}" name="Report" path="internal://{OTHER_SOURCE}.pdf">'
        f'<PDFSelection guid="{guid(31)}" page="1" firstX="0" firstY="0" secondX="9" secondY="9">'
        f"{coding(32)}</PDFSelection>"
        f'<Representation guid="{SOURCE}" plainTextPath="internal://{SOURCE}.txt">{HELP}</Representation>'
        f"{coding(33)}</PDFSource>"
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(pdf), FILES))
    (source,) = project.sources
    assert (source.guid, source.kind, source.text, source.text_guid) == (OTHER_SOURCE, "pdf", TEXT, SOURCE)
    assert coded(project) == ["help", TEXT]
    assert left(project) == {"the pdf itself": 1, "PDFSelections": 1, "codings": 1}


def test_of_sound_the_transcript_is_read_at_the_points_that_tie_it_to_time(tmp_path: Path) -> None:
    audio = (
        f'<AudioSource guid="{OTHER_SOURCE}" name="Talk"><Transcript guid="{SOURCE}" '
        f'plainTextPath="internal://{SOURCE}.txt"><SyncPoint guid="{guid(41)}" timeStamp="5" position="7"/>'
        f'<SyncPoint guid="{guid(42)}" timeStamp="9" position="11"/>'
        f'<TranscriptSelection guid="{guid(43)}" fromSyncPoint="{guid(41)}" toSyncPoint="{guid(42)}">'
        f'{coding(44)}</TranscriptSelection></Transcript><AudioSelection guid="{guid(45)}" begin="1" end="2">'
        f"{coding(46)}{coding(47)}</AudioSelection></AudioSource>"
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(audio), FILES))
    assert coded(project) == ["help"]
    assert left(project) == {"the audio itself": 1, "AudioSelections": 1, "codings": 2, "points in time": 2}


def test_a_picture_stays_as_a_source_without_text(tmp_path: Path) -> None:
    picture = (
        f'<PictureSource guid="{SOURCE}" name="Drawing">'
        f'<PictureSelection guid="{guid(51)}" firstX="0" firstY="0" secondX="9" secondY="9">'
        f"{coding(52)}</PictureSelection>{coding(53)}</PictureSource>"
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(picture)))
    assert [(source.kind, source.text) for source in project.sources] == [("picture", "")]
    assert [each.guid for each in project.codings] == [guid(53)]
    assert left(project) == {"the picture itself": 1, "PictureSelections": 1, "codings": 1}


def test_a_segment_without_a_code_keeps_its_place(tmp_path: Path) -> None:
    inside = HELP.replace(HELP[HELP.index("<Coding") : HELP.index("</PlainText")], "")
    project = read_project(one_source(tmp_path / "p.qdpx", TEXT.encode(), inside))
    assert project.codings == ()
    assert [(each.start, each.end) for each in project.selections] == [(7, 11)]


def test_codings_that_name_no_code_of_the_codebook_are_left(tmp_path: Path) -> None:
    inside = coding(61) + coding(62, code=guid(999)) + f'<Coding guid="{guid(63)}"/>'
    project = read_project(one_source(tmp_path / "p.qdpx", TEXT.encode(), inside))
    assert [each.guid for each in project.codings] == [guid(61)]
    assert left(project) == {"codings": 2}


def test_segments_that_do_not_fit_into_the_text_are_left(tmp_path: Path) -> None:
    inside = [HELP, segment(3, 6, 1), segment(0, 99, 2), segment(11, 7, 3)]
    inside.append(segment(0, 2, 4).replace('startPosition="0"', 'startPosition="first"'))
    path = one_source(tmp_path / "p.qdpx", TEXT.encode(), inside)
    project = read_project(path, {"": STANDARD})
    assert coded(project) == ["help", "had"]
    assert left(project) == {"segments": 3, "codings": 3}


def test_identifiers_in_braces_and_capitals_are_the_same_identifiers(tmp_path: Path) -> None:
    odd = text_source(HELP.replace(CODE, "{" + CODE.upper() + "}"))
    project = read_project(packed(tmp_path / "p.qdpx", described(odd), FILES))
    assert project.codings[0].code_guid == project.codes[0].guid == CODE


def test_an_identifier_that_is_no_guid_becomes_one_everywhere(tmp_path: Path) -> None:
    xml = described(text_source(HELP)).replace(CODE, "code 7")
    project = read_project(packed(tmp_path / "p.qdpx", xml, FILES))
    assert project.codings[0].code_guid == project.codes[0].guid == made_guid("code 7")
    assert left(project) == {"identifiers": 1}


def test_an_identifier_that_stands_twice_is_one_thing_each(tmp_path: Path) -> None:
    inside = coding(61) + coding(61)
    project = read_project(one_source(tmp_path / "p.qdpx", TEXT.encode(), inside))
    assert len({each.guid for each in project.codings}) == 2
    assert project.codings[0].guid == guid(61)
    assert left(project) == {"identifiers": 1}


def test_cases_with_a_value_of_each_type_and_their_sources(tmp_path: Path) -> None:
    kinds = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
    stated = ("North", "true", "42", "0.10", "2021-06-01", "2021-06-01T12:00:00+02:00")
    meant = ("North", True, 42, Decimal("0.10"), date(2021, 6, 1), datetime(2021, 6, 1, 10, tzinfo=UTC))
    declared = "".join(
        f'<Variable guid="{guid(70 + at)}" name="{kind}" typeOfVariable="{kind}"/>'
        for at, kind in enumerate(kinds)
    )
    values = "".join(
        value_of(70 + at, kind, value) for at, (kind, value) in enumerate(zip(kinds, stated, strict=True))
    )
    before = (
        f"{CODES}<Variables>{declared}</Variables><Cases>"
        f'<Case guid="{guid(80)}" name="P1">{values}<SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(), before), FILES))
    (case,) = project.cases
    assert [variable.type for variable in project.variables] == list(kinds)
    assert case.values == tuple(VariableValue(guid(70 + at), value) for at, value in enumerate(meant))
    assert case.source_guids == (SOURCE,)


def test_a_value_that_is_not_of_its_type_or_of_no_variable_is_left(tmp_path: Path) -> None:
    bad = "".join(value_of(70, kind, "often") for kind in ("Boolean", "Integer", "Float", "Date", "DateTime"))
    unnamed = "<VariableValue><TextValue>often</TextValue></VariableValue>"
    before = f'{CODES}<Cases><Case guid="{guid(80)}">{bad}{unnamed}</Case></Cases>'
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(), before), FILES))
    assert project.cases[0].values == ()
    assert left(project) == {"values of variables": 6}
    assert "often" not in str(project.left)


def test_notes_know_all_that_they_are_about(tmp_path: Path) -> None:
    reference = f'<NoteRef targetGUID="{guid(90)}"/>'
    inside = HELP.replace("</Coding>", f"{reference}</Coding>{reference}") + reference
    xml = described(
        text_source(inside),
        CODES.replace('isCodable="true"/>', f'isCodable="true">{reference}</Code>'),
        f'<Notes><Note guid="{guid(90)}" name="Memo">'
        "<PlainTextContent>Look again.</PlainTextContent></Note></Notes>"
        f'{reference}<NoteRef targetGUID="{guid(91)}"/>',
    )
    project = read_project(packed(tmp_path / "p.qdpx", xml, FILES))
    (note,) = project.notes
    (found,) = project.codings
    assert (note.name, note.body) == ("Memo", "Look again.")
    assert set(note.about) == {
        About("project"),
        About("source", SOURCE),
        About("selection", found.selection_guid),
        About("coding", found.guid),
        About("code", CODE),
    }
    assert left(project) == {"references": 1}


def test_sets_are_kept_and_links_and_graphs_said_to_be_left(tmp_path: Path) -> None:
    after = (
        f'<Links><Link guid="{guid(95)}"/><Link guid="{guid(96)}"/></Links>'
        f'<Sets><Set guid="{guid(97)}" name="All">'
        f'<MemberCode targetGUID="{CODE}"/><MemberSource targetGUID="{SOURCE}"/></Set></Sets>'
        f'<Graphs><Graph guid="{guid(98)}"/></Graphs><Novelty/>'
    )
    project = read_project(packed(tmp_path / "p.qdpx", described(text_source(), after=after), FILES))
    assert [(each.name, each.code_guids, each.source_guids) for each in project.sets] == [
        ("All", (CODE,), (SOURCE,))
    ]
    assert left(project) == {"links": 2, "graphs": 1, "parts": 1}


def test_a_time_that_cannot_be_read_is_left_and_its_coding_kept(tmp_path: Path) -> None:
    inside = HELP.replace("2021-06-01T10:00:00Z", "last Tuesday")
    project = read_project(one_source(tmp_path / "p.qdpx", TEXT.encode(), inside))
    assert project.codings[0].at is None
    assert left(project) == {"times": 1}


def test_a_file_that_describes_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="describes no project"):
        read_project(packed(tmp_path / "p.qdpx", "<Workbook/>"))
