"""Forms of one word joined: contractions, spellings, stems and lemmas."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from heard.analysis.preparation.choices import Forms

# "don't" counts as "do", "they've" as "they": what is taken off is a function word in every list.
_CLITIC = re.compile(r"(?:n't|'(?:ve|re|ll|d|m))$")
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "be"}
_IZE = re.compile(r"([a-z]{3,})iz(e|es|ed|ing|er|ers|ation|ations|ational)$")
_YZE = re.compile(r"([a-z]{2,})yz(e|es|ed|ing|er|ers)$")
# Words in which -ize is no ending: they have no other spelling.
_NO_ENDING = re.compile(r"^(?:(?:re|down|over|under|out|mid|cap|super)siz|(?:ap)?priz|seiz|assiz|maiz)")
_BY_SPELLING = (
    (re.compile(r"^([a-z]{3,})or(s|ed|ing|able|ite|ites|al|ally|ful|less)?$"), r"\1our\2"),
    (re.compile(r"^([a-z]{3,})ter(s|ed)?$"), r"\1tre\2"),
    (re.compile(r"^([a-z]{3,})eling$"), r"\1elling"),
    (re.compile(r"^([a-z]{3,})el(ed|er|ers)$"), r"\1ell\2"),
    (re.compile(r"^([a-z]{3,})ense(s)?$"), r"\1ence\2"),
    (re.compile(r"^([a-z]{3,})og(s)?$"), r"\1ogue\2"),
    (re.compile(r"^([a-z]{3,})gram(s)?$"), r"\1gramme\2"),
    (re.compile(r"^p(ediatric|ediatrician)(s)?$"), r"pa\1\2"),
)


def without_clitic(word: str) -> str:
    """Return a word without the contracted verb or "not" at its end."""
    return _IRREGULAR.get(word) or _CLITIC.sub("", word)


def in_british_spelling(words: Iterable[str]) -> dict[str, str]:
    """Return the British spelling of each word that has one.

    -ize and -yze become -ise and -yse wherever they are an ending. The other differences (-or, -er, -el-,
    -ense, -og, -gram) have too many exceptions for a rule: a word is respelt only if the words at hand hold
    the British spelling too, so that the two are counted as one.
    """
    known = set(words)
    respelt = {}
    for word in known:
        plain = _IZE.sub(r"\1is\2", _YZE.sub(r"\1ys\2", word)) if not _NO_ENDING.match(word) else word
        if plain == word:
            candidates = (pattern.sub(british, word) for pattern, british in _BY_SPELLING)
            plain = next((each for each in candidates if each != word and each in known), word)
        if plain != word:
            respelt[word] = plain
    return respelt


def joined_forms(uses: Mapping[str, int], forms: Forms) -> dict[str, str]:
    """Return for each word the one that stands for it.

    Parameters
    ----------
    uses
        How often each word is used.
    forms
        ``stems``: words of one Snowball stem (Porter 2001) count as the one of them used most, so that a stem
        is shown as a word; ``lemmas``: a word counts as its dictionary form.
    """
    if forms == "as written":
        return {}
    if forms == "lemmas":
        return {word: lemma for word in uses if (lemma := _lemma()(word)) != word}
    stem_of = dict(zip(uses, _stems(list(uses)), strict=True))
    shown: dict[str, str] = {}
    for word, _ in sorted(Counter(uses).items(), key=lambda each: (-each[1], each[0])):
        shown.setdefault(stem_of[word], word)
    return {word: shown[stem] for word, stem in stem_of.items() if shown[stem] != word}


def _stems(words: list[str]) -> list[str]:
    import snowballstemmer

    stems: list[str] = snowballstemmer.stemmer("english").stemWords(words)
    return stems


@cache
def _lemma() -> Callable[[str], str]:
    import simplemma

    return lambda word: str(simplemma.lemmatize(word, lang="en")).lower()
