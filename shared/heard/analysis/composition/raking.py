"""Raking: weights that give groups their stated shares and otherwise keep people as they were heard.

Iterative proportional fitting (Deming and Stephan 1940). One step multiplies the weight of everybody in a
category by the share that the category should have over the share that it has, margin after margin, until
all margins hold. Of all weights that reach the shares these are the nearest to equal ones by relative
entropy (the raking ratio of Deville and Särndal 1992). Where a person counts for several categories in
parts, the step is that of generalised iterative scaling (Darroch and Ratcliff 1972): each ratio to the
power of the person's part. What is not reached soon is finished by Newton's method, to the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heard.analysis.composition.people import Numbers
from heard.errors import HeardError

CYCLES = 100
CLOSE = 1e-9  # of a share: far below what any table shows
_STEPS, _HALVINGS, _ROUNDING = 100, 40, 1e-13
_SETTLED = 0.1  # change of a logarithm: where shares are met by silencing somebody, each step is about 1


@dataclass(frozen=True)
class RakingMargin:
    """One margin: categories that divide people, and the share that each should have.

    Attributes
    ----------
    categories
        The categories' names.
    parts
        Rows (people, or people who are alike) by categories: how much of a row counts for each category.
        Every row adds to 1, and every category has somebody.
    shares
        The share of each category, above 0; together they are 1.
    """

    categories: tuple[str, ...]
    parts: Numbers
    shares: Numbers

    def reached(self, totals: Numbers) -> Numbers:
        """Return the share of each category if rows count as much as ``totals``."""
        return np.asarray(np.einsum("r,rc->c", totals, self.parts) / totals.sum())


def rake(sizes: Numbers, margins: Sequence[RakingMargin]) -> Numbers:
    """Return totals of rows that reach the shares of every margin.

    Parameters
    ----------
    sizes
        How many people each row stands for (or any starting totals, above 0).
    margins
        What should be reached.

    Returns
    -------
    numpy.ndarray
        A total for each row, adding up to what ``sizes`` add up to.

    Raises
    ------
    HeardError
        If no weights reach all shares.
    """
    totals = np.array(sizes, dtype=np.float64)
    for _ in range(CYCLES):
        for margin in margins:
            ratio = margin.shares / margin.reached(totals)
            totals = _of_the_same_sum(totals, margin.parts @ np.log(ratio))
        if _furthest(totals, margins)[0] < CLOSE:
            return totals
    finished = _finished(totals, margins)
    if finished is None:
        raise _not_reached(_furthest(totals, margins)[1])
    return finished


def _of_the_same_sum(totals: Numbers, logs: Numbers) -> Numbers:
    multiplied = totals * np.exp(logs)
    return np.asarray(multiplied * (totals.sum() / multiplied.sum()))


def _furthest(totals: Numbers, margins: Sequence[RakingMargin]) -> tuple[float, str]:
    """Return the largest gap between a share and what is reached, and whose it is."""
    gaps = [
        (float(gap), category)
        for margin in margins
        for gap, category in zip(
            np.abs(margin.shares - margin.reached(totals)), margin.categories, strict=True
        )
    ]
    return max(gaps, key=lambda each: each[0], default=(0.0, ""))


def _finished(totals: Numbers, margins: Sequence[RakingMargin]) -> Numbers | None:
    """Return the totals that raking comes near to, by Newton's method; None if no weights above 0 do.

    Where only a few people can fill a share, raking takes thousands of cycles. Its end is the maximum of a
    concave function of a number for each category (Deville and Särndal 1992), which Newton's method finds in
    tens of steps; where there is none, steps do not grow small.
    """
    parts = np.column_stack([margin.parts for margin in margins])
    shares = np.concatenate([margin.shares for margin in margins])
    for _ in range(_STEPS):
        of_all = totals / totals.sum()
        reached = np.einsum("r,rc->c", of_all, parts)
        spread = np.einsum("rc,rd->cd", of_all[:, None] * parts, parts) - np.outer(reached, reached)
        step = np.linalg.lstsq(spread, shares - reached)[0]
        logs = parts @ step - shares @ step
        if np.abs(shares - reached).max() < CLOSE:
            return totals if np.abs(logs).max() < _SETTLED else None
        totals = _of_the_same_sum(totals, _not_too_far(of_all, logs))
    return None


def _not_too_far(of_all: Numbers, logs: Numbers) -> Numbers:
    """Return a step halved until it leads up."""
    for _ in range(_HALVINGS):
        with np.errstate(over="ignore", invalid="ignore"):
            if 0 < (of_all * np.exp(logs)).sum() <= 1 + _ROUNDING:
                break
        logs = logs / 2
    return logs


def _not_reached(category: str) -> HeardError:
    return HeardError(
        f"no weights reach all stated shares at once (furthest from its share: {category})",
        where="raking to stated shares",
        fix="Check that the shares agree with each other and are of people who hold a group; otherwise leave "
        "out this group's share or a grouping, or put groups with few people together.",
    )
