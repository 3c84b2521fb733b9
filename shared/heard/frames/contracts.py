"""The column contract of every frame: names, types, what may be empty, what is unique, what refers to what.

This page is the reference: a frame has these columns, in this order, and no other.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["id", "label", "words", "date", "whole", "yes_no"]
DTYPES: dict[Kind, str] = {
    "id": "str",
    "label": "str",
    "words": "str",
    "date": "datetime64[us]",
    "whole": "Int64",
    "yes_no": "boolean",
}


@dataclass(frozen=True)
class Contract:
    """What a frame holds.

    Attributes
    ----------
    meaning
        What one row is.
    columns
        Column name to kind; the kind decides the pandas type (see ``DTYPES``).
    key
        Columns that together are unique.
    may_be_empty
        Columns in which a value may be missing.
    refers_to
        Column to (frame, column) that must hold its value.
    """

    meaning: str
    columns: dict[str, Kind]
    key: tuple[str, ...]
    may_be_empty: frozenset[str] = frozenset()
    refers_to: dict[str, tuple[str, str]] = field(default_factory=dict)


_RESPONDENT = {"respondent_id": ("respondents", "respondent_id")}
_SESSION = {"session_id": ("sessions", "session_id")}
_QUESTION = {"question_id": ("questions", "question_id")}

CONTRACTS: dict[str, Contract] = {
    "respondents": Contract(
        meaning="A person or organisation, once, however many collections they took part in. "
        "`known_by` says what identifies them: a number shared between collections (person) or one of a "
        "single collection (collection), a speaker's label in a session (session), or only their row (row).",
        columns={"respondent_id": "id", "known_by": "label"},
        key=("respondent_id",),
    ),
    "participations": Contract(
        meaning="A respondent taking part in a collection; in a call for evidence, a submission.",
        columns={
            "respondent_id": "id",
            "collection": "label",
            "channel": "label",
            "received_on": "date",
            "late": "yes_no",
        },
        key=("respondent_id", "collection"),
        may_be_empty=frozenset({"channel", "received_on", "late"}),
        refers_to=_RESPONDENT,
    ),
    "memberships": Contract(
        meaning="A respondent holding a group of a grouping; some hold several.",
        columns={"respondent_id": "id", "grouping": "label", "group": "label"},
        key=("respondent_id", "grouping", "group"),
        refers_to=_RESPONDENT,
    ),
    "sessions": Contract(
        meaning="A workshop, focus group, one-to-one or meeting, with the number of people present.",
        columns={
            "session_id": "id",
            "collection": "label",
            "method": "label",
            "held_on": "date",
            "people": "whole",
        },
        key=("session_id",),
        may_be_empty=frozenset({"method", "held_on", "people"}),
    ),
    "attendance": Contract(
        meaning="How many people of a group were present at a session (people may count in several groups).",
        columns={"session_id": "id", "grouping": "label", "group": "label", "people": "whole"},
        key=("session_id", "grouping", "group"),
        may_be_empty=frozenset({"people"}),
        refers_to=_SESSION,
    ),
    "questions": Contract(
        meaning="A question of a collection.",
        columns={
            "question_id": "id",
            "collection": "label",
            "question": "label",
            "wording": "label",
            "kind": "label",
        },
        key=("question_id",),
    ),
    "texts": Contract(
        meaning="One answer or note. Who spoke is empty where the notes of a session do not say.",
        columns={
            "text_id": "id",
            "collection": "label",
            "question_id": "id",
            "respondent_id": "id",
            "session_id": "id",
            "text": "words",
        },
        key=("text_id",),
        may_be_empty=frozenset({"question_id", "respondent_id", "session_id"}),
        refers_to=_RESPONDENT | _SESSION | _QUESTION,
    ),
    "choices": Contract(
        meaning="A respondent's choice of an option of a closed question.",
        columns={"respondent_id": "id", "question_id": "id", "option": "label"},
        key=("respondent_id", "question_id", "option"),
        refers_to=_RESPONDENT | _QUESTION,
    ),
    "codes": Contract(
        meaning="An entry of the codebook, in its order; a theme is a code without a parent.",
        columns={
            "code": "id",
            "name": "label",
            "theme": "id",
            "parent": "id",
            "definition": "label",
            "opposes": "id",
        },
        key=("code",),
        may_be_empty=frozenset({"parent", "opposes"}),
    ),
    "codings": Contract(
        meaning="A code put on a text, or on a segment of it, by a coder; two coders may put the same code "
        "on the same text. `start` and `end` count characters (code points) of the text from 0, the end "
        "exclusive; both are empty where the code is on the whole text. `origin` says where the coding comes "
        "from: a file, by hand at the coding desk (hand), a suggestion that a coder accepted (suggestion), "
        "another tool's project (import), or a disagreement settled (settled).",
        columns={
            "coding_id": "id",
            "text_id": "id",
            "code": "id",
            "coder": "label",
            "coded_on": "date",
            "start": "whole",
            "end": "whole",
            "origin": "label",
        },
        key=("coding_id",),
        may_be_empty=frozenset({"coder", "coded_on", "start", "end"}),
        refers_to={"text_id": ("texts", "text_id"), "code": ("codes", "code")},
    ),
}
