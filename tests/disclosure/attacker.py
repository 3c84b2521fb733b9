"""Somebody who wants to know: from what is published about people, how closely can a hidden count be told?

This file imports nothing of the project. It knows what any reader knows: that a person is in exactly one
category of a dimension whose categories exclude each other, and may be in several of one whose categories
overlap; that the total of a dimension is everybody in it; that a base is who could have been counted; that a
hidden count is not 0; how numbers are rounded. It writes a variable for every *kind of person* (a choice of
categories along every dimension), and asks of each hidden count what it can least and most be, over all
numbers of people of each kind that give everything that is published.
"""

import itertools
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

HIDDEN = "[c]"
_CLOSE = 1e-9


@dataclass(frozen=True)
class Dimension:
    """A dimension: its categories, whether they overlap, whether everybody is in one, its total."""

    name: str
    categories: tuple[str, ...]
    overlaps: bool
    complete: bool = True
    total: str = ""

    def kinds(self) -> list[frozenset[str]]:
        """Return every choice of categories that a person can have."""
        if not self.overlaps:
            single = [frozenset({category}) for category in self.categories]
            return single if self.complete else [*single, frozenset()]
        sizes = range(1 if self.complete else 0, len(self.categories) + 1)
        return [
            frozenset(chosen) for size in sizes for chosen in itertools.combinations(self.categories, size)
        ]

    def holds(self, kind: frozenset[str], category: str) -> bool:
        """Whether somebody of this kind is in a category, or in the total."""
        return category == self.total or category in kind


@dataclass(frozen=True)
class Published:
    """One published number: its categories along some dimensions, and what is written there."""

    place: tuple[str, ...]
    categories: dict[str, str]
    written: str


@dataclass(frozen=True)
class Sum:
    """A published weighted sum of counts: each with its categories and weight, and between what it lies."""

    parts: tuple[tuple[dict[str, str], float], ...]
    least: float
    most: float


@dataclass
class Attacker:
    """Collects what is published and works out what is hidden."""

    dimensions: list[Dimension]
    round_to: int = 1
    numbers: list[Published] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    def read(self, place: tuple[str, ...], categories: dict[str, str], written: str) -> None:
        """Note a published number."""
        self.numbers.append(Published(place, categories, written))

    def read_sum(self, parts: list[tuple[dict[str, str], float]], written: str, step: float) -> None:
        """Note a weighted sum of counts, published to a step."""
        self.sums.append(Sum(tuple(parts), float(written) - step / 2, float(written) + step / 2))

    def _kinds(self) -> list[dict[str, frozenset[str]]]:
        names = [dimension.name for dimension in self.dimensions]
        each = [dimension.kinds() for dimension in self.dimensions]
        return [dict(zip(names, kinds, strict=True)) for kinds in itertools.product(*each)]

    def _row(self, categories: dict[str, str], kinds: list[dict[str, frozenset[str]]]) -> np.ndarray:
        by_name = {dimension.name: dimension for dimension in self.dimensions}
        return np.array(
            [
                float(all(by_name[name].holds(kind[name], category) for name, category in categories.items()))
                for kind in kinds
            ]
        )

    def _range(self, number: Published) -> tuple[float, float]:
        if number.written == HIDDEN:
            return 1.0, np.inf
        shown = int(number.written)
        if shown == 0 and self.round_to == 1:
            return 0.0, 0.0
        least = shown - self.round_to // 2
        return max(least, 0), least + self.round_to - 1

    def intervals(self, *, whole: bool) -> dict[tuple[str, ...], tuple[float, float]]:
        """Return the least and most of every hidden number, with whole people or (faster, wider) without."""
        kinds = self._kinds()
        matrix = np.array(
            [
                *(self._row(number.categories, kinds) for number in self.numbers),
                *(
                    sum(weight * self._row(where, kinds) for where, weight in each.parts)
                    for each in self.sums
                ),
            ]
        )
        ranges = np.array(
            [
                *(self._range(number) for number in self.numbers),
                *((each.least - _CLOSE, each.most + _CLOSE) for each in self.sums),
            ]
        )
        constraint = LinearConstraint(sparse.csr_array(matrix), ranges[:, 0], ranges[:, 1])
        hidden = [place for place, number in enumerate(self.numbers) if number.written == HIDDEN]
        return {
            self.numbers[place].place: (
                self._extreme(matrix[place], 1, constraint, whole),
                self._extreme(matrix[place], -1, constraint, whole),
            )
            for place in hidden
        }

    @staticmethod
    def _extreme(row: np.ndarray, sign: int, constraint: LinearConstraint, whole: bool) -> float:
        bounds = Bounds(0, 10_000)
        integrality = np.full(len(row), int(whole))
        found = milp(sign * row, constraints=[constraint], bounds=bounds, integrality=integrality)
        if found.x is None:
            raise AssertionError("what is published contradicts itself")
        value = float(row @ found.x)
        return np.ceil(value - 1e-6) if sign == 1 else np.floor(value + 1e-6)
