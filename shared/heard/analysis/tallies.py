"""Counting: every count is made from the rows behind it, so the two cannot disagree."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd


def grid(**categories: Iterable[str]) -> pd.DataFrame:
    """Return every combination of categories, the first changing slowest; one empty row if there are none.

    A category that nobody fell into keeps its row, with a count of 0.
    """
    if not categories:
        return pd.DataFrame(index=pd.RangeIndex(1))
    index = pd.MultiIndex.from_product([list(each) for each in categories.values()], names=list(categories))
    return index.to_frame(index=False).astype("str")


def rows_behind(frame: pd.DataFrame, by: Sequence[str], row: str) -> pd.DataFrame:
    """Return the distinct rows behind each cell: the dimensions and ``row_id``.

    Parameters
    ----------
    frame
        Rows to be counted.
    by
        Its columns that are the dimensions.
    row
        Its column of ids; rows without one are left out.
    """
    chosen = frame[[*by, row]].dropna(subset=[row]).drop_duplicates()
    return chosen.rename(columns={row: "row_id"}).reset_index(drop=True)


def with_counts(cells: pd.DataFrame, rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return cells with a column for each entry of ``rows``: how many row ids stand behind the cell.

    Parameters
    ----------
    cells
        Dimensions, and columns counted before.
    rows
        Name of a count to its rows (``row_id``, and the dimensions that the count is by).
    """
    for name, behind in rows.items():
        cells = _join(cells, name, behind.drop(columns="row_id"), None)
    return cells


def with_sums(cells: pd.DataFrame, name: str, rows: pd.DataFrame, amounts: pd.Series) -> pd.DataFrame:
    """Return cells with a column that adds up an amount of each row behind the cell.

    Parameters
    ----------
    rows
        Dimensions and ``row_id``.
    amounts
        Amount by row id; a missing one adds nothing.
    """
    added = rows.drop(columns="row_id").assign(_amount=rows["row_id"].map(amounts).fillna(0).astype("int64"))
    return _join(cells, name, added, "_amount")


def _join(cells: pd.DataFrame, name: str, rows: pd.DataFrame, amount: str | None) -> pd.DataFrame:
    by = [column for column in rows.columns if column != amount]
    if not by:
        return cells.assign(**{name: len(rows) if amount is None else int(rows[amount].sum())})
    grouped = rows.groupby(by, sort=False)
    sizes = (grouped.size() if amount is None else grouped[amount].sum()).rename(name).reset_index()
    joined = cells.merge(sizes, on=by, how="left", validate="many_to_one")
    joined[name] = joined[name].fillna(0).astype("int64")
    return joined


def look_up(keys: pd.Series, numbers: pd.Series) -> pd.Series:
    """Return the number of each key, 0 for a key that has none.

    Parameters
    ----------
    numbers
        Whole numbers by key, each key once.
    """
    return numbers.reindex(keys).fillna(0).astype("int64").set_axis(keys.index)


def share(counted: pd.Series, out_of: pd.Series) -> pd.Series:
    """Return count over base, missing where the base is 0."""
    return counted / out_of.where(out_of > 0)


def source_of(texts: pd.DataFrame) -> pd.Series:
    """Return who each text is from: its respondent, else its session, else the text itself.

    Parameters
    ----------
    texts
        Columns respondent_id, session_id and text_id.
    """
    return texts["respondent_id"].fillna(texts["session_id"]).fillna(texts["text_id"])


def largest_share(frame: pd.DataFrame, by: Sequence[str], source: str) -> pd.Series:
    """Return the share of each cell's rows that come from its largest single source, by cell.

    The measure of concentration: 1 means that one person (or one session) is behind all of it.
    """
    sizes = frame.groupby([*by, source], sort=False).size()
    cells = sizes.groupby(level=list(range(len(by))))
    return cells.max() / cells.sum()
