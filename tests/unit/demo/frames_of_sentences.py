"""Three measures of sameness between texts, each the share of texts in which one pattern stands.

A *skeleton* is a whole sentence with every word masked that is not a function word; sentences of under six
words, or with under three function words, have no frame to speak of. An
*opening* is the first four words of a sentence. A *run* is any six words in a row, whatever they are; it sees
a clause that is used again inside other sentences.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

_FUNCTION_WORDS_LISTED = """
a about after all an and any are as at be because been before but by can cannot could did do does
each every for from had has have he her his how i if in instead into is it its me more my no nobody
not nothing of on one or our out over she should so than that the their them then there they this to
under until up us was we were what when where which who why will with without would you your
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_LISTED.split())
_SENTENCE_END = re.compile(r"[.!?;\n]+")
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def skeletons(text: str) -> Iterator[str]:
    for words in _sentences(text):
        if len(words) >= 6 and sum(word in _FUNCTION_WORDS for word in words) >= 3:
            yield " ".join(word if word in _FUNCTION_WORDS else "_" for word in words)


def openings(text: str) -> Iterator[str]:
    for words in _sentences(text):
        if len(words) > 4:
            yield " ".join(words[:4])


def runs(text: str) -> Iterator[str]:
    for words in _sentences(text):
        for at in range(len(words) - 5):
            yield " ".join(words[at : at + 6])


def most_used(texts: Sequence[str], patterns: Callable[[str], Iterator[str]]) -> tuple[str, float]:
    """Return the pattern that stands in most texts, and the share of texts in which it stands."""
    found = Counter(pattern for text in texts for pattern in set(patterns(text)))
    pattern, number = found.most_common(1)[0]
    return pattern, number / len(texts)


def _sentences(text: str) -> Iterator[list[str]]:
    for sentence in _SENTENCE_END.split(text.lower()):
        yield _WORD.findall(sentence)
