"""How often suggestions are right, measured on texts that the suggester did not learn from."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.coding.suggestions.examples import coded_segments, kept_words, passages
from heard.analysis.coding.suggestions.suggester import (
    LEAST_TEXTS,
    SHOWN,
    Suggester,
    codes_to_learn,
    learn,
)
from heard.analysis.tallies import source_of
from heard.errors import HeardError
from heard.frames import Frames, is_among

FOLDS = 5
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class HeldOut:
    """Suggestions for held-out texts, against what coders put on them.

    Attributes
    ----------
    shown
        text_id, code, place (1 for the likeliest), score, right (whether a coder put it there).
    coded
        text_id, code: what coders put on the tested texts, of the codes that can be suggested.
    texts
        The number of texts tested.
    top
        How many suggestions at most were shown for a text.
    not_suggested
        The codes on too few texts to be suggested, with the number of their texts.
    """

    shown: pd.DataFrame
    coded: pd.DataFrame
    texts: int
    top: int
    not_suggested: dict[str, int]

    @property
    def overall(self) -> tuple[int, int]:
        """How many suggestions were right, and how many were shown."""
        return int(self.shown["right"].sum()), len(self.shown)

    def of(self, code: str) -> tuple[int, int]:
        """Return how many suggestions of a code were right, and how many were shown."""
        shown = self.shown[self.shown["code"] == code]
        return int(shown["right"].sum()), len(shown)


def held_out_precision(
    frames: Frames, *, top: int = SHOWN, folds: int = FOLDS, least_texts: int = LEAST_TEXTS
) -> HeldOut:
    """Return how right suggestions are, by cross-validation over the people behind the texts.

    Every coded text is tested once, by a suggester that learnt neither from it, nor from another text of
    the same person (else the same session), nor from a text of the very same words. A text with an
    accepted suggestion is learnt from and not tested: a suggestion that led to a coding cannot be measured
    by it.

    Parameters
    ----------
    frames
        The texts and codings to learn from and to test on.
    top
        How many suggestions are shown for a text at most.
    folds
        In how many parts the people are held out.

    Raises
    ------
    HeardError
        If fewer than two people or sessions have coded texts, or a number is below 2.
    """
    from sklearn.model_selection import GroupKFold

    codings = frames.codings
    texts = frames.texts[is_among(frames.texts["text_id"], codings["text_id"])]
    texts = texts.sort_values("text_id", ignore_index=True)
    source = source_of(texts)
    if source.nunique() < 2 or folds < 2:
        raise HeardError(
            "suggestions cannot be measured: fewer than two people or sessions have coded texts",
            fix="Code texts of more people first.",
        )
    codes, rare = codes_to_learn(codings, least_texts)
    accepted = is_among(texts["text_id"], codings.loc[codings["origin"] == "suggestion", "text_id"])
    same = texts["text"].str.split().str.join(" ").str.lower()
    segments = coded_segments(texts, codings)
    shown = []
    for _, test in GroupKFold(min(folds, source.nunique())).split(texts, groups=source):
        out = texts.index.isin(test)
        learnt_from = texts.loc[~out & ~same.isin(same[out]), "text_id"]
        suggester = learn(segments.of_texts(set(learnt_from)), codes, rare)
        shown.append(_shown(suggester, texts[out & ~accepted], top))
    tested = texts.loc[~accepted, "text_id"]
    coded = codings.loc[is_among(codings["text_id"], tested), ["text_id", "code"]].drop_duplicates()
    coded = coded[coded["code"].isin(codes)].reset_index(drop=True)
    return HeldOut(_judged(shown, coded), coded, len(tested), top, rare)


def _judged(parts: list[pd.DataFrame], coded: pd.DataFrame) -> pd.DataFrame:
    shown = pd.concat(parts, ignore_index=True)
    marked = shown.merge(coded.assign(right=True), on=["text_id", "code"], how="left")
    marked["right"] = marked["right"].eq(True)
    return marked.sort_values(["text_id", "place"], ignore_index=True)


def _shown(suggester: Suggester, texts: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the suggestions for texts: text_id, code, place and score."""
    rows = [
        (text_id, suggester.codes[code], place, min(float(scores[code]), 1.0))
        for text_id, scores in zip(texts["text_id"], _best_scores(suggester, texts["text"]), strict=True)
        for place, code in enumerate(suggester.likeliest(scores, top), start=1)
    ]
    types = {"text_id": "str", "code": "str", "place": "int64", "score": "float64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _best_scores(suggester: Suggester, texts: pd.Series) -> NDArray[np.float64]:
    """Return for each text the highest score of each code among its passages."""
    best = np.zeros((len(texts), len(suggester.codes)))
    if not suggester.codes:
        return best
    cut = [
        [kept_words(text[start:end]) for start, end in passages(text, suggester.passage)] for text in texts
    ]
    first = 0
    while first < len(cut):
        last, segments = first, 0
        while last < len(cut) and (last == first or segments + len(cut[last]) <= _ROWS_AT_ONCE):
            segments += len(cut[last])
            last += 1
        some = cut[first:last]
        starts = np.cumsum([0, *map(len, some)])[:-1]
        scores = suggester.scores(suggester.weigh([each for text in some for each in text]))
        best[first:last] = np.maximum.reduceat(scores, starts)
        first = last
    return best
