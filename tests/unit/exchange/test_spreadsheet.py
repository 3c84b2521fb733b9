from pathlib import Path

import pytest
from openpyxl import load_workbook

from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.exchange.spreadsheet import HEADINGS, read_codings, write_codings
from heard.frames import Frames
from heard.identity import Actor
from heard.intake import read_consultation
from heard.store import Store, apply_codings, current_codings, open_store, place, write_memo

ANN = Actor("ann", "login")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)


@pytest.fixture
def consultation(small_consultation: Path) -> Consultation:
    return load_consultation(small_consultation)


@pytest.fixture
def frames(small_consultation: Path, consultation: Consultation) -> Frames:
    return read_consultation(small_consultation, consultation).frames


@pytest.fixture
def store(small_consultation: Path, consultation: Consultation) -> Store:
    return open_store(small_consultation, consultation)


def first_text(frames: Frames) -> tuple[str, str]:
    row = frames.texts.iloc[0]
    return str(row["text_id"]), str(row["text"])


def add_rows(path: Path, *rows: tuple[object, ...]) -> None:
    book = load_workbook(path)
    for row in rows:
        book["Codings"].append(row)
    book.save(path)


def test_every_coding_and_text_is_in_it(
    tmp_path: Path, frames: Frames, consultation: Consultation, store: Store
) -> None:
    text_id, text = first_text(frames)
    (put,) = apply_codings(store, ANN, [place(text_id, text, "staff", 3, 9)])
    write_memo(store, ANN, "text", text_id, "=1+1")
    write_codings(tmp_path / "out.xlsx", frames, consultation, store)
    book = load_workbook(tmp_path / "out.xlsx")
    rows = list(book["Codings"].values)
    assert rows[0] == HEADINGS
    assert len(rows) == 1 + 5
    (mine,) = [row for row in rows if row[4] == "ann"]
    assert (mine[0], mine[1], mine[2], mine[6], mine[7], mine[8]) == (
        put.coding_id,
        text_id,
        "staff",
        3,
        9,
        text[3:9],
    )
    texts = {row[0]: row[3:] for row in list(book["Texts"].values)[1:]}
    assert len(texts) == 4
    assert texts[text_id] == (1, 1)
    codebook = [row[:2] for row in book["Codebook"].values]
    assert codebook == [("Code", "Name"), ("help", "Help"), ("staff", "Staff")]
    memo = book["Memos"]["C2"]
    assert (memo.value, memo.data_type) == ("=1+1", "s")


def test_what_went_out_and_comes_back_is_recognised_and_rows_added_are_new(
    tmp_path: Path, frames: Frames, consultation: Consultation, store: Store
) -> None:
    text_id, text = first_text(frames)
    path = tmp_path / "out.xlsx"
    write_codings(path, frames, consultation, store)
    add_rows(
        path,
        ("", text_id, "Staff", "", "", "", 0, 2, ""),
        ("", text_id, "help", "", "", "", "", "", ""),
        ("", "t-none", "help"),
        ("", text_id, "no such code"),
        ("", text_id, "help", "", "", "", 5, 100_000),
    )
    taken = read_codings(path, store, ANN, frames, consultation)
    assert taken.added == {"codings": 2}
    assert taken.recognised == {"codings": 4}
    assert [each.number for each in taken.left] == [1, 1, 1]
    mine = [each for each in current_codings(store, frames) if each.coder == "ann"]
    on_segment, on_text = sorted(mine, key=lambda each: each.start is None)
    assert (on_segment.code, on_segment.start, on_segment.anchor.quote) == ("staff", 0, text[:2])
    assert (on_text.code, on_text.end, on_text.origin) == ("help", None, "import")


def test_a_file_of_other_headings_is_refused(
    tmp_path: Path, frames: Frames, consultation: Consultation, store: Store
) -> None:
    (tmp_path / "other.csv").write_text("Text,Code\nt-1,help\n", encoding="utf-8")
    with pytest.raises(HeardError, match=r"no column `Coding`\. Begin with a file that `heard export` wrote"):
        read_codings(tmp_path / "other.csv", store, ANN, frames, consultation)
