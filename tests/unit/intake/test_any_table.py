"""Whatever stands in a table, every row is accounted for, contracts hold, and ids do not depend on order."""

import csv
import io
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.intake import Intake
from tests.unit.intake.making import GROUPS, collection, consultation, read, source

QUESTIONS = [
    {"code": "q1", "text": "What should change?"},
    {"code": "q2", "text": "What should stay?"},
    {
        "code": "agree",
        "text": "Do you agree?",
        "kind": "closed",
        "options": [{"code": "yes", "name": "Yes"}, {"code": "no", "name": "No"}],
    },
]
IDS = st.sampled_from(["", "1", "2", " 2", "3"])
CELLS = {
    "id": IDS,
    "person": st.sampled_from(["", "", "P1"]),
    "session": st.sampled_from(["", "W1", "W2"]),
    "answer": st.sampled_from(["", "a1", "a2"]),
    "received": st.sampled_from(["", "2021-02-01", "03/04/2021", "soon"]),
    "channel": st.sampled_from(["", "form", "Form ", "email"]),
    "groups": st.sampled_from(["", "Parents", "parents;FC", "Elves", ";"]),
    "question": st.sampled_from(["", "What should stay?", "what should change?", "Why?"]),
    "agree": st.sampled_from(["", "yes", "NO", "7"]),
    "codes": st.sampled_from(["", "Money", "money|school", "Magic"]),
    "one": st.sampled_from(["", " ", "n/a", "More time", "Less paper"]),
    "two": st.sampled_from(["", "-", "The workers", "More time"]),
}
SHARED = {
    "respondent": "id",
    "received_on": "received",
    "channel": "channel",
    "groups": {"experience": {"column": "groups", "separator": ";"}},
}
LAYOUTS = {
    "respondents": SHARED | {"questions": {"q1": "one", "q2": "two", "agree": "agree"}},
    "answers": SHARED
    | {"answer": "answer", "question": "question", "text": "one", "questions": {"agree": "agree"}}
    | {"codes": {"column": "codes", "separator": "|"}, "coder": "two"},
    "notes": {
        "respondent": "id",
        "session": "session",
        "person": "person",
        "text": "one",
        "codes": {"column": "codes", "separator": "|"},
    },
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), max_size=8)


def read_rows(rows: list[dict[str, str]], columns: dict[str, object]) -> Intake:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(CELLS))
    writer.writeheader()
    writer.writerows(rows)
    layout = "respondents" if "text" not in columns else "answers"
    # A code of another question has no text: only the answers' layout has a column of questions.
    asked = QUESTIONS if layout == "respondents" or "question" in columns else QUESTIONS[:1]
    described = consultation(
        collection(source("a.csv", layout, columns), questions=asked, closes="2021-03-01"),
        groupings=[GROUPS],
    )
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), {"a.csv": text.getvalue()}, described)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=12, deadline=None)
@given(rows=ROWS, seed=st.integers(0, 99))
def test_any_rows_in_any_order(layout: str, rows: list[dict[str, str]], seed: int) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    # Reading reconciles the rows and validates the frames, or raises.
    one, two = read_rows(rows, LAYOUTS[layout]), read_rows(shuffled, LAYOUTS[layout])
    assert one.sources["rows"].item() == len(rows)
    for name in ("respondents", "memberships", "choices", "sessions"):
        first, second = (dict(each.frames.items())[name].iloc[:, 0] for each in (one, two))
        assert sorted(first) == sorted(second)
    assert sorted(one.frames.texts["text_id"]) == sorted(two.frames.texts["text_id"])
    wrote = [row["one"] for row in rows] + [row["two"] for row in rows]
    assert set(one.frames.texts["text"]) <= set(wrote)
