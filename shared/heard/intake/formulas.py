"""Refuse formulas that no spreadsheet program has calculated: openpyxl would read them as empty cells."""

import itertools
import zipfile
from collections.abc import Collection, Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from heard.errors import HeardError
from heard.intake.survey import CHUNK, Survey

_FORMULA, _VALUE, _CELL, _ROW = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("f", "v", "c", "row"))
# A formula whose value is an empty text is of this type: it has been calculated.
_TEXT = "str"


def refuse_uncalculated(file: Survey, sheet: Any, header_row: int, places: Collection[int]) -> None:
    """Raise HeardError if a formula below the headers, in one of these columns (from 0), has no value."""
    # openpyxl does not say in public which part of the archive holds a sheet.
    with zipfile.ZipFile(file.path) as archive:
        if not _has_formulas(archive, sheet._worksheet_path):
            return
        for row, column in _uncalculated(archive, sheet._worksheet_path):
            if row > header_row and column - 1 in places:
                raise HeardError(
                    "a formula has no calculated value",
                    where=f"{file.name}, sheet `{sheet.title}`, cell {get_column_letter(column)}{row}",
                    fix="Open and save it in a spreadsheet program.",
                )


def _has_formulas(archive: zipfile.ZipFile, path: str) -> bool:
    """Tell cheaply whether a sheet may have formulas: most have none, and are not parsed again."""
    before = b""
    with archive.open(path) as part:
        while piece := part.read(CHUNK):
            if any(start in before + piece for start in (b"<f>", b"<f ", b"<f/", b":f>", b":f ")):
                return True
            before = piece[-2:]
    return False


def _uncalculated(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int]]:
    """Yield row and column, from 1, of each formula without a value."""
    above = 0
    with archive.open(path) as part:
        # What declares entities has been refused.
        for _, row in cast("Iterator[tuple[str, Element]]", iterparse(part)):
            if row.tag != _ROW:
                continue
            above = int(row.get("r", above + 1))
            left = itertools.count(1)
            for cell, place in zip(row.iterfind(_CELL), left, strict=False):
                at = cell.get("r")
                if cell.find(_FORMULA) is not None and cell.get("t") != _TEXT and not cell.findtext(_VALUE):
                    yield coordinate_to_tuple(at) if at else (above, place)
            row.clear()
