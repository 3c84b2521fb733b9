"""Answers that say nothing, and answers given to the wrong question."""

from heard.demo.draft import Draft
from heard.demo.streams import pick, stream
from heard.demo.text import Piece
from heard.demo.voices import VOICES, finish

FILLER = (
    "n/a", "N/A", "NA", "none", "None.", "no comment", "No comment", "see attached", "See attached.", "-",
    "as above", "As above", "nothing to add", "don't know", "Don't know.", "not applicable", "ditto", "...",
    "see my email", "No further comments", "not sure", "nil", "?", "See above", "N / A",
)  # fmt: skip
_FILLER_LOTS, _WRONG_LOTS = (0.06, 0.10), (0.10, 0.12)
_BELONGS_TO = {"q2": "q3", "q3": "q2", "q1": "q2"}


def plant_filler(draft: Draft) -> None:
    """Replace some answers to questions 2 to 4 of the call for advice by filler.

    Question 1 stays, so that nobody is left with filler alone.
    """
    draft.truth["filler.csv"] = []
    for question in ("q2", "q3", "q4"):
        for text in draft.texts_with_lot("advice", question, *_FILLER_LOTS):
            words = pick(stream(draft.seed, f"filler/{text.key}"), FILLER)
            text.pieces = [Piece(words)]
            draft.truth["filler.csv"].append(
                {"respondent": text.key.split("/")[1], "question": question, "answer": words}
            )


def plant_wrong_box(draft: Draft) -> None:
    """Replace some answers by an answer to another question."""
    draft.truth["wrong_box.csv"] = []
    for question, other in _BELONGS_TO.items():
        for text in draft.texts_with_lot("advice", question, *_WRONG_LOTS):
            rng = stream(draft.seed, f"wrong box/{text.key}")
            words = [draft.composer.say_one_of(f"{other} everyday", rng) for _ in range(2)]
            text.pieces = [Piece(finish(each, VOICES["plain"], rng), other) for each in words]
            draft.truth["wrong_box.csv"].append(
                {"respondent": text.key.split("/")[1], "question": question, "belongs_to": other}
            )
