"""Workshops, focus groups, one-to-ones and meetings: sessions, notes, and codings by several coders."""

import datetime
from collections import Counter
from random import Random

from heard.demo.draft import Draft
from heard.demo.people import NAMES, REGION_NAMES, day, lived_groups, region, stance
from heard.demo.profile import GROUP_BOOSTS, GROUPS_HEARD, ONE_GROUP_ONLY, REGION_BOOSTS, THEME_WEIGHTS
from heard.demo.streams import chance, pick, pick_weighted, stream, whole
from heard.demo.text import Text

SESSIONS = "engagement_sessions.csv"
NOTES = "engagement_notes.xlsx"
_FIRST, _LAST = datetime.date(2021, 3, 1), datetime.date(2021, 5, 28)
_OPEN_FROM = datetime.date(2021, 4, 1)

# Method: how it is written, how many sessions; then least and most: people with lived experience,
# professionals, notes.
_METHODS: dict[str, tuple[str, int, tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "workshop": ("Review-led workshop", 14, (13, 18), (1, 3), (28, 40)),
    "focus": ("Focus group", 30, (9, 14), (0, 2), (18, 30)),
    "one": ("One-to-one", 20, (1, 1), (0, 0), (6, 12)),
    "meeting": ("Organisation meeting", 80, (1, 3), (2, 4), (5, 9)),
}
_HOSTED_FOR = (
    ["parents-families"] * 6
    + ["adopters", "foster-carers"] * 4
    + ["care-experienced-adults"] * 5
    + ["kinship-carers", "children-young-people", "parent-carers-disabled"] * 3
    + ["adoptees"] * 2
)
_WORDED = {"s1": ("Improve", "What needs to improve"), "s2": ("Positive", "Positive role")}


def add_engagement(draft: Draft) -> None:
    """Add sessions and notes; the codings follow from what was planted (see ``codings``)."""
    draft.rows[SESSIONS], draft.rows[NOTES], draft.truth["notes.csv"] = [], [], []
    number = 0
    for method, (_, sessions, *_rest) in _METHODS.items():
        for nth in range(sessions):
            number += 1
            _add_session(draft, f"S{number:03d}", method, nth)


def _add_session(draft: Draft, session: str, method: str, nth: int) -> None:
    rng = stream(draft.seed, f"engagement/{session}")
    name, _, lived, professional, notes = _METHODS[method]
    hosted = _HOSTED_FOR[nth] if method == "focus" else None
    people = [_guest(rng, hosted) for _ in range(whole(rng, *lived))]
    people += [["professionals"] for _ in range(whole(rng, *professional))]
    place = region(rng)
    held = day(rng, _OPEN_FROM if method == "workshop" else _FIRST, _LAST)
    present = Counter(group for groups in people for group in groups)
    draft.rows[SESSIONS].append(
        {
            "Session": session,
            "Date": f"{held:%d/%m/%Y}",
            "Method": name,
            "Region": REGION_NAMES[place],
            "People present": len(people),
        }
        | {NAMES[group]: present[group] for group in (*GROUPS_HEARD, "professionals")}
    )
    for note in range(1, whole(rng, *notes) + 1):
        _add_note(draft, session, f"{session}-N{note:02d}", people, place, held)


def _guest(rng: Random, hosted: str | None) -> list[str]:
    return lived_groups(rng, hosted if hosted and chance(rng, 0.85) else None)


def _add_note(
    draft: Draft, session: str, note: str, people: list[list[str]], place: str, held: datetime.date
) -> None:
    rng = stream(draft.seed, f"engagement/{note}")
    speaker = whole(rng, 1, len(people))
    groups = people[speaker - 1]
    question = "s1" if chance(rng, 0.78) else "s2"
    subthemes = _subthemes(draft, groups, place, question, rng)
    known = chance(rng, 0.5) or any(each in ONE_GROUP_ONLY for each in subthemes) or len(people) == 1
    voice = pick_weighted(rng, {"note": 6, "plain": 2, "terse": 2, "angry": 0.6, "young": 0.4})
    said_from = "good" if question == "s2" else stance(groups)
    text = draft.add_text(Text(f"engagement/{note}"))
    for subtheme in subthemes:
        text.pieces.append(draft.composer.on_theme(subtheme, said_from, voice, rng, groups[0]))
    if said_from != "good" and chance(rng, 0.12):
        text.pieces.append(draft.composer.effect(voice, rng))
    draft.rows[NOTES].append(
        {
            "Session": session,
            "Note": note,
            "Speaker": f"{session}-P{speaker}" if known else "",
            "Speaker's experience": "; ".join(NAMES[group] for group in groups) if known else "",
            "Prompt": pick(rng, _WORDED[question]),
            "What was said": text,
        }
    )
    draft.truth["notes.csv"].append(
        {
            "note": note,
            "session": session,
            "held_on": f"{held:%Y-%m-%d}",
            "region": place,
            "question": question,
            "speaker_known": "yes" if known else "no",
            "groups": ";".join(groups),
            "codes": ";".join(subthemes),
        }
    )


def _subthemes(draft: Draft, groups: list[str], place: str, question: str, rng: Random) -> list[str]:
    weights = subtheme_weights(draft, groups, place)
    if question == "s2":
        weights = {each: weight for each, weight in weights.items() if f"{each} good" in draft.composer.lists}
    chosen: list[str] = []
    for _ in range(pick_weighted(rng, {1: 66, 2: 27, 3: 7})):
        subtheme = pick_weighted(rng, weights)
        weights = {each: weight for each, weight in weights.items() if each != subtheme}
        chosen.append(subtheme)
    return chosen


def subtheme_weights(draft: Draft, groups: list[str], place: str) -> dict[str, float]:
    """Return the planted weight of each subtheme for someone of these groups in this region."""
    weights: dict[str, float] = {}
    for theme, weight in THEME_WEIGHTS.items():
        subthemes = draft.composer.codebook[theme]
        for subtheme in subthemes:
            weights[subtheme] = weight / len(subthemes) * _boost(subtheme, groups, place)
    return {subtheme: weight for subtheme, weight in weights.items() if weight > 0}


def _boost(subtheme: str, groups: list[str], place: str) -> float:
    only = ONE_GROUP_ONLY.get(subtheme)
    if only is not None and groups != [only]:
        return 0.0
    boosted, factor = REGION_BOOSTS.get(place, ("", 1.0))
    by_region = factor if boosted == subtheme else 1.0
    return by_region * max(GROUP_BOOSTS[group].get(subtheme, 1.0) for group in groups)
