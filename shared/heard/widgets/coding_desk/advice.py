"""Suggestions: off until asked for, learned from what the coder may see, never applied unasked."""

from dataclasses import dataclass
from functools import cached_property

from heard.analysis.coding.suggestions import (
    SHOWN,
    HeldOut,
    Suggester,
    Suggestion,
    held_out_precision,
    train_suggester,
)
from heard.errors import HeardError
from heard.frames import Frames
from heard.store import frames_with_store
from heard.widgets.coding_desk.state import State, blind_texts


@dataclass(frozen=True)
class Adviser:
    """A model with what was found of its precision; make it with :func:`learn`.

    Attributes
    ----------
    suggester
        What was learned.
    held_out
        How often its like were right on texts that they had not seen.
    """

    suggester: Suggester
    held_out: HeldOut

    @cached_property
    def precision(self) -> dict[str, tuple[int, int]]:
        """Code to how many of its suggestions were right, and how many were shown."""
        return {code: self.held_out.of(code) for code in self.suggester.codes}

    def suggest(self, state: State, text_id: str) -> list[Suggestion]:
        """Return the likeliest codes of a text, without those that the coder sees on it already."""
        there = {state.codebook.resolve(coding.code) for coding in state.codings.of_text(text_id)}
        return [
            each
            for each in self.suggester.suggest(state.texts[text_id], SHOWN)
            if each.code not in there and state.codebook.resolve(each.code) == each.code
        ]

    @property
    def by_passage(self) -> bool:
        """Whether a suggestion is for a passage of a text and not for all of it."""
        return self.suggester.passage > 0


def learn(state: State) -> Adviser:
    """Train on the codings that the coder may see, and measure the precision on texts held out.

    Raises
    ------
    HeardError
        If there are too few codings to learn from.
    """
    frames = _visible_frames(state)
    suggester = train_suggester(frames)
    if not suggester.codes:
        raise HeardError(
            "no code is on enough texts: there is nothing to learn suggestions from",
            where="suggestions",
            fix="Code more texts first.",
        )
    return Adviser(suggester, held_out_precision(frames))


def _visible_frames(state: State) -> Frames:
    """Return the frames with the store's codings, without others' on texts that this coder reads blind."""
    frames, _ = frames_with_store(state.frames, state.consultation, state.store)
    hidden = frames.codings["text_id"].isin(blind_texts(state.batches, state.actor.name))
    mine = frames.codings["coder"].eq(state.actor.name).fillna(False).astype(bool)
    return Frames.of(**dict(frames.items()) | {"codings": frames.codings[~hidden | mine]})
