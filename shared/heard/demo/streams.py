"""Seeded streams: every planted structure draws from one of its own, so that one more disturbs no other.

Only ``Random.random`` is used, the one method whose sequence Python promises to keep, and no logarithm or
root, whose last digit may differ between machines.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, name: str) -> Random:
    """Return the stream of this name; the same seed and name give the same draws on any machine."""
    return Random(f"{seed}/{name}")


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of draws."""
    return rng.random() < share


def whole(rng: Random, low: int, high: int) -> int:
    """Return a whole number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def pick(rng: Random, items: Sequence[T]) -> T:
    """Return one item, all alike likely."""
    return items[int(rng.random() * len(items))]


def pick_weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """Return one key, as likely as its weight."""
    left = rng.random() * sum(weights.values())
    for item, weight in weights.items():
        left -= weight
        if left < 0:
            return item
    return next(reversed(list(weights)))


def shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    """Return the items in a drawn order."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = whole(rng, 0, last)
        order[last], order[other] = order[other], order[last]
    return order


def sample(rng: Random, items: Sequence[T], size: int) -> list[T]:
    """Return this many different items (fewer if there are not as many), in drawn order."""
    return shuffled(rng, items)[:size]


def sample_weighted(rng: Random, weights: Mapping[T, float], size: int) -> list[T]:
    """Return this many different keys, each drawn as likely as its weight among those left."""
    left = dict(weights)
    chosen: list[T] = []
    while left and len(chosen) < size:
        item = pick_weighted(rng, left)
        chosen.append(item)
        del left[item]
    return chosen
