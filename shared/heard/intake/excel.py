"""Read a sheet of an XLSX workbook, which is defended against before it is opened."""

import contextlib
import datetime
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook

from heard.errors import HeardError
from heard.intake.delimited import MOST_CHARACTERS, giant_cell
from heard.intake.formulas import refuse_uncalculated
from heard.intake.headers import unique_headers
from heard.intake.survey import Survey

MOST_UNPACKED = 1 << 30
MOST_RATIO = 200
_SMALL = 10 << 20
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_PROLOGUE = 1 << 16
_DOCTYPE = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)


def read_workbook(
    file: Survey, sheet: str | None, header_row: int, choose: Callable[[list[str]], list[str]]
) -> tuple[list[str], pd.DataFrame, str]:
    """Return the columns' names, the chosen columns as text, and the sheet's name.

    Parameters
    ----------
    sheet
        The sheet; None means the only one.
    header_row
        The row of headers, from 1.
    choose
        From the names of all columns, those to return.

    Raises
    ------
    HeardError
        If the archive is damaged, unpacks to too much, or has no such sheet or headers; if a cell is longer
        than a million characters, or holds a formula without its value.
    """
    with _opened(file) as book:
        name = _sheet_name(file, book, sheet)
        headers, rows, numbers = _cells(file, book, name, header_row)
        names = unique_headers(headers)
        chosen = choose(names)
        places = [names.index(each) for each in chosen]
        refuse_uncalculated(file, book[name], header_row, places)
    columns = {
        each: pd.Series([row[at] for row in rows], dtype="str")
        for each, at in zip(chosen, places, strict=True)
    }
    frame = pd.DataFrame(columns)
    frame.index = pd.Index(numbers, dtype="int64", name="row")
    for each in chosen:
        _refuse_giant(file, each, frame[each])
    return names, frame, name


@contextlib.contextmanager
def _opened(file: Survey) -> Iterator[Workbook]:
    _defend(file)
    try:
        book = openpyxl.load_workbook(file.path, read_only=True, data_only=True, keep_links=False)
        with contextlib.closing(book):
            yield book
    except HeardError:
        raise
    except Exception:
        # openpyxl raises whatever its XML parser or archive raises, even while rows are read, and quotes
        # content.
        raise _damaged(file) from None


def _damaged(file: Survey) -> HeardError:
    return HeardError(
        "the workbook is damaged, cut short or no XLSX",
        where=file.name,
        fix="Open it in a spreadsheet program and save it as XLSX again.",
    )


def _defend(file: Survey) -> None:
    try:
        with zipfile.ZipFile(file.path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * file.size):
                raise HeardError(
                    f"the archive would unpack to {unpacked:,} bytes from {file.size:,}, as zip bombs do",
                    where=file.name,
                    fix="If it is a true workbook, save its table as CSV (UTF-8).",
                )
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise HeardError(
                    "the file is a ZIP archive, but no XLSX workbook",
                    where=file.name,
                    fix="Export the table as XLSX or CSV.",
                )
            for member in members:
                _refuse_entities(file, archive, member)
    except HeardError:
        raise
    except Exception:
        # zipfile lets through what its decompressors raise.
        raise _damaged(file) from None


def _refuse_entities(file: Survey, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a document type, by which XML entities grow without bound; no spreadsheet program writes one."""
    if member.filename.endswith((".xml", ".rels")):
        with archive.open(member) as part:
            if _DOCTYPE.search(part.read(_PROLOGUE)):
                raise HeardError(
                    "the workbook declares XML entities, as no spreadsheet program does",
                    where=file.name,
                    fix="Save it as XLSX again.",
                )


def _sheet_name(file: Survey, book: Workbook, wanted: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    listed = ", ".join(f"`{name}`" for name in names)
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        raise HeardError(
            f"the workbook has {len(names)} sheets", where=file.name, fix=f"Set `sheet` to one of: {listed}."
        )
    if wanted not in names:
        raise HeardError(
            f"there is no sheet `{wanted}`", where=file.name, fix=f"Set `sheet` to one of: {listed}."
        )
    return wanted


def _cells(
    file: Survey, book: Workbook, name: str, header_row: int
) -> tuple[list[str], list[list[str]], list[int]]:
    numbered = enumerate(_rows(file, book, name), start=1)
    headers = next((row for number, row in numbered if number == header_row), [])
    while headers and not headers[-1].strip():
        headers.pop()
    if not headers:
        raise HeardError(
            "the row of headers is empty or absent",
            where=f"{file.name}, row {header_row}",
            fix="Set `header_row` to the row that holds the headers.",
        )
    rows, numbers = [], []
    for number, row in numbered:
        if any(row):
            rows.append(_fitted(file, number, row, len(headers)))
            numbers.append(number)
    return headers, rows, numbers


def _rows(file: Survey, book: Workbook, name: str) -> Iterator[list[str]]:
    sheet: Any = book[name]
    # The extent that a file states for a sheet is often wrong.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _MOST_ROWS or len(row) > _MOST_COLUMNS:
            raise HeardError(
                "the sheet is larger than a sheet can be", where=file.name, fix="Save it as XLSX again."
            )
        yield [_as_text(value) for value in row]


def _fitted(file: Survey, number: int, row: list[str], width: int) -> list[str]:
    if any(row[width:]):
        raise HeardError(
            f"the row has a cell beyond the {width} columns that have headers",
            where=f"{file.name}, row {number}",
            fix="Give the column a header, or set `header_row`.",
        )
    return row[:width] + [""] * (width - len(row))


def _refuse_giant(file: Survey, name: str, cells: pd.Series) -> None:
    lengths = cells.str.len()
    if len(lengths) and lengths.max() > MOST_CHARACTERS:
        where = f"{file.name}, row {lengths.idxmax()}, column `{name}`"
        raise giant_cell(where, int(lengths.max()), "Mend the cell, or split the file.")


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Carriage returns and other controls are written as _x000D_.
        return unescape(value) if "_x" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def sheet_names(file: Survey) -> Sequence[str]:
    """Return the names of a workbook's sheets; raises HeardError if it is damaged."""
    with _opened(file) as book:
        return [sheet.title for sheet in book.worksheets]


def opening_cells(file: Survey, sheet: str | None, number: int) -> list[list[str]]:
    """Return the first rows of a sheet (None means the only one); raises HeardError if it is damaged."""
    with _opened(file) as book:
        return list(itertools.islice(_rows(file, book, _sheet_name(file, book, sheet)), number))
