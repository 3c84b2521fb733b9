"""Crowds of a few people, who answered the call for advice and said which themes they raise."""

from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from heard.frames import Frames

Person = tuple[str, str, str]
Crowd = Callable[[Iterable[Person]], Frames]


@pytest.fixture
def crowd(frames: Frames) -> Crowd:
    """Make frames of (person, groups, codes); groups are ``grouping.group``, with spaces between them."""

    def make(people: Iterable[Person]) -> Frames:
        people = list(people)
        held = [(person, *group.split(".")) for person, groups, _ in people for group in groups.split()]
        raised = [(person, code) for person, _, codes in people for code in codes.split()]
        ids = [person for person, _, _ in people]
        return Frames.of(
            codes=frames.codes,
            respondents=pd.DataFrame({"respondent_id": ids, "known_by": "collection"}),
            memberships=pd.DataFrame(held, columns=["respondent_id", "grouping", "group"]),
            texts=pd.DataFrame(
                {
                    "text_id": ids,
                    "collection": "advice",
                    "question_id": None,
                    "respondent_id": ids,
                    "session_id": None,
                    "text": "words",
                }
            ),
            codings=pd.DataFrame(
                [(f"{person}.{code}", person, code, "X", pd.NaT, "file") for person, code in raised],
                columns=["coding_id", "text_id", "code", "coder", "coded_on", "origin"],
            ),
        )

    return make
