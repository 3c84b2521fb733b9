"""A project that attacks is refused before anything of it is unpacked, in one line that quotes nothing."""

import io
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.errors import HeardError
from heard.refi import read_codebook, read_project
from tests.unit.refi.making import CODES, SOURCE, described, segment, text_source

CANARY = "CANARYWORD"
XML = described(text_source(segment(7, 11)))
TEXT = f"We had help {CANARY}.".encode()
Entry = tuple[str | zipfile.ZipInfo, bytes]
HONEST: list[Entry] = [("project.qde", XML.encode()), (f"Sources/{SOURCE}.txt", TEXT)]


def packed(entries: list[Entry]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return data.getvalue()


def beside(name: str | zipfile.ZipInfo, content: bytes = b"x") -> Callable[[], bytes]:
    return lambda: packed([*HONEST, (name, content)])


def link() -> bytes:
    entry = zipfile.ZipInfo("Sources/link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed([*HONEST, (entry, b"/etc/passwd")])


def locked() -> bytes:
    return changed_flags(packed(HONEST), 1)


def changed_flags(content: bytes, flag: int) -> bytes:
    """Set a flag of every entry, in its own head and in the directory."""
    altered = bytearray(content)
    for head, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = altered.find(head)
        while at >= 0:
            altered[at + place] |= flag
            at = altered.find(head, at + 4)
    return bytes(altered)


def with_description(xml: str) -> Callable[[], bytes]:
    return lambda: packed([("project.qde", xml.encode())])


def text_bomb() -> bytes:
    return packed([HONEST[0], (f"Sources/{SOURCE}.txt", b"\0" * 30_000_000)])


def bomb_of_many() -> bytes:
    return packed([*HONEST, *((f"Sources/{number}.txt", b"a" * 1_000_000) for number in range(100))])


def unusual() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("project.qde", XML)
    return data.getvalue()


def lying_about_its_directory() -> bytes:
    content = bytearray(packed(HONEST))
    struct.pack_into("<L", content, content.rfind(b"PK\x05\x06") + 12, 200 << 20)
    return bytes(content)


def thousands(number: int) -> Callable[[], bytes]:
    return lambda: packed([*HONEST, *((f"Sources/{row}.txt", b"") for row in range(number))])


ENTITIES = '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a name that climbs": (beside("../../evil.txt"), "leads out of it"),
    "a name that climbs later": (beside("Sources/../../evil.txt"), "leads out of it"),
    "a name that climbs by backslashes": (beside("Sources\\..\\..\\evil.txt"), "leads out of it"),
    "an absolute name": (beside("/tmp/evil.txt"), "leads out of it"),
    "a name on a drive": (beside("C:/evil.txt"), "leads out of it"),
    "a link": (link, "a link"),
    "a name twice": (beside("SOURCES/" + SOURCE + ".TXT"), "two entries of one name"),
    "a password": (locked, "password"),
    "a bomb": (text_bomb, "an entry unpacks to over 200 times its size"),
    "a bomb beside": (beside("Sources/bomb.bin", b"\0" * 300_000_000), "times its size"),
    "a bomb of many": (bomb_of_many, "it unpacks to over 200 times its size"),
    "an unusual packing": (unusual, "unusual way"),
    "a directory too large": (lying_about_its_directory, "far too many entries"),
    "thousands of entries": (thousands(5_000), "5,002 entries and names 2"),
    "entities": (with_description(XML.replace("<Project", ENTITIES + "<Project", 1)), "entities"),
    "an outside entity": (with_description(XML.replace("<Project", OUTSIDE + "<Project", 1)), "entities"),
    "an outside document type": (
        with_description(XML.replace("<Project", '<!DOCTYPE Project SYSTEM "http://x.example/"><Project', 1)),
        "document type",
    ),
    "elements too deep": (with_description("<Project>" + "<Code>" * 100_000), "too deep"),
    "no archive": (lambda: b"not a zip at all", "damaged, or is no project"),
    "nothing": (lambda: b"", "damaged, or is no project"),
    "half an archive": (lambda: packed(HONEST)[:400], "damaged, or is no project"),
    "no description": (lambda: packed(HONEST[1:]), "no descriptions"),
    "two descriptions": (
        lambda: packed([("a.qde", XML.encode()), ("b.qde", XML.encode())]),
        "2 descriptions",
    ),
    "broken XML": (with_description(f"<Project><Code name='{CANARY}'></Project>"), "broken at line 1"),
    "no XML": (with_description(CANARY), "broken at line 1"),
    "an unknown encoding": (
        with_description('<?xml version="1.0" encoding="klingon"?><Project/>'),
        "not known",
    ),
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder of which nothing but the file itself is there afterwards."""
    folder = tmp_path / "inside" / "folder"
    folder.mkdir(parents=True)
    yield folder / "p.qdpx"
    there = {each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*")}
    assert there <= {"inside", "inside/folder", "inside/folder/p.qdpx", "inside/folder/c.qdc"}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_nothing_is_written(name: str, place: Path) -> None:
    make, reason = HOSTILE[name]
    place.write_bytes(make())
    with pytest.raises(HeardError) as refused:
        read_project(place)
    assert reason in str(refused.value)
    assert str(place) in str(refused.value)
    assert refused.value.fix
    assert "\n" not in str(refused.value)
    assert CANARY not in str(refused.value)


def test_it_is_refused_in_little_memory(place: Path) -> None:
    place.write_bytes(text_bomb())
    tracemalloc.start()
    with pytest.raises(HeardError):
        read_project(place)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 << 20


def test_one_text_that_many_sources_name_is_not_taken_in_without_end(place: Path) -> None:
    sources = "".join(
        text_source(guid=f"00000000-0000-0000-0000-{row:012}", path="internal://a.txt") for row in range(400)
    )
    text = "".join(f"{row} {row * 7919 % 10007} " for row in range(400_000)).encode()
    place.write_bytes(packed([("project.qde", described(sources).encode()), ("Sources/a.txt", text)]))
    with pytest.raises(HeardError, match="unpacks to over 1 GiB"):
        read_project(place)


def test_a_damaged_entry_is_said_to_be_damaged(place: Path) -> None:
    content = bytearray(packed(HONEST))
    at = content.find(b"PK\x03\x04", 10)
    content[at + 70 : at + 90] = b"\xff" * 20
    place.write_bytes(content)
    with pytest.raises(HeardError, match="damaged"):
        read_project(place)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=6), st.floats(0, 1), st.booleans())
def test_whatever_is_damaged_is_read_or_refused_and_never_crashes(
    damage: bytes, where: float, in_archive: bool
) -> None:
    description, *texts = HONEST
    content = bytearray(packed(HONEST) if in_archive else description[1])
    at = int(where * (len(content) - len(damage)))
    content[at : at + len(damage)] = damage
    damaged = bytes(content) if in_archive else packed([("project.qde", bytes(content)), *texts])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(damaged)
        try:
            project = read_project(path)
        except HeardError as refused:
            assert CANARY not in str(refused)
        else:
            assert CANARY not in str(project.left)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="no such file"):
        read_project(tmp_path / "p.qdpx")


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="cannot be read"):
        read_project(tmp_path)


def test_a_path_that_climbs_inside_the_description_finds_nothing(place: Path) -> None:
    climbing = described(text_source(path="internal://../../../../etc/passwd"))
    place.write_bytes(packed([("project.qde", climbing.encode())]))
    project = read_project(place)
    assert project.sources[0].text == ""
    assert [each.why for each in project.left] == ["it is missing from the file"]


@pytest.mark.parametrize("doctype", [ENTITIES, OUTSIDE])
def test_a_hostile_codebook_is_refused(place: Path, doctype: str) -> None:
    codebook = place.with_name("c.qdc")
    codebook.write_text(doctype.replace("Project", "CodeBook") + CODES, encoding="utf-8")
    with pytest.raises(HeardError, match="entities"):
        read_codebook(codebook)


def test_what_an_honest_project_may_hold_is_no_attack(place: Path) -> None:
    entries = [*HONEST, ("__MACOSX/._project.qde", b"x"), ("Sources/", b""), ("Sources/Talk 10:30.mp3", b"x")]
    place.write_bytes(packed(entries))
    assert len(read_project(place).codings) == 1


def test_ten_thousand_texts_that_the_description_names_are_no_attack(place: Path) -> None:
    guids = [f"00000000-0000-0000-0000-{row:012}" for row in range(10_000)]
    texts: list[Entry] = [(f"Sources/{guid}.txt", b"We had help.") for guid in guids]
    xml = described("".join(text_source(guid=guid) for guid in guids))
    place.write_bytes(packed([("project.qde", xml.encode()), *texts]))
    assert len(read_project(place).sources) == 10_000
