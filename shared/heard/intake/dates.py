"""Read dates by the forms that a source lists. A date that fits two of them differently is flagged.

The international form (2021-03-31, with or without a time) is always read: it can mean nothing else, and it
is how dates of a workbook arrive.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

_ISO = r"\s*\d{4}-\d{2}-\d{2}(?:[T ].*)?"


@dataclass(frozen=True)
class Dates:
    """The dates of a column, and which cells could not be read, or not in one way only."""

    days: pd.Series
    unparsable: pd.Series
    ambiguous: pd.Series


def read_dates(cells: pd.Series, formats: Sequence[str]) -> Dates:
    """Return the days that cells hold.

    Parameters
    ----------
    cells
        Text; an empty cell is no date and no error.
    formats
        Forms as in ``datetime.strptime``. Where several fit, the first that does is taken, and the cell is
        ambiguous if another one gives another day.
    """
    at, distinct = pd.factorize(cells.str.strip())
    written = pd.Series(distinct, dtype="str")
    day, ambiguous = _read(written, formats)
    empty = (written == "").to_numpy()
    lost = day.isna().to_numpy() & ~empty

    def spread(values: np.ndarray) -> np.ndarray:
        return values[at] if len(values) else np.zeros(len(at), dtype=values.dtype)

    days = pd.Series(spread(day.to_numpy()), index=cells.index, dtype="datetime64[us]")
    return Dates(
        days, pd.Series(spread(lost), index=cells.index), pd.Series(spread(ambiguous), index=cells.index)
    )


def _read(written: pd.Series, formats: Sequence[str]) -> tuple[pd.Series, np.ndarray]:
    iso = written.where(written.str.fullmatch(_ISO)).str.strip().str.slice(0, 10)
    day = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")
    certain = day.notna()
    ambiguous = np.zeros(len(written), dtype=bool)
    for form in formats:
        other = _in_form(written, form)
        ambiguous |= (day.notna() & other.notna() & (day != other) & ~certain).to_numpy()
        day = day.fillna(other)
    return day, ambiguous


def _in_form(written: pd.Series, form: str) -> pd.Series:
    if "%z" in form:
        # pandas refuses a column of several offsets; the day meant is the one that is written.
        read = pd.Series([_as_written(each, form) for each in written], index=written.index)
    else:
        read = pd.to_datetime(written, format=form, errors="coerce")
    return read.astype("datetime64[us]").dt.normalize()


def _as_written(cell: str, form: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(cell, form).replace(tzinfo=None)
    except ValueError:
        return None
