"""How different people write: tone, length, and the slips of hurried, young, angry or careful hands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from heard.demo.grammar import read_lists
from heard.demo.streams import chance, pick, whole


@dataclass(frozen=True)
class Voice:
    """One way of writing. Rates are shares of sentences, ``slips`` a share of words."""

    tone: str
    lengths: Mapping[int, float]
    slips: float = 0.0
    no_stop: float = 0.0
    no_capital: float = 0.0
    shouted: float = 0.0
    texted: bool = False
    run_on: float = 0.0
    greets: float = 0.0
    tone_mix: Mapping[str, float] = field(default_factory=dict)


VOICES: dict[str, Voice] = {
    "plain": Voice("everyday", {1: 2, 2: 4, 3: 4, 4: 3, 5: 2, 6: 1}, slips=0.006, greets=0.05),
    "terse": Voice("everyday", {1: 5, 2: 3}, slips=0.008, no_stop=0.3, no_capital=0.2),
    "angry": Voice(
        "angry",
        {1: 1, 2: 3, 3: 4, 5: 2, 7: 1},
        slips=0.012,
        shouted=0.08,
        tone_mix={"angry": 2, "everyday": 3},
    ),
    "rambling": Voice(
        "everyday", {5: 2, 7: 3, 9: 3, 12: 2, 16: 1}, slips=0.015, run_on=0.35, no_stop=0.1, greets=0.15
    ),
    "young": Voice(
        "everyday", {1: 4, 2: 4, 3: 3, 4: 1}, slips=0.02, no_stop=0.4, no_capital=0.6, texted=True, run_on=0.1
    ),
    "careful": Voice("everyday", {2: 2, 3: 3, 4: 3, 6: 2, 8: 1}, greets=0.12),
    "formal": Voice("formal", {2: 2, 3: 4, 4: 4, 6: 3, 9: 1}, slips=0.001),
    "note": Voice("note", {1: 1}, slips=0.006, no_stop=0.45, no_capital=0.25),
}

_MISSPELT: dict[str, str] = {line.split()[0]: line.split()[1] for line in read_lists("slips.txt")["misspelt"]}
_TEXTED: dict[str, str] = {line.split()[0]: line.split()[1] for line in read_lists("slips.txt")["texted"]}
_WORD = re.compile(r"[A-Za-z']+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def finish(words: str, voice: Voice, rng: Random) -> str:
    """Return a sentence as this voice would leave it: capital, stop, slips."""
    words = words if chance(rng, voice.no_capital) else words[:1].upper() + words[1:]
    if words[-1].isalnum() or words[-1] in ")\"'":
        words += "" if chance(rng, voice.no_stop) else "."
    words = _WORD.sub(lambda found: _slip(found.group(), voice, rng), words)
    return words.upper() if chance(rng, voice.shouted) else words


def _slip(word: str, voice: Voice, rng: Random) -> str:
    if voice.texted and word in _TEXTED and chance(rng, 0.35):
        return _TEXTED[word]
    if voice.slips == 0.0 or not chance(rng, voice.slips * 4):
        return word
    if word in _MISSPELT:
        return _MISSPELT[word]
    if "'" in word:
        return word.replace("'", "")
    return _mistyped(word, rng) if len(word) > 4 and word.islower() and chance(rng, 0.25) else word


def _mistyped(word: str, rng: Random) -> str:
    at = whole(rng, 1, len(word) - 3)
    return pick(
        rng,
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + pick(rng, _LETTERS) + word[at + 1 :],
        ),
    )
