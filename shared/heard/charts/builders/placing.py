"""Where the name of a point can stand without covering another: beside, above or below it, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

FONT_SIZE = 12
_CHARACTER = 6.4  # pixels a character takes on average at this size
_LINE = 14
_GAP = 8
_RADIUS = 5


class Place(Enum):
    """A side of the point."""

    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"
    BELOW = "below"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two share any place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Return whether the whole of it lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def places_of_names(
    points: Sequence[tuple[float, float]], names: Sequence[str], matters: Sequence[float], area: Box
) -> list[Place]:
    """Return for each point the side on which its name stands.

    Parameters
    ----------
    points
        In pixels, y downwards.
    matters
        How much each name matters: those that matter most are placed first, equals in their order.
    area
        What names must not leave.
    """
    taken = [Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points]
    places = [Place.NOWHERE] * len(points)
    for one in np.argsort(-np.asarray(matters, dtype=np.float64), kind="stable"):
        for place, box in _boxes(points[one], len(names[one]) * _CHARACTER).items():
            # Its own point is no obstacle: no box touches it.
            if box.within(area) and not any(box.meets(other) for other in taken):
                places[one] = place
                taken.append(box)
                break
    return places


def _boxes(point: tuple[float, float], width: float) -> dict[Place, Box]:
    x, y = point
    half, middle = _LINE / 2, width / 2
    return {
        Place.RIGHT: Box(x + _GAP, y - half, x + _GAP + width, y + half),
        Place.LEFT: Box(x - _GAP - width, y - half, x - _GAP, y + half),
        Place.ABOVE: Box(x - middle, y - _GAP - _LINE, x + middle, y - _GAP),
        Place.BELOW: Box(x - middle, y + _GAP, x + middle, y + _GAP + _LINE),
    }
