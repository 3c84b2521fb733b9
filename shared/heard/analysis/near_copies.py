"""Texts that are nearly copies of each other, such as those of a campaign."""

from collections.abc import Iterator

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from heard.analysis.words import Tokens

LIKENESS = 0.7
FEWEST_WORDS = 8
_BANDS, _ROWS = 21, 6  # finds 93 in 100 pairs at the likeness asked for, and all but none of unlike texts
_HASHES = _BANDS * _ROWS
_SEED = 1
_SURELY_UNLIKE = 0.5  # share of equal hashes under which a pair of that likeness is not to be expected
_ALL_PAIRS_UP_TO = 30
_PAIRS_AT_ONCE = 200_000


def near_copies(tokens: Tokens) -> NDArray[np.int64]:
    """Return for each text the number of its family of near-copies, -1 where it has none.

    Two texts are near-copies if they share at least ``LIKENESS`` of their different words (Jaccard); a family
    is all that are connected so. Candidates are found by MinHash and banding (Broder 1997; Leskovec,
    Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) and then compared exactly. A text of fewer
    than ``FEWEST_WORDS`` different words is left out: short answers are alike by chance.
    """
    used = used_words(tokens)
    long = np.flatnonzero(np.diff(used.indptr) >= FEWEST_WORDS)
    pairs = long[_candidates(used[long], tokens.vocabulary)]
    pairs = pairs[likeness(used, pairs) >= LIKENESS]
    count = used.shape[0]
    linked = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, families = connected_components(linked, directed=False)
    alone = np.bincount(families, minlength=1)[families] == 1
    return np.where(alone, -1, families).astype(np.int64)


def used_words(tokens: Tokens) -> csr_array:
    """Return which words each text uses: 1 where it does. Shape (texts, words)."""
    shape = (len(tokens.text_ids), len(tokens.vocabulary))
    ones = np.ones(len(tokens.words), dtype=np.int32)
    # A copy, because adding up duplicates moves words in place and the tokens are the caller's.
    used = csr_array((ones, tokens.words, tokens.starts), shape=shape, copy=True)
    used.sum_duplicates()
    used.data[:] = 1
    return used


def likeness(used: csr_array, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of their different words that two texts have in common (Jaccard), pair by pair.

    Parameters
    ----------
    used
        What :func:`used_words` returns.
    pairs
        Places of texts. Shape (pairs, 2).
    """
    sizes = np.diff(used.indptr)
    shares = np.empty(len(pairs))
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        one, other = pairs[first : first + _PAIRS_AT_ONCE].T
        both = used[one].multiply(used[other]).sum(axis=1)
        shares[first : first + _PAIRS_AT_ONCE] = both / np.maximum(sizes[one] + sizes[other] - both, 1)
    return shares


def _candidates(used: csr_array, vocabulary: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return pairs of texts that a band of their sketches throws together. Shape (pairs, 2)."""
    if used.shape[0] < 2:
        return np.empty((0, 2), dtype=np.int64)
    sketches = _sketches(used, vocabulary)
    found = np.concatenate([_in_band(sketches[:, band : band + _ROWS]) for band in range(0, _HASHES, _ROWS)])
    pairs = np.unique(found, axis=0)
    equal = np.concatenate(
        [
            (sketches[some[:, 0]] == sketches[some[:, 1]]).mean(axis=1)
            for some in np.array_split(pairs, len(pairs) // _PAIRS_AT_ONCE + 1)
        ]
    )
    return pairs[equal >= _SURELY_UNLIKE]


def _sketches(used: csr_array, vocabulary: NDArray[np.object_]) -> NDArray[np.uint32]:
    words = [word.encode() for word in vocabulary]
    ends = zip(used.indptr[:-1].tolist(), used.indptr[1:].tolist(), strict=True)
    places = used.indices.tolist()
    sets = ([words[word] for word in places[first:last]] for first, last in ends)
    sketches = MinHash.generator(sets, num_perm=_HASHES, seed=_SEED)
    return np.array([sketch.hashvalues for sketch in sketches]).astype(np.uint32)


def _in_band(band: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return pairs of texts whose sketches are equal in a band. Shape (pairs, 2)."""
    _, bucket = np.unique(band, axis=0, return_inverse=True)
    order = np.argsort(bucket, kind="stable")
    sizes = np.bincount(bucket)
    starts = np.cumsum(sizes) - sizes
    pairs = [np.empty((0, 2), dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        pairs.extend(_pairs(order[starts[sizes == size, None] + np.arange(size)]))
    return np.concatenate(pairs)


def _pairs(together: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs to compare of buckets of one size. Shape of what is given: (buckets, size)."""
    size = together.shape[1]
    if size <= _ALL_PAIRS_UP_TO:
        yield together[:, np.stack(np.triu_indices(size, 1), axis=1)].reshape(-1, 2)
        return
    # All pairs of ten thousand copies would be fifty million: each with the first and with the next will do.
    first = np.broadcast_to(together[:, :1], (len(together), size - 1))
    yield np.stack([first, together[:, 1:]], axis=2).reshape(-1, 2)
    yield np.stack([together[:, :-1], together[:, 1:]], axis=2).reshape(-1, 2)
