"""Sentences about what a chart shows, made of what may be shown."""

from collections.abc import Sequence

import pandas as pd

from heard.release.disclosure.protected import SUPPRESSED, Protected

EVERYTHING_HIDDEN = "Every number here is hidden, so that nobody can be recognised."
NOBODY_SHOWN = "Nobody, as far as numbers are shown."
_NAMED = 3


def shares_in_words(part: Protected, category: str, share: str, what: str = "The largest shares") -> str:
    """Return which categories have the largest shares, and how many are hidden.

    Parameters
    ----------
    category, share
        The dimension whose categories are named, and the share they are ranked by.
    what
        How the sentence begins.
    """
    frame = part.table.frame
    # Of equals none is left out.
    ranked = frame[frame[share] > 0].nlargest(_NAMED, share, keep="all")
    if ranked.empty:
        nobody = bool((frame[share] == 0).any())
        return NOBODY_SHOWN if nobody else EVERYTHING_HIDDEN
    named = [f"{row[category]} ({row[share]:.0%})" for _, row in ranked.iterrows()]
    hidden = int((part.symbols[share] == SUPPRESSED).sum())
    beside = f" {hidden} number{' is' if hidden == 1 else 's are'} hidden." if hidden else ""
    return f"{what}: {listed(named)}.{beside}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def number_of(part: Protected, column: str, **categories: str) -> float | None:
    """Return one shown number, or None if it is hidden or not there."""
    numbers = part.where(**categories).table.frame[column]
    if len(numbers) != 1 or pd.isna(numbers.iloc[0]):
        return None
    return float(numbers.iloc[0])
