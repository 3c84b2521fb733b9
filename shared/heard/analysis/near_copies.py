"""Texts that are nearly copies of each other, such as those of a campaign."""

from typing import cast

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from heard.analysis.words import Tokens

LIKENESS = 0.7
FEWEST_WORDS = 8
_HASHES = 128
_SEED = 1


def near_copies(tokens: Tokens) -> NDArray[np.int64]:
    """Return for each text the number of its family of near-copies, -1 where it has none.

    Two texts are near-copies if they share at least ``LIKENESS`` of their different words (Jaccard); a family
    is all that are connected so. Candidates are found by MinHash and banding (Broder 1997; Leskovec,
    Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) and then compared exactly. A text of fewer
    than ``FEWEST_WORDS`` different words is left out: short answers are alike by chance.
    """
    words = _different_words(tokens)
    long = [text for text, used in enumerate(words) if len(used) >= FEWEST_WORDS]
    pairs = _alike(words, long)
    count = len(words)
    linked = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, families = connected_components(linked, directed=False)
    alone = np.bincount(families)[families] == 1
    return np.where(alone, -1, families).astype(np.int64)


def _different_words(tokens: Tokens) -> list[NDArray[np.int32]]:
    ends = zip(tokens.starts[:-1].tolist(), tokens.starts[1:].tolist(), strict=True)
    return [np.unique(tokens.words[first:last]) for first, last in ends]


def _alike(words: list[NDArray[np.int32]], texts: list[int]) -> NDArray[np.int64]:
    """Return pairs of texts that share enough words. Shape (pairs, 2)."""
    sketches = MinHash.generator(
        ([word.tobytes() for word in words[text]] for text in texts), num_perm=_HASHES, seed=_SEED
    )
    index = MinHashLSH(threshold=LIKENESS, num_perm=_HASHES)
    pairs: list[tuple[int, int]] = []
    for text, sketch in zip(texts, sketches, strict=True):
        candidates = cast("list[int]", index.query(sketch))
        pairs += [(each, text) for each in candidates if _share(words[each], words[text]) >= LIKENESS]
        index.insert(text, sketch)
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _share(one: NDArray[np.int32], other: NDArray[np.int32]) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
