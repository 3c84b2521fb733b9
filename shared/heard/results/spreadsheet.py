"""All tables of a run in the UK government's accessible spreadsheet form, by gptables.

A spreadsheet is easily passed on, so tables that hold respondents' words are left out and named on the cover.
"""

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from gptables.core.api import produce_workbook
from gptables.core.cover import Cover
from gptables.core.gptable import GPTable
from gptables.core.wrappers import GPWorkbook

from heard.errors import HeardError
from heard.results.atomic import replacing
from heard.results.folder import RunFolder
from heard.results.manifest import Manifest
from heard.results.numbers import FLAG, MEANING, POINTS, heading, measured, missing, written
from heard.tables import ResultTable

# Everything is written as what it is: no text becomes a formula, a link or a number.
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Texts that gptables refuses or changes: only special characters, note references, links in Markdown.
_TOUCHED = re.compile(r"^[^a-zA-Z0-9]*$|\$\$|\[.+\]\(.+\)")
_PLACEHOLDER = "text"
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
MOST_ROWS = 5_000
_FORMS = {"share": "0.0%", POINTS: "0.0", "count": "#,##0", "base": "#,##0", "estimate": "#,##0.00"}


@dataclass(frozen=True)
class _Sheet:
    label: str
    table: ResultTable
    cells: pd.DataFrame
    form: GPTable


def write_spreadsheet(folder: RunFolder) -> Path:
    """Write ``tables.xlsx`` from a run's tables, and return its path.

    A cover sheet, a table of contents, the notes, and a sheet a table; the cover names a table of more than
    ``MOST_ROWS`` rows instead. Missing values say why:
    ``[x]`` not available, ``[z]`` not applicable.

    Raises
    ------
    HeardError
        A cell is longer than a spreadsheet can hold.
    """
    manifest = folder.manifest()
    entries = dict.fromkeys([*(record.name for record in manifest.entries), *folder.entries()])
    found = [table for entry in entries for table in folder.tables(entry)]
    safe = [table for table in found if not table.holds_words and len(table.frame) <= MOST_ROWS]
    notes = list(dict.fromkeys(note for table in safe for note in table.notes))
    labels = sheet_labels(table.name for table in safe)
    sheets = [_sheet(label, table, notes) for label, table in zip(labels, safe, strict=True)]
    path = folder.path / "tables.xlsx"
    with replacing(path) as beside:
        workbook = _workbook(beside, sheets, notes, _cover(manifest, found))
        for sheet in sheets:
            _restore(workbook.get_worksheet_by_name(sheet.label), sheet)
        workbook.close()
    return path


def sheet_labels(names: Iterable[str]) -> list[str]:
    """Return a sheet's name for each table: its own, at most 31 characters, no two alike in any case."""
    labels: list[str] = []
    taken = {"cover", "contents", "notes", "history"}
    for name in names:
        label, number = name[:_LONGEST_NAME], 1
        while label.lower() in taken:
            number += 1
            label = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
        taken.add(label.lower())
        labels.append(label)
    return labels


def _workbook(path: Path, sheets: list[_Sheet], notes: list[str], cover: Cover) -> GPWorkbook:
    numbered = pd.DataFrame({"reference": [_reference(notes, note) for note in notes], "Note": notes})
    with warnings.catch_warnings():
        # gptables warns of cells that are empty and of notes that are not given; both are meant.
        warnings.simplefilter("ignore")
        return produce_workbook(
            filename=str(path),
            sheets={sheet.label: sheet.form for sheet in sheets},
            cover=cover,
            contentsheet_label="Contents" if sheets else None,
            notes_table=numbered if notes else None,
            workbook_options=_PLAIN,
        )


def _cover(manifest: Manifest, tables: list[ResultTable]) -> Cover:
    about = [
        f"Run {manifest.run}, {manifest.ended_at:%Y-%m-%d}, by Heard {manifest.versions['heard']}.",
        "For people inside the review: not yet checked for disclosure, not for publication.",
        *(f"{mark}: {meaning}." for mark, meaning in MEANING.items()),
        *(f"{entry.name} did not finish; its tables are not complete." for entry in manifest.failed),
        *(
            f"Left out, because it holds respondents' words: {table.title} ({table.name})."
            for table in tables
            if table.holds_words
        ),
        *(
            f"Left out for its {len(table.frame):,} rows; see the run's files: {table.title} ({table.name})."
            for table in tables
            if len(table.frame) > MOST_ROWS
        ),
    ]
    intro = ["Synthetic data: nobody said any of this."] if manifest.synthetic else []
    return Cover(
        title=f"{manifest.title}: tables",
        intro=[*intro, "Each sheet holds one table; the contents sheet lists them."],
        about=about,
        contact=[manifest.owner or "Not given"],
    )


def _sheet(label: str, table: ResultTable, notes: list[str]) -> _Sheet:
    cells = _cells(table)
    harmless = cells.map(
        lambda cell: _PLACEHOLDER if isinstance(cell, str) and _TOUCHED.search(cell) else cell
    )
    references = "".join(f"$${_reference(notes, note)}$$" for note in table.notes)
    form = GPTable(
        table=harmless,
        table_name=f"table_{label}".replace("-", "_"),
        title=f"{table.title.replace('$$', '$ $')} {references}".strip(),
        scope=f"Who or what is in it: {table.universe}.",
        instructions="This worksheet contains one table.",
        index_columns={2: 0} if table.columns[0].role == "dimension" else {},
        additional_formatting=_formats(table),
    )
    return _Sheet(label, table, cells, form)


def _cells(table: ResultTable) -> pd.DataFrame:
    cells = {}
    for name, column in zip(_headings(table), table.columns, strict=True):
        marks = missing(table, column)
        values = table.frame[column.name].astype(object)
        unit = measured(table, column).unit
        if unit == POINTS:
            values = (100 * table.frame[column.name]).astype(object)
        if unit == FLAG:
            values = pd.Series(written(table, column), index=values.index, dtype=object)
        elif not pd.api.types.is_numeric_dtype(table.frame[column.name]):
            values = values.map(str)
        cells[name] = values.where(marks == "", marks)
    frame = pd.DataFrame(cells).reset_index(drop=True)
    if frame.empty:
        return pd.DataFrame({name: ["no rows"] for name in cells})
    if frame.map(lambda cell: isinstance(cell, str) and len(cell) > _LONGEST_CELL).any(axis=None):
        raise HeardError(
            f"a cell has more than {_LONGEST_CELL:,} characters, which no spreadsheet can hold",
            where=f"result table {table.name}",
            fix="Shorten the name of that category in consultation.yml.",
        )
    return frame


def _headings(table: ResultTable) -> list[str]:
    plain = [heading(column) for column in table.columns]
    return [
        words if plain.count(words) == 1 else f"{words}: {column.name}"
        for words, column in zip(plain, table.columns, strict=True)
    ]


def _formats(table: ResultTable) -> list[dict[str, Any]]:
    forms = []
    for place, column in enumerate(table.columns):
        of = measured(table, column)
        form = _FORMS.get(of.unit) or _FORMS.get(of.role)
        if form:
            forms.append({"column": {"columns": [place], "format": {"num_format": form}}})
    return forms


def _reference(notes: list[str], note: str) -> str:
    return f"note{notes.index(note)}"


def _restore(worksheet: Any, sheet: _Sheet) -> None:
    """Write the texts that gptables would have changed, as they are, in the format that it gave the cell."""
    first = sheet.form.data_range[0] + 1
    for row, values in enumerate(sheet.cells.itertuples(index=False), start=first):
        for column, value in enumerate(values):
            if isinstance(value, str) and _TOUCHED.search(value):
                worksheet.write_string(row, column, value, worksheet.table[row][column].format)
