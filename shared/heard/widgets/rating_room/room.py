"""A rater at work: the pages of a sheet, what was answered, what is still to do. It needs no browser.

Nothing of other raters and no right answer is in it, because whatever a kernel holds could be read from its
page.
"""

import pandas as pd

from heard.analysis.rating.round import Sheet, gaps, sheet_for
from heard.errors import HeardError
from heard.identity import Actor
from heard.store import Store
from heard.store.rounds import LOCKED, answer, lock_sheet, recognise, round_of, sheet_state
from heard.store.sheets import own_answers


class Room:
    """One rater's sheet.

    Attributes
    ----------
    sheet
        Its pages, in this rater's order.
    locked
        Whether it is locked: then nothing can be changed.
    """

    def __init__(self, store: Store, actor: Actor, round_id: str) -> None:
        self._store, self._actor = store, actor
        self.sheet: Sheet = sheet_for(round_of(store, round_id), actor.name)
        self.locked = False
        self.read_again()

    @classmethod
    def entered(cls, store: Store, token: str) -> "Room":
        """Return the room that a private link opens; raises HeardError if none does."""
        round_id, actor = recognise(store, token)
        return cls(store, actor, round_id)

    @property
    def answers(self) -> dict[tuple[str, str], str]:
        """What this rater answered, by subject and scale."""
        return {key: value for key, (value, _) in self._standing.items() if value is not None}

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """What is still to be answered: subject and scale, in the order of the sheet."""
        rows = [(subject, scale, value) for (subject, scale), value in self.answers.items()]
        return gaps(self.sheet, pd.DataFrame(rows, columns=["subject", "scale", "value"]))

    @property
    def begins_at(self) -> int:
        """The place of the first page with a gap; the first page where there is none."""
        unfinished = {subject for subject, _ in self.gaps}
        places = [place for place, page in enumerate(self.sheet.pages) if page.subject in unfinished]
        return places[0] if places else 0

    def read_again(self) -> None:
        """Take over what stands in the store, such as what was answered in another window."""
        round_id, rater = self.sheet.round_id, self._actor.name
        self._standing = own_answers(self._store, round_id, rater)
        self.locked = sheet_state(self._store, round_id, rater) == LOCKED

    def answer(self, subject: str, scale: str, value: str) -> None:
        """Save an answer, or take it back where it is empty; it is in the store when this returns.

        Raises
        ------
        HeardError
            If it cannot be saved; what stands in the store is then read again.
        """
        words = value.strip() or None
        before, revision = self._standing.get((subject, scale), (None, 0))
        if words == before:
            return
        try:
            answer(
                self._store,
                self._actor,
                self.sheet.round_id,
                subject,
                scale,
                words,
                seen_revision=revision,
            )
        except HeardError:
            self.read_again()
            raise
        self._standing[subject, scale] = (words, revision + 1)

    def lock(self) -> None:
        """Lock the sheet; raises HeardError if it has gaps."""
        try:
            lock_sheet(self._store, self._actor, self.sheet.round_id)
        finally:
            self.read_again()
