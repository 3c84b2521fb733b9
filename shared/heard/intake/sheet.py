"""A table as it is in a file: every cell text, every row with its number in the file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from heard.consultation import Source
from heard.intake.delimited import read_delimited
from heard.intake.delimiters import find_delimiter
from heard.intake.encodings import find_encoding
from heard.intake.excel import read_workbook
from heard.intake.headers import find_header, unique_headers
from heard.intake.survey import Survey, survey


@dataclass(frozen=True)
class Sheet:
    """What was read of a file.

    Attributes
    ----------
    file
        The file.
    names
        A name for each column of the file, from left to right (see :mod:`heard.intake.headers`).
    frame
        The columns that were asked for, as text; an empty cell is an empty string. The index is the row's
        number in the file, counted from 1, blank lines and further lines of one cell not counted.
    encoding, delimiter, sheet
        How it was read; empty where it does not apply.
    """

    file: Survey
    names: list[str]
    frame: pd.DataFrame
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def read_sheet(folder: Path, source: Source, wanted: Iterable[str] | None) -> Sheet:
    """Read a source's table.

    Parameters
    ----------
    folder
        The consultation's folder.
    source
        The file, and what the consultation says of it.
    wanted
        The headers to read, as the consultation writes them; None reads every column.

    Raises
    ------
    HeardError
        If the file cannot be read with certainty or lacks a column.
    """
    headers = None if wanted is None else list(dict.fromkeys(wanted))
    file = survey(folder, source.file)

    def choose(names: list[str]) -> list[str]:
        if headers is None:
            return names
        return list(dict.fromkeys(find_header(names, header, source.file) for header in headers))

    reader = _read_workbook if file.kind == "workbook" else _read_text
    return reader(file, source, headers or [], choose)


def _read_text(
    file: Survey, source: Source, headers: list[str], choose: Callable[[list[str]], list[str]]
) -> Sheet:
    encoding = find_encoding(file, source.encoding)
    delimiter, found = find_delimiter(file, encoding, source.header_row, source.delimiter, headers)
    names = unique_headers(found)
    frame = read_delimited(file, encoding, delimiter, source.header_row, names, choose(names))
    return Sheet(file, names, frame, encoding=encoding, delimiter=delimiter)


def _read_workbook(
    file: Survey, source: Source, _headers: list[str], choose: Callable[[list[str]], list[str]]
) -> Sheet:
    names, frame, sheet = read_workbook(file, source.sheet, source.header_row, choose)
    return Sheet(file, names, frame, sheet=sheet)
