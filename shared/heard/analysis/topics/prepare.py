"""Texts made ready for a topic model."""

from collections.abc import Collection

from heard.analysis.scope import EVERYTHING, Scope, texts_in
from heard.analysis.stop_words import STOP_WORDS
from heard.analysis.words import Tokens, tokenise
from heard.consultation import Consultation
from heard.frames import Frames


def prepare_texts(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    stop_words: Collection[str] = STOP_WORDS,
    min_texts: int = 5,
) -> Tokens:
    """Return the words of texts without stop words and rare words.

    A text that has no word left stays among the texts, so that it can be counted.

    Parameters
    ----------
    min_texts
        A word that fewer texts use is left out.
    """
    tokens = tokenise(texts_in(frames, consultation, scope)).without(stop_words)
    return tokens.keep(tokens.texts_with_word() >= min_texts)
