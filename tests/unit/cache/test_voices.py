"""Families are found once, and anew where a text or the code that finds them has changed."""

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pandas as pd
import pytest

from heard.cache import voices
from heard.cache.voices import families_kept
from heard.places import WORK_VARIABLE

FOLDER = Path("data/small")
LETTER = "please give kinship carers equal allowances training respite legal advice everywhere"


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WORK_VARIABLE, str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts families were looked for among, each time that they were."""
    times: list[int] = []
    find_families = voices.find_families

    def counted(texts: pd.DataFrame) -> pd.DataFrame:
        times.append(len(texts))
        return find_families(texts)

    monkeypatch.setattr(voices, "find_families", counted)
    return times


def texts(second: str = f"{LETTER} now", question: str = "q1") -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "text_id": ["t1", "t2"],
            "collection": "advice",
            "question_id": ["q1", question],
            "session_id": None,
            "text": [LETTER, second],
        }
    )
    return frame.astype("str").assign(session_id=pd.Series([None, None], dtype="str"))


def test_families_of_the_same_texts_are_found_once(found: list[int]) -> None:
    first, again = families_kept(FOLDER, texts()), families_kept(FOLDER, texts())
    pd.testing.assert_frame_equal(first, again)
    assert list(first["family"]) == ["f1", "f1"]
    assert found == [2]


@pytest.mark.parametrize(
    "changed", [texts("something else was written here by somebody who signed nothing"), texts(question="q2")]
)
def test_a_changed_text_or_question_finds_families_anew(found: list[int], changed: pd.DataFrame) -> None:
    assert len(families_kept(FOLDER, texts())) == 2
    assert families_kept(FOLDER, changed).empty
    assert found == [2, 2]


@pytest.mark.parametrize("name", ["families", "near_copies", "words"])
def test_changed_code_finds_families_anew(
    name: str, found: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families_kept(FOLDER, texts())
    module: ModuleType = getattr(voices, name)
    changed = tmp_path / "changed.py"
    changed.write_bytes(Path(str(module.__file__)).read_bytes() + b"# changed")
    monkeypatch.setattr(voices, name, SimpleNamespace(__file__=str(changed)))
    families_kept(FOLDER, texts())
    assert found == [2, 2]


def test_what_was_kept_of_other_texts_is_removed(work: Path, found: list[int]) -> None:
    for second in ("one", "other"):
        families_kept(FOLDER, texts(second))
    assert len(list(work.glob("*/cache/voices/*"))) == 1
    assert found == [2, 2]
