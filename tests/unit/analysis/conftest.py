"""A small consultation, every number of which can be counted on paper.

Six known people, three sessions, nine texts. p1 holds two groups and takes part in two collections; p4 holds
no group; s3 does not say how many came.
"""

from collections.abc import Callable

import pandas as pd
import pytest

from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

_SOURCE = [{"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}]


@pytest.fixture
def consultation() -> Consultation:
    return Consultation.model_validate(
        {
            "title": "By hand",
            "owner": "Tests",
            "synthetic": True,
            "groupings": [
                {
                    "code": "experience",
                    "name": "Experience",
                    "overlapping": True,
                    "groups": [
                        {"code": "adopters", "name": "Adopters", "population_share": 0.2},
                        {"code": "carers", "name": "Foster carers", "population_share": 0.5},
                        {"code": "pros", "name": "Professionals"},
                    ],
                },
                {
                    "code": "region",
                    "name": "Region",
                    "groups": [{"code": "north", "name": "North"}, {"code": "south", "name": "South"}],
                },
            ],
            "codebook": [
                {
                    "code": "a",
                    "name": "Support",
                    "codes": [
                        {"code": "a1", "name": "Waiting"},
                        {"code": "a2", "name": "Crisis", "codes": [{"code": "a2x", "name": "Night"}]},
                    ],
                },
                {"code": "b", "name": "School"},
                {"code": "c", "name": "Contact"},
            ],
            "collections": [
                {"code": "engagement", "title": "Sessions", "kind": "engagement", "sources": _SOURCE},
                {
                    "code": "advice",
                    "title": "Call for advice",
                    "kind": "call_for_advice",
                    "questions": [{"code": "q1", "text": "Who?"}, {"code": "q4", "text": "What?"}],
                    "sources": _SOURCE,
                },
                {
                    "code": "evidence",
                    "title": "Call for evidence",
                    "kind": "call_for_evidence",
                    "questions": [{"code": "q1", "text": "Robust?"}, {"code": "q2", "text": "Gaps?"}],
                    "sources": _SOURCE,
                },
            ],
        }
    )


def _frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


def _date(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.fixture
def frames() -> Frames:
    people = ("p1", "p2", "p3", "p4", "p5", "p6")
    return Frames.of(
        respondents=_frame("respondent_id known_by", *((person, "collection") for person in people)),
        participations=_frame(
            "respondent_id collection channel received_on late",
            ("p1", "advice", "form", _date("2021-02-01"), False),
            ("p2", "advice", "form", _date("2021-04-01"), False),
            ("p3", "advice", "email", pd.NaT, None),
            ("p4", "advice", None, pd.NaT, None),
            ("p1", "evidence", "email", pd.NaT, None),
            ("p5", "evidence", "form", _date("2021-03-05"), False),
            ("p6", "evidence", "email", _date("2021-04-05"), True),
        ),
        memberships=_frame(
            "respondent_id grouping group",
            ("p1", "experience", "adopters"),
            ("p1", "experience", "carers"),
            ("p2", "experience", "adopters"),
            ("p3", "experience", "carers"),
            ("p5", "experience", "pros"),
            ("p1", "region", "north"),
            ("p2", "region", "south"),
            ("p3", "region", "north"),
        ),
        sessions=_frame(
            "session_id collection method held_on people",
            ("s1", "engagement", "workshop", _date("2021-03-02"), 10),
            ("s2", "engagement", "focus group", _date("2021-03-01"), 6),
            ("s3", "engagement", "focus group", pd.NaT, None),
        ),
        attendance=_frame(
            "session_id grouping group people",
            ("s1", "experience", "adopters", 4),
            ("s1", "experience", "carers", 7),
            ("s2", "experience", "adopters", 6),
            ("s3", "experience", "carers", None),
            ("s1", "region", "south", None),
        ),
        questions=_frame(
            "question_id collection question wording kind",
            ("advice.q1", "advice", "q1", "Who?", "free_text"),
            ("advice.q4", "advice", "q4", "What?", "free_text"),
            ("evidence.q1", "evidence", "q1", "Robust?", "free_text"),
            ("evidence.q2", "evidence", "q2", "Gaps?", "free_text"),
        ),
        texts=_frame(
            "text_id collection question_id respondent_id session_id text",
            ("t1", "advice", "advice.q4", "p1", None, "Support for families. Support now."),
            ("t2", "advice", "advice.q4", "p2", None, "The families’ support"),
            ("t3", "advice", "advice.q4", "p3", None, "School and school and school"),
            ("t4", "advice", "advice.q1", "p4", None, "123"),
            ("n1", "engagement", None, None, "s1", "waiting for support"),
            ("n2", "engagement", None, None, "s1", "a crisis"),
            ("n3", "engagement", None, None, "s2", "school"),
            ("e1", "evidence", "evidence.q1", "p5", None, "The Mockingbird programme helps."),
            ("e2", "evidence", None, "p6", None, "No name here."),
        ),
        codes=_frame(
            "code name theme parent definition opposes",
            ("a", "Support", "a", None, "", None),
            ("a1", "Waiting", "a", "a", "", None),
            ("a2", "Crisis", "a", "a", "", None),
            ("a2x", "Night", "a", "a2", "", None),
            ("b", "School", "b", None, "", None),
            ("c", "Contact", "c", None, "", None),
        ),
        codings=_frame(
            "coding_id text_id code coder coded_on origin",
            ("k1", "t1", "a1", "X", pd.NaT, "file"),
            ("k2", "t1", "a1", "Y", pd.NaT, "file"),
            ("k3", "t1", "a2x", "X", pd.NaT, "file"),
            ("k4", "t1", "b", "X", pd.NaT, "file"),
            ("k5", "t2", "a", "X", pd.NaT, "file"),
            ("k6", "t3", "b", "Y", pd.NaT, "file"),
            ("k7", "n1", "a1", "X", pd.NaT, "file"),
            ("k8", "n2", "a2", "X", pd.NaT, "file"),
            ("k9", "n3", "b", None, pd.NaT, "file"),
        ),
    )


@pytest.fixture
def no_frames() -> Frames:
    return Frames.of()


@pytest.fixture
def shuffled(frames: Frames) -> Frames:
    """The same rows in another order."""
    # The codebook's order means something; every other frame is a set of rows.
    return Frames.of(
        **{
            name: frame if name == "codes" else frame.sample(frac=1, random_state=3)
            for name, frame in frames.items()
        }
    )


@pytest.fixture
def column() -> Callable[[ResultTable, str], dict[object, object]]:
    """Read one column of a table as a dictionary by its dimensions."""

    def read(table: ResultTable, name: str) -> dict[object, object]:
        by = table.frame.set_index(table.dimensions)[name]
        return by.to_dict()

    return read
