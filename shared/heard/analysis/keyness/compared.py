"""Every group compared with its others on every term, and the terms to list."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control

from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.keyness.chance import p_of_more
from heard.analysis.keyness.measures import LogOdds, weighted_log_odds
from heard.analysis.keyness.uses import Uses, by_group, used_at_all


@dataclass(frozen=True)
class Compared:
    """Counts and comparisons, groups by terms where not said otherwise.

    Attributes
    ----------
    uses, people
        Uses by people of the group, and how many of them use the term.
    words, bases
        Uses of all terms, and people, by group. Shape (groups,).
    prior
        For each term what the prior adds to its uses, and at the end what it adds to all. Shape (terms + 1,).
    log_odds
        The group against everyone who holds a group and not this one.
    q
        Chance of as large a difference, adjusted over everything compared (Benjamini and Hochberg); missing
        where the group or the others are fewer than ``SMALL_BASE``.
    """

    uses: npt.NDArray[np.int64]
    people: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    bases: npt.NDArray[np.int64]
    prior: npt.NDArray[np.float64]
    log_odds: LogOdds
    q: npt.NDArray[np.float64]


def compared(uses: Uses, prior_words: float | None) -> Compared:
    """Return every group compared with its others on every term.

    Parameters
    ----------
    prior_words
        How many uses the prior is worth, spread over terms as everybody's are; as many as were counted if
        None.
    """
    holds, everybody = uses.holds, int(uses.words.sum())
    ours, words = by_group(holds, uses.counts), holds.T @ uses.words
    worth = float(everybody) if prior_words is None else prior_words
    prior = np.append(uses.totals, everybody) * (worth / max(everybody, 1))
    log_odds = weighted_log_odds(
        ours, uses.totals - ours, words[:, None], everybody - words[:, None], prior[:-1], prior[-1]
    )
    bases = uses.memberships.people_by_group
    q = _adjusted(p_of_more(uses), np.minimum(bases, uses.memberships.people - bases) >= SMALL_BASE)
    people = by_group(holds, used_at_all(uses.counts))
    return Compared(ours, people, words, bases, prior, log_odds, q)


def _adjusted(p: npt.NDArray[np.float64], enough: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    q = np.full(p.shape, np.nan)
    some = p[enough]
    q[enough] = false_discovery_control(some.ravel().clip(0, 1)).reshape(some.shape)
    return q


def to_list(
    uses: Uses, found: Compared, top: int, fewest_people: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the pairs of group and term to list: by group, those of the highest z first, equals by alphabet.

    Only terms that the group uses more than others do, and that enough of its people use. A group that
    everybody holds has no others, so it has no term.
    """
    group, term = [], []
    for place, row in enumerate(found.log_odds.z):
        more = (found.people[place] >= fewest_people) & (found.log_odds.ratio[place] > 0)
        if found.bases[place] < uses.memberships.people:
            term.append(_highest(uses, row, np.flatnonzero(more), top))
            group.append(np.full(len(term[-1]), place, dtype=np.int64))
    none = np.empty(0, dtype=np.int64)
    return np.concatenate([none, *group]), np.concatenate([none, *term])


def _highest(
    uses: Uses, z: npt.NDArray[np.float64], terms: npt.NDArray[np.intp], top: int
) -> npt.NDArray[np.int64]:
    # Labels, which settle ties, are made only for those that can be among the top.
    near = terms[z[terms] >= np.partition(z[terms], -top)[-top]] if len(terms) > top else terms
    labels = uses.found.labels(uses.terms[near])
    order = sorted(range(len(near)), key=lambda each: (-z[near[each]], labels[each]))
    return near[order[:top]].astype(np.int64)
