from pathlib import Path

import pytest

from heard.errors import HeardError
from heard.intake.encodings import find_encoding
from heard.intake.survey import survey

TEXT = "name,comment\n1,“Café” costs £5 – that’s naïve…\n"


def found(folder: Path, data: bytes, named: str | None = None) -> str:
    (folder / "a.csv").write_bytes(data)
    return find_encoding(survey(folder, "a.csv"), named)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_each_encoding_is_found_by_itself(tmp_path: Path, codec: str) -> None:
    data = TEXT.encode(codec)
    assert data.decode(found(tmp_path, data)) == TEXT


def test_plain_ascii_is_utf_8(tmp_path: Path) -> None:
    assert found(tmp_path, b"a,b\n1,2\n") == "utf-8"


def test_a_character_cut_by_the_reading_block_is_no_error(tmp_path: Path) -> None:
    data = b"a\n" + b"x" * ((1 << 22) - 3) + "é".encode() * 4
    assert found(tmp_path, data) == "utf-8"


def test_utf_8_with_a_few_bytes_of_windows_1252_is_refused_with_both_named(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match=r"mixed encodings.*utf-8, windows-1252"):
        found(tmp_path, "a\ncafé\n".encode() + "café\n".encode("cp1252"))


@pytest.mark.parametrize("codec", ["mac_roman", "cp850"])
def test_text_of_another_code_page_is_not_taken_for_windows_1252(tmp_path: Path, codec: str) -> None:
    text = "a\nthe café isn’t naïve, señor\n" if codec == "mac_roman" else "a\nthe café is naïve, señor\n"
    with pytest.raises(HeardError, match="encoding is not certain"):
        found(tmp_path, text.encode(codec) * 5)


def test_a_named_encoding_is_obeyed(tmp_path: Path) -> None:
    data = "a\nthe café\n".encode("mac_roman")
    assert data.decode(found(tmp_path, data, "macroman")) == "a\nthe café\n"


def test_a_named_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="does not decode as utf-8"):
        found(tmp_path, "a\ncafé\n".encode("cp1252"), "utf-8")


@pytest.mark.parametrize("named", ["no-such", "rot13", "zip"])
def test_what_is_no_encoding_of_text_is_refused(tmp_path: Path, named: str) -> None:
    with pytest.raises(HeardError, match="encoding"):
        found(tmp_path, b"a\n1\n", named)


def test_nul_characters_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match=r"line 3: .*NUL"):
        found(tmp_path, b"a,b\n1,2\n3,\x004\n")
