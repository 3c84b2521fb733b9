"""Groups, options and codes of each row: in one column, several in a cell, or a column for each."""

import numpy as np
import pandas as pd

from heard.consultation import ManyColumns, OneColumn
from heard.intake.fates import one_label
from heard.intake.hand import Hand
from heard.intake.headers import label_key
from heard.intake.labels import Labels

_NO_MARK = frozenset(map(label_key, ("", "0", "no", "n", "false", "-", "0.0")))


def values_by_row(
    hand: Hand, values: OneColumn | ManyColumns | str, labels: Labels, kind: str
) -> pd.DataFrame:
    """Return the values that each row holds.

    Parameters
    ----------
    values
        The column or columns, as the consultation maps them; a header alone is one value in a cell.
    labels
        What may stand there.
    kind
        ``group``, ``option`` or ``code``: what unknown ones are logged as.

    Returns
    -------
    pandas.DataFrame
        Columns row, code and column (the header): one row for each value of each row, without repeats.
    """
    if isinstance(values, ManyColumns):
        return _marked(hand, values, labels, kind)
    if isinstance(values, str):
        values = OneColumn(column=values)
    cells = hand.cells(values.column)
    rows = hand.index.to_numpy()
    if values.separator:
        rows, cells = _split(cells, values.separator)
    codes = hand.matched(values.column, cells, labels, kind)
    unknown = codes.isna().to_numpy() & (cells.str.strip() != "").to_numpy()
    hand.log_values(values.column, pd.Index(rows[unknown]), "set aside", f"unknown {kind}")
    known = codes.notna().to_numpy()
    found = pd.DataFrame({"row": rows[known], "code": codes[known].array}).drop_duplicates(ignore_index=True)
    found["column"] = one_label(values.column, len(found))
    return found


def _split(cells: pd.Series, separator: str) -> tuple[np.ndarray, pd.Series]:
    parts = cells.str.split(separator, regex=False).explode().str.strip()
    parts = parts[parts != ""]
    return parts.index.to_numpy(), parts


def _marked(hand: Hand, values: ManyColumns, labels: Labels, kind: str) -> pd.DataFrame:
    marks = frozenset(map(label_key, values.marks))
    found = []
    for header, meaning in values.columns.items():
        code = str(labels.code(meaning))
        at, distinct = pd.factorize(hand.cells(header))
        keys = [label_key(str(each)) for each in distinct]
        is_mark = np.array([key in marks for key in keys], dtype=bool)[at]
        is_odd = np.array([key not in marks and key not in _NO_MARK for key in keys], dtype=bool)[at]
        hand.log_values(header, hand.index[is_odd], "set aside", "unknown mark")
        hand.mends.flag(hand.name, header, f"unknown mark of a {kind}", int(is_odd.sum()))
        rows = hand.index[is_mark].to_numpy()
        piece = pd.DataFrame({"row": rows, "code": pd.array([code] * len(rows), dtype="str")})
        piece["column"] = one_label(header, len(piece))
        found.append(piece)
    return pd.concat(found, ignore_index=True).drop_duplicates(["row", "code"], ignore_index=True)


def whole_numbers(hand: Hand, header: str) -> pd.Series:
    """Return the whole numbers, zero or more, of a column; others are logged as ``unreadable number``."""
    cells = hand.cells(header).str.strip()
    numbers = pd.to_numeric(cells, errors="coerce")
    good = numbers.notna() & (numbers >= 0) & (numbers % 1 == 0) & (numbers < 2**53)
    hand.log_values(header, hand.index[~good & (cells != "")], "set aside", "unreadable number")
    return numbers.where(good).astype("Int64")
