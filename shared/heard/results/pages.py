"""HTML of tables and of the report's parts, by templates that escape everything they are given."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from heard.results.numbers import MEANING, heading, written
from heard.tables import ResultTable

ROWS_IN_NOTEBOOK = 250


@cache
def template(name: str) -> Template:
    """Return a template of this package; whatever it is given is escaped."""
    environment = Environment(
        loader=PackageLoader("heard.results", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = "{:,}".format
    return environment.get_template(name)


def table_html(table: ResultTable, limit: int = ROWS_IN_NOTEBOOK) -> str:
    """Return a table as accessible HTML: caption, universe, scoped headings, notes.

    Parameters
    ----------
    table
        A result table. Words are shown too: whoever may not see them must not be given it.
    limit
        How many rows to show at most; the rest is named.
    """
    head = _head(table, limit)
    columns = [written(head, column) for column in table.columns]
    rows = list(zip(*columns, strict=True))
    numeric = [column.role not in ("dimension", "text") for column in table.columns]
    return template("table.html").render(
        table=table,
        headings=[heading(column) for column in table.columns],
        rows=rows,
        numeric=numeric,
        row_headings=len(table.dimensions),
        marks=_marks(rows),
    )


def _head(table: ResultTable, limit: int) -> ResultTable:
    # Without the rows behind, which a part of a table does not agree with.
    return ResultTable(table.name, table.title, table.frame.head(limit), table.columns, table.universe)


def _marks(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    found = {cell for row in rows for cell in row}
    return {mark: meaning for mark, meaning in MEANING.items() if mark in found}
