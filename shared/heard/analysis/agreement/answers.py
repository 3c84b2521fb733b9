"""What a coefficient answers: a number with its interval, or the words why there is none."""

import math
from dataclasses import dataclass

NO_VARIATION = "undefined: no variation"
NOTHING_COMPARED = "undefined: nothing was judged by two"
FOR_TWO_ONLY = "undefined: for two raters only"


@dataclass(frozen=True)
class Answer:
    """The answer of one coefficient; ``str()`` says it.

    Attributes
    ----------
    value
        The coefficient; None where it is undefined. It may be below zero.
    undefined
        Why there is no value; empty where there is one.
    low, high
        The interval; None where none was asked for, or too few units or resamples stand for one.
    left_out
        Resamples that had no answer themselves, and so are in no interval.
    """

    value: float | None
    undefined: str = ""
    low: float | None = None
    high: float | None = None
    left_out: int = 0

    def __str__(self) -> str:
        if self.value is None:
            return self.undefined
        words = f"{self.value:.2f}"
        if self.low is not None and self.high is not None:
            words += f" (95% interval {self.low:.2f} to {self.high:.2f})"
        return words


def answered(value: float, why: str = NO_VARIATION) -> Answer:
    """Return the answer of a number that is missing (NaN) where it is undefined, with the reason."""
    return Answer(None, why) if math.isnan(value) else Answer(float(value))
