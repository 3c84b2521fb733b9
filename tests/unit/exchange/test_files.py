from pathlib import Path

import pytest

from heard.cli import main
from heard.consultation import load_consultation
from heard.errors import HeardError
from heard.exchange.files import import_file
from heard.identity import Actor, current_actor
from heard.intake import read_consultation
from heard.store import apply_codings, open_store, place

ANN = Actor("ann", "login")


@pytest.fixture(autouse=True)
def coded(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A consultation with one coding by hand beside the four of its files."""
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    consultation = load_consultation(small_consultation)
    texts = read_consultation(small_consultation, consultation).frames.texts
    store = open_store(small_consultation, consultation)
    apply_codings(store, ANN, [place(texts["text_id"].iloc[0], texts["text"].iloc[0], "staff", 3, 9)])


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    shown = capsys.readouterr()
    return f"{ended.value.code} {shown.out}{shown.err}"


@pytest.mark.parametrize("ending", ["qdpx", "xlsx", "qdc"])
def test_what_is_exported_is_recognised_when_it_is_imported(
    ending: str, small_consultation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"out.{ending}"
    exported = said(capsys, "export", small_consultation, file)
    assert exported.startswith(f"0 Wrote {file}.")
    assert ("respondents' words" in exported) == (ending != "qdc")
    imported = said(capsys, "import", file, "--into", small_consultation)
    assert imported.startswith("0 ")
    assert "Added: nothing." in imported
    assert ("5 codings" in imported) == (ending != "qdc")


def test_a_project_makes_a_consultation_where_there_is_none(
    small_consultation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "export", small_consultation, tmp_path / "out.qdpx")
    imported = said(capsys, "import", tmp_path / "out.qdpx", "--into", tmp_path / "made")
    assert "Added: 5 codings." in imported
    made = load_consultation(tmp_path / "made")
    frames = read_consultation(tmp_path / "made", made).frames
    assert len(frames.texts) == 4
    assert [code.name for code in made.codebook] == ["Help", "Staff"]
    assert sorted(frames.memberships["group"]) == ["parent", "parent", "worker", "worker"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("out.docx", "no kind of file"),
        ("none.qdpx", "no such file"),
        ("none.qdc", "cannot be read|no such file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_in_one_line(
    name: str, told: str, small_consultation: Path, tmp_path: Path
) -> None:
    with pytest.raises(HeardError, match=told):
        import_file(tmp_path / name, small_consultation, current_actor())


def test_positions_are_read_as_something_that_there_is(small_consultation: Path, tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="Choose from: code-points"):
        import_file(tmp_path / "x.qdpx", small_consultation, ANN, positions="bytes")
