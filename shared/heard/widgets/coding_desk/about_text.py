"""What stands beside a text: which question it answers, and who wrote it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from heard.consultation import Consultation
from heard.frames import Frames


@dataclass(frozen=True)
class AboutText:
    """What is known of a text.

    Attributes
    ----------
    collection, question
        The strand it came in by, and the question as it was asked; empty where none is known.
    writer
        (label, value) of what is known of who wrote or said it: groups and session.
    """

    collection: str
    question: str
    writer: tuple[tuple[str, str], ...]


class AboutTexts:
    """Looks up what stands beside each text of a consultation."""

    def __init__(self, frames: Frames, consultation: Consultation) -> None:
        self._frames = frames
        self._consultation = consultation
        self._collections = {each.code: each.title for each in consultation.collections}
        self._wording = dict(zip(frames.questions["question_id"], frames.questions["wording"], strict=True))
        self._groups = {
            (grouping.code, group.code): (grouping.name, group.name)
            for grouping in consultation.groupings
            for group in grouping.groups
        }

    def of(self, text_id: str) -> AboutText:
        """Return what is known of a text."""
        row = self._frames.texts.iloc[self._places[text_id]]
        writer = [*self._of_session(row["session_id"]), *self._of_respondent(row["respondent_id"])]
        asked = row["question_id"]
        question = "" if pd.isna(asked) else self._wording[asked]
        return AboutText(self._collections[row["collection"]], question, tuple(writer))

    def questions(self) -> list[tuple[str, str]]:
        """Return (id, collection and wording) of the questions that have texts."""
        asked = self._frames.texts[["question_id", "collection"]].dropna().drop_duplicates()
        return [
            (question, f"{self._collections[collection]}: {self._wording[question]}")
            for question, collection in asked.itertuples(index=False)
        ]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text_id: place for place, text_id in enumerate(self._frames.texts["text_id"])}

    def _of_respondent(self, respondent: str) -> list[tuple[str, str]]:
        if pd.isna(respondent):
            return []
        found: dict[str, list[str]] = {}
        members = self._frames.memberships
        for _, grouping, group in members[members["respondent_id"] == respondent].itertuples(index=False):
            kind, name = self._groups.get((grouping, group), (grouping, group))
            found.setdefault(kind, []).append(name)
        return [(kind, ", ".join(names)) for kind, names in found.items()]

    def _of_session(self, session: str) -> list[tuple[str, str]]:
        if pd.isna(session):
            return []
        found = self._frames.sessions.set_index("session_id").loc[session]
        said: list[str] = [
            "" if pd.isna(found["method"]) else str(found["method"]),
            "" if pd.isna(found["held_on"]) else f"{found['held_on']:%-d %B %Y}",
            "" if pd.isna(found["people"]) else _people(int(found["people"])),
        ]
        return [("Session", ", ".join(filter(None, said)) or "no more is known")]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
