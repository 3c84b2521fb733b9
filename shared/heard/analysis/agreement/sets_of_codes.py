"""Agreement on the whole set of codes of a text: Krippendorff's alpha with the MASI distance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from heard.analysis.agreement.alpha import alpha_by_similarity, by_package, fits_the_package
from heard.analysis.agreement.answers import NO_VARIATION, NOTHING_COMPARED, Answer
from heard.analysis.agreement.compared import By, Compared
from heard.analysis.agreement.decisions import items_of, numbered
from heard.analysis.agreement.formulas import Numbers
from heard.analysis.agreement.resampling import Resampling, limits
from heard.analysis.agreement.sets import distances, distinct_sets, members_of, similarities


@dataclass(frozen=True)
class SetsOfCodes:
    """How many coders put which set on which text (row, by different set), and how alike the sets are."""

    counts: Any
    similarity: Any


def sets_of_codes(found: Compared, by: By, uncoded: bool) -> SetsOfCodes:
    """Return the sets that the readers of each text put on it, the empty one of who put nothing included.

    Parameters
    ----------
    uncoded
        Whether texts on which nobody put anything are in the base.
    """
    readings = pd.MultiIndex.from_frame(found.readings[["text_id", "coder"]])
    row = readings.get_indexer(pd.MultiIndex.from_frame(found.codings[["text_id", "coder"]]))
    item = numbered(found, by)["item"].to_numpy()
    shape = (len(readings), len(items_of(found, by)))
    put = sparse.csr_matrix((np.ones(len(row)), (row, item)), shape=shape)
    put.data[:] = 1.0
    text = pd.Index(found.texts["text_id"]).get_indexer(pd.Index(found.readings["text_id"]))
    sets = _counted(put, text, len(found.texts))
    if uncoded:
        return sets
    coded = np.isin(np.arange(len(found.texts)), text[np.diff(put.indptr) > 0])
    return SetsOfCodes(sets.counts[coded], sets.similarity)


def masi_alpha(judgements: pd.DataFrame, *, resampling: Resampling | None = None) -> Answer:
    """Return Krippendorff's alpha with the MASI distance of judgements whose values are sets.

    Parameters
    ----------
    judgements
        Columns unit, rater and value (a set, list or tuple of codes, or None where not judged).
    resampling
        How to draw the bootstrap's interval; none without it.
    """
    given = judgements[judgements["value"].notna()]
    text, units = pd.factorize(given["unit"], sort=True)
    return alpha_of_sets(_counted(members_of(given["value"]), text, len(units)), resampling)


def alpha_of_sets(sets: SetsOfCodes, resampling: Resampling | None) -> Answer:
    """Return alpha of sets on the texts that at least two coders judged."""
    counts = sets.counts[np.asarray(sets.counts.sum(axis=1)).ravel() >= 2]
    used = np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel())
    if not counts.shape[0]:
        return Answer(None, NOTHING_COMPARED)
    if len(used) < 2:
        return Answer(None, NO_VARIATION)
    counts, similarity = counts[:, used], sets.similarity[used][:, used]
    value = _alpha(counts, similarity)
    if resampling is None:
        return Answer(value)
    found = np.concatenate(
        [alpha_by_similarity(counts, similarity, weights) for weights in resampling.weights(counts.shape[0])]
    )
    around = limits(found[:, np.newaxis], np.array([value]), np.array([float(counts.shape[0])]))
    low, high = (None if np.isnan(side[0]) else float(side[0]) for side in (around.low, around.high))
    return Answer(value, "", low, high, resampling.resamples - int(around.answers[0]))


def _alpha(counts: Any, similarity: Any) -> float:
    if not fits_the_package(*counts.shape):
        return float(alpha_by_similarity(counts, similarity, np.ones((1, counts.shape[0])))[0])
    apart = distances(similarity)

    def masi(one: Any, other: Any, i1: Any, i2: Any, **_: Any) -> Numbers:  # noqa: ARG001
        return np.asarray(apart[i1, i2])

    return by_package(counts.toarray(), masi, np.arange(counts.shape[1], dtype="float64"))


def _counted(members: Any, text: Any, texts: int) -> SetsOfCodes:
    which, different = distinct_sets(members)
    counts = sparse.csr_matrix((np.ones(len(which)), (text, which)), shape=(texts, different.shape[0]))
    return SetsOfCodes(counts, similarities(different))
