import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.intake import Intake, account, assemble, read_consultation, reconcile, source_path
from heard.intake.fates import FateLog
from heard.intake.parts import Parts
from tests.unit.intake.making import collection, consultation, read, source

DESCRIBED = consultation(
    collection(source("a.csv", "respondents", {"respondent": "id", "questions": {"q1": "t"}}))
)
FILES = {"a.csv": "id,t\n1,one\n2,n/a\n1,one\n,\n3,\n"}


def test_every_row_and_answer_is_accounted_for(tmp_path: Path) -> None:
    table = reconcile(read(tmp_path, FILES, DESCRIBED))
    assert table.to_dict("records") == [
        {"source": "a.csv", "unit": "row", "read": 5, "kept": 2, "merged": 1, "set_aside": 2},
        {"source": "a.csv", "unit": "answer", "read": 3, "kept": 1, "merged": 1, "set_aside": 1},
    ]


@pytest.mark.parametrize("unit", ["row", "answer"])
def test_a_fate_that_is_lost_is_noticed(tmp_path: Path, unit: str) -> None:
    got = read(tmp_path, FILES, DESCRIBED)
    lost = got.fates.drop(got.fates.index[got.fates["unit"] == unit][0])
    with pytest.raises(HeardError, match=f"a.csv: 1 of . {unit}s are not accounted for"):
        reconcile(dataclasses.replace(got, fates=lost))


def test_a_text_that_is_lost_is_noticed(tmp_path: Path) -> None:
    got = read(tmp_path, FILES, DESCRIBED)
    frames = dataclasses.replace(got.frames, texts=got.frames.texts.iloc[:0])
    with pytest.raises(HeardError, match="1 texts and the frame holds 0"):
        reconcile(dataclasses.replace(got, frames=frames))


@pytest.mark.parametrize("layout", ["answers", "respondents"])
def test_a_text_that_is_lost_while_sources_are_put_together_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    columns: dict[str, object] = {"text": "t"} if layout == "answers" else {"questions": {"q1": "t"}}
    described = consultation(collection(source("a.csv", layout, {"respondent": "id"} | columns)))
    whole = assemble._texts

    def careless(parts: Parts, fates: FateLog) -> tuple[pd.DataFrame, pd.DataFrame]:
        texts, standing = whole(parts, fates)
        return texts.iloc[1:], standing

    read(tmp_path, FILES, described)
    monkeypatch.setattr(assemble, "_texts", careless)
    with pytest.raises(HeardError, match="gave 1 texts and the frame holds 0"):
        read(tmp_path, FILES, described)


def test_an_intake_comes_back_as_it_was_written(tmp_path: Path) -> None:
    got = read(tmp_path, FILES, DESCRIBED)
    kept = tmp_path / "kept"
    kept.mkdir()
    got.write(kept)
    again = Intake.read(kept)
    assert account(again).equals(account(got))
    assert all(frame.equals(dict(again.frames.items())[name]) for name, frame in got.frames.items())
    assert again.mended.equals(got.mended)
    assert again.sources.equals(got.sources)


def test_one_file_used_twice_has_two_names(tmp_path: Path) -> None:
    described = consultation(
        collection(
            source("a.csv", "respondents", {"respondent": "id"}),
            source("a.csv", "answers", {"respondent": "id", "text": "t"}),
        )
    )
    got = read(tmp_path, FILES, described)
    assert got.sources["source"].tolist() == ["a.csv (advice, respondents)", "a.csv (advice, answers)"]
    assert len(reconcile(got)) == 2


def test_a_file_may_be_named_by_an_environment_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = consultation(
        collection(source("${HEARD_TEST_DATA}/a.csv", "answers", {"respondent": "id", "text": "t"}))
    )
    monkeypatch.setenv("HEARD_TEST_DATA", str(tmp_path))
    got = _read_elsewhere(tmp_path, described)
    assert got.sources["source"].tolist() == ["${HEARD_TEST_DATA}/a.csv"]
    assert source_path(Path("/nowhere"), "${HEARD_TEST_DATA}/a.csv") == tmp_path / "a.csv"
    monkeypatch.delenv("HEARD_TEST_DATA")
    with pytest.raises(HeardError, match="HEARD_TEST_DATA is not set"):
        read_consultation(tmp_path, described)


def _read_elsewhere(data: Path, described: object) -> Intake:
    (data / "a.csv").write_text(FILES["a.csv"])
    return read_consultation(data / "another folder", described)  # type: ignore[arg-type]


def test_progress_names_each_source_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(FILES["a.csv"])
    told: list[tuple[str, int, int]] = []
    read_consultation(tmp_path, DESCRIBED, lambda *said: told.append(said))
    assert told == [("a.csv", 0, 1)]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    one, two = read(tmp_path, FILES, DESCRIBED), read(tmp_path, FILES, DESCRIBED)
    assert one.fates.equals(two.fates)
    assert all(frame.equals(dict(two.frames.items())[name]) for name, frame in one.frames.items())
