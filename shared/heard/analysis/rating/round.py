"""A round of rating: what raters are shown and asked, and the sheet that each of them gets.

What is right (which word is the intruder) stays in the round: a sheet has pages that do not tell it.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from heard.errors import HeardError

TOPIC, RECHECK = "topic", "recheck"
WORD_INTRUSION, TOPIC_INTRUSION, WORD_SET_INTRUSION = (
    "word_intrusion",
    "topic_intrusion",
    "word_set_intrusion",
)
INTRUSIONS = (WORD_INTRUSION, WORD_SET_INTRUSION, TOPIC_INTRUSION)
KINDS = (*INTRUSIONS, TOPIC, RECHECK)
"""The order of a sheet: whoever has seen a topic's words would know an intruder among them."""

SCALES: dict[str, dict[str, tuple[str, ...]]] = {
    TOPIC: {
        "name": (),
        "description": (),
        "confidence": ("1", "2", "3", "4", "5"),
        "interpretable": ("yes", "no"),
    },
    **{kind: {"intruder": ()} for kind in INTRUSIONS},
    RECHECK: {"about": ("yes", "no", "unsure")},
}
"""Kind of page to its scales, and the values of each; none where they are free or the page's options."""


@dataclass(frozen=True)
class ShownText:
    """A text that raters read; respondents' words, so not shown by ``repr``."""

    text_id: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class ShownTopic:
    """A topic as raters see it.

    Attributes
    ----------
    words, probabilities
        Its most probable words, the first most, with their probabilities.
    texts
        Texts typical of it.
    """

    topic_id: str
    words: tuple[str, ...]
    probabilities: tuple[float, ...]
    texts: tuple[ShownText, ...]


@dataclass(frozen=True)
class Item:
    """One question of a test.

    Attributes
    ----------
    kind
        ``word_intrusion``, ``topic_intrusion``, ``word_set_intrusion`` or ``recheck``.
    topic_id
        The topic that is tested; of a topic intrusion, the main topic of the text.
    options
        What can be chosen; empty for the re-check, whose answers are a scale.
    answer
        The option that is the intruder; empty for the re-check.
    text
        The text to be read; None where there is none.
    shares
        For a topic intrusion, the share in the text of each option's topic; for the re-check, that of the
        topic alone.
    """

    item_id: str
    kind: str
    topic_id: str
    options: tuple[str, ...]
    answer: str
    text: ShownText | None = None
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class RatingRound:
    """A round of rating.

    Attributes
    ----------
    of
        What the topics are of, such as ``advice.q4``.
    model_key
        The key of the fitted model; empty where the topics are of none.
    synthetic
        Whether the texts are invented.
    """

    round_id: str
    name: str
    of: str
    model_key: str
    topics: tuple[ShownTopic, ...]
    items: tuple[Item, ...]
    synthetic: bool

    def topic(self, topic_id: str) -> ShownTopic:
        """Return a topic; raises KeyError if there is none of this id."""
        return {each.topic_id: each for each in self.topics}[topic_id]

    def labels(self) -> dict[str, str]:
        """Return by topic id what a topic is called in tables: its id and first words."""
        return {each.topic_id: f"{each.topic_id}: {', '.join(each.words[:3])}" for each in self.topics}

    def to_json(self) -> str:
        """Return everything as JSON, the same for the same round."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, content: str) -> "RatingRound":
        """Return the round that :meth:`to_json` wrote.

        Raises
        ------
        HeardError
            If it is none.
        """
        try:
            return _round_of(json.loads(content))
        except (ValueError, TypeError, KeyError, AttributeError):
            raise HeardError(
                "this is no round of rating", fix="Give what Heard wrote, or write it again."
            ) from None


@dataclass(frozen=True)
class Page:
    """What a rater has before them: never the answer.

    Attributes
    ----------
    subject
        What an answer is about: a topic's id, or an item's.
    kind
        ``topic``, or an item's kind.
    topic_id
        The topic's id on pages of a topic and of the re-check; empty where it would tell.
    """

    subject: str
    kind: str
    words: tuple[str, ...]
    texts: tuple[ShownText, ...]
    options: tuple[str, ...]
    topic_id: str = ""


@dataclass(frozen=True)
class Sheet:
    """One rater's pages, in that rater's order."""

    round_id: str
    name: str
    rater: str
    synthetic: bool
    pages: tuple[Page, ...]

    def page(self, subject: str) -> Page:
        """Return the page about a subject; raises HeardError if there is none."""
        found = {page.subject: page for page in self.pages}.get(subject)
        if found is None:
            raise HeardError(
                "this sheet has no such page", where=f"page {subject}", fix="Load the sheet again."
            )
        return found


def sheet_for(rating_round: RatingRound, rater: str) -> Sheet:
    """Return a rater's sheet: the order is drawn from round and rater, so it is the same each time."""
    seed = f"{rating_round.round_id}/{rater}"
    pages = [_topic_page(topic) for topic in rating_round.topics]
    pages += [_item_page(rating_round, item, seed) for item in rating_round.items]
    by_kind = {kind: [page for page in pages if page.kind == kind] for kind in KINDS}
    ordered = [
        page
        for kind in KINDS
        for page in drawn_order(by_kind[kind], [page.subject for page in by_kind[kind]], seed)
    ]
    return Sheet(rating_round.round_id, rating_round.name, rater, rating_round.synthetic, tuple(ordered))


def drawn_order(things: Sequence[Any], labels: Iterable[str], seed: str) -> list[Any]:
    """Return things in an order drawn from a seed and their labels, the same on every machine."""
    keys = [hashlib.sha256(f"{seed}/{label}".encode()).digest() for label in labels]
    return [things[place] for place in sorted(range(len(things)), key=keys.__getitem__)]


def scales_of(page: Page) -> dict[str, tuple[str, ...]]:
    """Return the scales of a page, and the values that each may have; none where they are free."""
    return {scale: page.options or values for scale, values in SCALES[page.kind].items()}


def check_answer(page: Page, scale: str, value: str | None) -> None:
    """Refuse an answer that the page does not ask for.

    Raises
    ------
    HeardError
        If the page has no such scale, or the scale no such value.
    """
    scales = scales_of(page)
    if scale not in scales:
        raise HeardError(
            f"there is no scale {scale} here",
            where=f"page {page.subject}",
            fix=f"Answer on: {', '.join(scales)}.",
        )
    if value is not None and scales[scale] and value not in scales[scale]:
        raise HeardError(
            "this answer is none of those that can be chosen",
            where=f"page {page.subject}, {scale}",
            fix="Choose one of those shown, written as it is shown.",
        )


def gaps(sheet: Sheet, answers: pd.DataFrame) -> list[tuple[str, str]]:
    """Return what a rater has still to answer: (subject, scale), in the order of the sheet.

    A topic said not to be interpretable needs neither name nor description nor confidence.

    Parameters
    ----------
    answers
        The rater's own, columns subject, scale and value.
    """
    columns = (answers["subject"], answers["scale"], answers["value"])
    given = {
        (subject, scale): value
        for subject, scale, value in zip(*columns, strict=True)
        if isinstance(value, str) and value.strip()
    }
    return [
        (page.subject, scale)
        for page in sheet.pages
        for scale in _asked(page, given.get((page.subject, "interpretable")))
        if (page.subject, scale) not in given
    ]


def _asked(page: Page, interpretable: str | None) -> tuple[str, ...]:
    if page.kind == TOPIC and interpretable == "no":
        return ("interpretable",)
    return tuple(SCALES[page.kind])


def _topic_page(topic: ShownTopic) -> Page:
    return Page(topic.topic_id, TOPIC, topic.words, topic.texts, (), topic.topic_id)


def _item_page(rating_round: RatingRound, item: Item, seed: str) -> Page:
    texts = (item.text,) if item.text else ()
    if item.kind == RECHECK:
        words = rating_round.topic(item.topic_id).words
        return Page(item.item_id, RECHECK, words, texts, (), item.topic_id)
    options = drawn_order(item.options, item.options, f"{seed}/{item.item_id}")
    return Page(item.item_id, item.kind, (), texts, tuple(options))


def _round_of(content: dict[str, Any]) -> RatingRound:
    topics = tuple(
        ShownTopic(
            each["topic_id"], tuple(each["words"]), tuple(each["probabilities"]), _texts(each["texts"])
        )
        for each in content["topics"]
    )
    items = tuple(
        Item(
            **{name: each[name] for name in ("item_id", "kind", "topic_id", "answer")},
            options=tuple(each["options"]),
            text=ShownText(**each["text"]) if each["text"] else None,
            shares=tuple(each["shares"]),
        )
        for each in content["items"]
    )
    return RatingRound(**{**content, "topics": topics, "items": items})


def _texts(content: list[dict[str, str]]) -> tuple[ShownText, ...]:
    return tuple(ShownText(**each) for each in content)
