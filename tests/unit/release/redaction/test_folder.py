"""`heard redact`: what is written, what is shown, and what is not done twice."""

from pathlib import Path

import pandas as pd
import pytest

from heard.cli import main
from heard.places import work_folder
from heard.release.redaction import folder as kept
from heard.release.redaction.find import find_details

_MORE = (
    '6,q1,"My son Kai is at LS99 4ZX, ask Mrs Okonkwo",worker,,\n7,q1,Kai is nine and misses us,parent,,\n'
)


@pytest.fixture
def consultation(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    with (small_consultation / "answers.csv").open("a", encoding="utf-8") as answers:
        answers.write(_MORE)
    return small_consultation


def test_redacted_texts_are_written_and_counts_alone_are_shown(
    consultation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main_done(consultation)
    shown = capsys.readouterr()
    texts = pd.read_parquet(work_folder(consultation) / "redacted" / "texts.parquet")
    details = pd.read_parquet(work_folder(consultation) / "redacted" / "details.parquet")
    assert len(texts) == 6
    assert details["kind"].value_counts().to_dict() == {"person": 3, "postcode": 1}
    (long,) = [text for text in texts["text"] if "[postcode]" in text]
    (short,) = [text for text in texts["text"] if "misses us" in text]
    kai = short.removesuffix(" is nine and misses us")
    assert long.startswith(f"My son {kai} is at [postcode], ask Mrs [Person ")
    assert "Kai" not in shown.out + shown.err
    assert "Okonkwo" not in shown.out + shown.err
    assert any("people's names" in line and "3" in line for line in shown.out.splitlines())
    assert any("texts changed" in line and "2" in line for line in shown.out.splitlines())


def main_done(consultation: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["redact", str(consultation)])
    assert ended.value.code == 0


def test_nothing_beside_the_words_says_a_name(consultation: Path) -> None:
    kept.redact_folder(consultation)
    work = work_folder(consultation)
    written = [*(work / "redacted").rglob("*.parquet"), *(work / "register").rglob("*")]
    assert len(written) >= 4
    assert all(b"Kai" not in file.read_bytes() and b"kai" not in file.read_bytes() for file in written)


def test_a_second_run_looks_for_nothing_until_a_text_changes(
    consultation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def counted(texts: pd.DataFrame, _: object) -> pd.DataFrame:
        looked.append(len(texts))
        return find_details(texts)

    monkeypatch.setattr(kept, "find_details", counted)
    first = kept.redact_folder(consultation)
    pd.testing.assert_frame_equal(kept.redact_folder(consultation), first)
    assert looked == [6]
    with (consultation / "answers.csv").open("a", encoding="utf-8") as answers:
        answers.write("8,q1,And one more,parent,,\n")
    kept.redact_folder(consultation)
    assert looked == [6, 7]
