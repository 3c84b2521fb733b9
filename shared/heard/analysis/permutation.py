"""What chance alone would do to the counts of overlapping groups: respondents keep their groups together.

People hold several groups, so groups cannot be shuffled one by one, and a chi-squared over their columns
counts a person more than once. Here the set of groups that a person holds stays whole and is dealt out anew
over everybody (a permutation of respondents). For one theme such a deal is a draw from the multivariate
hypergeometric distribution over the distinct sets of groups, so it costs the same for a thousand people and
for a million, and for a single group it is the hypergeometric distribution of Fisher's exact test.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import hypergeom  # type: ignore[attr-defined]

DRAWS = 1_999
SEED = 2021
_PEOPLE_WORTH_A_SET = 8
SMALLEST_P = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class Memberships:
    """Who holds which groups.

    Attributes
    ----------
    groups
        The groups' names.
    sizes
        People by distinct set of groups.
    holds
        Distinct sets by groups: 1 where the set has the group.
    of_person
        The place of each person's set in ``sizes``, by respondent id.
    """

    groups: list[str]
    sizes: npt.NDArray[np.int64]
    holds: npt.NDArray[np.int64]
    of_person: pd.Series

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.sizes.sum())

    @property
    def people_by_group(self) -> npt.NDArray[np.int64]:
        """How many people hold each group."""
        return self.sizes @ self.holds


def memberships_of(people: pd.DataFrame, groups: list[str]) -> Memberships:
    """Return the distinct sets of groups that people hold.

    Parameters
    ----------
    people
        Columns respondent_id and group, a row for each group that somebody holds; a group that is not in
        ``groups`` (such as "Not stated") makes its holder a person without a group.
    """
    person, ids = pd.factorize(people["respondent_id"], sort=True)
    group = pd.Index(groups).get_indexer(pd.Index(people["group"]))
    held = np.zeros((len(ids), len(groups)), dtype=np.int64)
    held[person[group >= 0], group[group >= 0]] = 1
    sets, of_person, sizes = np.unique(held, axis=0, return_inverse=True, return_counts=True)
    index = pd.Index(ids, name="respondent_id")
    return Memberships(groups, sizes, sets, pd.Series(of_person.reshape(-1), index=index))


def counts_by_group(memberships: Memberships, respondents: pd.Series) -> npt.NDArray[np.int64]:
    """Return how many of these people hold each group; people who are not known are left out."""
    sets = memberships.of_person.reindex(respondents.drop_duplicates()).dropna().astype("int64")
    return np.bincount(sets, minlength=len(memberships.sizes)) @ memberships.holds


def permuted_counts(
    memberships: Memberships, raised: int, draws: int = DRAWS, seed: int = SEED
) -> npt.NDArray[np.int64]:
    """Return counts by group if the people who raised a theme were anybody: draws by groups.

    Parameters
    ----------
    raised
        How many of the people raised it.
    """
    generator = np.random.default_rng([seed, raised])
    # Of the two ways to draw the same, one costs by distinct sets and the other by people dealt.
    by_set = 0 < _PEOPLE_WORTH_A_SET * len(memberships.sizes) < min(raised, memberships.people - raised)
    dealt = generator.multivariate_hypergeometric(
        memberships.sizes, raised, size=draws, method="marginals" if by_set else "count"
    )
    return np.asarray(dealt @ memberships.holds, dtype=np.int64)


def p_of_draws(observed: npt.ArrayLike, drawn: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of draws at least as large as what was observed, the observed one among them.

    Phipson and Smyth (2010): (1 + draws at least as large) / (1 + draws), so never 0. A difference below one
    part in a thousand million is rounding, not a smaller value.

    Parameters
    ----------
    observed
        One value, or one for each column of ``drawn``.
    drawn
        Draws, or draws by columns.
    """
    as_large = drawn >= np.asarray(observed, dtype=np.float64) - 1e-9
    return np.asarray((1 + as_large.sum(axis=0)) / (1 + len(drawn)))


def p_of_one_group(
    raised_in_group: npt.ArrayLike, group: npt.ArrayLike, raised: npt.ArrayLike, people: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the exact two-sided permutation p-value of one group against everybody else.

    Twice the smaller tail of the hypergeometric distribution, at most 1: what endless draws of
    :func:`permuted_counts` come to for one group. Never 0: what is too small for a number of double precision
    is the smallest of them.

    Parameters
    ----------
    raised_in_group, group, raised, people
        People of the group who raised it; people of the group; all who raised it; all people.
    """
    lower = hypergeom.cdf(raised_in_group, people, raised, group)
    upper = hypergeom.sf(np.asarray(raised_in_group) - 1, people, raised, group)
    return np.asarray(np.clip(2 * np.minimum(lower, upper), SMALLEST_P, 1.0))
