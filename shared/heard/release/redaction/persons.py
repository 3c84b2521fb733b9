"""Which name a detail goes by in the register: the same name is one name however it is written.

Names are compared without case, accents, apostrophes and titles. Within one text a shorter form goes with the
one longer form that it begins or ends: "Mrs Begum", and then "Begum", with "Fatima Begum". With two
candidates, or where titles disagree, it stays a name of its own. Across texts nothing is linked but the same
name in the same form: whether two people called Kai are one, nobody can tell from the words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

_TITLE_BEFORE = re.compile(
    r"\b(mr|mrs|ms|miss|mx|dr|doctor|prof|professor|judge|cllr|councillor|rev)\.?\s{1,2}$", re.I
)
_SAME_TITLE = {"mrs": "ms", "miss": "ms", "doctor": "dr", "professor": "prof", "councillor": "cllr"}
_APOSTROPHES = re.compile(r"['’`´]")
_LONGEST_TITLE = 14


@dataclass(frozen=True)
class _Mention:
    words: tuple[str, ...]
    title: str

    @property
    def name(self) -> str:
        alone = self.title if len(self.words) == 1 else ""
        return " ".join([alone, *self.words]).strip()


def names_behind(texts: pd.DataFrame, details: pd.DataFrame) -> list[str]:
    """Return the name that each detail goes by, in the order of the details.

    Parameters
    ----------
    texts
        ``text_id`` and ``text``.
    details
        ``text_id``, ``start``, ``end`` and ``kind``; the rows of a text follow each other.
    """
    words = dict(zip(texts["text_id"], texts["text"], strict=True))
    names: list[str] = []
    for text_id, of_text in details.groupby("text_id", sort=False):
        places = list(zip(of_text["start"], of_text["end"], of_text["kind"], strict=True))
        names.extend(_names_of_text(str(words[text_id]), places))
    return names


def _names_of_text(text: str, places: Sequence[tuple[int, int, str]]) -> list[str]:
    mentions = [_mention(text, start, end) for start, end, kind in places if kind == "person"]
    linked = iter([_linked(mention, mentions) for mention in mentions])
    return [
        next(linked) if kind == "person" else normal_form(text[start:end]).removeprefix("the ")
        for start, end, kind in places
    ]


def normal_form(name: str) -> str:
    """Return a name without case, accents, apostrophes, punctuation and double spaces."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold())
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+(?:-\w+)*", plain))


def _mention(text: str, start: int, end: int) -> _Mention:
    title = _TITLE_BEFORE.search(text[max(0, start - _LONGEST_TITLE) : start])
    folded = title[1].lower() if title else ""
    return _Mention(tuple(normal_form(text[start:end]).split()), _SAME_TITLE.get(folded, folded))


def _linked(mention: _Mention, mentions: Iterable[_Mention]) -> str:
    """Return the name of the one longer mention that this one shortens, otherwise its own."""
    same = [other for other in mentions if other.words == mention.words]
    titles = {other.title for other in same} - {""}
    if len(titles) > 1:
        return mention.name
    title = next(iter(titles), "")
    longer = [other for other in mentions if _shortens(mention, title, other)]
    names = {" ".join(other.words) for other in longer}
    at_odds = any(title and other.title and other.title != title for other in longer)
    if len(names) == 1 and not at_odds:
        return names.pop()
    return _Mention(mention.words, title).name


def _shortens(mention: _Mention, title: str, other: _Mention) -> bool:
    count = len(mention.words)
    if not 0 < count < len(other.words):
        return False
    ends = other.words[-count:] == mention.words
    return ends or (not title and other.words[:count] == mention.words)
