"""The call for advice: 932 responses, most by form; question 4 is a mixture of eight topics."""

import datetime
from collections.abc import Sequence
from random import Random

from heard.demo.composer import run_on, unlike
from heard.demo.draft import Draft, Row
from heard.demo.people import FORM_LABELS, REGION_NAMES, day, lived_groups, region
from heard.demo.profile import REGION_TOPICS
from heard.demo.streams import chance, pick, pick_weighted, sample_weighted, stream
from heard.demo.text import Piece, Text
from heard.demo.voices import VOICES, finish

FORM = "advice_form.csv"
EMAIL = "advice_email.csv"
RESPONSES, BY_EMAIL = 932, 118
QUESTIONS = ("q1", "q2", "q3", "q4")
FORM_HEADERS = {
    "q1": "1. Who should I prioritise speaking to?",
    "q2": "2. How best should I engage children, young people and families who have experienced "
    "children's services?",
    "q3": "3. What should I be reading?",
    "q4": "4. What are the big questions we should be asking as part of the review?",
}
TOPICS: dict[str, float] = {
    "system": 15,
    "placements": 12,
    "relationships": 14,
    "practice-models": 11,
    "education": 12,
    "family-justice": 12,
    "carers": 12,
    "wider-services": 12,
}
_FIRST, _LAST = datetime.date(2021, 1, 15), datetime.date(2021, 4, 16)
CAPACITIES: dict[str, tuple[str, float]] = {
    "personal-family": ("Someone with personal or family experience", 36),
    "social-care-worker": ("Children's social care worker", 31),
    "other-practitioner": ("Other practitioner (health, education, justice)", 14),
    "charity": ("Charity or community organisation", 8),
    "local-government": ("Local government", 4),
    "researcher": ("Academic or researcher", 4),
    "public": ("Member of the public", 3),
}
_PERSONAL = {"plain": 6, "terse": 3, "angry": 2, "rambling": 2, "young": 1.5, "careful": 3}
_WORKING = {"formal": 5, "careful": 3, "plain": 3, "terse": 1.5, "rambling": 0.5}
_ANSWERED = {"q1": 0.93, "q2": 0.92, "q3": 0.8, "q4": 0.96}
_TAILED, _FIVE, _BARE = 0.07, 0.25, 0.65


def add_advice(draft: Draft) -> None:
    """Add every response, in the order of its number."""
    draft.rows[FORM], draft.rows[EMAIL] = [], []
    draft.truth["advice_respondents.csv"] = []
    for number in range(1, RESPONSES + 1):
        _add_response(draft, number)


def _add_response(draft: Draft, number: int) -> None:
    by_email = number > RESPONSES - BY_EMAIL
    respondent = f"EM-{number - RESPONSES + BY_EMAIL:03d}" if by_email else f"ADV-{number:04d}"
    rng = stream(draft.seed, f"advice/{respondent}")
    capacities = _capacities(rng)
    groups = _experience(capacities, rng)
    place = region(rng)
    voice = pick_weighted(rng, _PERSONAL if "personal-family" in capacities else _WORKING)
    sent = day(rng, _FIRST, _LAST)
    answers = {q: _answer(draft, respondent, q, voice, place) for q in QUESTIONS}
    about = {"capacities": capacities, "groups": groups, "region": "" if chance(rng, 0.04) else place}
    if by_email:
        draft.rows[EMAIL] += _email_rows(respondent, sent, about, answers, rng)
    else:
        draft.rows[FORM].append(_form_row(respondent, sent, about, answers))
    draft.truth["advice_respondents.csv"].append(
        {"respondent": respondent, "capacities": ";".join(capacities), "experience": ";".join(groups)}
        | {"region": about["region"], "voice": voice, "received_on": f"{sent:%Y-%m-%d}"}
    )


def _capacities(rng: Random) -> list[str]:
    first = pick_weighted(rng, {code: weight for code, (_, weight) in CAPACITIES.items()})
    if first != "personal-family" and chance(rng, 0.1):
        return [first, "personal-family"]
    return [first]


def _experience(capacities: list[str], rng: Random) -> list[str]:
    groups = lived_groups(rng) if "personal-family" in capacities and chance(rng, 0.92) else []
    works = {"social-care-worker", "other-practitioner", "charity"} & set(capacities)
    return [*groups, "professionals"] if works and chance(rng, 0.85) else groups


def _answer(draft: Draft, respondent: str, question: str, voice: str, place: str) -> Text:
    key = f"advice/{respondent}/{question}"
    rng = stream(draft.seed, key)
    text = draft.add_text(Text(key, joiner="\n" if chance(rng, 0.04) else " "))
    if not chance(rng, _ANSWERED[question]) and question != "q1":
        return text
    length = pick_weighted(rng, VOICES[voice].lengths)
    pieces = (
        _topic_pieces(draft, length + _extra_sentences(rng), voice, place, rng)
        if question == "q4"
        else _short_pieces(draft, question, length, voice, rng)
    )
    if chance(rng, VOICES[voice].greets):
        pieces = [draft.composer.greeting("hello", voice, rng), *pieces]
    if chance(rng, VOICES[voice].greets):
        pieces = [*pieces, draft.composer.greeting("bye", voice, rng)]
    text.pieces = run_on(pieces, voice, rng)
    if respondent.startswith("EM-") and chance(rng, 0.4):
        text.pieces = [Piece(piece.words.replace("'", "’"), piece.subject) for piece in text.pieces]
    return text


def _extra_sentences(rng: Random) -> int:
    """Return how many sentences question 4 gets beyond the others: it is the one people came for."""
    return pick_weighted(rng, {2: 3, 3: 4, 5: 3})


def _short_pieces(draft: Draft, question: str, length: int, voice: str, rng: Random) -> list[Piece]:
    shown = VOICES[voice]
    kind = "formal" if shown.tone == "formal" else "everyday"

    def make() -> Piece:
        return Piece(finish(draft.composer.say_one_of(f"{question} {kind}", rng), shown, rng), question)

    pieces: list[Piece] = []
    for _ in range(min(length, 4)):
        pieces.append(unlike(make, pieces))
    return pieces


def topic_mixture(place: str, rng: Random) -> dict[str, float]:
    """Return the planted mixture of a response: a main topic, and mostly two lesser ones."""
    boosted, factor = REGION_TOPICS.get(place, ("", 1.0))
    weights = {topic: weight * (factor if topic == boosted else 1.0) for topic, weight in TOPICS.items()}
    main = pick_weighted(rng, weights)
    others = {topic: weight for topic, weight in weights.items() if topic != main}
    share = pick_weighted(rng, {1.0: 2, 0.8: 4, 0.65: 4})
    second, third = sample_weighted(rng, others, 2)
    return {main: share, second: 0.7 * (1.0 - share), third: 0.3 * (1.0 - share)}


def _topic_pieces(draft: Draft, length: int, voice: str, place: str, rng: Random) -> list[Piece]:
    mixture = topic_mixture(place, rng)
    pieces: list[Piece] = []
    for _ in range(length):
        pieces.append(unlike(lambda: topic_piece(draft, pick_weighted(rng, mixture), voice, rng), pieces))
    return pieces


def topic_piece(draft: Draft, topic: str, voice: str, rng: Random) -> Piece:
    """Return a sentence on one of the eight topics of question 4."""
    composer = draft.composer
    if chance(rng, _FIVE):
        words = composer.say_one_of(f"{topic} five", rng)
        return Piece(finish(words, VOICES[voice], rng), topic)
    kind = "question" if chance(rng, 0.5) else "claim"
    words = composer.say_one_of(f"{topic} {kind}", rng)
    if chance(rng, _TAILED):
        words = f"{words} {composer.say_one_of(f'tail {kind}', rng)}".replace(" ,", ",")
    if chance(rng, _BARE):
        return Piece(finish(f"{words}?" if kind == "question" else words, VOICES[voice], rng), topic)
    return Piece(composer.shape(kind, words, VOICES[voice], rng), topic)


def _form_row(respondent: str, sent: datetime.date, about: Row, answers: dict[str, Text]) -> Row:
    return {
        "Response ID": respondent,
        "Person": "",
        "Submitted": f"{sent:%Y-%m-%d}",
        "Channel": "Online form",
        "I am answering as": "; ".join(CAPACITIES[code][0] for code in about["capacities"]),
        "My experience": "; ".join(FORM_LABELS[group] for group in about["groups"]),
        "Region": REGION_NAMES.get(about["region"], ""),
    } | {FORM_HEADERS[question]: text for question, text in answers.items()}


def _email_rows(
    respondent: str, sent: datetime.date, about: Row, answers: dict[str, Text], rng: Random
) -> Sequence[Row]:
    return [
        {
            "Ref": respondent,
            "Received": f"{sent:%d/%m/%Y}",
            "Channel": "Email",
            "Capacity": " | ".join(CAPACITIES[code][0] for code in about["capacities"]),
            "Experience": " | ".join(FORM_LABELS[group] for group in about["groups"]),
            "Region": REGION_NAMES.get(about["region"], ""),
            "Question": pick(rng, (f"Question {question[1]}", f"question {question[1]}", question[1])),
            "Answer": text,
        }
        for question, text in answers.items()
    ]
