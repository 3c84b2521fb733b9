"""Campaign families: near-identical answers, each sent in with small changes of the sender's own."""

from dataclasses import dataclass

from heard.demo.draft import Draft
from heard.demo.feedback import CODE_COLUMNS
from heard.demo.feedback import FILE as FEEDBACK
from heard.demo.grammar import read_lists
from heard.demo.streams import chance, shuffled, stream
from heard.demo.text import Piece, Text
from heard.demo.voices import VOICES, finish


@dataclass(frozen=True)
class Family:
    """One campaign: where its answers arrive, how many, and what its sentences are about."""

    name: str
    collection: str
    question: str
    size: int
    subject: str


FAMILIES = (
    Family("equal-allowances", "advice", "q4", 14, "carers"),
    Family("come-to-us", "advice", "q2", 28, "q2"),
    Family("keep-the-safeguards", "feedback", "", 12, "rules-kept"),
)
_LOTS = (0.0, 0.06)
_KEPT, _OWN_WORDS = 0.88, 0.4


def plant_campaigns(draft: Draft) -> None:
    """Replace some answers by members of campaign families; the truth says which."""
    lists = read_lists("campaigns.txt")
    draft.truth["campaigns.csv"] = []
    for family in FAMILIES:
        texts = draft.texts_with_lot(family.collection, family.question, *_LOTS)
        order = shuffled(stream(draft.seed, f"campaign/{family.name}"), texts)
        for text in order[: family.size]:
            _join(draft, family, text, lists[family.name], lists["own words"])
    _code_feedback(draft)


def _join(draft: Draft, family: Family, text: Text, sentences: list[str], own_words: list[str]) -> None:
    rng = stream(draft.seed, f"campaign/{text.key}")
    kept = [sentence for sentence in sentences if chance(rng, _KEPT)] or sentences
    own = [own_words[int(rng.random() * len(own_words))]] if chance(rng, _OWN_WORDS) else []
    voice = VOICES["terse" if chance(rng, 0.15) else "careful"]
    text.pieces = [
        Piece(finish(draft.composer.say(sentence, rng), voice, rng), family.subject)
        for sentence in own + kept
    ]
    draft.truth["campaigns.csv"].append({"family": family.name} | text.place)


def _code_feedback(draft: Draft) -> None:
    """Whoever coded the feedback gave every member of the family the one code that it is about."""
    members = {
        row["respondent"]: family.subject
        for row in draft.truth["campaigns.csv"]
        for family in FAMILIES
        if row["family"] == family.name and row["collection"] == "feedback"
    }
    for row in draft.rows[FEEDBACK]:
        if code := members.get(row["Feedback"]):
            row |= {column: int(each == code) for column, each in CODE_COLUMNS.items()}
    for row in draft.truth["feedback.csv"]:
        row["codes"] = members.get(row["feedback"], row["codes"])
