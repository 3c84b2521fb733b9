"""Lists of words to leave out."""

from heard.analysis.preparation.choices import StopList
from heard.analysis.stop_words import STOP_WORDS
from heard.analysis.words import words_of


def stop_words(name: StopList) -> frozenset[str]:
    """Return the words of a list, as they stand after tokenising."""
    if name == "none":
        return frozenset()
    if name == "heard":
        return STOP_WORDS
    from RAKE.stoplists.SmartStopList import words

    return frozenset(part for word in words() for part in words_of(word))
