"""Small reviews made up at random, released whole: nothing contradicts itself and nothing is recovered.

Groups are missing in some calls, questions are answered by the same people, a theme is raised by all or by
nobody: what a real review of sixty people looks like, and the demonstration does not.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from heard.analysis import published
from heard.consultation import Consultation
from heard.frames import Frames
from heard.release.build import write_table
from heard.release.composition import themes_by_composition
from heard.release.disclosure import Chosen, Protected, Rule, hide, protect, protect_estimates
from tests.disclosure.reader import Reader, read_compositions, read_table

REVIEWS = (3, 8, 16, 21, 25, 28)
_SOURCE = [{"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}]
_GROUPS = ("parents", "carers", "workers")


def consultation_of(random: np.random.Generator) -> Consultation:
    calls = [
        {
            "code": f"call{place}",
            "title": f"Call {place}",
            "kind": "call_for_evidence",
            "questions": [
                {"code": f"q{each}", "text": f"Question {each}?"} for each in range(random.integers(1, 4))
            ],
            "sources": _SOURCE,
        }
        for place in range(random.integers(1, 4))
    ]
    codebook = [{"code": f"t{each}", "name": f"Theme {each}"} for each in range(random.integers(2, 5))]
    groups = [{"code": code, "name": code.capitalize()} for code in _GROUPS]
    grouping = {"code": "role", "name": "Role", "overlapping": True, "groups": groups}
    return Consultation.model_validate(
        {
            "title": "A small review",
            "owner": "Tests",
            "synthetic": True,
            "groupings": [grouping],
            "codebook": codebook,
            "collections": calls,
        }
    )


def frames_of(random: np.random.Generator, consultation: Consultation) -> Frames:
    """Return what was said: in some calls nobody stated a group, and some codes are on every text."""
    themes = [code.code for code in consultation.codebook]
    often = {theme: random.choice([0.05, 0.3, 0.6, 1.0]) for theme in themes}
    people, texts, codings, members = [], [], [], []
    for call in consultation.collections:
        stated = random.random() < 0.7
        for number in range(int(random.integers(8, 50))):
            person = f"{call.code}-{number}"
            people.append((person, call.code))
            held = [group for group in _GROUPS if stated and random.random() < 0.4]
            members += [(person, "role", group) for group in held]
            for question in call.questions:
                text = f"{person}-{question.code}"
                texts.append((text, call.code, f"{call.code}.{question.code}", person))
                raised = [theme for theme in themes if random.random() < often[theme]] or [themes[0]]
                codings += [(text, theme) for theme in raised]
    asked = [
        (f"{call.code}.{each.code}", call.code, each.code, each.text, "free_text")
        for call in consultation.collections
        for each in call.questions
    ]
    return Frames.of(
        respondents=_frame("respondent_id known_by", [(person, "collection") for person, _ in people]),
        participations=_frame(
            "respondent_id collection channel received_on late",
            [(*each, "form", pd.NaT, None) for each in people],
        ),
        memberships=_frame("respondent_id grouping group", members),
        questions=_frame("question_id collection question wording kind", asked),
        texts=_frame(
            "text_id collection question_id respondent_id session_id text",
            [(*each, None, "said") for each in texts],
        ),
        codes=_frame(
            "code name theme parent definition opposes",
            [(code.code, code.name, code.code, None, "", None) for code in consultation.codebook],
        ),
        codings=_frame(
            "coding_id text_id code coder coded_on origin",
            [(f"k{place}", *each, "X", pd.NaT, "file") for place, each in enumerate(codings)],
        ),
    )


def _frame(columns: str, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def released(frames: Frames, consultation: Consultation, rule: Rule) -> list[Protected]:
    data = (frames, consultation)
    chosen = [
        Chosen(published.people_by_group(*data, "role"), ("people",), everybody=published.EVERYBODY),
        Chosen(published.themes_raised(*data, "role"), ("people",)),
        Chosen(published.themes_by_question(*data), ("people",), in_order=("question",)),
    ]
    hidden = hide(chosen, rule)
    tables = [protect(each, hidden.numbers, rule) for each in chosen]
    return [*tables, protect_estimates(themes_by_composition(chosen[1], tables[1]), hidden.attack)]


@pytest.mark.slow
def test_nothing_of_a_small_review_is_recovered(tmp_path: Path) -> None:
    hidden_counts = narrow = 0
    for seed in REVIEWS:
        random = np.random.default_rng(seed)
        consultation = consultation_of(random)
        for table in released(frames_of(random, consultation), consultation, Rule(9)):
            write_table(tmp_path / str(seed), "small", table)
        reader, files, by = Reader(), tmp_path / str(seed) / "tables", ["texts", "group"]
        of_question = ["texts", "question"]
        hidden = [
            *read_table(reader, files / "themes_raised.csv", [*by, "theme"], "people", "people_base", by),
            *read_table(reader, files / "people_by_group.csv", by, "people", "people_base", ["texts"]),
            *read_table(
                reader,
                files / "themes_by_question.csv",
                [*of_question, "theme"],
                "people",
                "people_base",
                of_question,
            ),
        ]
        read_compositions(reader, files / "themes_by_composition.csv", files / "themes_raised.csv")
        told = {place: reader.interval(place) for place in hidden[::3]}
        assert not [place for place, (least, most) in told.items() if least == most], f"review of seed {seed}"
        hidden_counts += len(told)
        narrow += sum(most - least < 9 for least, most in told.values())
    assert hidden_counts > 20
    assert narrow == 0
