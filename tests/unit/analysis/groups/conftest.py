"""People made to order: who holds which group and raises which theme."""

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from heard.frames import Frames

Made = Callable[..., Frames]


@pytest.fixture
def made(frames: Frames) -> Made:
    """Make people of the call for advice from two lists: their groups, and the codes they raise."""

    def make(
        groups: Sequence[Sequence[str]], codes: Sequence[Sequence[str]], grouping: str = "experience"
    ) -> Frames:
        people = [f"p{number:05d}" for number in range(len(groups))]
        held = [
            (person, grouping, group) for person, each in zip(people, groups, strict=True) for group in each
        ]
        raised = [(person, code) for person, each in zip(people, codes, strict=True) for code in each]
        return Frames.of(
            codes=frames.codes,
            memberships=pd.DataFrame(held, columns=["respondent_id", "grouping", "group"]),
            texts=pd.DataFrame(
                {
                    "text_id": people,
                    "collection": "advice",
                    "question_id": None,
                    "respondent_id": people,
                    "session_id": None,
                    "text": "words",
                }
            ),
            codings=pd.DataFrame(
                [(f"{person}{code}", person, code, "X", pd.NaT, "file") for person, code in raised],
                columns=["coding_id", "text_id", "code", "coder", "coded_on", "origin"],
            ),
        )

    return make
