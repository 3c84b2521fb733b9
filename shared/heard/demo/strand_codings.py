"""Codings of the call for advice (question 4) and of the call for evidence: one coder reads each text.

The coder puts a code on a text for every sentence that is about it: by what the sentence was written on, or,
where that is wider than a code, by its words. Each text is coded once.
"""

import re

from heard.demo import evidence
from heard.demo.draft import Draft, Row
from heard.demo.streams import pick, stream
from heard.demo.text import Piece, Text

ADVICE, EVIDENCE = "advice_codings.csv", "evidence_codings.csv"
_CODERS = {"advice": ("Hana", "Idris"), "evidence": ("Jun", "Kit")}
_NUMBERS = {"advice": "Respondent", "evidence": "Submission"}

# What a sentence was written on: its code.
_OF_SUBJECT = {
    "system": "system-resources",
    "placements": "moving-placements",
    "relationships": "relationships-professionals",
    "practice-models": "social-worker-practice",
    "education": "education",
    "family-justice": "courts",
    "poverty": "income-poverty",
    "disparity": "racial-disparity",
    "market": "private-provision",
    "early-help": "welfare-before-crisis",
    "safeguarding": "child-protection",
    "care": "moving-placements",
    "leavers": "cliff-edge",
    "workforce": "worker-turnover",
    "health": "mental-health-access",
    "joint": "joined-up",
    "covid": "covid-19",
}
# Wider subjects: the first pattern that a sentence holds says its code; what holds none has no code.
_BY_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "carers": (
        ("kinship-sgo", r"kinship|grandparent|relatives|special guardian|aunts"),
        ("adoption", r"adopti|adopter"),
        ("foster-care", r"foster|carers"),
    ),
    "wider-services": (
        ("mental-health-access", r"mental health|camhs|counselling"),
        ("welfare-before-crisis", r"early help|prevention|youth|hub|children's centre|health visitors"),
        ("joined-up", r"housing|health|police|silos"),
    ),
    "evidence": (
        ("covid-19", r"pandemic|lockdown|remote"),
        ("racial-disparity", r"racial|ethnic|unaccompanied|asylum"),
        ("income-poverty", r"poverty|income|cash|housing|homeless"),
        ("cliff-edge", r"care leavers|adult lives|youth justice"),
        ("kinship-sgo", r"kinship|family and friends|special guardian|kin searches|family finding"),
        ("adoption", r"adopti|letterbox"),
        ("education", r"education|attainment|boarding|nursery"),
        ("mental-health-access", r"mental|adversity|alcohol|attachment|residential bills|short breaks"),
        ("worker-turnover", r"workforce|retention|relationship-based"),
        ("joined-up", r"multi-agency|integrated"),
        ("courts", r"proceedings|removal|expert|psychological"),
        ("child-protection", r"child protection|missing|exploitation|domestic abuse|risk|investigation"),
        ("moving-placements", r"placement|residential|secure|unregulated|semi-independent|reunification"),
        ("welfare-before-crisis", r"early|parent|short|six-week|step-down|closure"),
    ),
}


def add_strand_codings(draft: Draft) -> None:
    """Add the codings of both collections, and to the truth the codes of every text."""
    draft.truth["strand_codes.csv"] = []
    for file, collection, questions in (
        (ADVICE, "advice", ("q4",)),
        (EVIDENCE, "evidence", (*evidence.QUESTIONS, "")),
    ):
        draft.rows[file] = [
            row
            for key, text in sorted(draft.texts.items())
            if key.startswith(f"{collection}/") and text.place["question"] in questions
            for row in _codings(draft, text)
        ]


def _codings(draft: Draft, text: Text) -> list[Row]:
    place = text.place
    codes = sorted({code for piece in text.pieces if (code := code_of(piece))})
    if codes:
        draft.truth["strand_codes.csv"].append(place | {"codes": ";".join(codes)})
    coder = pick(stream(draft.seed, f"strand coder/{text.key}"), _CODERS[place["collection"]])
    number = place["question"][1:]
    return [
        {
            _NUMBERS[place["collection"]]: place["respondent"],
            "Question": f"Question {number}" if number else "",
            "Code": draft.composer.code_names[code],
            "Coder": coder,
        }
        for code in codes
    ]


def code_of(piece: Piece) -> str:
    """Return the code that a sentence gets; empty if none fits."""
    if piece.subject in _OF_SUBJECT:
        return _OF_SUBJECT[piece.subject]
    words = piece.words.lower()
    patterns = _BY_WORDS.get(piece.subject, ())
    return next((code for code, pattern in patterns if re.search(pattern, words)), "")
