"""The preparation itself: texts in, tokens out, and beside them what each step left out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.preparation.choices import USUAL, Preparation
from heard.analysis.preparation.forms import in_british_spelling, joined_forms, without_clitic
from heard.analysis.preparation.phrases import join_pairs, join_runs, learned_pairs, without_runs
from heard.analysis.preparation.stop_lists import stop_words
from heard.analysis.words import Tokens, tokenise, words_of

# A text of these words and stop words alone has no comment to make, and is not what a topic is about.
_NO_COMMENT = frozenset(
    words_of(
        """
    no none nil na nothing comment comments answer answers response responses reply say said saying
    add added additional further input opinion opinions view views idea ideas suggestion suggestions
    applicable available known know sure unsure see refer previous prior question questions
    time moment present current currently sorry thank thanks please left intentionally blank
    point points specific particular
    """
    )
)


@dataclass(frozen=True)
class Prepared:
    """Prepared texts, and what it took.

    Attributes
    ----------
    tokens
        What is left of each text; a text of which nothing is left keeps its row.
    steps
        Columns step, tokens, words: after each step, how many tokens and different words were left.
    phrases
        Columns phrase, uses, npmi: the pairs that were learned.
    no_comment
        Ids of the texts that only say that they have nothing to say.
    """

    tokens: Tokens
    steps: pd.DataFrame
    phrases: pd.DataFrame
    no_comment: tuple[str, ...]


def prepare(texts: pd.DataFrame, choices: Preparation = USUAL) -> Prepared:
    """Prepare texts.

    Parameters
    ----------
    texts
        Columns text_id and text, in any order.
    choices
        What is to be done.
    """
    taken = [("as written", tokens := tokenise(texts))]

    def took(step: str, left: Tokens) -> Tokens:
        taken.append((step, left))
        return left

    left_out = stop_words(choices.stop_list) | {word.lower() for word in choices.more_stop_words}
    tokens = took("boilerplate left out", without_runs(tokens, choices.boilerplate))
    tokens = took("contractions and spellings joined", _one_spelling(tokens))
    says_nothing = _says_nothing(tokens)
    tokens = took("texts with no comment left out", tokens.keep_tokens(~says_nothing[tokens.text_of_token]))
    tokens = join_runs(tokens, choices.phrases)
    pairs = learned_pairs(tokens, left_out) if choices.learn_phrases else _NO_PAIRS
    tokens = took("phrases joined", join_pairs(tokens, pairs["phrase"].tolist()))
    tokens = took("stop words left out", tokens.without(left_out))
    tokens = took("forms of a word joined", _one_form(tokens, choices).without(left_out))
    tokens = took("rare and ubiquitous words left out", tokens.keep(_wanted(tokens, choices)))
    return Prepared(tokens, _steps(taken), pairs, tuple(tokens.text_ids[says_nothing].tolist()))


_NO_PAIRS = pd.DataFrame(
    {
        "phrase": pd.Series(dtype="str"),
        "uses": pd.Series(dtype="int64"),
        "npmi": pd.Series(dtype="float64"),
    }
)


def _one_spelling(tokens: Tokens) -> Tokens:
    plain = [without_clitic(word) for word in tokens.vocabulary.tolist()]
    british = in_british_spelling(plain)
    return tokens.relabelled(np.array([british.get(word, word) for word in plain], dtype=object))


def _one_form(tokens: Tokens, choices: Preparation) -> Tokens:
    uses = np.bincount(tokens.words, minlength=len(tokens.vocabulary)).tolist()
    stands_for = joined_forms(dict(zip(tokens.vocabulary.tolist(), uses, strict=True)), choices.forms)
    return tokens.relabelled(
        np.array([stands_for.get(word, word) for word in tokens.vocabulary], dtype=object)
    )


def _says_nothing(tokens: Tokens) -> NDArray[np.bool_]:
    """Return which texts hold words, and only such as say that there is no comment. Shape (texts,)."""
    ignored = stop_words("heard")
    empty = np.array([word in ignored or word in _NO_COMMENT for word in tokens.vocabulary], dtype=bool)
    told = np.bincount(tokens.text_of_token[~empty[tokens.words]], minlength=len(tokens.text_ids))
    meant = np.array([word in _NO_COMMENT for word in tokens.vocabulary], dtype=bool)
    refused = np.bincount(tokens.text_of_token[meant[tokens.words]], minlength=len(tokens.text_ids))
    only: NDArray[np.bool_] = (told == 0) & (refused > 0)
    return only


def _wanted(tokens: Tokens, choices: Preparation) -> NDArray[np.bool_]:
    texts = tokens.texts_with_word()
    filled = int((tokens.lengths > 0).sum())
    wanted: NDArray[np.bool_] = (texts >= choices.min_texts) & (texts <= choices.max_share * filled)
    return wanted


def _steps(taken: list[tuple[str, Tokens]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "step": pd.Series([step for step, _ in taken], dtype="str"),
            "tokens": [len(tokens.words) for _, tokens in taken],
            "words": [len(np.unique(tokens.words)) for _, tokens in taken],
        }
    )
