"""A run's folder: named tables and charts of every entry, each written whole or not at all.

Layout::

    manifest.json                              what was run on what
    report.html, tables.xlsx                   for readers
    tables/<entry>/<table>.csv .parquet .json  values (lossless CSV for programs) and the table's contract
    rows_behind/<entry>/<table>.<count>.parquet
    charts/<entry>/<chart>.vl.json .svg .png
    words/<entry>/<name>.md                    what is said in sentences, in Markdown; no respondent's words
    files/<entry>/<name>.<ending>               what other programs read, such as references in BibTeX
    shown/<entry>.json                         what was shown, in the order of the workbook
    notebooks/<entry>.ipynb
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
from pyarrow import csv
from pydantic import ValidationError

from heard.charts import Chart
from heard.errors import HeardError
from heard.results import contract
from heard.results.atomic import replacing, write_bytes, write_json, write_text
from heard.results.manifest import Manifest
from heard.tables import ResultTable

Kind = Literal["tables", "charts", "words"]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_WORDS_OF_CHART = ("name", "title", "subtitle", "alt", "source", "table")


@dataclass(frozen=True)
class RunFolder:
    """The results of one run.

    Attributes
    ----------
    path
        Its folder.
    """

    path: Path

    def write_table(self, entry: str, table: ResultTable, *, synthetic: bool) -> None:
        """Write a table, its contract and the rows behind it; one of the same name is replaced.

        Parameters
        ----------
        entry
            What it is filed under.
        table
            A result table.
        synthetic
            Whether its data are made up, which the contract beside it then says.
        """
        stem = self._stem("tables", entry, table.name)
        with replacing(stem.with_name(f"{table.name}.csv")) as beside:
            # Missing values are empty, strings stand in quotes: an empty string is not a missing one.
            csv.write_csv(pa.Table.from_pandas(table.frame, preserve_index=False), beside)
        _write_parquet(stem.with_name(f"{table.name}.parquet"), table.frame)
        for column, rows in table.rows_behind.items():
            _write_parquet(self._rows_behind(entry, table.name, column), rows)
        write_json(stem.with_name(f"{table.name}.json"), contract.to_json(table) | {"synthetic": synthetic})
        self._note_shown(entry, "tables", table.name)

    def read_table(self, entry: str, name: str, *, with_rows: bool = True) -> ResultTable:
        """Return a table equal to the one that was written; raises HeardError if there is none.

        Parameters
        ----------
        with_rows
            Whether the rows behind its counts are read too: there can be as many as there are texts.
        """
        stem = self._stem("tables", entry, name)
        stored = _read_json(stem.with_name(f"{name}.json"), f"table {name} of {entry}")
        rows = {
            column: pd.read_parquet(self._rows_behind(entry, name, column))
            for column in stored["rows_behind"]
            if with_rows
        }
        return contract.from_json(stored, pd.read_parquet(stem.with_name(f"{name}.parquet")), rows)

    def write_chart(self, entry: str, chart: Chart) -> None:
        """Write a chart as Vega-Lite with its words, and as SVG and PNG with its title in the picture."""
        stem = self._stem("charts", entry, chart.name)
        words = {name: value for name, value in asdict(chart).items() if name in _WORDS_OF_CHART}
        write_json(stem.with_name(f"{chart.name}.vl.json"), {"usermeta": {"heard": words}, **chart.spec})
        write_text(stem.with_name(f"{chart.name}.svg"), chart.titled_svg)
        write_bytes(stem.with_name(f"{chart.name}.png"), chart.titled_png)
        self._note_shown(entry, "charts", chart.name)

    def read_chart(self, entry: str, name: str) -> Chart:
        """Return a chart equal to the one that was written; raises HeardError if there is none."""
        stem = self._stem("charts", entry, name)
        spec = _read_json(stem.with_name(f"{name}.vl.json"), f"chart {name} of {entry}")
        words = spec.pop("usermeta")["heard"]
        return Chart(spec=spec, **words)

    def write_words(self, entry: str, name: str, markdown: str) -> None:
        """Write sentences that a workbook makes of numbers; they hold no respondent's words."""
        stem = self._stem("words", entry, name)
        write_text(stem.with_name(f"{name}.md"), markdown)
        self._note_shown(entry, "words", name)

    def read_words(self, entry: str, name: str) -> str:
        """Return the sentences that were written; raises HeardError if there are none."""
        path = self._stem("words", entry, name).with_name(f"{name}.md")
        return _read(path, f"page {name} of {entry}")

    def write_file(self, entry: str, name: str, words: str) -> Path:
        """Write a file for another program and return it, such as ``references.bib``.

        Parameters
        ----------
        name
            The file's name with its ending.
        """
        stem, _, ending = name.rpartition(".")
        _check_name(entry, "entry")
        _check_name(stem, "file")
        _check_name(ending, "file")
        path = self.path / "files" / entry / name
        write_text(path, words)
        return path

    def entries(self) -> list[str]:
        """Return the names of the entries that have results, in alphabetical order."""
        return sorted(path.stem for path in self.path.glob("shown/*.json"))

    def shown(self, entry: str) -> list[tuple[Kind, str]]:
        """Return kind and name of what an entry showed, in the order of the workbook."""
        path = self._shown(entry)
        return [(kind, name) for kind, name in json.loads(path.read_text())] if path.exists() else []

    def tables(self, entry: str) -> list[ResultTable]:
        """Return an entry's tables without the rows behind, in the order of the workbook."""
        return [
            self.read_table(entry, name, with_rows=False)
            for kind, name in self.shown(entry)
            if kind == "tables"
        ]

    def notebook(self, entry: str) -> Path:
        """Return where the executed notebook of an entry belongs."""
        _check_name(entry, "entry")
        return self.path / "notebooks" / f"{entry}.ipynb"

    def write_manifest(self, manifest: Manifest) -> None:
        """Write what was run on what."""
        write_text(self.path / "manifest.json", manifest.model_dump_json(indent=1) + "\n")

    def has_failed(self) -> bool:
        """Whether the manifest names an entry that did not finish."""
        return self.has_manifest() and bool(self.manifest().failed)

    def has_manifest(self) -> bool:
        """Whether it says what was run on what."""
        return (self.path / "manifest.json").exists()

    def manifest(self) -> Manifest:
        """Return what was run on what; raises HeardError if the run has no manifest."""
        stored = _read_json(self.path / "manifest.json", f"manifest of run {self.path.name}")
        try:
            return Manifest.model_validate(stored)
        except ValidationError:
            raise _damaged(f"manifest of run {self.path.name}", "manifest.json") from None

    def _stem(self, kind: Kind, entry: str, name: str) -> Path:
        _check_name(entry, "entry")
        _check_name(name, "page" if kind == "words" else kind.removesuffix("s"))
        return self.path / kind / entry / name

    def _rows_behind(self, entry: str, name: str, column: str) -> Path:
        _check_name(column, "column")
        return self.path / "rows_behind" / entry / f"{name}.{column}.parquet"

    def _shown(self, entry: str) -> Path:
        _check_name(entry, "entry")
        return self.path / "shown" / f"{entry}.json"

    def _note_shown(self, entry: str, kind: Kind, name: str) -> None:
        shown = self.shown(entry)
        if (kind, name) not in shown:
            write_json(self._shown(entry), [*shown, (kind, name)])


def _check_name(name: str, what: str) -> None:
    if not _NAME.fullmatch(name):
        raise HeardError(
            f"the name of a {what} cannot be a file's name",
            where="results",
            fix="Use letters, digits, - and _ only.",
        )


def _write_parquet(path: Path, frame: pd.DataFrame) -> None:
    with replacing(path) as beside:
        frame.to_parquet(beside, index=False)


def _read(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise HeardError(f"there is no {what}", where=path.parent.name, fix="Run the batch again.") from None


def _read_json(path: Path, what: str) -> dict[str, Any]:
    try:
        stored: dict[str, Any] = json.loads(_read(path, what))
    except ValueError:
        raise _damaged(what, path.name) from None
    return stored


def _damaged(what: str, file: str) -> HeardError:
    return HeardError(f"the {what} is damaged", where=file, fix="Run the batch again.")
