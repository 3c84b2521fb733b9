"""Make a round of rating from a fitted model.

The tests of intrusion follow Chang et al. (2009), Ying et al. (2022, sets of words) and the defaults of R's
oolong (Chan and Saeltzer 2020); see docs/methods/rating.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.rating.round import (
    RECHECK,
    TOPIC_INTRUSION,
    WORD_INTRUSION,
    WORD_SET_INTRUSION,
    Item,
    RatingRound,
    ShownText,
    ShownTopic,
    drawn_order,
)
from heard.errors import HeardError
from heard.frames import stable_id


class Model(Protocol):
    """What a round needs of a fitted model; :class:`heard.analysis.topics.FittedTopics` has it."""

    @property
    def key(self) -> str:
        """The model's own key."""

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """T1, T2..."""

    @property
    def vocabulary(self) -> NDArray[np.object_]:
        """Shape (words,)."""

    @property
    def topic_word(self) -> NDArray[np.float64]:
        """Shape (k, words)."""

    @property
    def text_ids(self) -> NDArray[np.object_]:
        """Shape (texts,)."""

    @property
    def document_topic(self) -> NDArray[np.float64]:
        """Shape (texts, k); missing for a text without a word left."""


@dataclass(frozen=True)
class Amounts:
    """How much a round shows and asks; the numbers of words and sets are those of oolong.

    Attributes
    ----------
    words, texts
        Words and typical texts shown of a topic.
    top_words
        Words of a topic beside its intruder.
    low_from
        An intruding word is less probable in the topic than this share of the words.
    sets, set_words, set_from
        Sets of words of the topic beside the intruding set, words in each, and of how many first words.
    top_topics, label_words
        Topics of a text beside its intruder, and words that stand for each.
    topic_texts
        Texts a topic on which topics intrude.
    recheck
        Texts a topic that are read again, drawn at random from those of which it is the main topic.
    """

    words: int = 10
    texts: int = 3
    top_words: int = 5
    low_from: float = 0.6
    sets: int = 3
    set_words: int = 4
    set_from: int = 20
    top_topics: int = 3
    label_words: int = 8
    topic_texts: int = 2
    recheck: int = 10


def make_round(
    name: str,
    of: str,
    fitted: Model,
    texts: pd.DataFrame,
    seed: int,
    *,
    synthetic: bool,
    amounts: Amounts | None = None,
) -> RatingRound:
    """Return a round about the topics of a model.

    A test for which a model has too few words, topics or texts is left out.

    Parameters
    ----------
    of
        What the topics are of, such as ``advice.q4``.
    texts
        Columns text_id and text: at least the texts of the model.
    seed
        The same seed, model and name give the same round.
    synthetic
        Whether the texts are invented.

    Raises
    ------
    HeardError
        If texts of the model are not among those given.
    """
    drawing = _Drawing(fitted, _words_of(fitted, texts), f"{of}/{fitted.key}/{seed}", amounts or Amounts())
    topics = tuple(drawing.shown(place) for place in range(len(fitted.topic_ids)))
    items = [item for place in range(len(topics)) for item in drawing.items(place)]
    round_id = stable_id("round", name, of, fitted.key, str(seed))
    return RatingRound(round_id, name, of, fitted.key, topics, tuple(items), synthetic)


def _words_of(fitted: Model, texts: pd.DataFrame) -> dict[str, str]:
    known = dict(zip(texts["text_id"], texts["text"], strict=True))
    missing = sum(text_id not in known for text_id in fitted.text_ids)
    if missing:
        raise HeardError(
            f"{missing:,} texts of the model are not among those given",
            where="round",
            fix="Fit the model again to the texts as they are now.",
        )
    return known


@dataclass(frozen=True)
class _Drawing:
    """A round in the making: every choice is drawn from the seed and what it is for."""

    fitted: Model
    texts: dict[str, str]
    seed: str
    amounts: Amounts

    def shown(self, place: int) -> ShownTopic:
        shares = np.nan_to_num(self.fitted.document_topic[:, place], nan=-1.0)
        typical = [row for row in np.argsort(-shares, kind="stable") if shares[row] >= 0]
        first = self._ranked(place)[: self.amounts.words]
        return ShownTopic(
            self.fitted.topic_ids[place],
            self._words(first),
            tuple(float(value) for value in self.fitted.topic_word[place, first]),
            tuple(self._text(row) for row in typical[: self.amounts.texts]),
        )

    def items(self, place: int) -> Iterator[Item]:
        for item in (self._word_intrusion(place), self._set_intrusion(place)):
            if item is not None:
                yield item
        yield from self._topic_intrusions(place)
        yield from self._rechecks(place)

    def _word_intrusion(self, place: int) -> Item | None:
        ranked = self._ranked(place)
        top, low = ranked[: self.amounts.top_words], ranked[int(len(ranked) * self.amounts.low_from) :]
        known = set(top.tolist())
        candidates = [word for word in low.tolist() if word not in known]
        elsewhere = self._first_words_elsewhere(place)
        intruders = [word for word in candidates if word in elsewhere] or candidates
        if not intruders or len(top) < 2:
            return None
        (intruder,) = self._words(self._draw(intruders, f"word/{place}")[:1])
        return self._item(WORD_INTRUSION, place, 0, (*self._words(top), intruder), intruder)

    def _set_intrusion(self, place: int) -> Item | None:
        size, sets = self.amounts.set_words, self.amounts.sets
        own = self._ranked(place)[: self.amounts.set_from].tolist()
        drawn = self._draw(own, f"set/{place}")
        others = self._draw([other for other in range(self._k) if other != place], f"set topic/{place}")
        strange = self._ranked(others[0])[: self.amounts.set_from].tolist() if others else []
        intruding = self._draw([word for word in strange if word not in set(own)], f"set words/{place}")
        if len(drawn) < size * sets or len(intruding) < size:
            return None
        options = [_joined(self._words(drawn[size * n : size * (n + 1)])) for n in range(sets)]
        intruder = _joined(self._words(intruding[:size]))
        return self._item(WORD_SET_INTRUSION, place, 0, (*options, intruder), intruder)

    def _topic_intrusions(self, place: int) -> Iterator[Item]:
        most = min(self.amounts.top_topics, self._k - 1)
        labels = [_joined(self._words(self._ranked(each)[: self.amounts.label_words])) for each in self._all]
        if most < 1 or len(set(labels)) < self._k:
            return
        rows = self._draw(self._rows_of(place), f"topic/{place}")[: self.amounts.topic_texts]
        for number, row in enumerate(rows):
            shares = self.fitted.document_topic[row]
            order = np.argsort(-shares, kind="stable").tolist()
            intruder = self._draw(order[most:], f"topic/{place}/{number}")[0]
            chosen = [*order[:most], intruder]
            yield self._item(
                TOPIC_INTRUSION,
                place,
                number,
                tuple(labels[each] for each in chosen),
                labels[intruder],
                self._text(row),
                tuple(float(shares[each]) for each in chosen),
            )

    def _rechecks(self, place: int) -> Iterator[Item]:
        for number, row in enumerate(
            self._draw(self._rows_of(place), f"recheck/{place}")[: self.amounts.recheck]
        ):
            share = (float(self.fitted.document_topic[row, place]),)
            yield self._item(RECHECK, place, number, (), "", self._text(row), share)

    def _item(
        self,
        kind: str,
        place: int,
        number: int,
        options: tuple[str, ...],
        answer: str,
        text: ShownText | None = None,
        shares: tuple[float, ...] = (),
    ) -> Item:
        topic = self.fitted.topic_ids[place]
        # Opaque, so that nobody reads from it which topic is tested.
        return Item(
            stable_id("i", self.seed, kind, topic, str(number)), kind, topic, options, answer, text, shares
        )

    @property
    def _k(self) -> int:
        return len(self.fitted.topic_ids)

    @property
    def _all(self) -> range:
        return range(self._k)

    def _ranked(self, place: int) -> NDArray[np.intp]:
        return np.argsort(-self.fitted.topic_word[place], kind="stable")

    def _first_words_elsewhere(self, place: int) -> set[int]:
        first = [self._ranked(other)[: self.amounts.words].tolist() for other in self._all if other != place]
        return {word for words in first for word in words}

    def _rows_of(self, place: int) -> list[int]:
        """Return the texts of which this is the main topic."""
        shares = np.nan_to_num(self.fitted.document_topic, nan=-1.0)
        main = (shares.argmax(axis=1) == place) & (shares.max(axis=1) > 0)
        return [int(row) for row in np.flatnonzero(main)]

    def _words(self, places: Sequence[int] | NDArray[np.intp]) -> tuple[str, ...]:
        return tuple(str(self.fitted.vocabulary[place]) for place in places)

    def _text(self, row: int) -> ShownText:
        text_id = str(self.fitted.text_ids[row])
        return ShownText(text_id, self.texts[text_id])

    def _draw(self, things: Sequence[int], what: str) -> list[int]:
        return drawn_order(things, map(str, things), f"{self.seed}/{what}")


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words)
