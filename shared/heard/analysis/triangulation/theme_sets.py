"""Sets of themes that sources raised, drawn anew; and rank correlations of many draws at once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

Numbers = NDArray[np.float64]
_CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class ThemeSets:
    """The distinct sets of themes that a strand's sources raised.

    Attributes
    ----------
    sets
        Sets by themes: 1 where the set has the theme.
    sizes
        How many sources have each set.
    """

    sets: Numbers
    sizes: NDArray[np.int64]

    @property
    def sources(self) -> int:
        """How many sources there are."""
        return int(self.sizes.sum())

    @property
    def counts(self) -> Numbers:
        """How many sources raised each theme."""
        return np.asarray(self.sizes @ self.sets)

    def drawn(self, draws: int, seed: tuple[int, ...]) -> Numbers:
        """Return how many sources raise each theme when as many are drawn anew: draws by themes.

        How often each set is drawn is multinomial, so the cost goes with distinct sets, not with sources.
        """
        generator = np.random.default_rng(seed)
        chances = self.sizes / self.sources
        at_once = max(1, _CELLS_AT_ONCE // len(chances))
        parts = [
            generator.multinomial(self.sources, chances, size=min(at_once, draws - begin)) @ self.sets
            for begin in range(0, draws, at_once)
        ]
        return np.concatenate(parts)


def theme_sets(raised: pd.DataFrame, themes: list[str]) -> ThemeSets:
    """Return the distinct sets of themes of the sources of one strand.

    Parameters
    ----------
    raised
        Columns source and theme; a pair may stand several times.
    themes
        Every theme's name, in the order of the result's columns.
    """
    sources, ids = pd.factorize(raised["source"])
    held = np.zeros((len(ids), len(themes)), dtype=bool)
    held[sources, pd.Index(themes).get_indexer(pd.Index(raised["theme"]))] = True
    packed, sizes = np.unique(np.packbits(held, axis=1), axis=0, return_counts=True)
    sets = np.unpackbits(packed, axis=1, count=len(themes))
    return ThemeSets(sets.astype("float64"), sizes)


def kendall_tau_b(one: Numbers, other: Numbers) -> Numbers:
    """Return Kendall's tau-b of each row of one with the same row of the other; missing without variation.

    Kendall (1945), Biometrika 33, 239-251: concordant less discordant pairs, over the geometric mean of the
    pairs that are not tied in the one and in the other.
    """
    score, untied, other_untied = (np.zeros(len(one)) for _ in range(3))
    for place in range(one.shape[1] - 1):
        signs = np.sign(one[:, place : place + 1] - one[:, place + 1 :])
        other_signs = np.sign(other[:, place : place + 1] - other[:, place + 1 :])
        score += (signs * other_signs).sum(axis=1)
        untied += np.abs(signs).sum(axis=1)
        other_untied += np.abs(other_signs).sum(axis=1)
    return _over(score, np.sqrt(untied * other_untied))


def spearman_rho(one: Numbers, other: Numbers) -> Numbers:
    """Return Spearman's rank correlation of each row with the same row of the other, equals sharing a rank.

    Missing without variation.
    """
    if not one.shape[1]:
        return np.full(len(one), np.nan)
    ranks, other_ranks = (rankdata(each, axis=1) for each in (one, other))
    # Ranks have the same mean whatever the ties.
    middle = (one.shape[1] + 1) / 2
    ranks, other_ranks = ranks - middle, other_ranks - middle
    spread = np.sqrt((ranks**2).sum(axis=1) * (other_ranks**2).sum(axis=1))
    return _over((ranks * other_ranks).sum(axis=1), spread)


def _over(part: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))
