"""Somebody who has nothing but a release's CSV files, and works out what they hide.

This file imports nothing of the project. It reads the tables as any reader would: "Everything" and "Everyone"
are totals; groups, themes and texts overlap unless said otherwise; a share times its base is a count; a
number that is hidden is at least 1; who did not raise a theme is the base less who did. With that it writes a
linear program and asks of every hidden count what it can least and most be.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

HIDDEN = "[c]"
EVERYTHING = {"texts": "Everything", "group": "Everyone"}
MOST = 20_000.0

Place = tuple[str, ...]


@dataclass
class Reader:
    """Numbers by where they stand, and what holds between them."""

    places: dict[Place, int] = field(default_factory=dict)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    equal: list[dict[int, float]] = field(default_factory=list)
    at_most: list[dict[int, float]] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)

    def number(self, place: Place, written: str | None = None) -> int:
        """Return the variable of a place, with what is written there."""
        if place not in self.places:
            self.places[place] = len(self.least)
            self.least.append(0.0)
            self.most.append(MOST)
        variable = self.places[place]
        if written == HIDDEN:
            self.least[variable] = max(self.least[variable], 1.0)
        elif written is not None:
            self.least[variable] = self.most[variable] = float(written)
        return variable

    def sums(self, total: int, parts: list[int]) -> None:
        """Note that a total is the sum of its parts."""
        self.equal.append({total: 1.0} | dict.fromkeys(parts, -1.0))

    def covers(self, total: int, parts: list[int]) -> None:
        """Note that a total is at least each of its parts, and at most their sum."""
        self.is_at_most({total: 1.0} | dict.fromkeys(parts, -1.0))
        self.inside(total, parts)

    def inside(self, total: int, parts: list[int]) -> None:
        """Note that a total is at least each of its parts."""
        for part in parts:
            if part != total:
                self.is_at_most({part: 1.0, total: -1.0})

    def is_at_most(self, weighted: dict[int, float], limit: float = 0.0) -> None:
        """Note that a weighted sum of numbers comes to a limit at most."""
        self.at_most.append(weighted)
        self.limits.append(limit)

    def interval(self, place: Place) -> tuple[float, float]:
        """Return the least and the most that a number can be."""
        goal = np.zeros(len(self.least))
        goal[self.places[place]] = 1.0
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(
                sign * goal,
                A_eq=_matrix(self.equal, len(goal)),
                b_eq=np.zeros(len(self.equal)) if self.equal else None,
                A_ub=_matrix(self.at_most, len(goal)),
                b_ub=np.array(self.limits) if self.at_most else None,
                bounds=list(zip(self.least, self.most, strict=True)),
                method="highs",
            )
            assert found.status == 0, "what is published contradicts itself"
            ends.append(sign * found.fun)
        return float(np.ceil(ends[0] - 1e-6)), float(np.floor(ends[1] + 1e-6))


def _matrix(rows: list[dict[int, float]], width: int) -> sparse.csr_array | None:
    if not rows:
        return None
    places = [(row, column, value) for row, each in enumerate(rows) for column, value in each.items()]
    row, column, value = zip(*places, strict=True)
    return sparse.csr_array((value, (row, column)), shape=(len(rows), width))


def read_table(
    reader: Reader, file: Path, dimensions: list[str], count: str, base: str, base_dimensions: list[str]
) -> list[Place]:
    """Note everything a table says, and return the places of its hidden counts and bases.

    Parameters
    ----------
    dimensions, count, base
        Its columns.
    base_dimensions
        The dimensions along which the base varies; bases by the same dimensions are the same in every table.
    """
    rows, hidden = _rows(file), []
    for row in rows:
        counted = ("count", file.stem, *(row[name] for name in dimensions))
        of = ("base", *base_dimensions, *(row[name] for name in base_dimensions))
        rest = ("rest", *counted[1:])
        reader.sums(reader.number(of, row[base]), [reader.number(counted, row[count]), reader.number(rest)])
        hidden += [place for place, said in ((counted, row[count]), (of, row[base])) if said == HIDDEN]
        share = row.get(f"{count}_share", HIDDEN)
        if row[count] == HIDDEN and not share.startswith("[") and row[base] != HIDDEN:
            reader.number(counted, str(round(float(share) * int(row[base]))))
    _totals(reader, ("count", file.stem), dimensions, rows, EVERYTHING)
    if "group" in base_dimensions:
        # Somebody may raise a theme in one collection and not in another: texts are no parts of who did not.
        _totals(reader, ("rest", file.stem), dimensions, rows, {"group": EVERYTHING["group"]})
    return list(dict.fromkeys(hidden))


def read_compositions(reader: Reader, compositions: Path, raised: Path) -> int:
    """Note what shares in other compositions say of the counts that they are made of; return how many do.

    "Each group equal" is the mean of the shares of all groups but "Not stated", to the nearest 5 per cent;
    "Without" a group what is left of everyone's count and base, to the whole per cent.
    """
    bases = {row["group"]: row["people_base"] for row in _rows(raised) if row["texts"] == "Everything"}
    noted = 0
    for row in _rows(compositions):
        if row["weighted_share"] == HIDDEN:
            continue
        share, (step, weights) = row["weighted_share"], _composition(row["composition"], bases)
        weighted = {
            reader.places["count", raised.stem, "Everything", group, row["theme"]]: weight
            for group, weight in weights.items()
        }
        reader.is_at_most(weighted, float(share) + step / 2 + 1e-9)
        reader.is_at_most(
            {place: -weight for place, weight in weighted.items()}, step / 2 - float(share) + 1e-9
        )
        noted += 1
    return noted


def _composition(choice: str, bases: dict[str, str]) -> tuple[float, dict[str, float]]:
    """Return to what a composition is published, and how much of each group's count it has."""
    if choice == "Each group equal":
        groups = [group for group in bases if group not in ("Everyone", "Not stated") and bases[group] != "0"]
        return 0.05, {group: 1 / float(bases[group]) / len(groups) for group in groups}
    everyone = float(bases["Everyone"])
    if choice == "As heard":
        return 0.01, {"Everyone": 1 / everyone}
    group = choice.removeprefix("Without ")
    left = everyone - float(bases[group])
    return 0.01, {"Everyone": 1 / left, group: -1 / left}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _totals(
    reader: Reader,
    named: Place,
    dimensions: list[str],
    rows: list[dict[str, str]],
    totals: dict[str, str],
) -> None:
    places = [tuple(row[name] for name in dimensions) for row in rows]
    for position, name in enumerate(dimensions):
        everybody = totals.get(name)
        categories = {place[position] for place in places} - {everybody}
        for place in places:
            if place[position] != everybody:
                continue
            parts = [
                other
                for other in places
                if other != place and _beside(other, position) == _beside(place, position)
            ]
            # Where a part is not published, the others may leave somebody out.
            whole = parts and len(parts) == len(categories)
            note = reader.covers if whole else reader.inside
            note(reader.number((*named, *place)), [reader.number((*named, *part)) for part in parts])


def _beside(place: Place, position: int) -> Place:
    return place[:position] + place[position + 1 :]
