"""Opposing codes counted both ways: with every text, and with each family of near-copies once."""

import numpy as np
import pandas as pd

from heard.analysis.difference.poles import NEITHER_RIGHT, poles
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import share
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate

_NOTES = (
    "Letters of one campaign, and answers passed on, are near-copies. Neither count is right: everybody "
    "who sent such a letter meant it, and nobody wrote it on their own.",
    "The side with more people changes: if each family of near-copies counts once, the other pole has more "
    "people, or both have as many. Then which side is larger depends on the count: give both.",
    "A lead that stays may still be no more than chance: look whether the limits of the share hold 50%.",
)


def poles_both_ways(
    every_text: Frames, once: Frames, consultation: Consultation, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many people took each pole with every text counted, and with each family once.

    Columns: pair, changes (1 if another pole leads, or none does any more, else 0; missing where nobody
    leans), first, second, leaning, first_share (with every text), first_once, second_once, leaning_once,
    once_share. The people are those of :func:`poles`, so whoever took both poles is in no count.

    Parameters
    ----------
    every_text
        Frames in which every text counts.
    once
        The same frames with families of near-copies counted once (:func:`heard.analysis.voices.one_voice`).
    """
    tables = {"": poles(every_text, consultation, scope), "_once": poles(once, consultation, scope)}
    counted = tables[""].frame[["pair"]]
    for which, table in tables.items():
        for name in ("first", "second", "leaning"):
            counted = counted.assign(**{f"{name}{which}": table.frame[name]})
    counted["first_share"] = share(counted["first"], counted["leaning"])
    counted["once_share"] = share(counted["first_once"], counted["leaning_once"])
    counted["changes"] = _changes(counted)
    return ResultTable(
        name="poles_both_ways",
        title="Opposing codes with every text counted, and with near-copies counted once",
        frame=counted[[column.name for column in _COLUMNS]],
        columns=_COLUMNS,
        universe=f"known people with coded {scope_in_words(consultation, scope)} who took one pole of a pair",
        rows_behind={
            f"{name}{which}": table.rows_behind[name]
            for which, table in tables.items()
            for name in ("first", "second")
        },
        notes=(*_NOTES, NEITHER_RIGHT),
    )


def _changes(counted: pd.DataFrame) -> pd.Series:
    lead, lead_once = (
        np.sign(counted[f"first{which}"] - counted[f"second{which}"]) for which in ("", "_once")
    )
    leans = (counted["leaning"] > 0) & (counted["leaning_once"] > 0)
    changes: pd.Series = (lead != lead_once).astype("Int64").where(leans)
    return changes


_COLUMNS = (
    dimension("pair", "Opposing codes: first / second", overlaps=True),
    estimate("changes", "The side with more people changes", "1 yes, 0 no", undefined="Nobody leans"),
    count("first", "Took the first only", "people"),
    count("second", "Took the second only", "people"),
    base("leaning", "Took one only", "people"),
    rate("first_share", "Share that took the first", of=("first", "leaning")),
    count("first_once", "Near-copies once: took the first only", "people"),
    count("second_once", "Near-copies once: took the second only", "people"),
    base("leaning_once", "Near-copies once: took one only", "people"),
    rate("once_share", "Near-copies once: share that took the first", of=("first_once", "leaning_once")),
)
