"""People made up at random, and the tables that a release might hold about them."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd

from heard.release.disclosure.chosen import Chosen
from heard.tables import ResultTable, base, count, dimension, rate
from tests.disclosure.attacker import Dimension

_LETTERS = "abcd"
TOTAL = "All"


def random_dimensions(random: np.random.Generator, number: int) -> list[Dimension]:
    """Return dimensions of two or three categories, some of which overlap, most with a total."""
    return [
        Dimension(
            f"d{place}",
            tuple(f"{_LETTERS[place]}{each}" for each in range(random.integers(2, 4 if number < 4 else 3))),
            overlaps=bool(random.random() < 0.5),
            complete=bool(random.random() < 0.7),
            total=TOTAL if random.random() < 0.8 else "",
        )
        for place in range(number)
    ]


def random_people(random: np.random.Generator, dimensions: list[Dimension]) -> pd.DataFrame:
    """Return a row a person with, for every dimension, the set of their categories."""
    size = int(random.integers(15, 150))
    people = pd.DataFrame({"person": [f"p{number}" for number in range(size)]})
    for each in dimensions:
        kinds = each.kinds()
        odds = random.dirichlet(np.full(len(kinds), 0.6))
        people[each.name] = [kinds[place] for place in random.choice(len(kinds), size=size, p=odds)]
    return people


def table_of(people: pd.DataFrame, dimensions: list[Dimension], name: str, *, based: bool) -> Chosen:
    """Return the table of every combination of categories and totals.

    Parameters
    ----------
    based
        Whether the last dimension is something people raised: then each count has a base, whoever is in the
        categories of the other dimensions, and there is no total of those who raised anything.
    """
    if based:
        dimensions = [*dimensions[:-1], replace(dimensions[-1], total="")]
    cells = list(
        itertools.product(*([*each.categories, *([each.total] if each.total else [])] for each in dimensions))
    )
    names = [each.name for each in dimensions]
    behind = _behind(people, dimensions, cells)
    frame = pd.DataFrame(cells, columns=names)
    frame["people"] = [len(rows) for rows in behind]
    columns = [dimension(each.name, each.name, overlaps=each.overlaps) for each in dimensions]
    rows = {"people": _as_frame(names, cells, behind)}
    numbers = [count("people", "People", "people")]
    if based:
        outer = list(dict.fromkeys(cell[:-1] for cell in cells))
        of = _behind(people, dimensions[:-1], outer)
        sizes = {cell: len(found) for cell, found in zip(outer, of, strict=True)}
        frame["of"] = [sizes[cell[:-1]] for cell in cells]
        frame["share"] = frame["people"] / frame["of"].where(frame["of"] > 0)
        rows["of"] = _as_frame(names[:-1], outer, of)
        numbers += [base("of", "Of", "people"), rate("share", "Share", of=("people", "of"))]
    table = ResultTable(
        name=name,
        title="Counts",
        frame=frame,
        columns=(*columns, *numbers),
        universe="people made up",
        rows_behind=rows,
    )
    return Chosen(table, ("people",))


def with_gaps(random: np.random.Generator, chosen: Chosen) -> Chosen:
    """Return a table; one in three lacks the rows of a category beside one of another dimension."""
    table = chosen.table
    if random.random() > 1 / 3:
        return chosen
    first, second = table.dimensions[:2]
    row = table.frame[[first, second]].sample(1, random_state=random).iloc[0]

    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        if not {first, second} <= set(frame.columns):
            return frame
        gone = (frame[first] == row[first]) & (frame[second] == row[second])
        return frame[~gone].reset_index(drop=True)

    rows = {number: kept(behind) for number, behind in table.rows_behind.items()}
    return replace(chosen, table=replace(table, frame=kept(table.frame), rows_behind=rows))


def _behind(
    people: pd.DataFrame, dimensions: list[Dimension], cells: list[tuple[str, ...]]
) -> list[list[str]]:
    return [
        [
            person
            for person, *kinds in people[["person", *(each.name for each in dimensions)]].itertuples(
                index=False
            )
            if all(
                each.holds(kind, category)
                for each, kind, category in zip(dimensions, kinds, cell, strict=True)
            )
        ]
        for cell in cells
    ]


def _as_frame(names: list[str], cells: list[tuple[str, ...]], behind: list[list[str]]) -> pd.DataFrame:
    rows = [(*cell, person) for cell, found in zip(cells, behind, strict=True) for person in found]
    return pd.DataFrame(rows, columns=[*names, "row_id"])
