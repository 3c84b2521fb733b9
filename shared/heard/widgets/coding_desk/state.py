"""What a desk knows of a consultation and its store, kept up to date."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from heard.cache.intake import read_kept
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    Anchor,
    Batch,
    Codebook,
    Coding,
    Memo,
    Settlement,
    Store,
    all_settlements,
    current_batches,
    current_codebook,
    current_codings,
    current_memos,
    find_again,
    find_again_all,
    open_store,
)
from heard.store.anchors import digest_of
from heard.store.news import news_since, recent_acts
from heard.widgets.coding_desk.codings import Codings

Kind = TypeVar("Kind")


@dataclass
class State:
    """A consultation as one coder sees it; make it with :func:`open_state`.

    Attributes
    ----------
    texts
        Id to words, in the order of the files.
    memos, settlements
        By id, and by text and code.
    """

    consultation: Consultation
    frames: Frames
    store: Store
    actor: Actor
    texts: dict[str, str]
    codings: Codings
    codebook: Codebook
    memos: dict[str, Memo]
    batches: list[Batch]
    settlements: dict[tuple[str, str], Settlement]
    known_acts: set[int] = field(default_factory=set)
    _left: dict[str, Any] = field(default_factory=dict)

    def leave(self, key: str, thing: Any) -> None:
        """Remember how this desk left a thing, for its undo."""
        self._left[key] = thing

    def as_left(self, key: str, thing: Kind) -> Kind:
        """Return a thing as this desk left it last; an undo starts from there, not from others' changes."""
        left: Kind = self._left.get(key, thing)
        return left

    def read_news(self) -> set[str]:
        """Take in what has been done since; returns the kinds of the acts that were new."""
        news = news_since(self.store, self.known_acts)
        self.known_acts |= set(news.acts)
        for coding in news.codings:
            self.codings.absorb(coding)
        kinds = set(news.acts.values())
        if "codebook" in kinds:
            self.codebook = current_codebook(self.store, self.consultation)
        if "memo" in kinds:
            self.memos = {memo.memo_id: memo for memo in current_memos(self.store)}
        if kinds & {"batch", "closing"}:
            self.batches = current_batches(self.store)
            self.codings.hide(blind_texts(self.batches, self.actor.name))
        if "settlement" in kinds:
            self.settlements = {(each.text_id, each.code): each for each in all_settlements(self.store)}
        return kinds

    def place_of(self, coding: Coding) -> Anchor | None:
        """Return where a coding stands in its text as it is now; None where that is not certain."""
        if coding.text_id not in self.texts:
            return None
        if self.digest(coding.text_id) == coding.anchor.digest:
            return coding.anchor
        return find_again(coding.anchor, self.texts[coding.text_id])

    def digest(self, text_id: str) -> str:
        """Return the hash of a text, worked out once."""
        if text_id not in self._digests:
            self._digests[text_id] = digest_of(self.texts[text_id])
        return self._digests[text_id]

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {}

    def is_blind(self, text_id: str) -> bool:
        """Whether the coder reads this text without seeing what others put on it."""
        return text_id in blind_texts(self.batches, self.actor.name)

    def visible_memos(self) -> list[Memo]:
        """Return the memos that the coder may see: not others' on texts read blind."""
        blind = blind_texts(self.batches, self.actor.name)
        return [
            memo
            for memo in self.memos.values()
            if memo.actor == self.actor.name or self._text_of(memo) not in blind
        ]

    def _text_of(self, memo: Memo) -> str:
        if memo.about == "coding":
            return self.codings[memo.about_id].text_id if memo.about_id in self.codings else ""
        return memo.about_id if memo.about == "text" else ""


def blind_texts(batches: list[Batch], coder: str) -> frozenset[str]:
    """Return the texts on which others' codings are hidden from a coder."""
    hidden: frozenset[str] = frozenset()
    return hidden.union(*(batch.texts[coder] for batch in batches if batch.blind and batch.open_to(coder)))


def open_state(folder: Path, actor: Actor) -> State:
    """Read a consultation and its store, which is made if nobody has written anything yet."""
    consultation = load_consultation(folder)
    frames = read_kept(folder, consultation).frames
    store = open_store(folder, consultation)
    known = recent_acts(store)  # before the rest is read: an act in between is then read twice, never missed
    batches = current_batches(store)
    standing = current_codings(store, frames)
    found_again, _ = find_again_all(store, actor, frames, standing)
    codings = Codings([*standing, *found_again], actor.name)
    codings.hide(blind_texts(batches, actor.name))
    return State(
        consultation,
        frames,
        store,
        actor,
        dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True)),
        codings,
        current_codebook(store, consultation),
        {memo.memo_id: memo for memo in current_memos(store)},
        batches,
        {(each.text_id, each.code): each for each in all_settlements(store)},
        known,
    )
