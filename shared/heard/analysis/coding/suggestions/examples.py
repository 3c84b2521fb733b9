"""What a suggester learns from: the coded segments, the codes on each, and a long text cut into passages."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.stop_words import STOP_WORDS
from heard.analysis.words import words_of

# A sentence with what ends it, or a line; all spaces between belong to the sentence before.
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'’”)]*(?=\s)|\n|$)\s*", re.S)


@dataclass(frozen=True)
class Coded:
    """Coded segments, sorted, so that the order of rows in a file never matters.

    Attributes
    ----------
    text_ids, words
        For each segment the text it is of, and its words without function words.
    segment, code
        For each coding the place of its segment in ``words``, and its code.
    passage
        The typical length of a segment in characters, to cut a text by; 0 where codes are on whole texts.
    """

    text_ids: list[str]
    words: list[list[str]]
    segment: NDArray[np.int64]
    code: NDArray[np.object_]
    passage: int

    def of_texts(self, text_ids: Collection[str]) -> "Coded":
        """Return the segments of these texts only."""
        kept = np.array([text_id in text_ids for text_id in self.text_ids], dtype=bool)
        of_kept = kept[self.segment]
        return Coded(
            text_ids=[each for each, stays in zip(self.text_ids, kept, strict=True) if stays],
            words=[each for each, stays in zip(self.words, kept, strict=True) if stays],
            segment=(np.cumsum(kept) - 1)[self.segment[of_kept]],
            code=self.code[of_kept],
            passage=self.passage,
        )


def coded_segments(texts: pd.DataFrame, codings: pd.DataFrame) -> Coded:
    """Return what codings say of texts, one segment for all codes on exactly the same words.

    Parameters
    ----------
    texts
        Columns text_id and text.
    codings
        Columns text_id, code, start and end (both missing for the whole text); codings on other texts are
        left out.
    """
    joined = codings[["text_id", "code", "start", "end"]].merge(texts[["text_id", "text"]], on="text_id")
    on_segment = joined["start"].notna()
    joined["start"] = joined["start"].fillna(0).astype("int64")
    joined["end"] = joined["end"].fillna(joined["text"].str.len()).astype("int64")
    span = ["text_id", "start", "end"]
    joined = joined.sort_values([*span, "code"], ignore_index=True).drop_duplicates([*span, "code"])
    segments = joined.drop_duplicates(span)
    spans = zip(segments["text"], segments["start"], segments["end"], strict=True)
    mostly_segments = bool(on_segment.mean() > 0.5) if len(joined) else False
    return Coded(
        text_ids=segments["text_id"].tolist(),
        words=[kept_words(text[start:end]) for text, start, end in spans],
        segment=np.asarray(joined.groupby(span, sort=False).ngroup(), dtype=np.int64),
        code=joined["code"].to_numpy(dtype=object),
        passage=max(1, int((segments["end"] - segments["start"]).median())) if mostly_segments else 0,
    )


def kept_words(text: str) -> list[str]:
    """Return the words of a text without function words."""
    return [word for word in words_of(text) if word not in STOP_WORDS]


def passages(text: str, length: int) -> list[tuple[int, int]]:
    """Return the places of a text's passages: whole sentences, joined until they have a length.

    A length of 0 leaves the text whole.
    """
    if not length or len(text) <= length:
        return [(0, len(text))]
    found = []
    start = None
    for sentence in _SENTENCE.finditer(text):
        start = sentence.start() if start is None else start
        if sentence.end() - start >= length:
            found.append((start, sentence.end()))
            start = None
    if start is not None:
        found.append((start, len(text)))
    return found or [(0, len(text))]
