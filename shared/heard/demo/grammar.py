"""Turn a fragment into words: ``{this|that}`` chooses, ``<name>`` takes a line of the list of that name.

Alternatives may be empty, and may hold others. Fragments are read from text files: a line in square brackets
begins a list, every other line is one fragment, a line that begins with ``#`` says something to the reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from heard.demo.streams import pick

Lists = dict[str, list[str]]

_TOKEN = re.compile(r"[{}|]|<[a-z0-9_ -]+>|[^{}|<]+")
_A_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeio]|u(?!ni|se))(?!one\b|once\b)")
_SPACES = re.compile(r" {2,}")
_SPACE_BEFORE = re.compile(r" +(?=[,.;:?!])")


class Name(str):
    """The name of a list, where a fragment refers to one."""

    __slots__ = ()


@dataclass(frozen=True)
class Choice:
    """Alternatives, of which one is taken."""

    branches: "tuple[Branch, ...]"


Branch = list["str | Choice"]


def read_lists(path: str) -> Lists:
    """Read a file of fragments, named from the folder ``fragments``."""
    lists: Lists = {}
    current: list[str] = []
    for line in (files("heard.demo") / "fragments" / path).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            current.append(line.strip())
    return lists


class Grammar:
    """Lists of fragments by name, and the words that can be made of them."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists

    def say(self, fragment: str, rng: Random) -> str:
        """Return words for one fragment, with ``a`` and ``an`` and spaces put right."""
        words = self._expand(_parse(fragment), rng)
        words = _SPACE_BEFORE.sub("", _SPACES.sub(" ", words)).strip()
        return _A_BEFORE_VOWEL.sub(r"\1n ", words)

    def say_one_of(self, name: str, rng: Random) -> str:
        """Return words for one fragment of the list of this name."""
        return self.say(pick(rng, self._lists[name]), rng)

    def _expand(self, branch: Branch, rng: Random) -> str:
        return "".join(self._expand_one(part, rng) for part in branch)

    def _expand_one(self, part: str | Choice, rng: Random) -> str:
        if isinstance(part, Choice):
            return self._expand(pick(rng, part.branches), rng)
        if isinstance(part, Name):
            return self._expand(_parse(pick(rng, self._lists[part])), rng)
        return part


@cache
def _parse(fragment: str) -> Branch:
    tokens = iter([*_TOKEN.findall(fragment), "}"])
    branches = _parse_branches(tokens)
    if len(branches) != 1 or next(tokens, None) is not None:
        raise ValueError(f"brackets do not match in the fragment: {fragment}")
    return branches[0]


def _parse_branches(tokens: Iterator[str]) -> tuple[Branch, ...]:
    branches: list[Branch] = [[]]
    for token in tokens:
        if token == "}":
            return tuple(branches)
        if token == "|":
            branches.append([])
        elif token == "{":
            branches[-1].append(Choice(_parse_branches(tokens)))
        else:
            branches[-1].append(Name(token[1:-1]) if token.startswith("<") else token)
    raise ValueError("a bracket is not closed in a fragment")
