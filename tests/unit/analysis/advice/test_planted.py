"""The demonstration's call for advice: what its answers are made of comes back counted."""

import itertools
import random
import re

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.advice import (
    READING,
    WAYS,
    TermChoices,
    common_terms,
    engagement_plan,
    named_by_group,
    named_in,
    term_in_context,
)
from heard.analysis.dictionary import find_entries
from heard.consultation import Consultation, DictionaryEntry, load_consultation, load_dictionary
from heard.demo.grammar import Grammar, read_lists
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home
from heard.tables import broken_margins

DEMO = home() / "data" / "demo"
Q1, Q2, Q3, Q4 = (Scope("advice", question) for question in ("q1", "q2", "q3", "q4"))
Demo = tuple[Frames, Consultation]


@pytest.fixture(scope="module")
def demo() -> Demo:
    consultation = load_consultation(DEMO)
    return read_consultation(DEMO, consultation).frames, consultation


@pytest.fixture(scope="module")
def people() -> tuple[DictionaryEntry, ...]:
    return load_dictionary(DEMO, load_consultation(DEMO).people_and_bodies)


def _people_matching(frames: Frames, question: str, pattern: str) -> set[str]:
    """Return who writes this in an answer: a few lines of their own, without the dictionary."""
    answers = frames.texts[frames.texts["question_id"] == f"advice.{question}"]
    hits = answers["text"].map(lambda text: bool(re.search(pattern, text, re.IGNORECASE)))
    return set(answers.loc[hits, "respondent_id"])


def test_whoever_the_answers_are_made_of_is_in_the_dictionary(people: tuple[DictionaryEntry, ...]) -> None:
    lists = read_lists("advice_short.txt")
    grammar, rng = Grammar(lists), random.Random(1)
    said = sorted({grammar.say(each, rng) for each in lists["who"] for _ in range(40)})
    assert len(said) > 100
    texts = pd.DataFrame({"text_id": said, "text": said})
    assert set(said) - set(find_entries(texts, people)["text_id"]) == set()


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [
        ("Health visitors", r"\bhealth visitors\b"),
        ("Independent visitors", r"\bindependent visitors\b"),
        ("Judges and magistrates", r"\b(judge|magistrate)s?\b"),
        ("Short break and respite carers", r"\b(short break|respite) (carer|provider)s?\b"),
        ("Kinship carers and special guardians", r"\b(kinship carers|grandparents|special guardians)\b"),
        # The longest counts: guardians of the court are none of the special guardians.
        ("Family lawyers and guardians", r"\bfamily lawyers\b|(?<!special )\bguardians\b"),
        ("Social workers", r"\b(?<!ex-)(?<!student )(?<!trainee )(?<!newly qualified )social workers?\b"),
    ],
)
def test_people_counted_are_those_whose_answers_hold_the_words(
    demo: Demo, people: tuple[DictionaryEntry, ...], entry: str, pattern: str
) -> None:
    table = named_in(*demo, people, Q1)
    behind = table.rows_behind["people"]
    expected = _people_matching(demo[0], "q1", pattern)
    assert len(expected) > 10
    assert set(behind.loc[behind["entry"] == entry, "row_id"]) == expected


def test_nearly_everybody_names_something_that_the_dictionaries_hold(
    demo: Demo, people: tuple[DictionaryEntry, ...]
) -> None:
    consultation = demo[1]
    ways = load_dictionary(DEMO, consultation.ways_of_engaging)
    reading = load_dictionary(DEMO, consultation.reading_topics)
    for entries, scope, subject in ((ways, Q2, WAYS), (reading, Q3, READING)):
        frame = named_in(*demo, entries, scope, subject).frame
        assert frame["people"].iloc[-1] / frame["people_base"].iloc[-1] < 0.1
        assert (frame["people"].iloc[:-1] > 0).all()
    frame = named_in(*demo, people, Q1).frame
    assert frame["people"].iloc[-1] / frame["people_base"].iloc[-1] < 0.03


def test_tables_of_the_demonstration_agree(demo: Demo, people: tuple[DictionaryEntry, ...]) -> None:
    named = named_in(*demo, people, Q1)
    plan = engagement_plan(*demo, people, "experience", Q1).frame.set_index("entry")["people"]
    by_group = named_by_group(*demo, people, "experience", Q1)
    assert broken_margins({table.name: table for table in (named, by_group)}) == []
    counted = named.frame.set_index("entry")["people"].iloc[:-1]
    assert plan.to_dict() == counted[counted > 0].to_dict()


def test_the_five_most_common_words_of_question_4_are_those_published(demo: Demo) -> None:
    five = common_terms(*demo, Q4, TermChoices(ranked_by="uses"), top=5).frame
    assert five["term"].tolist() == ["support", "families", "services", "system", "workers"]
    assert five["uses"].min() > 300
    assert five["largest_source"].max() < 0.05


def test_family_and_families_are_added_up_by_lemmas(demo: Demo) -> None:
    apart, together = (
        common_terms(*demo, Q4, TermChoices(forms, ranked_by="uses"), top=2000).frame.set_index("term")
        for forms in ("as written", "lemmas")
    )
    assert together.loc["family", "uses"] == apart.loc[["family", "families"], "uses"].sum()
    either = _people_matching(demo[0], "q4", r"\b(?<!['’])(family|families)\b")
    assert together.loc["family", "people"] == len(either)
    assert together.loc["family", "people"] < apart.loc[["family", "families"], "people"].sum()


@pytest.mark.parametrize(("length", "forms"), [*itertools.product((1, 2, 3), ("as written", "lemmas"))])
def test_each_use_of_the_commonest_terms_is_shown_in_context(demo: Demo, length: int, forms: str) -> None:
    choices = TermChoices(forms, length)  # type: ignore[arg-type]
    frame = common_terms(*demo, Q4, choices, top=2).frame
    for term, uses in zip(frame["term"], frame["uses"], strict=True):
        assert len(term_in_context(*demo, term, Q4, choices).frame) == uses
