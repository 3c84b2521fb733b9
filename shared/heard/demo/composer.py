"""Compose texts: a fragment on a subject, in a shape of the writer's tone, with the writer's slips."""

from collections.abc import Callable, Sequence
from random import Random

from ruamel.yaml import YAML

from heard.demo.definition import definition
from heard.demo.grammar import Grammar, Lists, read_lists
from heard.demo.streams import chance, pick, pick_weighted
from heard.demo.text import Piece
from heard.demo.voices import VOICES, Voice, finish

THEME_FILES = (
    "support-children",
    "relationships-professionals",
    "social-worker-practice",
    "send-complex-needs",
    "carers",
    "education",
    "inconsistency-and-stability",
    "cliff-edge-and-contact",
    "positive",
)
_STANCES = {"own": ("own", "seen"), "family": ("family", "seen"), "seen": ("seen",)}
_TRIES, _SAME = 6, 0.45
_KINDS = {"claim": 6.0, "ask": 2.5, "thing": 1.2}


class Composer:
    """Every fragment, and how they become sentences."""

    def __init__(self) -> None:
        self.lists: Lists = {}
        for path in ("lexicon", "shapes", "greetings", "advice_topics", "advice_five", "advice_short"):
            self.lists |= read_lists(f"{path}.txt")
        for path in ("evidence", "poles"):
            self.lists |= read_lists(f"{path}.txt")
        for theme in THEME_FILES:
            self.lists |= read_lists(f"themes/{theme}.txt")
        self._grammars = {
            name.removeprefix("child-"): Grammar(self.lists | {"child": entries})
            for name, entries in self.lists.items()
            if name.startswith("child-")
        }
        self._plain = Grammar(self.lists)
        entries = YAML(typ="safe", pure=True).load(definition("codebook.yml"))
        self.codebook: dict[str, list[str]] = {}
        self.code_names: dict[str, str] = {}
        for theme in entries:
            below = theme.get("codes", [])
            self.code_names[theme["code"]] = theme["name"]
            self.code_names |= {code["code"]: code["name"] for code in below}
            self.codebook[theme["code"]] = [code["code"] for code in below if "opposes" not in code]

    def say(self, fragment: str, rng: Random, group: str = "") -> str:
        """Return words for a fragment, as someone of this group would put it."""
        return self._grammars.get(group, self._plain).say(fragment, rng)

    def say_one_of(self, name: str, rng: Random, group: str = "") -> str:
        """Return words for one fragment of a list."""
        return self.say(pick(rng, self.lists[name]), rng, group)

    def shape(self, kind: str, words: str, voice: Voice, rng: Random) -> str:
        """Return a sentence: words of this kind inside a shape of the voice's tone."""
        tone = pick_weighted(rng, voice.tone_mix) if voice.tone_mix else voice.tone
        around = self.say_one_of(f"{kind} {tone}", rng)
        return finish(around.replace("@", words), voice, rng)

    def on_theme(self, subtheme: str, stance: str, voice: str, rng: Random, group: str = "") -> Piece:
        """Return a sentence on a subtheme, from a stance: ``own``, ``family``, ``seen`` or ``good``."""
        if stance == "good":
            words = self.say_one_of(f"{subtheme} good", rng, group)
            around = self.say_one_of("claim good", rng)
            return Piece(finish(around.replace("@", words), VOICES[voice], rng), subtheme)
        kind = pick_weighted(rng, _KINDS)
        if kind != "claim":
            return self._piece(kind, f"{subtheme} {kind}", subtheme, voice, rng, group)
        stances = [each for each in _STANCES[stance] if f"{subtheme} {each}" in self.lists]
        chosen = stances[0] if len(stances) == 1 or chance(rng, 0.8) else stances[1]
        return self._piece("claim", f"{subtheme} {chosen}", subtheme, voice, rng, group)

    def _piece(self, kind: str, name: str, subject: str, voice: str, rng: Random, group: str) -> Piece:
        words = self.say_one_of(name, rng, group)
        return Piece(self.shape(kind, words, VOICES[voice], rng), subject)

    def effect(self, voice: str, rng: Random) -> Piece:
        """Return a sentence on what it does to people, about no subject in particular."""
        tone = "formal" if VOICES[voice].tone == "formal" else "everyday"
        return Piece(finish(self.say_one_of(f"effect {tone}", rng), VOICES[voice], rng))

    def greeting(self, name: str, voice: str, rng: Random) -> Piece:
        """Return a ``hello`` or a ``bye``."""
        return Piece(finish(self.say_one_of(name, rng), VOICES[voice], rng))


def run_on(pieces: Sequence[Piece], voice: str, rng: Random) -> list[Piece]:
    """Return the pieces, some of them no longer ended: the next one follows without a stop."""
    share = VOICES[voice].run_on
    if not share:
        return list(pieces)
    return [
        Piece(piece.words[:-1] + pick(rng, (",", " and", " so", "...", " but")), piece.subject, piece.marks)
        if piece.words.endswith(".") and chance(rng, share) and piece is not pieces[-1]
        else piece
        for piece in pieces
    ]


def unlike(make: Callable[[], Piece], before: Sequence[Piece]) -> Piece:
    """Return a piece that does not say again what one before it said, if a few tries find one."""
    piece = make()
    for _ in range(_TRIES):
        if not any(_alike(piece.words, each.words) for each in before):
            break
        piece = make()
    return piece


def _alike(one: str, other: str) -> bool:
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) > _SAME * min(len(words), len(others))
