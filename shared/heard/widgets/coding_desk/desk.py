"""The model of the coding desk: the text in hand, what is done to it, and what comes next.

Every act is saved before the desk knows it. Nothing here needs a browser.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import traitlets

from heard.analysis.coding.suggestions import Suggestion
from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Coding, Conflict, close_batch, give_batch, settle
from heard.store.memos import About
from heard.widgets.coding_desk import codebook_acts, coding_acts, memo_acts
from heard.widgets.coding_desk.about_text import AboutTexts
from heard.widgets.coding_desk.advice import Adviser, learn
from heard.widgets.coding_desk.coding_acts import Spot
from heard.widgets.coding_desk.history import History, Step
from heard.widgets.coding_desk.queues import QUEUES, texts_of
from heard.widgets.coding_desk.search import sentence_around
from heard.widgets.coding_desk.state import State, open_state


class Desk(traitlets.HasTraits):
    """One coder's desk on one consultation.

    Attributes
    ----------
    text_id
        The text in hand; empty where the queue has none.
    queue_name, queue
        Which queue, and the ids of its texts as they were when it was chosen: what is coded meanwhile does
        not move them.
    question, seed
        What the queue is confined to, and which sample it draws.
    hides_writer
        Whether who wrote the text is kept from the coder. On a text read blind it always is.

    Parameters
    ----------
    state
        See :func:`heard.widgets.coding_desk.state.open_state`.
    """

    text_id = traitlets.Unicode()
    queue_name = traitlets.Enum(list(QUEUES), "all")
    queue = traitlets.List(traitlets.Unicode())
    question = traitlets.Unicode()
    seed = traitlets.Int(1)
    hides_writer = traitlets.Bool(False)

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.history = History()
        self.adviser: Adviser | None = None
        self.about = AboutTexts(state.frames, state.consultation)
        self.choose_queue("all")

    # Where one is

    def choose_queue(self, name: str, *, question: str = "", seed: int = 1) -> None:
        """Take another queue, or the same one anew, and its first text in hand."""
        if name not in QUEUES:
            raise HeardError("there is no such queue", where=name, fix=f"Choose from: {', '.join(QUEUES)}.")
        self.queue = texts_of(self.state, name, question=question, seed=seed)
        self.queue_name, self.question, self.seed = name, question, seed
        self.text_id = self.queue[0] if self.queue else ""

    @property
    def place(self) -> int:
        """The place of the text in hand in its queue, from 0; -1 where it is not in it."""
        return self.queue.index(self.text_id) if self.text_id in self.queue else -1

    def move(self, by: int) -> None:
        """Take a text further on in hand, or further back; raises HeardError at either end."""
        at = self.place + by
        if not 0 <= at < len(self.queue):
            end = "last" if by > 0 else "first"
            raise HeardError(f"this is the {end} text of the queue", fix="Choose a queue to go on.")
        self.text_id = self.queue[at]

    def next(self) -> None:
        """Take the next text of the queue in hand."""
        self.move(1)

    def previous(self) -> None:
        """Take the text before this one in hand."""
        self.move(-1)

    def go_to(self, text_id: str) -> None:
        """Take any text in hand; the queue stays, and goes on from its present place."""
        if text_id not in self.state.texts:
            raise HeardError("there is no such text", where="text")
        self.text_id = text_id

    def refresh(self) -> set[str]:
        """Take in what others have done; returns the kinds of acts that were new."""
        return self.state.read_news()

    # Suggestions

    def turn_suggestions(self, *, on: bool) -> None:
        """Turn suggestions on, learned anew from the codings as they stand, or off.

        Raises
        ------
        HeardError
            If there are too few codings to learn from.
        """
        self.adviser = learn(self.state) if on else None

    @property
    def suggestions(self) -> list[Suggestion]:
        """The codes suggested for the text in hand; none while suggestions are off."""
        return self.adviser.suggest(self.state, self.text_id) if self.adviser and self.text_id else []

    # Codings

    def code(
        self, code: str, start: int | None = None, end: int | None = None, origin: str = "hand"
    ) -> list[Coding]:
        """Put a code on a segment of the text in hand, or on all of it."""
        if not self.text_id:
            raise HeardError("there is no text in hand", where="coding", fix="Choose a queue.")
        return self.code_many([(self.text_id, start, end)], code, origin=origin)

    def code_many(
        self, spots: Sequence[Spot], code: str, *, sentences: bool = False, origin: str = "hand"
    ) -> list[Coding]:
        """Put a code on several segments in one act, each widened to its sentence if asked."""
        if not spots:
            raise HeardError("nothing is chosen", where="coding", fix="Choose at least one place.")
        if sentences:
            spots = [
                (text_id, *sentence_around(self.state.texts[text_id], start, end))
                for text_id, start, end in spots
                if start is not None and end is not None
            ]
        step, made = coding_acts.put_on(self.state, spots, code, origin)
        self.history.add(step)
        return made

    def remove(self, coding_id: str, revision: int | None = None) -> None:
        """Take a coding off."""
        self.history.add(coding_acts.take_off(self.state, [self._seen(coding_id, revision)]))

    def recode(self, coding_id: str, code: str, revision: int | None = None) -> None:
        """Give a coding another code; its segment stays."""
        seen = self._seen(coding_id, revision)
        self.history.add(coding_acts.change(self.state, seen, code, seen.start, seen.end))

    def move_coding(
        self, coding_id: str, start: int | None, end: int | None, revision: int | None = None
    ) -> None:
        """Give a coding another segment; its code stays."""
        seen = self._seen(coding_id, revision)
        code = self.state.codebook.resolve(seen.code) or seen.code
        self.history.add(coding_acts.change(self.state, seen, code, start, end))

    def _seen(self, coding_id: str, revision: int | None) -> Coding:
        """Return the coding as the coder saw it, or refuse if what the coder saw is no longer so."""
        coding = self.state.codings[coding_id]
        if revision is not None and coding.revision != revision:
            raise Conflict("this coding has changed since you saw it; nothing was saved", None, coding)
        return coding

    # Memos, undo

    def memo(self, about: About, about_id: str, body: str) -> None:
        """Write a memo."""
        self.history.add(memo_acts.write(self.state, about, about_id, body))

    def change_memo(self, memo_id: str, body: str) -> None:
        """Give a memo other words; no words at all remove it."""
        seen = self.state.memos[memo_id]
        if body.strip():
            self.history.add(memo_acts.change(self.state, seen, body))
        else:
            self.history.add(memo_acts.remove(self.state, seen))

    def undo(self) -> Step:
        """Take back the latest act of this desk, and go to the text it was about."""
        return self._follow(self.history.undo())

    def redo(self) -> Step:
        """Do again what was taken back last."""
        return self._follow(self.history.redo())

    def _follow(self, step: Step) -> Step:
        if step.text_id in self.state.texts:
            self.text_id = step.text_id
        return step

    # The codebook

    def new_code(self, name: str, parent: str | None = None, definition: str = "") -> str:
        """Add a code; returns its short name."""
        step, entry = codebook_acts.new_code(self.state, name, parent, definition)
        self.history.add(step)
        return entry.code

    def change_code(self, deed: str, code: str, *details: Any) -> None:
        """Change the codebook: rename, define, move, merge, split or retire a code.

        Parameters
        ----------
        details
            The new name; the definition; the code to move it under (None for a theme); the code to merge it
            into; for a split, name of each part to its codings.
        """
        deeds: dict[str, Callable[..., Step]] = {
            "rename": codebook_acts.rename,
            "define": codebook_acts.define,
            "move": codebook_acts.move,
            "merge": codebook_acts.merge,
            "split": codebook_acts.split,
            "retire": codebook_acts.retire,
        }
        entry = self.state.codebook.entries[code]
        self.history.add(deeds[deed](self.state, entry, *details))

    # Several coders

    def give_batch(self, name: str, text_ids: Sequence[str], coders: Sequence[str], *, blind: bool) -> None:
        """Give texts to coders; blind: they do not see each other's codings until they close the batch."""
        give_batch(self.state.store, self.state.actor, name, text_ids, coders, blind=blind)
        self.refresh()

    def close_batch(self, batch_id: str) -> None:
        """Close a batch: from now on others' codings on its texts are shown. It cannot be taken back."""
        close_batch(self.state.store, self.state.actor, batch_id)
        self.refresh()

    def settle(self, code: str, belongs: bool | None, reason: str) -> None:
        """Settle whether a code belongs on the text in hand, or take that back (None)."""
        key = (self.text_id, code)
        seen = self.state.settlements.get(key)
        try:
            made = settle(self.state.store, self.state.actor, *key, belongs, reason, seen=seen)
        except Conflict:
            self.refresh()
            raise
        self.state.settlements[key] = made

    @property
    def shows_writer(self) -> bool:
        """Whether who wrote the text in hand may be shown."""
        return not self.hides_writer and not self.state.is_blind(self.text_id)


def open_desk(folder: Path, actor: Actor) -> Desk:
    """Open a coder's desk on a consultation's folder."""
    return Desk(open_state(folder, actor))
