"""Published worked examples of agreement; None where a rater did not judge a unit."""

from typing import Any

import pandas as pd

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": a row an observer, a column a unit.
A = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
B = [list("aabbdcccedda"), list("babbbccceddd")]
C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# The same matrix in the vignette of the R package irrCAC 1.0, nominal.
C_BY_IRRCAC = {
    "percent_agreement": 0.81818,
    "gwets_ac1": 0.77544,
    "fleiss_kappa": 0.76117,
    "brennan_prediger": 0.77273,
    "krippendorff_alpha": 0.74342,
}

# Fleiss (1971): 30 patients, how many of 6 raters chose each of 5 diagnoses.
FLEISS_1971 = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
]


def judgements(ratings: list[list[Any]]) -> pd.DataFrame:
    """Return tidy judgements of a row a rater and a column a unit."""
    rows = [(unit, rater, value) for rater, row in enumerate(ratings) for unit, value in enumerate(row)]
    return pd.DataFrame(rows, columns=["unit", "rater", "value"])


def judgements_of_counts(counts: list[list[int]]) -> pd.DataFrame:
    """Return tidy judgements of how many raters chose each value; who is who differs from unit to unit."""
    chosen = [[value for value, times in enumerate(row) for _ in range(times)] for row in counts]
    rows = [(unit, rater, value) for unit, row in enumerate(chosen) for rater, value in enumerate(row)]
    return pd.DataFrame(rows, columns=["unit", "rater", "value"])
