"""Guess what the columns of an unknown table hold, from their headers and cells."""

import re
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from heard.intake.dates import read_dates
from heard.intake.headers import label_key

DATE_FORMS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y",
    "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S",
)  # fmt: skip
SEPARATORS = (";", "|", "\n")
_MARKS = frozenset(map(label_key, ("1", "yes", "y", "true", "x")))
_NO_MARKS = frozenset(map(label_key, ("0", "no", "n", "false", "0.0", "-")))
_MOST_GROUPS = 40
_LONG_LABEL = 200
_LONGEST_ID = 70
_LONG_ANSWER = 30
_MOST = 0.9
_NEARLY = 0.95
_FEW = 5
_ID_WORDS = re.compile(r"\b(id|ids|no|number|ref|reference|code|key)\b|id$")


class Guess(StrEnum):
    """What a column seems to hold."""

    EMPTY = "empty"
    ID = "id"
    DATE = "date"
    MARK = "mark"
    NUMBER = "number"
    LABEL = "label"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, eq=False)
class Guessed:
    """A column and what it seems to hold.

    Attributes
    ----------
    header, guess
        The column's name and kind.
    cells
        Its cells.
    distinct
        Its different values, without the empty one, the most frequent first; for labels with a separator,
        the parts.
    separator
        What stands between several labels in a cell.
    forms
        Forms of dates.
    is_unique
        Whether nearly every row has a value of its own; a few rows may stand twice.
    """

    header: str
    guess: Guess
    cells: pd.Series
    distinct: tuple[str, ...] = ()
    separator: str | None = None
    forms: tuple[str, ...] = ()
    is_unique: bool = False

    def hints(self, *words: str) -> bool:
        """Tell whether the header holds one of these words."""
        return any(word in self.header.casefold() for word in words)


def guess_column(header: str, cells: pd.Series) -> Guessed:
    """Guess what a column holds.

    Parameters
    ----------
    header
        The column's name.
    cells
        Its cells as text.
    """
    stripped = cells.str.strip()
    filled = stripped[stripped != ""]
    if filled.empty or header.startswith("[column "):
        return Guessed(header, Guess.EMPTY, cells)
    distinct = tuple(str(value) for value in filled.value_counts().index)
    keys = {label_key(value) for value in distinct[:_MOST_GROUPS]}
    if len(distinct) <= len(_MARKS | _NO_MARKS) and keys <= _MARKS | _NO_MARKS and keys & _MARKS:
        return Guessed(header, Guess.MARK, cells, distinct)
    is_unique = len(distinct) >= _NEARLY * len(cells)
    if (filled.str.len() <= _LONGEST_ID).all():
        forms = _date_forms(filled)
        if forms is not None:
            return Guessed(header, Guess.DATE, cells, distinct, forms=forms)
        if _looks_like_ids(header, filled, distinct):
            return Guessed(header, Guess.ID, cells, distinct, is_unique=is_unique)
    return _words(header, cells, filled, distinct, is_unique)


def _looks_like_ids(header: str, filled: pd.Series, distinct: tuple[str, ...]) -> bool:
    """Tell ids by a header that says so, or by their form: letters and digits together, as in W03."""
    numbered = filled.str.contains(r"\d", regex=True).mean() > _MOST
    formed = filled.str.fullmatch(r"(?=.*[A-Za-z])(?=.*\d)\S+").mean() > _MOST
    return bool(numbered and (_ID_WORDS.search(header.casefold()) or (formed and len(distinct) > _FEW)))


def _words(
    header: str, cells: pd.Series, filled: pd.Series, distinct: tuple[str, ...], is_unique: bool
) -> Guessed:
    for separator in SEPARATORS:
        if filled.str.contains(separator, regex=False).mean() > 0.01:
            parts = filled.str.split(separator, regex=False).explode().str.strip()
            values = tuple(str(value) for value in parts[parts != ""].value_counts().index)
            if _are_labels(values, len(filled)) and len(values) < len(distinct):
                return Guessed(header, Guess.LABEL, cells, values, separator)
    if _are_labels(distinct, len(filled)):
        number = pd.to_numeric(filled, errors="coerce").notna().all() and len(distinct) > 12
        return Guessed(header, Guess.NUMBER if number else Guess.LABEL, cells, distinct)
    if pd.to_numeric(filled, errors="coerce").notna().all():
        return Guessed(header, Guess.NUMBER, cells, distinct, is_unique=is_unique)
    if filled.str.len().mean() >= _LONG_ANSWER or (filled.str.len() > _LONGEST_ID).any():
        return Guessed(header, Guess.TEXT, cells)
    if is_unique:
        return Guessed(header, Guess.ID, cells, distinct, is_unique=True)
    return Guessed(header, Guess.OTHER, cells)


def _are_labels(values: tuple[str, ...], rows: int) -> bool:
    few = len(values) <= min(_MOST_GROUPS, max(2, rows // 3))
    return few and all(len(value) <= _LONG_LABEL for value in values)


def _date_forms(filled: pd.Series) -> tuple[str, ...] | None:
    """Return the forms, beside the international one, that read nearly every cell; None if few are dates."""
    left = filled
    forms: list[str] = []
    for form in (None, *DATE_FORMS):
        read = read_dates(left, [form] if form else [])
        if form and read.days.notna().any():
            forms.append(form)
        left = left[read.days.isna()]
        if left.empty:
            break
    return tuple(forms) if len(left) < (1 - _MOST) * len(filled) else None
