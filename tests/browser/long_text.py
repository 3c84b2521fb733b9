"""A consultation whose first text has 5,000 words, and 300 overlapping codings on it."""

import random
from pathlib import Path

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import Coding, apply_codings, open_store, place

_CONSULTATION = """
title: A consultation with a long answer
owner: The testers
synthetic: true
groupings:
  - code: role
    name: Role
    overlapping: true
    groups: [{code: parent, name: Parent}, {code: worker, name: Social worker}]
codebook:
  - code: support
    name: Support for families
    definition: Help that families ask for, wait for or get.
    codes:
      - {code: waiting, name: Waiting for help, definition: Time passes before help comes.}
      - {code: crisis, name: Help only at crisis point, definition: Help was refused until things broke down.}
      - {code: kinship, name: Kinship carers}
  - code: staff
    name: Staff and their work
    definition: Who does the work, and how.
    codes:
      - {code: turnover, name: Changes of social worker, definition: Workers leave and others come.}
      - {code: caseload, name: Too many cases}
  - {code: listening, name: Being listened to, definition: Whether people are heard.}
collections:
  - code: advice
    title: Call for advice
    kind: call_for_advice
    channel: form
    questions: [{code: q1, text: What should change?}]
    sources:
      - file: answers.csv
        layout: answers
        columns:
          {respondent: id, text: answer, question: question, groups: {role: {column: role, separator: ";"}}}
"""
_PHRASES = (
    "we waited a year for help and then the worker left",
    "so nobody knew our name again",
    "she listened once but the school had heard nothing",
    "café naïve 🙂 família",
    "the panel met and decided without us",
    "every month another letter came until things broke down",
    "my sister took the children in",
)
_WORDS = " ".join(_PHRASES).split(" ")
CODES = ("waiting", "crisis", "kinship", "turnover", "caseload", "listening", "support")
WORDS = 5_000
CODINGS = 300


def long_text(seed: int = 3) -> str:
    """Return 5,000 words in sentences and paragraphs, with characters outside the basic plane."""
    draw = random.Random(seed)
    sentences: list[str] = []
    words = 0
    while words < WORDS:
        size = min(draw.randint(6, 22), WORDS - words)
        words += size
        sentence = " ".join(draw.choice(_WORDS) for _ in range(size))
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
    text = "".join(sentence + ("\n\n" if place % 9 == 8 else " ") for place, sentence in enumerate(sentences))
    return text.strip()


def write_consultation(folder: Path) -> str:
    """Write the consultation into a folder that does not exist; returns its long text."""
    folder.mkdir()
    (folder / "consultation.yml").write_text(_CONSULTATION, encoding="utf-8")
    text = long_text()
    answers = [
        (1, text, "parent"),
        (2, "Help came late. Staff 👩‍👧 changed every month, and nobody said why.", "parent;worker"),
        (3, "Listen to us\r\nbefore you decide: cafe\u0301 👍🏽 for all.\r\nThank you.", "worker"),
    ]
    rows = ["id,question,answer,role", *(f'{number},q1,"{words}",{role}' for number, words, role in answers)]
    (folder / "answers.csv").write_bytes("\n".join(rows).encode())
    return text


def put_codings(folder: Path, number: int = CODINGS, seed: int = 4) -> list[Coding]:
    """Put overlapping codings of a coder named cat on the long text."""
    consultation = load_consultation(folder)
    texts = read_kept(folder, consultation).frames.texts
    text_id, text = texts.loc[0, "text_id"], texts.loc[0, "text"]
    draw = random.Random(seed)
    places = []
    for _ in range(number):
        start = draw.randrange(len(text) - 400)
        places.append(place(text_id, text, draw.choice(CODES), start, start + draw.randint(20, 400)))
    store = open_store(folder, consultation)
    made = apply_codings(store, Actor("cat", "login"), places)
    store.close()
    return made
