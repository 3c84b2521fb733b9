from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from heard.cache import intake as cache
from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.intake import read_consultation
from heard.places import WORK_VARIABLE


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    return tmp_path / "work"


def test_what_is_kept_is_what_was_read(small_consultation: Path) -> None:
    consultation = load_consultation(small_consultation)
    direct = read_consultation(small_consultation, consultation)
    for _ in range(2):
        kept = read_kept(small_consultation, consultation)
        for (name, one), (_, other) in zip(kept.frames.items(), direct.frames.items(), strict=True):
            pd.testing.assert_frame_equal(one, other, obj=name)
        for name in ("fates", "mended", "sources"):
            pd.testing.assert_frame_equal(getattr(kept, name), getattr(direct, name), obj=name)


def test_files_are_read_once_until_one_changes(
    small_consultation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []

    def counted(folder: Path, *others: Any) -> object:
        reads.append(folder)
        return read_consultation(folder, *others)

    monkeypatch.setattr(cache, "read_consultation", counted)
    consultation = load_consultation(small_consultation)
    read_kept(small_consultation, consultation)
    assert len(read_kept(small_consultation, consultation).frames.texts) == 4
    assert len(reads) == 1
    with (small_consultation / "answers.csv").open("a") as file:
        file.write("6,q1,One more thing to say,worker,,\n")
    assert len(read_kept(small_consultation, consultation).frames.texts) == 5
    assert len(reads) == 2


def test_words_of_replaced_files_are_not_kept(small_consultation: Path, work: Path) -> None:
    consultation = load_consultation(small_consultation)
    read_kept(small_consultation, consultation)
    answers = small_consultation / "answers.csv"
    answers.write_text(answers.read_text().replace("2,q1,Staff changed every month", "2,q1,Withdrawn"))
    read_kept(small_consultation, consultation)
    kept = list(work.glob("small-*/cache/intake/*"))
    assert len(kept) == 1
    assert "Withdrawn" in pd.read_parquet(kept[0] / "texts.parquet")["text"].tolist()


@pytest.mark.parametrize("name", ["codes.yaml", "books/codes.yml"])
def test_a_codebook_of_any_name_is_read_again_when_it_changes(small_consultation: Path, name: str) -> None:
    described = small_consultation / "consultation.yml"
    inline = "codebook:\n  - {code: help, name: Help}\n  - {code: staff, name: Staff}\n"
    described.write_text(described.read_text().replace(inline, f"codebook: {name}\n"))
    codebook = small_consultation / name
    codebook.parent.mkdir(exist_ok=True)
    for called in ("Help", "Early help"):
        codebook.write_text(f"- {{code: help, name: {called}}}\n- {{code: staff, name: Staff}}\n")
        kept = read_kept(small_consultation, load_consultation(small_consultation))
        assert kept.frames.codes["name"].tolist() == [called, "Staff"]


def test_a_file_named_by_a_variable_is_read_again_when_it_changes(
    small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_DATA", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    answers = (small_consultation / "answers.csv").rename(tmp_path / "elsewhere" / "answers.csv")
    described = small_consultation / "consultation.yml"
    described.write_text(described.read_text().replace("answers.csv", "${OUR_DATA}/answers.csv"))
    consultation = load_consultation(small_consultation)
    assert len(read_kept(small_consultation, consultation).frames.texts) == 4
    with answers.open("a") as file:
        file.write("6,q1,One more thing to say,worker,,\n")
    assert len(read_kept(small_consultation, consultation).frames.texts) == 5
