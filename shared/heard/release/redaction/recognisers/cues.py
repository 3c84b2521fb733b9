"""Words after which a name stands: titles, relations, introductions, sign-offs, words before a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heard.release.redaction.recognisers.phrases import alternatives, phrases

Sort = Literal["title", "relation", "introduction", "being", "sign-off", "place"]

_OWNER = r"(?:my|our|his|her|their|your|\w+['’]s|the|a|an|us and)"
_DESCRIBED = rf"(?:(?:{alternatives('describing_relations')})[ -])*"
_CUES: tuple[tuple[Sort, str], ...] = (
    ("title", rf"\b(?:{alternatives('titles')})\b\.?"),
    ("relation", rf"\b{_OWNER} {_DESCRIBED}(?:{alternatives('relations')})\b,?"),
    ("relation", rf"\b{_OWNER} (?:\w+ ){{0,3}}?(?:{alternatives('workers')})\b,?"),
    ("relation", r"\b(?-i:little)"),
    ("introduction", rf"\b(?:{alternatives('introductions')})"),
    ("being", r"\bi(?: a|['’]?)m\b|\bthis is\b|\bit(?:['’]?s| is) (?:me )?"),
    ("sign-off", rf"\b(?:{alternatives('sign_offs')})\b"),
    ("place", rf"\b(?:{alternatives('before_places')})\b"),
)
_COMPILED = [(sort, re.compile(words, re.IGNORECASE)) for sort, words in _CUES]
TITLES = phrases("titles")
"""Every title, in lower case."""


@dataclass(frozen=True)
class Cue:
    """Words that a name may follow.

    Attributes
    ----------
    sort
        What they are.
    end
        Where they end.
    """

    sort: Sort
    end: int


def cues_in(text: str) -> Iterator[Cue]:
    """Give every cue of a text, by sort and then in the order of the text."""
    for sort, words in _COMPILED:
        for match in words.finditer(text):
            yield Cue(sort, match.end())
