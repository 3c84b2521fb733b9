"""Decisions of any number of coders to put a code or not, as sums over texts that resampling can weigh."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from heard.analysis.agreement.compared import By, Compared
from heard.analysis.agreement.formulas import Numbers, Sums
from heard.analysis.agreement.pieces import Unit, coded_pieces


@dataclass(frozen=True)
class Decisions:
    """What coders decided on texts that at least two of them read.

    Attributes
    ----------
    items
        The codes or themes that anybody put on any of the texts, in the codebook's order.
    units, judged
        Of each text: its units (1, or its characters), and these times its readers.
    coded
        Of each text (row) and item, by the names of :class:`Sums`: what the units add up to on which at
        least one coder put the item; sparse.
    """

    items: tuple[str, ...]
    units: Numbers
    judged: Numbers
    coded: dict[str, Any]

    def by_item(self, weights: Numbers, uncoded: bool) -> Sums:
        """Return the sums of each item (column) when texts count as often as each row of weights says.

        Parameters
        ----------
        uncoded
            Whether units on which nobody put the item are in the base; there, all agreed.
        """
        found = {name: np.asarray((each.T @ weights.T).T) for name, each in self.coded.items()}
        if uncoded:
            units, judged = ((weights @ each)[:, np.newaxis] for each in (self.units, self.judged))
            found["agreed"] = units - (found["units"] - found["agreed"])
            found["units"] = np.broadcast_to(units, found["units"].shape)
            found["judged"] = np.broadcast_to(judged, found["judged"].shape)
        return Sums(**found)

    def pooled(self, weights: Numbers, uncoded: bool) -> Sums:
        """Return the sums over all items together: every item on every unit is a decision."""
        apart = self.by_item(weights, uncoded)
        return Sums(**{each.name: getattr(apart, each.name).sum(axis=1) for each in fields(Sums)})

    def texts_coded(self) -> NDArray[np.int64]:
        """Return for each item how many texts anybody put it on."""
        return np.asarray((self.coded["units"] > 0).sum(axis=0), dtype="int64").ravel()


def items_of(found: Compared, by: By) -> tuple[str, ...]:
    """Return the codes, or the themes' names, that anybody put on the texts, in the codebook's order."""
    used = set(found.codings[by].unique())
    return tuple(item for item in found.codes[by].drop_duplicates() if item in used)


def numbered(found: Compared, by: By) -> pd.DataFrame:
    """Return the codings with text, item and coder as whole numbers, and start and end."""
    coders = sorted(found.readings["coder"].unique())
    return pd.DataFrame(
        {
            "text": pd.Index(found.texts["text_id"]).get_indexer(pd.Index(found.codings["text_id"])),
            "item": pd.Index(items_of(found, by)).get_indexer(pd.Index(found.codings[by])),
            "coder": pd.Index(coders).get_indexer(pd.Index(found.codings["coder"])),
            "start": found.codings["start"].to_numpy(),
            "end": found.codings["end"].to_numpy(),
        }
    )


def decisions(found: Compared, by: By, unit: Unit) -> Decisions:
    """Return the decisions on each code or theme, on texts or on characters."""
    items = items_of(found, by)
    pieces = coded_pieces(numbered(found, by), unit)
    readers = found.texts["readers"].to_numpy(dtype="float64")
    put, size = pieces["coders"].to_numpy(dtype="float64"), pieces["size"].to_numpy(dtype="float64")
    of = readers[pieces["text"]]
    left = of - put
    amounts = {
        "units": np.ones(len(pieces)),
        "agreed": (put * (put - 1.0) + left * (left - 1.0)) / (of * (of - 1.0)),
        "share": put / of,
        "crossed": put * left / (of - 1.0),
        "put": put,
        "judged": of,
    }
    places, shape = (pieces["text"], pieces["item"]), (len(found.texts), len(items))
    coded = {name: sparse.csr_matrix((each * size, places), shape=shape) for name, each in amounts.items()}
    units = np.ones(len(found.texts)) if unit == "texts" else found.texts["size"].to_numpy(dtype="float64")
    return Decisions(items, units, units * readers, coded)
