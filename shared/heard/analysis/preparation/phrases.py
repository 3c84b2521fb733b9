"""Runs of words made one word: those of a list, and pairs that mostly come together."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.words import Tokens, words_of

MIN_USES = 10
MIN_NPMI = 0.5


def find_runs(tokens: Tokens, run: str) -> NDArray[np.intp]:
    """Return where a run of words begins, in tokens; of two that overlap, the first counts."""
    words = words_of(run)
    place = {word: number for number, word in enumerate(tokens.vocabulary.tolist())}
    wanted = [place.get(word, -1) for word in words]
    if not words or -1 in wanted:
        return np.empty(0, dtype=np.intp)
    begins = np.flatnonzero(tokens.words[: len(tokens.words) - len(wanted) + 1] == wanted[0])
    for step, word in enumerate(wanted[1:], start=1):
        begins = begins[tokens.words[begins + step] == word]
    text = tokens.text_of_token
    return first_of_overlapping(begins[text[begins] == text[begins + len(wanted) - 1]], len(wanted))


def first_of_overlapping(begins: NDArray[np.intp], length: int) -> NDArray[np.intp]:
    """Return those of the sorted beginnings that no earlier run of that length reaches into."""
    kept: list[int] = []
    for begin in begins.tolist():
        if not kept or begin >= kept[-1] + length:
            kept.append(begin)
    return np.array(kept, dtype=np.intp)


def without_runs(tokens: Tokens, runs: Sequence[str]) -> Tokens:
    """Return tokens without the words of these runs, wherever they stand together."""
    gone = np.zeros(len(tokens.words), dtype=bool)
    for run in runs:
        begins = find_runs(tokens, run)
        for step in range(len(words_of(run))):
            gone[begins + step] = True
    return tokens.keep_tokens(~gone)


def join_runs(tokens: Tokens, runs: Sequence[str]) -> Tokens:
    """Return tokens in which each of these runs is one word; longer runs come first."""
    for run in sorted(runs, key=lambda each: (-len(words_of(each)), each)):
        words = words_of(run)
        begins = find_runs(tokens, run)
        if len(words) > 1 and len(begins):
            tokens = _join(tokens, begins, np.full(len(begins), " ".join(words), dtype=object), len(words))
    return tokens


def learned_pairs(tokens: Tokens, stop_words: Collection[str]) -> pd.DataFrame:
    """Return pairs of neighbouring words that mostly come together.

    Their normalised pointwise mutual information (Bouma 2009), ln(p(ab) / p(a)p(b)) / -ln p(ab) with shares
    of all tokens as probabilities, is at least ``MIN_NPMI``, and they stand together at least ``MIN_USES``
    times. A pair with a stop word in it is none.

    Returns
    -------
    Columns phrase, uses, npmi; the most used first.
    """
    _, pairs = _neighbours(tokens, stop_words)
    found, uses = np.unique(pairs, return_counts=True)
    found, uses = found[uses >= MIN_USES], uses[uses >= MIN_USES]
    first, second = np.divmod(found, max(len(tokens.vocabulary), 1))
    of_word = np.bincount(tokens.words, minlength=len(tokens.vocabulary))
    everything = max(len(tokens.words), 1)
    together = uses / everything
    npmi = np.log(together / (of_word[first] * of_word[second] / everything**2)) / -np.log(together)
    phrases = pd.DataFrame(
        {
            "phrase": pd.Series(
                [
                    f"{tokens.vocabulary[a]} {tokens.vocabulary[b]}"
                    for a, b in zip(first, second, strict=True)
                ],
                dtype="str",
            ),
            "uses": uses,
            "npmi": npmi,
        }
    )
    kept = phrases[phrases["npmi"] >= MIN_NPMI]
    return kept.sort_values(["uses", "phrase"], ascending=[False, True], ignore_index=True)


def join_pairs(tokens: Tokens, phrases: Collection[str]) -> Tokens:
    """Return tokens in which each of these pairs is one word, as :func:`learned_pairs` gives them."""
    if not len(phrases):
        return tokens
    size = len(tokens.vocabulary)
    place = {word: number for number, word in enumerate(tokens.vocabulary.tolist())}
    split = [phrase.rsplit(" ", 1) for phrase in phrases]
    label = {
        place[first] * size + place[second]: phrase
        for (first, second), phrase in zip(split, phrases, strict=True)
    }
    places, pairs = _neighbours(tokens, ())
    hits = np.isin(pairs, np.fromiter(label, dtype=np.int64))
    begins = places[hits]
    kept = np.isin(begins, first_of_overlapping(begins, 2))
    labels = np.array([label[pair] for pair in pairs[hits][kept].tolist()], dtype=object)
    return _join(tokens, begins[kept], labels, 2)


def _neighbours(tokens: Tokens, stop_words: Collection[str]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return where each pair of neighbours of one text begins, and the pair as one number."""
    size = len(tokens.vocabulary)
    usable = np.array([word not in stop_words for word in tokens.vocabulary.tolist()], dtype=bool)
    inside = np.ones(max(len(tokens.words) - 1, 0), dtype=bool)
    ends = tokens.starts[1:-1] - 1
    inside[ends[(ends >= 0) & (ends < len(inside))]] = False
    inside &= usable[tokens.words[:-1]] & usable[tokens.words[1:]]
    places = np.flatnonzero(inside)
    return places, tokens.words[places].astype(np.int64) * size + tokens.words[places + 1]


def _join(tokens: Tokens, begins: NDArray[np.intp], labels: NDArray[np.object_], length: int) -> Tokens:
    """Put one word with a label in the place of each run of tokens that begins there."""
    new, codes = np.unique(labels.astype(str), return_inverse=True)
    words = tokens.words.copy()
    words[begins] = len(tokens.vocabulary) + codes
    gone = np.zeros(len(words), dtype=bool)
    for step in range(1, length):
        gone[begins + step] = True
    longer = np.concatenate([tokens.vocabulary, new.astype(object)])
    return Tokens(tokens.text_ids, tokens.starts, words, longer).keep_tokens(~gone).relabelled(longer)
