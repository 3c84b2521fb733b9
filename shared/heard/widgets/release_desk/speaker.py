"""Who said a quotation, as far as a reader could tell: how to describe them, and what to be wary of."""

from functools import cached_property

import pandas as pd

from heard.consultation import Consultation
from heard.frames import Frames
from heard.release.disclosure.rule import Rule
from heard.widgets.release_desk.candidates import Candidates


class Speakers:
    """Knows how many share what a quotation says of its speaker.

    Parameters
    ----------
    candidates
        Knows the groups of whoever wrote or said a text.
    """

    def __init__(self, frames: Frames, consultation: Consultation, candidates: Candidates) -> None:
        self._frames, self._candidates = frames, candidates
        self._few = Rule.of(consultation.disclosure).hide_up_to
        self._names = {
            f"{grouping.code}/{group.code}": group.name
            for grouping in consultation.groupings
            for group in grouping.groups
        }

    def descriptions(self, text_id: str) -> list[str]:
        """Return the names of the speaker's groups, those of few people left out."""
        held = self._candidates.groups_of(text_id)
        return [self._names.get(key, key) for key in held if self._sizes.get(key, 0) > self._few]

    def warnings(self, text_id: str) -> list[str]:
        """Return in words what might make the speaker recognisable: a small group, a small session.

        Small is what the consultation's disclosure rule hides: a count no larger than its limit.
        """
        groups = [
            f"{self._names.get(key, key)}: {_people(self._sizes[key])} in this consultation. Whoever is "
            "described as one of so few can be recognised."
            for key in self._candidates.groups_of(text_id)
            if self._sizes[key] <= self._few
        ]
        present = self._present.get(text_id)
        if present is not None and present <= self._few:
            groups.append(f"{_people(present)} at the session. Those who were there may know who said this.")
        return groups

    @cached_property
    def _sizes(self) -> dict[str, int]:
        members = self._frames.memberships
        counts = (members["grouping"] + "/" + members["group"]).value_counts()
        return {str(key): int(number) for key, number in counts.items()}

    @cached_property
    def _present(self) -> dict[str, int]:
        people = self._frames.sessions.set_index("session_id")["people"]
        known = self._frames.texts.set_index("text_id")["session_id"].map(people).dropna()
        return {str(text_id): int(number) for text_id, number in known.items() if not pd.isna(number)}


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
