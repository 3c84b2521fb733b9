"""A result table's contract as JSON: all that the frame itself does not say."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from heard.tables import Column, Margin, ResultTable


def to_json(table: ResultTable) -> dict[str, Any]:
    """Return the contract of a table, ready for JSON."""
    return {
        "name": table.name,
        "title": table.title,
        "universe": table.universe,
        "rows": len(table.frame),
        "holds_words": table.holds_words,
        "columns": [asdict(column) for column in table.columns],
        "margins": [asdict(margin) for margin in table.margins],
        "notes": list(table.notes),
        "rows_behind": sorted(table.rows_behind),
    }


def from_json(
    stored: Mapping[str, Any], frame: pd.DataFrame, rows_behind: Mapping[str, pd.DataFrame]
) -> ResultTable:
    """Return the table of a stored contract, its frame and the rows behind its counts."""
    return ResultTable(
        name=stored["name"],
        title=stored["title"],
        frame=frame,
        columns=tuple(Column(**column | {"of": tuple(column["of"])}) for column in stored["columns"]),
        universe=stored["universe"],
        rows_behind=rows_behind,
        margins=tuple(Margin(**margin | {"over": tuple(margin["over"])}) for margin in stored["margins"]),
        notes=tuple(stored["notes"]),
    )
