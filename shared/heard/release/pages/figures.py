"""A figure of a page in every state: chart, table, and the sentences around them, all from what may be shown.

A figure's switches are dimensions of its table; a state is one category of each. Charts are drawn from the
protected table and see no other number.
"""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from heard.charts import Chart, Source, ranked_bars
from heard.release.disclosure.protected import SUPPRESSED, Protected
from heard.release.ledger import row_ids
from heard.results.atomic import write_json, write_text
from heard.results.numbers import heading, written
from heard.tables import Column, Switch

ABSENT = f"[{SUPPRESSED}]"
Draw = Callable[[Protected, str], Chart | None]
"""From the table of a state and a name to its chart."""


@dataclass(frozen=True)
class Studio:
    """Where the pages of a release are made.

    Attributes
    ----------
    folder
        The release's folder.
    release
        Its name.
    source
        Where the numbers come from, below every chart.
    about
        A sentence or two on the consultation.
    tables
        The protected tables, by name.
    """

    folder: Path
    release: str
    source: Source
    about: str
    tables: dict[str, Protected] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """A figure before it is made.

    Attributes
    ----------
    name, title
        Its name in files, and what it is called.
    table
        The name of the released table.
    switches
        Dimensions to choose one category of, with what a reader sees: the first category is the default.
    draw
        Draws a state.
    sentence
        Says what to take from a state.
    only
        Dimensions that stay at one category.
    columns
        The columns of the table to show beside the dimensions that are left; empty for all.
    """

    name: str
    title: str
    table: str
    draw: Draw
    sentence: Callable[[Protected], str]
    switches: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


def bars(studio: Studio, category: str, value: str, title: str, top: int | None = None) -> Draw:
    """Return what draws a state as ranked bars, with the symbol of what is hidden below them."""
    return lambda part, name: ranked_bars(
        part.table,
        category=category,
        value=value,
        source=studio.source,
        top=top,
        absent=ABSENT,
        title=title,
        name=name,
    )


def make_figure(studio: Studio, wish: Wish) -> dict[str, Any]:
    """Write the charts of a figure and return it as a page holds it."""
    protected = studio.tables[wish.table]
    ids = row_ids(studio.release, wish.table, protected.table.frame, protected.table.dimensions)
    named = Protected(protected.table, protected.symbols.assign(**{_ID: ids})).where(**wish.only)
    options = [switch_of(protected, name) for name in wish.switches]
    states = {}
    for number, choice in enumerate(itertools.product(*(switch.options.items() for switch in options))):
        slug = "&".join(f"{switch.name}={value}" for switch, (value, _) in zip(options, choice, strict=True))
        part = named.where(**{switch.name: label for switch, (_, label) in zip(options, choice, strict=True)})
        if len(part.table.frame):
            states[slug] = _state(studio, wish, part, number)
    return {
        "name": wish.name,
        "title": wish.title,
        "switches": list(wish.switches),
        "download": f"tables/{wish.table}.csv",
        "states": states,
    }


def switch_of(protected: Protected, dimension: str) -> Switch:
    """Return the switch that a dimension makes: its categories in the table's order."""
    labels = protected.table.frame[dimension].drop_duplicates()
    return Switch(
        dimension, protected.table.column(dimension).label, {in_links(label): label for label in labels}
    )


def in_links(label: str) -> str:
    """Return a label as a link writes it: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


_ID = "_id"


def _state(studio: Studio, wish: Wish, part: Protected, number: int) -> dict[str, Any]:
    chart = wish.draw(part, wish.name)
    return {
        "sentence": wish.sentence(part),
        "base": _base(part),
        "caveats": list(part.table.notes),
        "chart": _written(studio, wish.name, chart, number) if chart else None,
        "table": table_of(part, wish.columns),
    }


def _written(studio: Studio, name: str, chart: Chart, number: int) -> dict[str, str]:
    spec, still = f"charts/{name}/{number}.vl.json", f"charts/{name}/{number}.svg"
    write_json(studio.folder / spec, chart.spec)
    write_text(studio.folder / still, chart.svg)
    words = {"title": chart.title, "subtitle": chart.subtitle, "alt": chart.alt, "source": chart.source}
    return {"spec": spec, "still": still, **words}


def _base(part: Protected) -> str:
    """Return who the counts of a state are out of: one number, or a range where they differ."""
    bases = part.table.named("base")
    if not bases:
        counted = [f"Counted: {part.table.column(name).unit}" for name in part.table.named("count")[:1]]
        said = "; ".join(words for words in (*counted, part.table.universe) if words)
        return f"{said[:1].upper()}{said[1:]}."
    numbers = part.table.frame[bases[0]].dropna()
    unit = part.table.column(bases[0]).unit
    if numbers.empty:
        return f"Base: hidden; {part.table.universe}."
    sizes = (
        f"{numbers.iloc[0]:,.0f}"
        if numbers.nunique() == 1
        else f"{numbers.min():,.0f} to {numbers.max():,.0f}"
    )
    hidden = " (some are hidden)" if part.table.frame[bases[0]].isna().any() else ""
    return f"Base: {sizes} {unit}{hidden}; {part.table.universe}."


def table_of(part: Protected, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Return a state's table as a page holds it: headings, and for each row its id and its cells."""
    columns = [
        column
        for column in part.table.columns
        if column.role == "dimension" or not chosen or column.name in chosen
    ]
    cells = [_cells(part, column) for column in columns]
    ids = part.symbols[_ID] if _ID in part.symbols else [""] * len(part.table.frame)
    return {
        "columns": [
            {"label": heading(column), "kind": "category" if column.role == "dimension" else "number"}
            for column in columns
        ],
        "rows": [
            {"id": identifier, "cells": [list(cell) for cell in row]}
            for identifier, row in zip(ids, zip(*cells, strict=True), strict=True)
        ],
    }


def _cells(part: Protected, column: Column) -> list[tuple[str, str]]:
    words = written(part.table, column)
    if column.role == "dimension":
        return [(said, "") for said in words]
    return [
        _with_symbol(said, symbol, pd.isna(value))
        for said, symbol, value in zip(
            words, part.symbols[column.name], part.table.frame[column.name], strict=True
        )
    ]


def _with_symbol(said: str, symbol: str, absent: bool) -> tuple[str, str]:
    """Return a number as readers see it, with its symbol beside it, or instead of it where there is none."""
    if not symbol:
        return said, ""
    return (f"[{symbol}]" if absent else f"{said} [{symbol}]"), symbol
