"""Decisions of every pair of coders, as sums over the texts that both read."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from heard.analysis.agreement.compared import By, Compared
from heard.analysis.agreement.decisions import items_of, numbered
from heard.analysis.agreement.formulas import (
    COHEN,
    FLEISS,
    SCOTT,
    Numbers,
    cohen_of_pairs,
    of_sums,
    sums_of_pairs,
)
from heard.analysis.agreement.pieces import Unit, amounts_by_coder, amounts_shared


@dataclass(frozen=True)
class Pairs:
    """What pairs of coders decided on the texts that both read.

    Attributes
    ----------
    names
        Columns coder, other_coder and texts (how many both read), a row a pair.
    both, first, second
        Of each text (row) and pair: units that both, only the first and only the second put an item on, all
        items together; sparse.
    units
        Of each text and pair: its units times the items; sparse.
    """

    names: pd.DataFrame
    both: Any
    first: Any
    second: Any
    units: Any

    def coefficients(self, weights: Numbers, uncoded: bool) -> dict[str, Numbers]:
        """Return each coefficient of each pair (column) when texts count as each row of weights says."""
        both, first, second, units = (
            np.asarray((each.T @ weights.T).T) for each in (self.both, self.first, self.second, self.units)
        )
        if not uncoded:
            units = both + first + second
        found = of_sums(sums_of_pairs(both, first, second, units))
        return found | {COHEN: cohen_of_pairs(both, first, second, units), SCOTT: found[FLEISS]}


def pairs(found: Compared, by: By, unit: Unit) -> Pairs:
    """Return the decisions of every two coders who read a text in common."""
    coders = sorted(found.readings["coder"].unique())
    codings = numbered(found, by)
    together = _read_by_both(found, coders)
    own, shared = amounts_by_coder(codings, unit), amounts_shared(codings, unit)
    both = _looked_up(shared, together, ["text", "coder", "other_coder"], len(coders))
    first = _looked_up(own, together, ["text", "coder"], len(coders)) - both
    others = together[["text", "other_coder"]].set_axis(["text", "coder"], axis=1)
    second = _looked_up(own, others, ["text", "coder"], len(coders)) - both
    size = np.ones(len(found.texts)) if unit == "texts" else found.texts["size"].to_numpy(dtype="float64")
    pair, keys = pd.factorize(together["coder"] * len(coders) + together["other_coder"], sort=True)
    places, shape = (together["text"].to_numpy(), pair), (len(found.texts), len(keys))
    names = pd.DataFrame(
        {
            "coder": pd.Series([coders[key // len(coders)] for key in keys], dtype="str"),
            "other_coder": pd.Series([coders[key % len(coders)] for key in keys], dtype="str"),
            "texts": np.bincount(pair, minlength=len(keys)),
        }
    )
    units = size[together["text"]] * len(items_of(found, by))
    matrices = (sparse.csr_matrix((each, places), shape=shape) for each in (both, first, second, units))
    return Pairs(names, *matrices)


def _read_by_both(found: Compared, coders: list[str]) -> pd.DataFrame:
    """Return text, coder and other_coder, as whole numbers: every two readers of every text."""
    readings = pd.DataFrame(
        {
            "text": pd.Index(found.texts["text_id"]).get_indexer(pd.Index(found.readings["text_id"])),
            "coder": pd.Index(coders).get_indexer(pd.Index(found.readings["coder"])),
        }
    )
    together = readings.merge(readings.rename(columns={"coder": "other_coder"}), on="text")
    return together[together["coder"] < together["other_coder"]].reset_index(drop=True)


def _looked_up(amounts: pd.DataFrame, wanted: pd.DataFrame, by: list[str], coders: int) -> Numbers:
    """Return the amount of each row wanted, 0 where there is none; keys are whole numbers."""
    at = pd.Index(_one_number(amounts, by, coders)).get_indexer(pd.Index(_one_number(wanted, by, coders)))
    found = np.append(amounts["amount"].to_numpy(dtype="float64"), 0.0)
    return found[at]  # one that is not there has place -1: the 0 at the end


def _one_number(frame: pd.DataFrame, by: list[str], coders: int) -> NDArray[np.int64]:
    """Return a text and coders as one number each: much faster to look up than several columns."""
    number = np.zeros(len(frame), dtype="int64")
    for name in by:
        number = number * coders + frame[name].to_numpy(dtype="int64")
    return number
