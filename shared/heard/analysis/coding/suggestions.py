"""Suggestions of codes for a text, learned from this consultation's codings, and how often they are right.

A suggestion is never a coding: a coder takes it or leaves it. docs/methods/coding.md has the model and its
limits. scikit-learn is loaded when somebody asks for suggestions, not before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from heard.analysis.labels import readers_names
from heard.analysis.tallies import share, source_of
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, rate

LEAST_TEXTS = 10
"""A code on fewer texts than this is not suggested: there is too little to learn it from."""
SHOWN = 3
"""How many suggestions are shown at once, and what their precision is measured at."""
_FOLDS = 5
_WORDS_SHOWN = 4


@dataclass(frozen=True)
class Suggestion:
    """A code for a text.

    Attributes
    ----------
    code
        Its short name.
    score
        How much more the text's words speak for the code than for the others; above 0, the more the likelier.
    words
        The words of the text that speak most for it, the strongest first.
    """

    code: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggester:
    """A trained model: what the words of a text say about each code.

    Attributes
    ----------
    codes
        The codes that can be suggested.
    left_out
        Codes on fewer than :data:`LEAST_TEXTS` texts.
    """

    codes: tuple[str, ...]
    left_out: tuple[str, ...]
    _vectorizer: Any
    _weights: np.ndarray
    _offsets: np.ndarray

    def suggest(self, text: str, top: int = SHOWN) -> list[Suggestion]:
        """Return the likeliest codes of a text, the likeliest first; none where no word speaks for one."""
        if not self.codes:
            return []
        words = self._vectorizer.transform([text])
        parts = words.multiply(self._weights).toarray()  # codes x words: what each word says for each code
        scores = parts.sum(axis=1) + self._offsets
        names = self._vectorizer.get_feature_names_out()
        likely = [at for at in np.argsort(-scores, kind="stable")[:top] if scores[at] > 0 and words.nnz]
        return [Suggestion(self.codes[at], float(scores[at]), _leading(parts[at], names)) for at in likely]

    def best(self, texts: pd.Series, top: int = SHOWN) -> np.ndarray:
        """Return, for each text, which codes are suggested: texts x codes, true or false."""
        scores = self._vectorizer.transform(texts) @ self._weights.T + self._offsets
        order = np.argsort(-scores, axis=1, kind="stable")
        shown: np.ndarray = np.zeros(scores.shape, dtype=bool)
        np.put_along_axis(shown, order[:, :top], True, axis=1)
        shown &= scores > 0
        return shown


def _leading(parts: np.ndarray, names: np.ndarray) -> tuple[str, ...]:
    strongest = np.argsort(-parts, kind="stable")[:_WORDS_SHOWN]
    return tuple(str(names[at]) for at in strongest if parts[at] > 0)


def train_suggester(frames: Frames) -> Suggester:
    """Train on all codings: a code's examples are the segments it is on, and texts where it is on the whole.

    Raises
    ------
    HeardError
        If no code is on enough texts.
    """
    places, marks, left_out = _examples(frames)
    if marks.shape[1] == 0:
        raise HeardError(
            f"no code is on {LEAST_TEXTS} texts or more: there is nothing to learn suggestions from",
            fix="Code more texts first.",
        )
    return _fitted(places["words"], marks, left_out)


def suggestion_precision(frames: Frames) -> ResultTable:
    """Return how often suggestions were right on codings that the model had not seen.

    Columns: code, right, suggested, precision. Five models, each trained without one fifth of the people (or
    sessions), so that nobody's words stand on both sides; each is asked for three suggestions for every
    place that it has not seen. Right is a suggestion that a coder had put on that place.
    """
    places, marks, left_out = _examples(frames)
    names = readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))
    right = pd.Series(0, index=marks.columns)
    suggested = pd.Series(0, index=marks.columns)
    for train, test in _folds(places, marks):
        fitted = _fitted(places["words"].iloc[train], marks.iloc[train], left_out)
        shown = fitted.best(places["words"].iloc[test])
        right += (shown & marks.iloc[test].to_numpy()).sum(axis=0)
        suggested += shown.sum(axis=0)
    labels = [names[code] for code in marks.columns]
    frame = pd.DataFrame({"code": labels, "right": right, "suggested": suggested})
    frame = frame.astype({"code": "str", "right": "int64", "suggested": "int64"})
    frame["precision"] = share(frame["right"], frame["suggested"])
    notes = (
        "Right is what a coder had put there. Another suggestion may still be one that a coder overlooked.",
        f"Codes on fewer than {LEAST_TEXTS} texts are not suggested: {len(left_out)} of them.",
    )
    return ResultTable(
        name="suggestion_precision",
        title="How often suggestions are right, on codings that the model had not seen",
        frame=frame.sort_values("suggested", ascending=False, kind="stable", ignore_index=True),
        columns=(
            dimension("code", "Code", overlaps=True),
            count("right", "Suggested, and put by a coder", "suggestions"),
            base("suggested", "Suggested", "suggestions"),
            rate("precision", "Precision", of=("right", "suggested")),
        ),
        universe="places with a coding, each by a model trained without its person or session",
        notes=notes,
    )


def _examples(frames: Frames) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Return places (words, source), whether each code is on each (places x codes), and codes left out."""
    texts = frames.texts.assign(source=source_of(frames.texts))[["text_id", "text", "source"]]
    coded = frames.codings.merge(texts, on="text_id", validate="many_to_one")
    whole = coded["text"].str.len()
    coded["from"] = coded["start"].fillna(0).astype("int64")
    coded["to"] = coded["end"].fillna(whole).astype("int64")
    number = coded.groupby("code")["text_id"].nunique()
    enough = sorted(number.index[number >= LEAST_TEXTS])
    left_out = tuple(sorted(set(number.index) - set(enough)))
    place = [coded["text_id"], coded["from"], coded["to"]]
    marks = pd.crosstab(place, coded["code"]).reindex(columns=enough, fill_value=0) > 0
    places = marks.index.to_frame(index=False).merge(texts, on="text_id", validate="many_to_one")
    places["words"] = [
        text[start:end] for text, start, end in zip(places["text"], places["from"], places["to"], strict=True)
    ]
    return places[["words", "source"]], marks.reset_index(drop=True), left_out


def _folds(places: pd.DataFrame, marks: pd.DataFrame) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    from sklearn.model_selection import GroupKFold

    folds = min(_FOLDS, places["source"].nunique())
    if folds >= 2 and marks.shape[1]:
        yield from GroupKFold(folds).split(places, groups=places["source"])


def _fitted(words: pd.Series, marks: pd.DataFrame, left_out: tuple[str, ...]) -> Suggester:
    """Fit a complement naive Bayes classifier a code on the words' weights (Rennie et al. 2003)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import ComplementNB

    vectorizer = TfidfVectorizer(
        sublinear_tf=True, stop_words="english", min_df=2, token_pattern=r"(?u)\b[^\W\d_]{2,}\b"
    )
    try:
        counted = vectorizer.fit_transform(words)
    except ValueError:  # no word is left
        return Suggester((), left_out, None, np.zeros((0, 0)), np.zeros(0))
    weights, offsets = [], []
    for code in marks.columns:
        on = marks[code].to_numpy()
        if on.all() or not on.any():  # in a fold that holds no example, or nothing else
            weights.append(np.zeros(counted.shape[1]))
            offsets.append(-1.0)
            continue
        fitted = ComplementNB(norm=True).fit(counted, on)
        weights.append(fitted.feature_log_prob_[1] - fitted.feature_log_prob_[0])
        offsets.append(0.0)
    return Suggester(tuple(marks.columns), left_out, vectorizer, np.array(weights), np.array(offsets))
