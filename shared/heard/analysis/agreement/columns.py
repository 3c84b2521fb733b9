"""The columns that tables of agreement share, and their values from sums over texts."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from heard.analysis.agreement.answers import NO_VARIATION, NOTHING_COMPARED
from heard.analysis.agreement.formulas import (
    AC1,
    ALPHA,
    BRENNAN_PREDIGER,
    COHEN,
    FLEISS,
    PERCENT,
    SCOTT,
    Numbers,
)
from heard.analysis.agreement.pieces import Unit
from heard.analysis.agreement.resampling import LEAST_UNITS, Limits, Resampling, limits
from heard.tables import Column, base, dimension, estimate, interval

WORKED_OUT = "yes"
WITH, WITHOUT = "With uncoded text", "Without uncoded text"
UNCODED = {WITH: True, WITHOUT: False}
UNITS: dict[Unit, str] = {"texts": "Texts", "segments": "Segments (characters)"}
LABELS = {
    PERCENT: "Percent agreement",
    COHEN: "Cohen's kappa",
    SCOTT: "Scott's pi",
    FLEISS: "Fleiss's kappa",
    ALPHA: "Krippendorff's alpha",
    AC1: "Gwet's AC1",
    BRENNAN_PREDIGER: "Brennan-Prediger",
}
FOR_MANY = (PERCENT, ALPHA, FLEISS, AC1, BRENNAN_PREDIGER)
FOR_TWO = (PERCENT, COHEN, SCOTT, ALPHA, AC1, BRENNAN_PREDIGER)
ANSWER = dimension("answer", "Could be worked out")
UNCODED_COLUMN = dimension("uncoded", "Base", overlaps=True)
RESAMPLES = base("resamples", "Resamples with an answer", "resamples")

# From how often each text counts (resample by text) to the coefficients of every row.
Weighed = Callable[[Numbers], Mapping[str, Numbers]]

BASES_NOTE = (
    "With uncoded text, what nobody coded counts as agreed, and there is much of it: it lifts percent "
    "agreement, AC1 and Brennan-Prediger, and what it does to kappa depends on how rare the code is. Without "
    "it, only what somebody coded is in the base, chance is overstated, and values fall below zero early. "
    "Neither alone is the answer."
)
UNDEFINED_NOTE = (
    f"'{NO_VARIATION}': all decisions are the same, so nothing shows whether the coders would have told two "
    f"apart; '{NOTHING_COMPARED}': nothing of it is in this base. Values below zero are shown as they are."
)
READ_NOTE = (
    "A coder has read a text who coded anything on it, or to whom it was given in a batch; a coder who read "
    "a text and put nothing on it is unknown without a batch."
)


def interval_note(resampling: Resampling | None) -> str:
    """Return how the intervals were made, for a table's notes."""
    if resampling is None:
        return "No intervals were asked for."
    return (
        f"Intervals (95%): texts drawn anew {resampling.resamples:,} times, seed {resampling.seed}. "
        "Resamples without variation have no answer and are left out: see the column. There is no interval "
        f"on fewer than {LEAST_UNITS} texts, or where fewer than half of the resamples have an answer."
    )


def coefficient_columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of coefficients, each with its interval, and of resamples that had an answer."""
    columns: list[Column] = []
    for name in names:
        label = LABELS[name]
        columns += [
            estimate(name, label, "share" if name == PERCENT else ""),
            interval(f"{name}_low", f"{label}, lower limit (95%)", of=name, side="low"),
            interval(f"{name}_high", f"{label}, upper limit (95%)", of=name, side="high"),
        ]
    return (*columns, RESAMPLES)


def coefficient_values(
    weighed: Weighed, names: tuple[str, ...], texts: int, behind: Numbers, resampling: Resampling | None
) -> pd.DataFrame:
    """Return the columns of :func:`coefficient_columns`, a row an estimate, and ``answer``.

    Parameters
    ----------
    weighed
        The coefficients under weights of the texts.
    texts
        How many texts there are.
    behind
        How many texts stand behind each row.
    """
    whole = weighed(np.ones((1, texts)))
    around = _limits(weighed, names, whole, texts, behind, resampling)
    columns: dict[str, object] = {"answer": _answers(whole)}
    for name in names:
        columns[name] = whole[name][0]
        columns[f"{name}_low"], columns[f"{name}_high"] = around[name].low, around[name].high
    # All corrected coefficients have or lack an answer together, save for the percentages.
    columns["resamples"] = around[ALPHA].answers.astype("int64")
    return pd.DataFrame(columns)


def _answers(whole: Mapping[str, Numbers]) -> pd.Series:
    percent, alpha = whole[PERCENT][0], whole[ALPHA][0]
    words = np.where(np.isnan(percent), NOTHING_COMPARED, np.where(np.isnan(alpha), NO_VARIATION, WORKED_OUT))
    return pd.Series(words, dtype="str")


def _limits(
    weighed: Weighed,
    names: tuple[str, ...],
    whole: Mapping[str, Numbers],
    texts: int,
    behind: Numbers,
    resampling: Resampling | None,
) -> dict[str, Limits]:
    rows = len(behind)
    if resampling is None or not texts:
        none = np.full(rows, np.nan)
        return dict.fromkeys(names, Limits(none, none, np.zeros(rows)))
    parts = [weighed(weights) for weights in resampling.weights(texts)]
    return {
        name: limits(np.concatenate([part[name] for part in parts]), whole[name][0], behind) for name in names
    }
