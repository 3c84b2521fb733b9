"""One text as the passes over names see it: its words, what the model says of them, and runs of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Self

from presidio_analyzer.nlp_engine import NlpArtifacts

from heard.release.redaction.recognisers.cues import TITLES, Cue, cues_in
from heard.release.redaction.recognisers.phrases import alternatives, phrases
from heard.release.redaction.recognisers.vocabulary import (
    Word,
    is_closed,
    is_generic,
    is_given_name,
    is_inflected,
    is_large_place,
    is_listed,
    is_particle,
    words_of,
)

_MONTHS = ("April", "May", "June", "July", "August")
_CONTRACTED = re.compile(r"\w+['’](?:ve|d|ll|m|re|t)", re.IGNORECASE)
_OF_SOMEBODY = re.compile(rf"['’]s\b| (?:{alternatives('of_somebody')})\b", re.IGNORECASE)
_GAPS = {
    "title": re.compile(r"\.?[ \u00a0]{1,2}"),
    "relation": re.compile(r"(?: ?[,:(–-])?[ \u00a0]{1,2}[\"'“‘(]?"),
    "introduction": re.compile(r"(?: ?[:,])?[ \u00a0]{1,2}[\"'“‘(]?"),
    "being": re.compile(r"[ \u00a0]?"),
    "sign-off": re.compile(r"[ \u00a0]*[,.:–-]?\s{0,4}"),
    "place": re.compile(r"[ \u00a0](?:the )?"),
}
_WITHIN = re.compile(r"(?: |\.|\. |\u00a0)")
_JOINS = re.compile(r"(?:,? (?:and|&|or) |, |/)(?:(?:his|her|my|our|little|baby) )?", re.IGNORECASE)
_PLACES_OF_MODEL = ("GPE", "LOC", "FAC")
_BEFORE_A_PLACE = ("in", "near", "around", "outside", "across", "throughout", "via")
_BEFORE_A_PLACE_AT_TIMES = ("to", "from", "of", "at")
_MOST_WORDS = 5


@dataclass(frozen=True)
class Run:
    """Words of a passage that follow each other.

    Attributes
    ----------
    first, last
        Their places among the words, the last included.
    kind
        What they name.
    score
        How they were found.
    """

    first: int
    last: int
    kind: Literal["person", "place"]
    score: float


@dataclass(frozen=True)
class Entity:
    """What the model took for an entity: its words, the last included, and the model's label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Passage:
    """A text as words.

    Attributes
    ----------
    text
        As written.
    words
        Its words in order.
    entities
        The model's entities that cover at least a word.
    sorts
        Of each word, the part of speech that the model takes it for.
    """

    text: str
    words: list[Word]
    entities: list[Entity]
    sorts: list[str]

    @classmethod
    def of(cls, text: str, artifacts: NlpArtifacts) -> Self:
        """Return the passage of a text and what the model made of it."""
        words = words_of(text)
        starts = [word.start for word in words]
        entities = []
        for span in artifacts.entities:
            first, last = bisect_left(starts, span.start_char), bisect_left(starts, span.end_char) - 1
            if first <= last:
                entities.append(Entity(first, last, span.label_))
        sorts = [""] * len(words)
        for token in artifacts.tokens:
            at = bisect_left(starts, token.idx)
            if at < len(words) and starts[at] == token.idx:
                sorts[at] = token.pos_
        return cls(text, words, entities, sorts)

    def after_cues(self) -> Iterator[tuple[Cue, int]]:
        """Give each cue with the place of the word that follows it closely."""
        starts = [word.start for word in self.words]
        for cue in cues_in(self.text):
            at = bisect_left(starts, cue.end)
            if at < len(starts) and _GAPS[cue.sort].fullmatch(self.text, cue.end, starts[at]):
                yield cue, at

    def person_at(self, at: int, sort: str, score: float) -> Run | None:
        """Return the name that begins at a word, if one may after a cue of this sort."""
        if self.is_particle(at) or self._may_begin(at, sort):
            return Run(at, self._end_of(at), "person", score)
        return None

    def place_at(self, at: int, score: float) -> Run | None:
        """Return the small place that begins at a word which follows a cue of places."""
        word = self.words[at]
        if not self._is_capitalised(at) or is_closed(word.text) or word.text.casefold() in TITLES:
            return None
        last = at
        while self._hangs_together(last) and self._is_capitalised(last + 1):
            last += 1
        words = self.words[at : last + 1]
        own = [each for each in words if not is_generic(each.text)]
        if not own or (len(words) == 1 and not word.unknown and not self._model_says(at, *_PLACES_OF_MODEL)):
            return None
        return Run(at, last, "place", score)

    def entity(self, entity: Entity, score: float) -> Run | None:
        """Return what is left of the model's person or place without titles and plain words."""
        if entity.label not in ("PERSON", *_PLACES_OF_MODEL):
            return None
        first, last = entity.first, entity.last
        while first <= last and (self._is_no_part(first) or self._only_opens(first, last)):
            first += 1
        while last > first and self._is_no_part(last):
            last -= 1
        if first > last or not self._is_name(first, last, entity.label):
            return None
        first, last = self._begin_of(first), self._end_of(last)
        return Run(first, last, self._kind(first, last), score)

    def stands_out(self, at: int) -> bool:
        """Return whether a word begins with a capital and neither dictionary nor list holds it."""
        word = self.words[at]
        folded = word.text.casefold()
        if not word.capital or word.acronym or is_closed(folded) or folded in TITLES:
            return False
        if not word.unknown:
            return self._is_plainly_given(at)
        if not word.first and len(word.text) > 2:
            return True
        if self._proper(at) or self._model_says(at, "PERSON", "ORG", *_PLACES_OF_MODEL):
            return True
        return bool(_OF_SOMEBODY.match(self.text, word.end))

    def around(self, at: int, score: float) -> Run:
        """Return the run of capitalised words around a word that stands out."""
        first, last = self._begin_of(at), self._end_of(at)
        return Run(first, last, self._kind(first, last), score)

    def place(self, run: Run) -> tuple[int, int]:
        """Return where a run stands in the text, in code points, the end exclusive."""
        return self.words[run.first].start, self.words[run.last].end

    def joined_before(self, run: Run, score: float) -> Run | None:
        """Return the given name that stands before a run and an "and", if there is one."""
        at = run.first - 2
        if at < 0 or self.words[at + 1].text.casefold() not in ("and", "or", "&"):
            return None
        word = self.words[at]
        between = self.text[word.end : self.words[run.first].start]
        named = word.capital and is_given_name(word.text) and not word.acronym
        return Run(at, at, "person", score) if named and _JOINS.fullmatch(between) else None

    def joined_to(self, run: Run) -> int | None:
        """Return the place of the word joined to a run by "and" or a comma, if there is one."""
        following = run.last + 1
        if following < len(self.words) and self.words[following].text.casefold() in ("and", "or"):
            following += 1
        for at in (following, following + 1):
            if at < len(self.words):
                between = self.text[self.words[run.last].end : self.words[at].start]
                if _JOINS.fullmatch(between):
                    return at
        return None

    def is_particle(self, at: int) -> bool:
        """Return whether a word joins a name to the capitalised word after it, as "van" does."""
        if not is_particle(self.words[at].text) or not self._hangs_together(at):
            return False
        return self.words[at + 1].capital or self.is_particle(at + 1)

    def _may_begin(self, at: int, sort: str) -> bool:
        word = self.words[at]
        folded = word.text.casefold()
        if is_closed(folded) or folded in TITLES or _CONTRACTED.fullmatch(word.text):
            return False
        if word.acronym or (sort != "title" and is_generic(word.text)):
            return False
        if not word.capital:
            return sort not in ("being", "joined") and self._is_name_in_lower_case(at, sort)
        if sort in ("title", "relation"):
            return True
        if sort == "being":
            return word.unknown or self._model_says(at, "PERSON")
        return word.unknown or is_given_name(word.text) or self._proper(at) or self._model_says(at, "PERSON")

    def _is_name_in_lower_case(self, at: int, sort: str) -> bool:
        word = self.words[at]
        if is_generic(word.text) or len(word.text) < 3:
            return False
        if sort in ("title", "relation", "introduction"):
            verb = self.sorts[at] in ("VERB", "AUX", "ADV", "ADP")
            named = word.unknown or is_given_name(word.text) or (sort != "title" and self._proper(at))
            return named and not verb
        return self._proper(at) or (word.unknown and self._model_says(at, "PERSON"))

    def _end_of(self, at: int) -> int:
        last = at
        while last - at < _MOST_WORDS and self._hangs_together(last):
            if not (self.is_particle(last + 1) or self._may_follow(last + 1)):
                break
            last += 1
        return last

    def _begin_of(self, at: int) -> int:
        first = at
        while first > 0 and at - first < _MOST_WORDS and self._hangs_together(first - 1):
            before = self.words[first - 1]
            opens = before.first and not before.unknown and len(before.text) > 1
            known = opens and not self._model_says(first - 1, "PERSON")
            describes = before.text.casefold() in phrases("describing_places") and not before.first
            if known or not (describes or self.is_particle(first - 1) or self._may_follow(first - 1)):
                break
            first -= 1
        return first

    def _may_follow(self, at: int) -> bool:
        word = self.words[at]
        folded = word.text.casefold()
        if not word.capital or folded in TITLES:
            return False
        if len(word.text) == 1:
            return self._is_initial(at)
        return not (word.acronym or is_closed(folded) or is_generic(word.text))

    def _is_initial(self, at: int) -> bool:
        following = self.text[self.words[at].end : self.words[at].end + 1]
        return following in (".", "") or self.words[at].text not in "IA"

    def _hangs_together(self, at: int) -> bool:
        """Whether a word and the one after it may be parts of one name."""
        if at + 1 >= len(self.words):
            return False
        gap = self.text[self.words[at].end : self.words[at + 1].start]
        return bool(_WITHIN.fullmatch(gap)) and (gap[0] != "." or len(self.words[at].text) < 3)

    def _is_no_part(self, at: int) -> bool:
        word = self.words[at]
        folded = word.text.casefold()
        lower = not word.capital and not word.unknown and not self.is_particle(at)
        closed = is_closed(folded) or folded in TITLES or bool(_CONTRACTED.fullmatch(word.text))
        return lower or word.acronym or closed or (is_generic(word.text) and not is_given_name(word.text))

    def _only_opens(self, first: int, last: int) -> bool:
        """Whether a plain word begins a sentence before a name, as in "Compare Okafor"."""
        word = self.words[first]
        plain = not word.unknown and not is_given_name(word.text)
        return first < last and word.first and plain and self.words[first + 1].capital

    def _is_name(self, first: int, last: int, label: str) -> bool:
        """Whether words that the model takes for a name may be one: of the dictionary's words few are."""
        words = self.words[first : last + 1]
        if any(word.unknown or (is_given_name(word.text) and label == "PERSON") for word in words):
            return True
        if is_large_place(" ".join(word.text for word in words)):
            return False
        if len(words) > 1 or label != "PERSON":
            return len(words) > 1
        return not (words[0].first or is_inflected(words[0].text))

    def _is_plainly_given(self, at: int) -> bool:
        """Whether a given name that is also a word stands where no such word would have a capital."""
        word = self.words[at]
        if word.first or not is_given_name(word.text) or is_listed(word.text) or word.text in _MONTHS:
            return False
        beside = [each for each in self.words[max(0, at - 1) : at + 2] if each is not word]
        return self._proper(at) and not any(each.capital and is_generic(each.text) for each in beside)

    def _is_capitalised(self, at: int) -> bool:
        return self.words[at].capital and not self.words[at].acronym

    def _proper(self, at: int) -> bool:
        return self.sorts[at] == "PROPN"

    def _model_says(self, at: int, *labels: str) -> bool:
        return any(each.first <= at <= each.last and each.label in labels for each in self.entities)

    def _kind(self, first: int, last: int) -> Literal["person", "place"]:
        before = self.words[first - 1].text.casefold() if first else ""
        by_model = any(self._model_says(at, *_PLACES_OF_MODEL) for at in range(first, last + 1))
        perhaps = by_model and before in _BEFORE_A_PLACE_AT_TIMES
        return "place" if perhaps or before in _BEFORE_A_PLACE else "person"
