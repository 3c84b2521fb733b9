"""A suggester: the words of a text weighed for and against each code.

The weights are those of a linear regression of "has this code" on the words (ridge; TF-IDF), all codes at
once. Linear, so that a suggestion can name the words that led to it; see docs/methods/coding.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.coding.suggestions.examples import Coded, coded_segments, kept_words, passages
from heard.errors import HeardError
from heard.frames import Frames

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SHOWN = 5
LEAST_TEXTS = 10
LEAST_SCORE = 0.2
_LEAST_SEGMENTS_OF_WORD = 2
_MOST_WORDS = 3000
_PENALTY = 1.0
_WORDS_SHOWN = 3
_DECIMALS = 6  # so that the last bit of a machine's arithmetic decides no order


@dataclass(frozen=True)
class Suggestion:
    """A code that a text may deserve.

    Attributes
    ----------
    code
        The code.
    score
        How much the words speak for it, from 0 to 1: to order suggestions by. How often suggestions of the
        code are right is measured, see :func:`heard.analysis.coding.suggestions.held_out_precision`.
    words
        The words of this text that led to it, the weightiest first, as :mod:`heard.analysis.words` splits.
    start, end
        The passage where they stand; the whole text where codes are put on whole texts.
    """

    code: str
    score: float
    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Suggester:
    """What was learnt; make it with :func:`train_suggester`.

    Attributes
    ----------
    codes
        The codes that it can suggest, sorted.
    not_suggested
        The codes that it never suggests, with the number of texts that have them: too few to learn from.
    passage
        The length in characters by which a text is cut into passages; 0 leaves it whole.
    """

    codes: tuple[str, ...]
    not_suggested: dict[str, int]
    passage: int
    _vectoriser: Any
    _weights: NDArray[np.float64]
    _usual: NDArray[np.float64]

    def suggest(self, text: str, top: int = SHOWN) -> list[Suggestion]:
        """Return the likeliest codes for a text, the likeliest first; none that no word of it speaks for."""
        if not self.codes:
            return []
        places = passages(text, self.passage)
        counted = self.weigh([kept_words(text[start:end]) for start, end in places])
        scores = self.scores(counted)
        best = scores.argmax(axis=0)
        found = []
        for code in self.likeliest(scores.max(axis=0), top):
            words = self._words_for(counted[int(best[code])], int(code))
            score = min(float(scores[best[code], code]), 1.0)
            found.append(Suggestion(self.codes[code], score, words, *places[best[code]]))
        return found

    def weigh(self, words: Sequence[Sequence[str]]) -> "csr_matrix":
        """Return the weighed words of passages, a row each; a row without a known word is empty."""
        weighed: csr_matrix = self._vectoriser.transform(words)
        return weighed

    def scores(self, weighed: "csr_matrix") -> NDArray[np.float64]:
        """Return the score of every code for every row of :meth:`weigh`; 0 where no word is known."""
        known = np.diff(weighed.indptr) > 0
        scores = np.asarray(weighed @ self._weights) + self._usual
        rounded: NDArray[np.float64] = np.where(known[:, None], scores, 0).round(_DECIMALS)
        return rounded

    def likeliest(self, scores: NDArray[np.float64], top: int) -> NDArray[np.int64]:
        """Return the places of the codes to suggest, the likeliest first, equals in the order of codes.

        A code is suggested if it has the least score, and if the words speak for it: a frequent code is not
        suggested for being frequent.
        """
        order = np.argsort(-scores, kind="stable")
        enough = (scores >= LEAST_SCORE) & (scores > self._usual)
        return order[enough[order]][:top]

    def _words_for(self, row: "csr_matrix", code: int) -> tuple[str, ...]:
        parts = row.data * self._weights[row.indices, code]
        names = self._vectoriser.get_feature_names_out()[row.indices]
        order = np.lexsort((names.astype(str), -parts.round(_DECIMALS)))
        return tuple(str(names[place]) for place in order[:_WORDS_SHOWN] if parts[place] > 0)


def train_suggester(frames: Frames, *, least_texts: int = LEAST_TEXTS) -> Suggester:
    """Return a suggester that has learnt from the codings of one consultation.

    Parameters
    ----------
    frames
        Its texts and codings: what is not to be learnt from has to be left out. It learns from a segment's
        words where a coding has a place, else from the whole text.
    least_texts
        A code on fewer texts is not suggested.

    Raises
    ------
    HeardError
        If ``least_texts`` is below 2.

    Notes
    -----
    Only coded segments are learnt from: what nobody coded may not have been read. The order of rows, the
    clock and the number of cores decide nothing.
    """
    codes, rare = codes_to_learn(frames.codings, least_texts)
    return learn(coded_segments(frames.texts, frames.codings), codes, rare)


def codes_to_learn(codings: pd.DataFrame, least_texts: int) -> tuple[list[str], dict[str, int]]:
    """Return the codes on enough texts, sorted, and the others that were used with their number of texts.

    Raises
    ------
    HeardError
        If ``least_texts`` is below 2.
    """
    if least_texts < 2:
        raise HeardError("a code cannot be learnt from one text", fix="Set least_texts to 2 or more.")
    sizes = codings.groupby("code")["text_id"].nunique()
    enough = sizes >= least_texts
    return sizes.index[enough].tolist(), {str(code): int(size) for code, size in sizes[~enough].items()}


def learn(coded: Coded, codes: Sequence[str], rare: dict[str, int]) -> Suggester:
    """Return a suggester of these codes; it suggests nothing if there is no code or no word to learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    vectoriser = TfidfVectorizer(
        analyzer=list,  # the words are split already
        sublinear_tf=True,
        min_df=_LEAST_SEGMENTS_OF_WORD,
        max_features=_MOST_WORDS,
    )
    place = {code: number for number, code in enumerate(codes)}
    learnt = np.array([code in place for code in coded.code], dtype=bool)
    try:
        weighed = vectoriser.fit_transform(coded.words)
    except ValueError:  # no word stands in two segments
        return _nothing_learnt(rare, coded.passage)
    has = np.zeros((len(coded.words), len(codes)))
    has[coded.segment[learnt], [place[code] for code in coded.code[learnt]]] = 1
    usual = has.mean(axis=0)
    if not codes:
        return _nothing_learnt(rare, coded.passage)
    ridge = Ridge(alpha=_PENALTY, solver="cholesky", fit_intercept=False).fit(weighed, has - usual)
    weights = np.atleast_2d(ridge.coef_).T
    return Suggester(tuple(codes), rare, coded.passage, vectoriser, weights, usual)


def _nothing_learnt(rare: dict[str, int], passage: int) -> Suggester:
    return Suggester((), rare, passage, None, np.empty((0, 0)), np.empty(0))
