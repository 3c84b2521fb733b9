"""What the words of groups would differ by if people held their groups by chance.

People are what is dealt out anew, each with all that they wrote, and the set of groups that a person holds
stays whole: a word that one person uses fifty times moves a group as a whole or not at all.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array
from scipy.special import binom
from scipy.stats import pearson3  # type: ignore[attr-defined]

from heard.analysis.keyness.measures import weighted_log_odds
from heard.analysis.keyness.uses import Uses, by_group
from heard.analysis.permutation import SEED, SMALLEST_P

DRAWS = 199
LIMITS = (2.5, 97.5)
_HALF_A_USE = 0.5


def chance_range(
    uses: Uses,
    group: npt.NDArray[np.int64],
    term: npt.NDArray[np.int64],
    prior: npt.NDArray[np.float64],
    draws: int = DRAWS,
    seed: int = SEED,
) -> npt.NDArray[np.float64]:
    """Return the range of the weighted log odds ratio that holds 95% of random deals. Shape (2, pairs).

    Parameters
    ----------
    group, term
        The pairs that are wanted: places of groups and of terms in ``uses``.
    prior
        For each term of ``uses`` what the prior adds, and at the end what it adds to all terms.
    draws
        How many times people are dealt out.
    """
    everybody, totals, added = uses.words.sum(), uses.totals[term], prior[term]
    drawn = [
        weighted_log_odds(ours, totals - ours, words, everybody - words, added, prior[-1]).ratio
        for ours, words in _deals(uses, group, term, draws, seed)
    ]
    return np.percentile(np.array(drawn).reshape(draws, len(term)), LIMITS, axis=0)


def _deals(
    uses: Uses, group: npt.NDArray[np.int64], term: npt.NDArray[np.int64], draws: int, seed: int
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Yield for each deal the group's uses of the term, and of all terms, pair by pair."""
    generator = np.random.default_rng(seed)
    held, set_of_person = uses.memberships.holds.T, uses.memberships.of_person.to_numpy()
    wanted = csc_array(uses.counts)[:, term]
    # Where in an array of groups by people each use of each pair is looked up.
    place = np.repeat(group, np.diff(wanted.indptr)) * len(set_of_person) + wanted.indices
    starts = wanted.indptr[:-1]
    for _ in range(draws if len(term) else 0):
        dealt = generator.permutation(set_of_person)
        words = held @ np.bincount(dealt, weights=uses.words, minlength=held.shape[1]).astype(np.int64)
        holds = held[:, dealt].astype(np.int32).ravel()
        yield np.add.reduceat(holds[place] * wanted.data, starts, dtype=np.int64), words[group]


def p_of_more(uses: Uses) -> npt.NDArray[np.float64]:
    """Return how likely it is that a group uses a term at least as much more by chance.

    What is dealt out is each person's uses of the term beyond what the length of their texts lets expect:
    uses − r × words, with r the term's share of all uses. The first three moments of its sum over a group are
    those of a sample without replacement, and exact. Its distribution is taken to be of Pearson's type III,
    as Mielke, Berry and Johnson (1976) do for permutation tests, since the sum of a rare word is skew. Uses
    come whole and the distribution is continuous, so half a use is taken off what was observed (the
    correction for continuity of Yates 1934). Never 0, and never less likely than the one deal that was
    observed. Shape (groups, terms).
    """
    square, cube = _moments(uses)
    people, of_group = uses.memberships.people, uses.memberships.people_by_group[:, None].astype(np.float64)
    words = uses.holds.T @ uses.words
    share = uses.totals / max(uses.words.sum(), 1)
    beyond = by_group(uses.holds, uses.counts) - words[:, None] * share - _HALF_A_USE
    others = people - of_group
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = of_group * others / (people * (people - 1.0))
        variance = pairs * square
        third = pairs * (others - of_group) / max(people - 2.0, 1.0) * cube
        p = pearson3.sf(beyond / np.sqrt(variance), third / variance**1.5)
    one_deal = 1 / binom(people, of_group)
    return np.where(variance > 0, np.maximum(p, np.maximum(one_deal, SMALLEST_P)), 1.0)


def _moments(uses: Uses) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return for each term the sums of squares and cubes of uses − r × words over people."""
    words = uses.words.astype(np.float64)
    r = uses.totals / max(words.sum(), 1)
    once, twice, thrice = (csr_array(uses.counts, dtype=np.float64) ** power for power in (1, 2, 3))
    alone = np.ones(len(words))
    square = alone @ twice - 2 * r * (words @ once) + r**2 * (words**2).sum()
    cube = alone @ thrice - 3 * r * (words @ twice) + 3 * r**2 * (words**2 @ once) - r**3 * (words**3).sum()
    # Where everybody uses a term in proportion, rounding leaves next to nothing in place of nothing.
    return np.where(square > 1e-9 * (alone @ twice), square, 0.0), cube
