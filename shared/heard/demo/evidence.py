"""The call for evidence: 207 submissions by eight respondent types, by form or email, some late."""

import datetime
from random import Random

from heard.demo.composer import unlike
from heard.demo.draft import Draft, Row
from heard.demo.people import day
from heard.demo.streams import chance, pick, pick_weighted, sample_weighted, stream, whole
from heard.demo.text import Piece, Text
from heard.demo.voices import VOICES, finish

FORM = "evidence_form.csv"
EMAIL = "evidence_email.tsv"
SUBMISSIONS, BY_EMAIL, LATE = 207, 61, 23
TYPES: dict[str, tuple[str, int]] = {
    "academics": ("Academics", 38),
    "research-community": ("Research community", 22),
    "charitable-sector": ("Charitable sector", 58),
    "local-government": ("Local government", 24),
    "central-government": ("Central government", 6),
    "health-care-sector": ("Health care sector", 17),
    "social-workers": ("Social workers", 25),
    "lived-experience": ("People with care and lived experience", 17),
}
AREAS = {
    "ch1": "The state of the system",
    "ch2": "Family help",
    "ch3": "Intervening to keep children safe",
    "ch4": "Children in care",
    "ch5": "System factors",
}
SUBJECTS: dict[str, tuple[str, ...]] = {
    "ch1": ("poverty", "disparity", "market"),
    "ch2": ("early-help", "poverty", "health"),
    "ch3": ("safeguarding", "joint", "disparity", "covid"),
    "ch4": ("care", "leavers", "health", "market"),
    "ch5": ("workforce", "joint", "market", "covid"),
}
QUESTIONS = {"q1": 0.97, "q2": 0.95, "q3": 0.88, "q4": 0.8}
_OPENS, _CLOSES = datetime.date(2021, 3, 1), datetime.date(2021, 3, 30)
_LAST_LATE = datetime.date(2021, 4, 28)
_TYPED = {
    "lived-experience": {"plain": 3, "careful": 3, "rambling": 2},
    "social-workers": {"formal": 2, "careful": 2},
}


def add_evidence(draft: Draft) -> None:
    """Add every submission, in the order of its number."""
    draft.rows[FORM], draft.rows[EMAIL] = [], []
    draft.truth["evidence_submissions.csv"] = []
    kinds = [kind for kind, (_, number) in TYPES.items() for _ in range(number)]
    order = sample_weighted(
        stream(draft.seed, "evidence/types"), dict.fromkeys(range(SUBMISSIONS), 1.0), SUBMISSIONS
    )
    late = set(order[:LATE])
    by_email = set(order[LATE // 2 : LATE // 2 + BY_EMAIL])
    for number, at in enumerate(order, start=1):
        _add_submission(
            draft, f"CFE{number:03d}", kinds[at], late=number - 1 in late, email=number - 1 in by_email
        )


def _add_submission(draft: Draft, submission: str, kind: str, *, late: bool, email: bool) -> None:
    rng = stream(draft.seed, f"evidence/{submission}")
    areas = sorted(sample_weighted(rng, {"ch1": 3, "ch2": 4, "ch3": 4, "ch4": 5, "ch5": 3}, whole(rng, 1, 3)))
    voice = pick_weighted(rng, _TYPED.get(kind, {"formal": 1}))
    first, last = (_CLOSES + datetime.timedelta(days=1), _LAST_LATE) if late else (_OPENS, _CLOSES)
    came = day(rng, first, last)
    row: Row = {
        "Submission": submission,
        "Person": "",
        "Respondent type": TYPES[kind][0],
        "Channel": "Email" if email else "Online form",
    } | {name: 1 if area in areas else 0 for area, name in AREAS.items()}
    if email:
        text = _email_text(draft, submission, areas, voice)
        draft.rows[EMAIL].append(row | {"Received": f"{came:%Y-%m-%d}", "Submission text": text})
    else:
        draft.rows[FORM] += [
            row | {"Received": f"{came:%d/%m/%Y}", "Question": _worded(question, rng), "Answer": text}
            for question, text in _answers(draft, submission, areas, voice, rng).items()
        ]
    draft.truth["evidence_submissions.csv"].append(
        {"submission": submission, "type": kind, "areas": ";".join(areas), "voice": voice}
        | {
            "received_on": f"{came:%Y-%m-%d}",
            "late": "yes" if late else "no",
            "email": "yes" if email else "no",
        }
    )


def _worded(question: str, rng: Random) -> str:
    number = question[1]
    label = {"q1": "robust evidence", "q2": "key findings", "q3": "gaps", "q4": "challenges"}[question]
    return pick_weighted(
        rng,
        {
            f"Question {number}": 80,
            f"question {number}": 8,
            f"Question\xa0{number}": 6,
            f"Q{number} {label}": 6,
        },
    )


def _answers(draft: Draft, submission: str, areas: list[str], voice: str, rng: Random) -> dict[str, Text]:
    given = [question for question, share in QUESTIONS.items() if question == "q1" or chance(rng, share)]
    return {question: _answer(draft, submission, question, areas, voice) for question in given}


def _answer(draft: Draft, submission: str, question: str, areas: list[str], voice: str) -> Text:
    key = f"evidence/{submission}/{question}"
    rng = stream(draft.seed, key)
    text = draft.add_text(Text(key, joiner="\n\n" if chance(rng, 0.15) else " "))
    length = 1 + pick_weighted(rng, VOICES[voice].lengths)
    for _ in range(length):
        text.pieces.append(unlike(lambda: _piece(draft, question, pick(rng, areas), voice, rng), text.pieces))
    return text


def _email_text(draft: Draft, submission: str, areas: list[str], voice: str) -> Text:
    key = f"evidence/{submission}/"
    rng = stream(draft.seed, key)
    text = draft.add_text(Text(key, joiner=pick(rng, ("\n\n", "\n", " "))))
    text.pieces = [Piece(finish(draft.composer.say_one_of("email intro", rng), VOICES[voice], rng))]
    for _ in range(whole(rng, 6, 16)):
        text.pieces.append(unlike(lambda: _any_piece(draft, areas, voice, rng), text.pieces))
    return text


def _any_piece(draft: Draft, areas: list[str], voice: str, rng: Random) -> Piece:
    """Return a sentence of a submission that follows no question."""
    return _piece(draft, pick_weighted(rng, {"q2": 5, "q3": 2, "q4": 2}), pick(rng, areas), voice, rng)


def _piece(draft: Draft, question: str, area: str, voice: str, rng: Random) -> Piece:
    composer = draft.composer
    subject = pick(rng, SUBJECTS[area])
    if question == "q1" and chance(rng, 0.6):
        subject, words, around = "evidence", composer.say_one_of("q1 intro", rng), "@"
    elif question == "q3":
        words, around = (
            composer.say_one_of(f"{subject} gap", rng),
            composer.say_one_of("evidence gap shapes", rng),
        )
    elif question == "q4":
        subject = "evidence"
        words, around = composer.say_one_of("challenges", rng), composer.say_one_of("claim formal", rng)
    else:
        words, around = (
            composer.say_one_of(f"{subject} finding", rng),
            composer.say_one_of("evidence shapes", rng),
        )
    return Piece(finish(around.replace("@", words), VOICES[voice], rng), subject)
