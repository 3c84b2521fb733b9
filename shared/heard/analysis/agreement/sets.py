"""Sets of codes and how far two of them are apart: the MASI distance of Passonneau (2006)."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from heard.analysis.agreement.formulas import Numbers


def masi_distance(one: Collection[Any], other: Collection[Any]) -> float:
    """Return how far two sets are apart: 0 for the same set, 1 for nothing in common.

    Notes
    -----
    1 less the Jaccard index times 1 for the same set, 2/3 where one holds the other, 1/3 where each has
    something that the other has not. Two empty sets are the same set; an empty one has nothing in common
    with any other.
    """
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    part = Fraction(2, 3) if first < second or second < first else Fraction(1, 3)
    return float(1 - Fraction(len(first & second), len(first | second)) * part)


def similarities(members: Any) -> Any:
    """Return set by set 1 less the MASI distance, sparse: most sets have nothing in common.

    Parameters
    ----------
    members
        Sparse, different set (row) by code: 1 where the set has the code.
    """
    sizes = np.asarray(members.sum(axis=1), dtype="float64").ravel()
    common = sparse.coo_matrix(members @ members.T)
    one, other, both = sizes[common.row], sizes[common.col], common.data.astype("float64")
    same, held = (both == one) & (both == other), (both == one) | (both == other)
    part = np.where(same, 1.0, np.where(held, 2.0 / 3.0, 1.0 / 3.0))
    similar = both / (one + other - both) * part
    empty = np.flatnonzero(sizes == 0)
    entries = np.concatenate([similar, np.ones(len(empty))])
    places = (np.concatenate([common.row, empty]), np.concatenate([common.col, empty]))
    return sparse.csr_matrix((entries, places), shape=common.shape)


def distinct_sets(members: Any) -> tuple[NDArray[np.int64], Any]:
    """Return for each row of a sparse 0/1 matrix which different set it is, and the different sets."""
    rows = sparse.csr_matrix(members)
    rows.sort_indices()
    ends = rows.indptr
    keys = [rows.indices[begin:end].tobytes() for begin, end in pairwise(ends)]
    first: dict[bytes, int] = {}
    which = np.array([first.setdefault(key, len(first)) for key in keys], dtype="int64")
    seen = np.unique(which, return_index=True)[1]
    return which, rows[seen]


def members_of(sets: Iterable[Collection[Any]]) -> Any:
    """Return sets as a sparse matrix: set (row) by what any of them holds, sorted."""
    listed = [set(each) for each in sets]
    places = {code: place for place, code in enumerate(sorted(set().union(*listed)))}
    row = np.repeat(np.arange(len(listed)), [len(each) for each in listed])
    column = np.array([places[code] for each in listed for code in sorted(each)], dtype="int64")
    return sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(len(listed), len(places)))


def distances(similarity: Any) -> Numbers:
    """Return 1 less each similarity, as an array."""
    return np.asarray(1.0 - similarity.toarray())
