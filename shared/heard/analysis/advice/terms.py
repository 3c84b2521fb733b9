"""Terms: single words, or runs of two or three, with forms of a word apart or together.

A run is of neighbours in the text as it was written, inside one sentence. A run that begins or ends with a
stop word is none; a stop word inside one stays, so "quality of care" is a term and "of care" is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.preparation.choices import Forms, StopList
from heard.analysis.preparation.forms import joined_forms
from heard.analysis.preparation.stop_lists import stop_words
from heard.analysis.words import Tokens, places_of_words, tokenise
from heard.errors import HeardError
from heard.tables import State, Switch

LONGEST = 3
RankedBy = Literal["people", "uses"]
_SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)|\n+")


@dataclass(frozen=True)
class TermChoices:
    """What counts as a term.

    Attributes
    ----------
    forms
        Whether "family" and "families" are two words (``as written``) or one (``stems``, ``lemmas``).
    length
        How many words a term has: 1, 2 or 3.
    stop_list
        ``heard``, ``smart`` (the 571 words of the SMART system) or ``none``.
    more_stop_words
        Words to leave out beside those of the list.
    ranked_by
        Whether the terms that most people use come first, or those used most often.
    """

    forms: Forms = "as written"
    length: int = 1
    stop_list: StopList = "heard"
    more_stop_words: Sequence[str] = ()
    ranked_by: RankedBy = "people"

    def __post_init__(self) -> None:
        for what, chosen, known in (
            ("way to join forms of a word", self.forms, get_args(Forms)),
            ("length of a term", self.length, tuple(range(1, LONGEST + 1))),
            ("list of stop words", self.stop_list, get_args(StopList)),
            ("way to rank terms", self.ranked_by, get_args(RankedBy)),
        ):
            if chosen not in known:
                raise HeardError(
                    f"no such {what}", where="common terms", fix=f"One of: {', '.join(map(str, known))}."
                )

    @property
    def left_out(self) -> frozenset[str]:
        """The stop words."""
        return stop_words(self.stop_list) | {word.lower() for word in self.more_stop_words}


USUAL_TERMS = TermChoices()


def term_switches(first: TermChoices) -> tuple[Switch, ...]:
    """Return the choices of what counts as a term as switches, those of ``first`` as their defaults."""
    options = {
        "forms": ("Forms of a word", (first.forms, *get_args(Forms))),
        "length": ("Words in a term", (first.length, *range(1, LONGEST + 1))),
        "stop_list": ("Words left out", (first.stop_list, *get_args(StopList))),
        "ranked_by": ("Ranked by", (first.ranked_by, *get_args(RankedBy))),
    }
    return tuple(
        Switch(name, label, {str(each): str(each) for each in known})
        for name, (label, known) in options.items()
    )


def chosen_terms(state: State) -> TermChoices:
    """Return the choices that the switches of :func:`term_switches` stand for, without more stop words.

    Raises
    ------
    HeardError
        If a switch stands on what is no choice.
    """
    return TermChoices(
        forms=cast("Forms", state["forms"]),
        length=int(state["length"]),
        stop_list=cast("StopList", state["stop_list"]),
        ranked_by=cast("RankedBy", state["ranked_by"]),
    )


@dataclass(frozen=True)
class Terms:
    """Every use of a term in texts.

    Attributes
    ----------
    runs
        The places in ``vocabulary`` of each term's words. Shape (terms, length).
    vocabulary
        Words, forms joined as chosen. Shape (words,).
    term, text
        For each use the place of its term in ``runs`` and of its text in ``text_ids``. Shape (uses,).
    text_ids
        Every text, sorted.
    form_of
        For each word as written the one that stands for it, where that is another.
    """

    runs: NDArray[np.int64]
    vocabulary: NDArray[np.object_]
    term: NDArray[np.int64]
    text: NDArray[np.int64]
    text_ids: NDArray[np.object_]
    form_of: dict[str, str]

    def labels(self, terms: NDArray[np.int64]) -> list[str]:
        """Return terms as readers see them, their words with a space between."""
        return [" ".join(self.vocabulary[run]) for run in self.runs[terms]]


def find_terms(texts: pd.DataFrame, choices: TermChoices = USUAL_TERMS) -> Terms:
    """Return every use of every term in texts.

    Parameters
    ----------
    texts
        Columns text_id and text, in any order.
    """
    ordered = texts[["text_id", "text"]].sort_values("text_id", ignore_index=True)
    tokens, text_of_sentence = _sentences(ordered)
    left_out = choices.left_out
    tokens, form_of = _joined(tokens, choices, left_out)
    runs, begins = _runs(tokens, choices.length, left_out)
    distinct, term = _numbered(runs, len(tokens.vocabulary))
    return Terms(
        runs=distinct,
        vocabulary=tokens.vocabulary,
        term=term,
        text=text_of_sentence[tokens.text_of_token[begins]],
        text_ids=ordered["text_id"].to_numpy(dtype=object),
        form_of=form_of,
    )


def places_of_term(text: str, term: str, form_of: dict[str, str]) -> list[tuple[int, int]]:
    """Return where a term stands in one text: beginning and end of each use, in characters.

    Parameters
    ----------
    text
        A text as written.
    term
        A term as :meth:`Terms.labels` gives it.
    form_of
        What :attr:`Terms.form_of` says.
    """
    wanted = term.split(" ")
    found: list[tuple[int, int]] = []
    for first, sentence in _sentences_of(text):
        placed = places_of_words(sentence)
        words = [form_of.get(word, word) for word, _, _ in placed]
        for place in range(len(words) - len(wanted) + 1):
            if words[place : place + len(wanted)] == wanted:
                found.append((first + placed[place][1], first + placed[place + len(wanted) - 1][2]))
    return found


def _sentences_of(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text, each with where it begins."""
    ends = [*_SENTENCE_END.finditer(text)]
    begins = [0, *(end.end() for end in ends)]
    return [
        (begin, text[begin:end])
        for begin, end in zip(begins, [*(end.start() for end in ends), len(text)], strict=True)
    ]


def _sentences(ordered: pd.DataFrame) -> tuple[Tokens, NDArray[np.int64]]:
    """Return the tokens of sentences, and for each sentence the place of its text."""
    parts = [_SENTENCE_END.split(text) for text in ordered["text"].tolist()]
    text_of_sentence = np.repeat(np.arange(len(parts)), [len(each) for each in parts])
    sentences = [sentence for each in parts for sentence in each]
    # Numbers as ids, padded so that their order as strings is their order.
    numbers = pd.Series(np.arange(len(sentences)), dtype="int64").astype("str").str.zfill(12)
    return tokenise(pd.DataFrame({"text_id": numbers, "text": sentences})), text_of_sentence


def _joined(tokens: Tokens, choices: TermChoices, left_out: frozenset[str]) -> tuple[Tokens, dict[str, str]]:
    words = tokens.vocabulary.tolist()
    uses = np.bincount(tokens.words, minlength=len(words)).tolist()
    # Stop words have no say in which form stands for the others: "willing" is not "will".
    counted = {word: use for word, use in zip(words, uses, strict=True) if word not in left_out}
    form_of = joined_forms(counted, choices.forms)
    labels = np.array([form_of.get(word, word) for word in words], dtype=object)
    return tokens.relabelled(labels), form_of


def _runs(
    tokens: Tokens, length: int, left_out: frozenset[str]
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return the words of every run, and where it begins in the tokens. Shapes (runs, length), (runs,)."""
    last = len(tokens.words) - length + 1
    if last < 1:
        return np.empty((0, length), dtype=np.int64), np.empty(0, dtype=np.intp)
    usable = np.array([word not in left_out for word in tokens.vocabulary.tolist()], dtype=bool)
    sentence = tokens.text_of_token
    inside = sentence[:last] == sentence[length - 1 :]
    inside &= usable[tokens.words[:last]] & usable[tokens.words[length - 1 :]]
    begins = np.flatnonzero(inside)
    runs = np.stack([tokens.words[begins + step] for step in range(length)], axis=1)
    return runs.astype(np.int64), begins


def _numbered(runs: NDArray[np.int64], words: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different runs, and for each run the place of its like among them."""
    # One number a run, then by hashing: three words of two million different ones still fit.
    places = [max(words, 1) ** step for step in reversed(range(runs.shape[1]))]
    number, distinct = pd.factorize((runs * np.array(places, dtype=np.int64)).sum(axis=1))
    of_words = [distinct // place % max(words, 1) for place in places]
    return np.stack(of_words, axis=1), number.astype(np.int64)
