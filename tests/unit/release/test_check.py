"""What is found before a release is sealed, planted file by file."""

import json
from pathlib import Path

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.release.build import write_table
from heard.release.check import check_release
from heard.release.disclosure import Chosen, Protected, Rule, hide, protect
from heard.tables import ResultTable, count, dimension

WORDS = "nobody ever told us why they left again"


@pytest.fixture
def protected() -> Protected:
    people = [("Help", f"p{number}") for number in range(30)] + [
        ("Staff", f"q{number}") for number in range(4)
    ]
    table = ResultTable(
        "themes",
        "Themes",
        pd.DataFrame({"theme": ["Help", "Staff"], "people": [30, 4]}),
        (dimension("theme", "Theme"), count("people", "People", "people")),
        "people",
        rows_behind={"people": pd.DataFrame(people, columns=["theme", "row_id"])},
    )
    chosen = Chosen(table, ("people",))
    return protect(chosen, hide([chosen], Rule(9)).numbers, Rule(9))


@pytest.fixture
def folder(tmp_path: Path, protected: Protected) -> Path:
    write_table(tmp_path, "first", protected)
    check_release(tmp_path, {"themes": protected}, [WORDS], [])
    return tmp_path


def refused(folder: Path, protected: Protected, approved: list[str] | None = None) -> str:
    with pytest.raises(HeardError) as raised:
        check_release(folder, {"themes": protected}, [WORDS], approved or [])
    assert WORDS not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("pages/about.json", json.dumps({"lead": f"They said: {WORDS}."})),
        ("pages/about.json", json.dumps({"lead": WORDS.replace(" ", "\n")})),
        ("charts/one.svg", "<text>" + "</text><text>".join(WORDS.split()) + "</text>"),
        ("charts/one.svg", f"<text>{WORDS.replace('why', '&#119;hy')}</text>"),
        ("tables/more.csv", f'"1","{WORDS}"'),
    ],
)
def test_a_run_of_somebodys_words_is_found(
    folder: Path, protected: Protected, file: str, content: str
) -> None:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(content, encoding="utf-8")
    assert f"{file}: a file holds a respondent's words that nobody approved" in refused(folder, protected)
    check_release(folder, {"themes": protected}, [WORDS], [WORDS])


def test_words_and_ids_are_found_in_parquet_too(folder: Path, protected: Protected) -> None:
    pd.DataFrame({"note": [WORDS]}).to_parquet(folder / "more.parquet")
    assert "holds a respondent's words" in refused(folder, protected)
    pd.DataFrame({"note": ["r-0123456789abcdef"]}).to_parquet(folder / "more.parquet")
    assert "names a row of a person" in refused(folder, protected)


def test_words_of_a_category_that_no_row_has_are_found(folder: Path, protected: Protected) -> None:
    notes = pd.Categorical(["nothing"], categories=["nothing", WORDS])
    pd.DataFrame({"note": notes}).to_parquet(folder / "more.parquet")
    assert "holds a respondent's words" in refused(folder, protected)


def test_a_file_of_another_kind_is_found(folder: Path, protected: Protected) -> None:
    (folder / "notes.txt").write_text("nothing", encoding="utf-8")
    assert "notes.txt: a file is of a kind that a release does not hold" in refused(folder, protected)


def test_a_number_that_is_to_be_hidden_is_found_in_either_form(folder: Path, protected: Protected) -> None:
    readable = folder / "tables" / "themes.csv"
    readable.write_text(readable.read_text().replace("[c]", "4"), encoding="utf-8")
    assert "tables/themes.csv: a table has a number that is to be hidden" in refused(folder, protected)
    frame = pd.read_parquet(folder / "tables" / "themes.parquet").fillna({"people": 4.0})
    frame.to_parquet(folder / "tables" / "themes.parquet")
    assert "tables/themes.parquet: a table has a number that is to be hidden" in refused(folder, protected)


def test_a_column_that_is_not_released_is_found(folder: Path, protected: Protected) -> None:
    frame = pd.read_parquet(folder / "tables" / "themes.parquet").assign(p=0.03)
    frame.to_parquet(folder / "tables" / "themes.parquet")
    assert "a table has a column that is not released" in refused(folder, protected)
