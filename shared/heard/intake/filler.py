"""Answers that say nothing: empty ones, and those on the list in ``filler.txt`` beside this module."""

import functools
import string
from collections.abc import Sequence
from importlib import resources

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_AROUND = string.punctuation + string.whitespace + "\u2026\u2013\u2014\u2018\u2019\u201c\u201d\u00a0"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@functools.cache
def listed_filler() -> tuple[str, ...]:
    """Return the filler that Heard knows, as listed."""
    text = resources.files("heard.intake").joinpath("filler.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def filler_key(answer: str) -> str:
    """Return an answer without case, doubled spaces, and punctuation around it."""
    return " ".join(answer.strip(_AROUND + _INVISIBLE).casefold().split())


def empty_and_filler(answers: pd.Series, own: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Tell which answers are empty and which are filler.

    Parameters
    ----------
    answers
        Text, no value missing.
    own
        The consultation's own filler, beside the list's.

    Returns
    -------
    tuple of two boolean arrays
        White space alone is empty; punctuation alone is filler.
    """
    known = {filler_key(each) for each in (*listed_filler(), *own)} | {""}
    longest = 2 * max(map(len, known)) + 20
    empty = np.zeros(len(answers), dtype=bool)
    filler = np.zeros(len(answers), dtype=bool)
    length = pc.utf8_length(pa.array(answers, from_pandas=True))
    short = np.flatnonzero(length.to_numpy(zero_copy_only=False) <= longest)
    for at, answer in zip(short, answers.iloc[short].tolist(), strict=True):
        if not answer.strip(string.whitespace + "\u00a0" + _INVISIBLE).strip():
            empty[at] = True
        elif filler_key(answer) in known:
            filler[at] = True
    return empty, filler
