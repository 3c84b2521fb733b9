import json
import tempfile
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import csv

from heard import charts
from heard.errors import HeardError
from heard.results import Manifest, RunFolder
from heard.results.atomic import replacing
from heard.tables import ResultTable, count, dimension


def _assert_equal(left: ResultTable, right: ResultTable) -> None:
    pd.testing.assert_frame_equal(left.frame, right.frame)
    assert left.rows_behind.keys() == right.rows_behind.keys()
    for name, rows in left.rows_behind.items():
        pd.testing.assert_frame_equal(rows, right.rows_behind[name])
    for field in fields(ResultTable):
        if field.name not in ("frame", "rows_behind"):
            assert getattr(left, field.name) == getattr(right, field.name)


def test_a_table_comes_back_as_it_went_in(tmp_path: Path, models: ResultTable) -> None:
    folder = RunFolder(tmp_path)
    folder.write_table("evidence", models, synthetic=True)
    _assert_equal(folder.read_table("evidence", "models"), models)


@settings(max_examples=40, deadline=None)
@given(
    cells=st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
            st.one_of(st.none(), st.integers(0, 2**53)),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda cell: cell[0],
    )
)
def test_the_csv_loses_nothing(cells: list[tuple[str, int | None]]) -> None:
    frame = pd.DataFrame(cells, columns=["theme", "texts"]).astype({"theme": "str", "texts": "Int64"})
    columns = (dimension("theme", "Theme"), count("texts", "Texts", "texts"))
    with tempfile.TemporaryDirectory() as place:
        folder = RunFolder(Path(place))
        folder.write_table("entry", ResultTable("t", "T", frame, columns, "all"), synthetic=True)
        read = csv.read_csv(
            folder.path / "tables" / "entry" / "t.csv",
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types={"theme": "string", "texts": "int64"},
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                null_values=[""],
            ),
        )
    assert read.to_pylist() == [{"theme": theme, "texts": texts} for theme, texts in cells]


def test_a_chart_comes_back_as_it_went_in(tmp_path: Path, models: ResultTable) -> None:
    folder = RunFolder(tmp_path)
    source = charts.Source("s", synthetic=True)
    chart = charts.ranked_bars(models, category="model", value="named", source=source)
    folder.write_chart("evidence", chart)
    assert folder.read_chart("evidence", chart.name) == chart
    written = {path.name for path in (tmp_path / "charts" / "evidence").iterdir()}
    assert written == {"models.vl.json", "models.svg", "models.png"}
    assert "Synthetic data" in (tmp_path / "charts" / "evidence" / "models.svg").read_text()


def test_what_was_shown_keeps_its_order_when_it_is_shown_again(
    tmp_path: Path, models: ResultTable, typical: ResultTable
) -> None:
    folder = RunFolder(tmp_path)
    for table in (typical, models, typical):
        folder.write_table("entry", table, synthetic=True)
    assert folder.shown("entry") == [("tables", "typical"), ("tables", "models")]
    assert folder.entries() == ["entry"]


@pytest.mark.parametrize("name", ["../up", "", ".hidden", "a/b", "a b"])
def test_a_name_never_leaves_the_folder(tmp_path: Path, models: ResultTable, name: str) -> None:
    with pytest.raises(HeardError, match="cannot be a file's name"):
        RunFolder(tmp_path / "run").write_table(name, models, synthetic=True)
    assert not (tmp_path / "run").exists()


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="there is no table themes of coding"):
        RunFolder(tmp_path).read_table("coding", "themes")


def test_a_damaged_manifest_is_said_to_be_so(run: RunFolder, manifest: Manifest) -> None:
    assert run.manifest() == manifest
    for damaged in ('{"run": ', '{"run": "demo"}'):
        (run.path / "manifest.json").write_text(damaged)
        with pytest.raises(HeardError, match="manifest of run demo is damaged"):
            run.manifest()


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(place) as beside:
        beside.write_text("half of the ne")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert place.read_text() == "old"


def test_the_contract_beside_a_table_says_whether_its_data_are_synthetic(
    tmp_path: Path, models: ResultTable
) -> None:
    for synthetic in (True, False):
        RunFolder(tmp_path).write_table("evidence", models, synthetic=synthetic)
        stored = json.loads((tmp_path / "tables" / "evidence" / f"{models.name}.json").read_text())
        assert stored["synthetic"] is synthetic


def test_a_file_for_another_program_is_written_as_it_is(tmp_path: Path) -> None:
    path = RunFolder(tmp_path).write_file("evidence", "references.bib", "@misc{a}\n")
    assert path == tmp_path / "files" / "evidence" / "references.bib"
    assert path.read_text(encoding="utf-8") == "@misc{a}\n"


@pytest.mark.parametrize("name", ["../references.bib", "references", ".bib", "a.b.bib", "a/b.bib", "a.b/b"])
def test_a_file_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(HeardError, match="cannot be a file's name"):
        RunFolder(tmp_path).write_file("evidence", name, "words")
    assert not list(tmp_path.rglob("*.*"))


def test_sentences_come_back_as_they_were_said(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.write_words("groups", "adopters", "**Nobody** – yet.")
    assert folder.read_words("groups", "adopters") == "**Nobody** – yet."
    assert folder.shown("groups") == [("words", "adopters")]
    with pytest.raises(HeardError, match="no page carers of groups"):
        folder.read_words("groups", "carers")
