"""One source while it is being read: its table, what the consultation says of it, and the logs."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from heard.consultation import Collection, ColumnMap, Consultation, ManyColumns, OneColumn, Source
from heard.intake.dates import read_dates
from heard.intake.fates import FateLog, MendLog
from heard.intake.headers import find_header
from heard.intake.labels import Labels
from heard.intake.sheet import Sheet

_NUMBERS = ("respondent", "person", "session", "answer")


def mapped_headers(columns: ColumnMap) -> list[str]:
    """Return every header that a column map names."""
    named: list[str] = []
    for value in (getattr(columns, key) for key in type(columns).model_fields):
        named.extend(_headers(value))
    return list(dict.fromkeys(named))


def _headers(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, OneColumn):
        yield value.column
    elif isinstance(value, ManyColumns):
        yield from value.columns
    elif isinstance(value, dict):
        for each in value.values():
            yield from _headers(each)


@dataclass(frozen=True)
class Hand:
    """A source in hand.

    Attributes
    ----------
    name
        The source's name in logs, unique in the consultation.
    ordinal
        Its place among the sources of its collection, from 1.
    """

    name: str
    ordinal: int
    consultation: Consultation
    collection: Collection
    source: Source
    sheet: Sheet
    fates: FateLog
    mends: MendLog

    @property
    def columns(self) -> ColumnMap:
        """The source's column map."""
        return self.source.columns

    @property
    def index(self) -> pd.Index:
        """The numbers of all rows."""
        return self.sheet.frame.index

    def cells(self, header: str) -> pd.Series:
        """Return the cells of a column that the consultation names."""
        return self.sheet.frame[find_header(self.sheet.names, header, self.name)]

    def numbers(self, header: str | None) -> pd.Series:
        """Return a column of source ids without white space around them; empty strings if there is none."""
        if header is None:
            return pd.Series("", index=self.index, dtype="str")
        return self.cells(header).str.strip()

    def says_nothing(self) -> pd.Series:
        """Tell which rows hold nothing in any mapped column but ids."""
        ids = {getattr(self.columns, key) for key in _NUMBERS}
        nothing = pd.Series(True, index=self.index)
        for header in mapped_headers(self.columns):
            if header not in ids:
                cells = self.cells(header)
                nothing &= (cells == "") | (cells.str.strip() == "")
        return nothing

    def days(self, header: str | None) -> pd.Series:
        """Return the dates of a column; those that cannot be read, or in two ways, are logged."""
        if header is None:
            return pd.Series(pd.NaT, index=self.index, dtype="datetime64[us]")
        read = read_dates(self.cells(header), self.source.date_formats)
        self.log_values(header, self.index[read.unparsable], "set aside", "unparsable date")
        self.log_values(header, self.index[read.ambiguous], "kept", "ambiguous date")
        return read.days

    def labels_of(self, header: str, labels: Labels, kind: str) -> pd.Series:
        """Return the codes of a column of labels; what was mended or is unknown is logged."""
        return self.matched(header, self.cells(header), labels, kind)

    def matched(self, header: str, cells: pd.Series, labels: Labels, kind: str) -> pd.Series:
        """Return the codes of labels taken from a column; what was mended or is unknown is logged."""
        match = labels.match(cells)
        for written, read_as, rows in match.mended:
            self.mends.mended(self.name, header, kind, written, read_as, rows)
        if len(match.unknown):
            self.mends.unknown(self.name, header, kind, match.unknown, show_all=kind == "code")
        return match.codes

    def log_values(self, header: str, rows: pd.Index, fate: str, rule: str) -> None:
        """Log a fate of single values of a column."""
        self.fates.add(self.name, rows, fate, rule, column=header, unit="value")

    def note_headers(self) -> None:
        """Note the headers that the file writes otherwise than the consultation."""
        for header in mapped_headers(self.columns):
            written = find_header(self.sheet.names, header, self.name)
            if written != header:
                self.mends.mended(self.name, header, "header", written, header, len(self.index))
