"""Feedback on a document: some 300 pieces, on three areas of difference whose poles lean by group."""

import datetime
import functools
from random import Random

from heard.demo.composer import run_on, unlike
from heard.demo.draft import Draft, Row
from heard.demo.people import NAMES, REGION_NAMES, day, lived_groups, region, stance
from heard.demo.profile import ONE_GROUP_ONLY
from heard.demo.streams import chance, pick, pick_weighted, stream
from heard.demo.text import Piece, Text
from heard.demo.voices import VOICES

FILE = "feedback.csv"
PIECES = 304
_FIRST, _LAST = datetime.date(2021, 6, 17), datetime.date(2021, 9, 30)
# Area of difference: its poles. A group's lean is the share that takes the first.
DIFFERENCES: dict[str, tuple[str, str]] = {
    "help-and-protection": ("help-protection-together", "help-protection-apart"),
    "scale": ("scale-larger", "scale-local"),
    "rules": ("rules-fewer", "rules-kept"),
}
LEANS: dict[str, dict[str, float]] = {
    "help-and-protection": {"professionals": 0.82, "parents-families": 0.1, "care-experienced-adults": 0.3},
    "scale": {
        "professionals": 0.35,
        "parents-families": 0.6,
        "adopters": 0.75,
        "parent-carers-disabled": 0.8,
    },
    "rules": {"professionals": 0.85, "care-experienced-adults": 0.12, "children-young-people": 0.15},
}
_LEAN_OF_OTHERS = 0.45
# Column of the file: code. Themes stand beside the poles.
CODE_COLUMNS: dict[str, str] = {
    "Together": "help-protection-together",
    "Apart": "help-protection-apart",
    "Larger": "scale-larger",
    "Local": "scale-local",
    "Fewer rules": "rules-fewer",
    "Keep rules": "rules-kept",
    "Support": "support-children",
    "Relationships": "relationships-professionals",
    "Practice": "social-worker-practice",
    "Kinship": "kinship-sgo",
    "Cliff edge": "cliff-edge",
    "Early help": "early-intervention",
    "Education": "education",
}
_VOICES = {"plain": 5, "angry": 3, "terse": 3, "careful": 3, "rambling": 2, "young": 1}


def add_feedback(draft: Draft) -> None:
    """Add every piece of feedback."""
    draft.rows[FILE], draft.truth["feedback.csv"] = [], []
    for number in range(1, PIECES + 1):
        _add_one(draft, f"F{number:03d}")


def _add_one(draft: Draft, reference: str) -> None:
    rng = stream(draft.seed, f"feedback/{reference}")
    groups = ["professionals"] if chance(rng, 0.36) else lived_groups(rng)
    voice = "formal" if groups == ["professionals"] and chance(rng, 0.7) else pick_weighted(rng, _VOICES)
    codes: list[str] = []
    pieces: list[Piece] = []
    for difference in _differences(rng):
        pole = DIFFERENCES[difference][0 if chance(rng, lean(difference, groups)) else 1]
        codes.append(pole)
        for _ in range(pick_weighted(rng, {1: 4, 2: 3, 3: 1})):
            pieces.append(unlike(functools.partial(pole_piece, draft, pole, voice, rng), pieces))
    if chance(rng, 0.45):
        theme, piece = _theme_piece(draft, groups, voice, rng)
        codes.append(theme)
        pieces.append(piece)
    text = draft.add_text(Text(f"feedback/{reference}", run_on(pieces, voice, rng)))
    came, place = day(rng, _FIRST, _LAST), region(rng)
    draft.rows[FILE].append(_row(reference, came, place, groups, codes, text, rng))
    draft.truth["feedback.csv"].append(
        {"feedback": reference, "groups": ";".join(groups), "region": place, "codes": ";".join(codes)}
    )


def lean(difference: str, groups: list[str]) -> float:
    """Return the planted share of these groups (their mean) that takes the first pole."""
    leans = [LEANS[difference].get(group, _LEAN_OF_OTHERS) for group in groups]
    return sum(leans) / len(leans)


def _differences(rng: Random) -> list[str]:
    first = pick_weighted(rng, {"help-and-protection": 5, "scale": 3, "rules": 3})
    second = pick(rng, [each for each in DIFFERENCES if each != first])
    return [first, second] if chance(rng, 0.3) else [first]


def pole_piece(draft: Draft, pole: str, voice: str, rng: Random) -> Piece:
    """Return a sentence that takes this pole."""
    kind = "claim" if chance(rng, 0.8) else "ask"
    words = draft.composer.say_one_of(f"{pole} {kind}", rng)
    return Piece(draft.composer.shape(kind, words, VOICES[voice], rng), pole)


def _theme_piece(draft: Draft, groups: list[str], voice: str, rng: Random) -> tuple[str, Piece]:
    theme = pick(rng, list(CODE_COLUMNS.values())[6:])
    subthemes = [each for each in draft.composer.codebook[theme] if each not in ONE_GROUP_ONLY]
    return theme, draft.composer.on_theme(pick(rng, subthemes), stance(groups), voice, rng, groups[0])


def _row(
    reference: str,
    came: datetime.date,
    place: str,
    groups: list[str],
    codes: list[str],
    text: Text,
    rng: Random,
) -> Row:
    return {
        "Feedback": reference,
        "Person": "",
        "Received": f"{came:%d-%m-%Y}",
        "Channel": pick_weighted(rng, {"Email": 5, "Online form": 4, "Post": 1}),
        "Experience": ", ".join(NAMES[group] for group in groups),
        "Region": REGION_NAMES[place],
        "Question": "What do you think of the first report?",
        "Comment": text,
    } | {column: 1 if code in codes else 0 for column, code in CODE_COLUMNS.items()}
