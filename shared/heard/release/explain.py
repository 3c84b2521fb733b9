"""A published number explained: the rows behind it, what made it, and the number worked out again."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.release.disclosure import Chosen, Estimated
from heard.release.ledger import Entry, read_ledger, row_ids
from heard.results import EntryRecord
from heard.tables import ResultTable


@dataclass(frozen=True)
class Explanation:
    """Where a published number comes from; for people inside the review.

    Attributes
    ----------
    release, table, column
        Where it stands: the release, the title of its table, the label of its column.
    categories
        The filter: dimension to category.
    rows
        The ids of the rows behind it.
    true, again
        The number as it was counted, and as it is counted now from those of the rows that the consultation
        still has; of an estimate the share (0 to 1) that its counts come to, not rounded.
    hidden
        Whether the release hides it.
    made_by
        The entry of the run: its workbook and parameters.
    changed
        The input files that are not what they were, by name.
    """

    release: str
    table: str
    column: str
    categories: dict[str, str]
    rows: tuple[str, ...]
    true: float
    again: float
    hidden: bool
    made_by: EntryRecord
    changed: tuple[str, ...]


def explain(number: str, consultation: Path) -> Explanation:
    """Return where a number of any release of a consultation comes from.

    Parameters
    ----------
    number
        A row's id and a column, such as ``3f9a2c1d5e.people``; of a share, the count is explained.

    Raises
    ------
    HeardError
        There is no consultation there, or no release of it has such a number.
    """
    load_consultation(consultation)
    identifier, _, column = number.partition(".")
    for entry in read_ledger(consultation):
        for made_by, chosen in entry.tables:
            table = chosen.table
            ids = row_ids(entry.release, table.name, table.frame, table.dimensions)
            if identifier in ids:
                return _explained(entry, made_by, chosen, ids.index(identifier), column, consultation)
        for estimated in entry.estimates:
            table = estimated.table
            ids = row_ids(entry.release, table.name, table.frame, table.dimensions)
            if identifier in ids:
                return _explained_estimate(entry, estimated, ids.index(identifier), consultation)
    raise HeardError(
        "no release of this consultation has a number of this id",
        where=number,
        fix="Copy it from a released table: the row's id, a full stop, and the column.",
    )


def _explained(
    entry: Entry, made_by: str, chosen: Chosen, place: int, column: str, consultation: Path
) -> Explanation:
    table = chosen.table
    counted = _count_of(chosen, column)
    row = table.frame.iloc[place]
    by = chosen.dimensions_of(counted)
    rows = tuple(_at(table.rows_behind[counted], by, row)["row_id"])
    frames, changed = _as_it_is(consultation, entry)
    states = _at(entry.hidden[table.name, counted], by, row)
    return Explanation(
        release=entry.release,
        table=table.title,
        column=table.column(counted).label,
        categories=_categories(table, row),
        rows=rows,
        true=int(row[counted]),
        again=len(set(rows) & _ids(frames)),
        hidden=bool(states["hidden"].iloc[0]),
        made_by=_record(entry, made_by),
        changed=changed,
    )


def _explained_estimate(entry: Entry, estimated: Estimated, place: int, consultation: Path) -> Explanation:
    table, (of_table, counted) = estimated.table, estimated.of
    made_by, chosen = next(each for each in entry.tables if each[1].table.name == of_table)
    weights = estimated.weights[estimated.weights["estimate"] == place]
    by = chosen.dimensions_of(counted)
    # Each row behind a count adds the weight of that count.
    behind = weights.merge(chosen.table.rows_behind[counted], on=by)
    frames, changed = _as_it_is(consultation, entry)
    row = table.frame.iloc[place]
    return Explanation(
        release=entry.release,
        table=table.title,
        column=table.column(estimated.column).label,
        categories=_categories(table, row),
        rows=tuple(behind["row_id"].unique()),
        true=float(behind["weight"].sum()),
        again=float(behind.loc[behind["row_id"].isin(_ids(frames)), "weight"].sum()),
        hidden=bool(pd.isna(row[estimated.column])),
        made_by=_record(entry, made_by),
        changed=changed,
    )


def _categories(table: ResultTable, row: pd.Series) -> dict[str, str]:
    return {table.column(name).label: str(row[name]) for name in table.dimensions}


def _record(entry: Entry, made_by: str) -> EntryRecord:
    return next(each for each in entry.manifest.entries if each.name == made_by)


def _count_of(chosen: Chosen, column: str) -> str:
    rates = {rate.name: rate.of[0] for rate in chosen.rates}
    named = rates.get(column, column or chosen.counts[0])
    if named not in chosen.numbers:
        raise HeardError(
            "the table has no such number",
            where=chosen.table.name,
            fix=f"Choose from: {', '.join((*chosen.numbers, *rates))}.",
        )
    return named


def _at(frame: pd.DataFrame, by: Iterable[str], row: pd.Series) -> pd.DataFrame:
    for name in by:
        frame = frame[frame[name] == row[name]]
    return frame


def _as_it_is(consultation: Path, entry: Entry) -> tuple[Frames, tuple[str, ...]]:
    intake = read_kept(consultation, load_consultation(consultation))
    now = dict(zip(intake.sources["source"], intake.sources["sha256"], strict=True))
    changed = tuple(each.source for each in entry.manifest.inputs if now.get(each.source) != each.sha256)
    return intake.frames, changed


def _ids(frames: Frames) -> set[str]:
    texts = frames.texts
    return {
        *texts["text_id"],
        *texts["respondent_id"].dropna(),
        *frames.respondents["respondent_id"],
        *frames.sessions["session_id"],
    }


def _said(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:.4f}"


def in_lines(explained: Explanation) -> list[str]:
    """Return an explanation as lines of text, without a word of a respondent."""
    made_by = explained.made_by
    given = ", ".join(f"{name} = {value}" for name, value in made_by.parameters.items()) or "as they stand"
    where = "; ".join(f"{name}: {category}" for name, category in explained.categories.items())
    same = "the same" if explained.again == explained.true else "NOT the same"
    lines = [
        f"Release {explained.release}, {explained.table}, {explained.column}.",
        f"Filter: {where or 'none'}.",
        f"Counted: {_said(explained.true)}{' (hidden in the release)' if explained.hidden else ''}.",
        f"Counted again from the rows behind it: {_said(explained.again)}, {same}.",
        f"Made by the workbook {made_by.workbook}; parameters: {given}.",
    ]
    if explained.changed:
        lines.append(f"Since then these files have changed: {', '.join(explained.changed)}.")
    else:
        lines.append("Every input file is as it was, by its SHA-256.")
    return [*lines, f"The {len(explained.rows):,} rows behind it:", *sorted(explained.rows)]
