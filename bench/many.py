"""A consultation of many coded responses, drawn at random: for timing workbooks, not for reading.

Two strands, a call for advice and a call for evidence, of four questions each; 30 codes, of which two pairs
oppose each other; 12 overlapping groups, nine regions and three kinds of knowledge. Words are made up.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

CODES, GROUPS, REGIONS, QUESTIONS = 30, 12, 9, 4
_WORDS, _LENGTH = 8_000, 40
_KINDS = ("lived experience", "practice", "research")


def write_many(folder: Path, responses: int, seed: int = 1) -> None:
    """Write a consultation of so many responses in each of its two strands.

    Parameters
    ----------
    folder
        Made here.
    responses
        Texts a strand; a respondent answers ``QUESTIONS`` of them.
    """
    folder.mkdir(parents=True)
    generator = np.random.default_rng(seed)
    (folder / "consultation.yml").write_text(json.dumps(_described()), encoding="utf-8")
    (folder / "codebook.yml").write_text(json.dumps(_codebook()), encoding="utf-8")
    for strand in ("advice", "evidence"):
        _answers(responses, strand, generator).to_csv(folder / f"{strand}.csv", index=False)


def _codebook() -> list[dict[str, object]]:
    codes: list[dict[str, object]] = [
        {"code": f"c{code:02}", "name": f"Theme {code}", "definition": "Made up."} for code in range(CODES)
    ]
    for first in (0, 2):
        codes[first]["opposes"] = f"c{first + 1:02}"
    return codes


def _described() -> dict[str, object]:
    groups = [
        {
            "code": f"g{group:02}",
            "name": f"Group {group}",
            "speaks_from": _KINDS[group % 3],
            "population_share": round(1 / GROUPS, 4),
        }
        for group in range(GROUPS)
    ]
    regions = [{"code": f"r{region}", "name": f"Region {region}"} for region in range(REGIONS)]
    return {
        "title": "Many responses",
        "owner": "Benchmarks",
        "synthetic": True,
        "codebook": "codebook.yml",
        "groupings": [
            {"code": "experience", "name": "Experience", "overlapping": True, "groups": groups},
            {"code": "region", "name": "Region", "groups": regions},
        ],
        "collections": [
            _collection("advice", "Call for advice", "call_for_advice"),
            _collection("evidence", "Call for evidence", "call_for_evidence"),
        ],
    }


def _collection(code: str, title: str, kind: str) -> dict[str, object]:
    names = [f"Theme {code}" for code in range(CODES)]
    return {
        "code": code,
        "title": title,
        "kind": kind,
        "questions": [{"code": f"q{n}", "text": f"Question {n}?"} for n in range(1, QUESTIONS + 1)],
        "sources": [
            {
                "file": f"{code}.csv",
                "layout": "answers",
                "columns": {
                    "respondent": "Respondent",
                    "question": "Question",
                    "text": "Text",
                    "groups": {
                        "experience": {"column": "Experience", "separator": ";"},
                        "region": {"column": "Region"},
                    },
                    "codes": {"columns": {name: f"c{n:02}" for n, name in enumerate(names)}},
                },
            }
        ],
    }


def _answers(responses: int, strand: str, generator: np.random.Generator) -> pd.DataFrame:
    people = responses // QUESTIONS
    names = np.array([f"Group {group}" for group in range(GROUPS)])
    holds = generator.random((people, GROUPS)) < 0.13
    holds[np.arange(people), generator.integers(0, GROUPS, people)] = True
    held = [";".join(names[row]) for row in holds]
    regions = [f"Region {region}" for region in generator.integers(0, REGIONS, people)]
    vocabulary = np.array([f"word{word_letters(word)}" for word in range(_WORDS)])
    odds = 1 / np.arange(1, _WORDS + 1)
    drawn = generator.choice(vocabulary, size=(people * QUESTIONS, _LENGTH), p=odds / odds.sum())
    rates = generator.uniform(0.02, 0.15, CODES)
    coded = (generator.random((people * QUESTIONS, CODES)) < rates).astype(int)
    answers = pd.DataFrame(
        {
            "Respondent": np.repeat([f"{strand}{person}" for person in range(people)], QUESTIONS),
            "Question": [f"q{n}" for n in range(1, QUESTIONS + 1)] * people,
            "Text": [" ".join(words) for words in drawn],
            "Experience": np.repeat(held, QUESTIONS),
            "Region": np.repeat(regions, QUESTIONS),
        }
    )
    return answers.join(pd.DataFrame(coded, columns=[f"Theme {code}" for code in range(CODES)]))


def word_letters(number: int) -> str:
    """Return a number in letters, because a word has none but these."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
