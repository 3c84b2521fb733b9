"""What may be quoted: coded segments and short texts, in an order drawn by lot, so that nobody picks them.

The lot of a candidate depends on the seed and its place alone. Candidates are dealt out in rounds: the first
of each theme and group, then the second of each, and so on. So whoever works through the first fifty has seen
some of every theme and group, large or small, and has not chosen which.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from heard.consultation import Consultation
from heard.frames import Frames
from heard.store.quotations import Place

LONGEST_TEXT, LONGEST_SEGMENT = 300, 600  # characters


@dataclass(frozen=True)
class Candidate:
    """A place that may be quoted.

    Attributes
    ----------
    text_id, start, end
        Its place.
    codes
        The codes on just this place, in the codebook's order; none where nobody coded it.
    """

    text_id: str
    start: int
    end: int
    codes: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text_id, self.start, self.end


@dataclass(frozen=True)
class Asked:
    """What candidates and quotations are looked for.

    Attributes
    ----------
    theme, group, collection
        Their codes (a group's as ``grouping/group``); empty for all.
    words
        Words that stand in it, in any case; empty for all.
    seed
        By which their order is drawn.
    """

    theme: str = ""
    group: str = ""
    collection: str = ""
    words: str = ""
    seed: int = 1


class Candidates:
    """Finds candidates, and draws their order."""

    def __init__(self, frames: Frames, consultation: Consultation) -> None:
        self._frames, self._consultation = frames, consultation
        self._texts = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
        self._collections = dict(zip(frames.texts["text_id"], frames.texts["collection"], strict=True))
        self._speakers = dict(zip(frames.texts["text_id"], frames.texts["respondent_id"], strict=True))
        self._themes = dict(zip(frames.codes["code"], frames.codes["theme"], strict=True))

    @cached_property
    def all(self) -> list[Candidate]:
        """Every candidate, by its place."""
        codings = self._frames.codings[["text_id", "code", "start", "end"]]
        order = {code: at for at, code in enumerate(self._themes)}
        found: dict[Place, set[str]] = {}
        for text_id, code, start, end in codings.itertuples(index=False, name=None):
            place = self._trimmed(text_id, start, end)
            if place is not None:
                found.setdefault(place, set()).add(code)
        for text_id in self._texts:
            place = self._trimmed(text_id, None, None)
            if place is not None:
                found.setdefault(place, set())
        return [
            Candidate(*place, tuple(sorted(found[place], key=order.__getitem__))) for place in sorted(found)
        ]

    def drawn(self, asked: Asked) -> list[Candidate]:
        """Return the candidates that are asked for, in the order of the lot."""
        found = sorted(
            (each for each in self.all if self.fits(each.place, each.codes, asked)),
            key=lambda each: _lot(asked.seed, each.place),
        )
        dealt: dict[tuple[str, str], int] = {}
        rounds = []
        for each in found:
            kind = self._kind(each)
            dealt[kind] = dealt.get(kind, 0) + 1
            rounds.append(dealt[kind])
        return [each for _, each in sorted(zip(rounds, found, strict=True), key=lambda pair: pair[0])]

    def fits(self, place: Place, codes: Iterable[str], asked: Asked) -> bool:
        """Whether a place with some codes is among what is asked for."""
        text_id, start, end = place
        if asked.collection and self._collections.get(text_id) != asked.collection:
            return False
        if asked.theme and asked.theme not in self.themes_of(codes):
            return False
        if asked.group and asked.group not in self.groups_of(text_id):
            return False
        return asked.words.casefold() in self._texts.get(text_id, "")[start:end].casefold()

    def codes_at(self, place: Place) -> tuple[str, ...]:
        """Return the codes on just this place, or else on a place around it."""
        exact = self._by_place.get(place)
        if exact is not None and exact.codes:
            return exact.codes
        text_id, start, end = place
        codings = self._frames.codings
        here = codings[codings["text_id"] == text_id]
        around = here["start"].isna() | ((here["start"] <= start) & (here["end"] >= end))
        return tuple(dict.fromkeys(here.loc[around.astype(bool), "code"]))

    def themes_of(self, codes: Iterable[str]) -> list[str]:
        """Return the themes of codes, each once."""
        return list(dict.fromkeys(self._themes[code] for code in codes if code in self._themes))

    def groups_of(self, text_id: str) -> Sequence[str]:
        """Return the groups of whoever wrote or said a text, as ``grouping/group``; none where unknown."""
        return self._groups.get(self._speakers.get(text_id, ""), ())

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        order = {
            (grouping.code, group.code): (at, number)
            for at, grouping in enumerate(self._consultation.groupings)
            for number, group in enumerate(grouping.groups)
        }
        found: dict[str, list[tuple[str, str]]] = {}
        for respondent, *held in self._frames.memberships.itertuples(index=False, name=None):
            found.setdefault(respondent, []).append((held[0], held[1]))
        return {
            respondent: ["/".join(key) for key in sorted(keys, key=order.__getitem__)]
            for respondent, keys in found.items()
        }

    @cached_property
    def _by_place(self) -> dict[Place, Candidate]:
        return {each.place: each for each in self.all}

    def _kind(self, candidate: Candidate) -> tuple[str, str]:
        themes, groups = self.themes_of(candidate.codes), self.groups_of(candidate.text_id)
        return themes[0] if themes else "", groups[0] if groups else ""

    def _trimmed(self, text_id: str, start: int | None, end: int | None) -> Place | None:
        """Return the place without spaces around it; None where it is empty or too long to be quoted."""
        whole = bool(pd.isna(start)) or bool(pd.isna(end))
        words = self._texts[text_id]
        first, last = (0, len(words)) if whole else (int(start or 0), int(end or 0))
        segment = words[first:last]
        first += len(segment) - len(segment.lstrip())
        length = len(segment.strip())
        if not 0 < length <= (LONGEST_TEXT if whole else LONGEST_SEGMENT):
            return None
        return text_id, first, first + length


def _lot(seed: int, place: Place) -> bytes:
    return hashlib.blake2b(repr((seed, *place)).encode(), digest_size=8).digest()
