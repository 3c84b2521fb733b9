"""Codings of the engagement notes: several coders, part of the notes coded twice with planted reliability.

The first coder of a note puts exactly the planted codes on it. A second coder keeps each of them with a
probability r, and otherwise draws a code from the same distribution of codes; so for a note with one code the
expected kappa between the two is r.
"""

import datetime
from collections import Counter
from random import Random

from heard.demo.draft import Draft, Row
from heard.demo.profile import ONE_GROUP_ONLY
from heard.demo.streams import chance, pick, pick_weighted, stream, whole

CODINGS = "engagement_codings.csv"
FIRST_CODERS = ("Asha", "Ben", "Carys", "Dele", "Ewa")
# First coder: (second coder, r). The others' notes are coded once.
PAIRS: dict[str, tuple[str, float]] = {"Asha": ("Femi", 0.85), "Ben": ("Gwen", 0.6)}
_TWICE = 0.55
_THEME_ONLY = 0.08


def add_codings(draft: Draft) -> None:
    """Add the codings and the truth about who coded what how reliably."""
    notes = draft.truth["notes.csv"]
    drawn = Counter(code for note in notes for code in note["codes"].split(";") if code not in ONE_GROUP_ONLY)
    rows: list[Row] = []
    twice: list[Row] = []
    for note in notes:
        rng = stream(draft.seed, f"codings/{note['note']}")
        codes = [_level(draft, code, rng) for code in note["codes"].split(";")]
        coder = _coder_of(draft, note["session"])
        rows += _codings(draft, note, codes, coder, rng)
        if coder in PAIRS and chance(rng, _TWICE):
            second, reliability = PAIRS[coder]
            others = [code if chance(rng, reliability) else pick_weighted(rng, drawn) for code in codes]
            rows += _codings(draft, note, list(dict.fromkeys(others)), second, rng)
            twice.append(
                {"note": note["note"], "first": coder, "second": second, "planted_kappa": reliability}
            )
    draft.rows[CODINGS] = rows
    draft.truth["coded_twice.csv"] = twice


def _coder_of(draft: Draft, session: str) -> str:
    return pick(stream(draft.seed, f"coder/{session}"), FIRST_CODERS)


def _level(draft: Draft, code: str, rng: Random) -> str:
    """Return the code, or now and then its theme: coders do not always go down to a subtheme."""
    themes = [theme for theme, subthemes in draft.composer.codebook.items() if code in subthemes]
    return themes[0] if code not in ONE_GROUP_ONLY and chance(rng, _THEME_ONLY) else code


def _codings(draft: Draft, note: Row, codes: list[str], coder: str, rng: Random) -> list[Row]:
    held = datetime.date.fromisoformat(note["held_on"])
    on = held + datetime.timedelta(days=whole(rng, 3, 24))
    return [
        {
            "Note": note["note"],
            "Code": _written(draft, code, rng),
            "Coder": coder,
            "Coded on": f"{on:%Y-%m-%d}",
        }
        for code in codes
    ]


def _written(draft: Draft, code: str, rng: Random) -> str:
    """Return the code as this export writes it: its name, in one of several spellings."""
    name = draft.composer.code_names[code]
    return pick_weighted(
        rng, {name: 90, name.upper(): 2, f" {name} ": 3, name.replace(" ", "\xa0"): 3, code: 2}
    )
