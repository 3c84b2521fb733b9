"""Guess from files what a consultation.yml would say."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from heard.consultation import Layout, Source
from heard.errors import HeardError
from heard.intake.columns import Guessed, guess_column
from heard.intake.delimiters import opening_rows
from heard.intake.encodings import find_encoding
from heard.intake.excel import opening_cells, sheet_names
from heard.intake.guesses import Draft, draft_source, slug, unique_slugs
from heard.intake.sheet import Sheet, read_sheet
from heard.intake.survey import Survey, survey

_DEEPEST_HEADER = 10
_MOST_IN_TITLE = 2


def draft(files: Sequence[Path]) -> dict[str, Any]:
    """Return the content of a first consultation.yml, as plain values.

    Raises
    ------
    HeardError
        If a file cannot be read with certainty.
    """
    drafts = [
        draft_source(source, [guess_column(name, sheet.frame[name]) for name in sheet.names])
        for file in files
        for source, sheet in _sheets(file)
    ]
    collections = _collections(drafts)
    return {
        "title": "(the consultation's title)",
        "owner": "(who is responsible for the data)",
        "synthetic": False,
        "groupings": _groupings(drafts),
        "codebook": _codebook(drafts),
        "disclosure": {"preset": "below-10"},
        "quotes": {"approvers": 1},
        "collections": collections,
    }


def _sheets(file: Path) -> list[tuple[dict[str, Any], Sheet]]:
    """Return each sheet of a file with the keys by which it is read."""
    found = survey(file.parent, file.name)
    sheets: list[str | None] = [None]
    if found.kind == "workbook":
        sheets = list(sheet_names(found))
    read = []
    for sheet in sheets:
        try:
            read.append(_read(file, sheet if len(sheets) > 1 else None))
        except HeardError:
            # A cover sheet is no table; a workbook of nothing else is refused.
            if len(sheets) == 1 or (sheet == sheets[-1] and not read):
                raise
    return read


def _read(file: Path, sheet: str | None) -> tuple[dict[str, Any], Sheet]:
    keys: dict[str, Any] = {"file": file.name}
    if sheet is not None:
        keys["sheet"] = sheet
    header_row = _header_row(survey(file.parent, file.name), sheet)
    if header_row > 1:
        keys["header_row"] = header_row
    source = Source.model_validate({**keys, "layout": Layout.RESPONDENTS, "columns": {}})
    table = read_sheet(file.parent, source, None)
    if table.frame.empty:
        raise HeardError("the table has no row below its headers", where=file.name, fix="Export it again.")
    return keys, table


def _header_row(found: Survey, sheet: str | None) -> int:
    """Return the first row with more cells than a title has; the first row where there is none."""
    if found.kind == "workbook":
        rows = opening_cells(found, sheet, _DEEPEST_HEADER)
    else:
        rows = opening_rows(found, find_encoding(found, None), _DEEPEST_HEADER)
    for number, row in enumerate(rows, start=1):
        if sum(bool(cell.strip()) for cell in row) > _MOST_IN_TITLE:
            return number
    return 1


def _groupings(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Return the groupings of all sources; those with one name are one."""
    columns: dict[str, list[Guessed]] = {}
    for each in drafts:
        for code, column in each.groups.items():
            columns.setdefault(code, []).append(column)
    overlapping = {code for each in drafts for code in each.overlapping}
    overlapping |= {code for code, found in columns.items() if len(found) > 1}
    return [
        {
            "code": code,
            "name": found[0].header,
            "overlapping": code in overlapping,
            "groups": [
                {"code": made, "name": value}
                for value, made in unique_slugs(
                    value for column in found for value in column.distinct
                ).items()
            ],
        }
        for code, found in columns.items()
    ]


def _codebook(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    names = [name for each in drafts for name in each.codes]
    return [{"code": code, "name": name} for name, code in unique_slugs(names).items()]


def _collections(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Return a collection for each table of people; sessions and codings join the one they refer to."""
    homes = [each for each in drafts if each.layout in (Layout.RESPONDENTS, Layout.ANSWERS)] or list(drafts)
    others = [each for each in drafts if not any(each is home for home in homes)]
    collections: list[dict[str, Any]] = []
    for home in homes:
        code = slug(home.name)
        taken = sum(str(each["code"]).startswith(code) for each in collections)
        collections.append(
            {
                "code": f"{code}-{taken + 1}" if taken else code,
                "title": home.name,
                "kind": "engagement" if "session" in home.refers else "survey",
                "questions": home.questions,
                "sources": [home.source],
            }
        )
    for each in others:
        best = max(range(len(homes)), key=lambda at: homes[at].shares(each))
        collections[best]["sources"].append(each.source)
    return collections
