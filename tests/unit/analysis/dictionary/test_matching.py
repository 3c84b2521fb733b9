"""What counts as naming an entry of a dictionary, and what does not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.dictionary import find_entries
from heard.consultation import DictionaryEntry

_MODELS = tuple(
    DictionaryEntry.model_validate(each)
    for each in (
        {"code": "sf", "name": "Strengthening Families", "ambiguous": True, "context": ["programme"]},
        {"code": "salford", "name": "Salford Strengthening Families"},
        {
            "code": "sfpc",
            "name": "Strengthening Families Protecting Children",
            "aliases": ["Strengthening Families, Protecting Children"],
        },
        {"code": "fdac", "name": "Family Drug and Alcohol Courts", "aliases": ["FDAC", "FDACs"]},
        {"code": "tip", "name": "Trauma-informed practice"},
        {"code": "paving", "name": "Paving the Way", "ambiguous": True, "context": ["model"]},
        {"code": "care", "name": "Support care", "ambiguous": True, "context": ["scheme", "short-break"]},
        {"code": "trove", "name": "Trove", "ambiguous": True, "context": ["project"]},
        {"code": "mind", "name": "Mind's Eye"},
    )
)


def _found(text: str) -> list[str]:
    return find_entries(pd.DataFrame({"text_id": ["t"], "text": [text]}), _MODELS)["code"].tolist()


@pytest.mark.parametrize(
    ("text", "models"),
    [
        # A name inside a longer name does not count; a name beside it does.
        ("Salford Strengthening Families began here.", ["salford"]),
        ("the Strengthening Families Protecting Children programme", ["sfpc"]),
        ("the Strengthening Families, Protecting Children offer", ["sfpc"]),
        ("Salford Strengthening Families follows the Strengthening Families model", ["salford", "sf"]),
        ("Salford Strengthening Families Protecting Children", ["sfpc"]),
        # Whole words only; case, hyphens and line breaks do not matter.
        ("trauma informed practice", ["tip"]),
        ("TRAUMA-INFORMED\nPRACTICE", ["tip"]),
        ("trauma-informed practices", []),
        ("untrauma-informed practice", []),
        ("mind’s eye", ["mind"]),
        # Abbreviations keep their capitals.
        ("an FDAC, and FDACs", ["fdac", "fdac"]),
        ("fdac", []),
        # A name with a plain meaning needs its capitals, not only those of a sentence's beginning...
        ("We ran Strengthening Families there.", ["sf"]),
        ("Strengthening Families works.", ["sf"]),
        ("strengthening families matters", []),
        ("Strengthening families matters.", []),
        ("STRENGTHENING FAMILIES matters", []),
        ("Good. Support care is needed", []),
        ("the Support care offer", ["care"]),
        ("Trove of letters", []),
        ("We used Trove there", ["trove"]),
        ("He wrote Paving The Way", ["paving"]),
        # ... or a context word in its sentence, and no other sentence.
        ("the strengthening families programme", ["sf"]),
        ("strengthening families matters. The programme ended", []),
        ("A programme ended. strengthening families matters", []),
        ("Support care is a short break scheme", ["care"]),
        ("support care schemes", []),
        ("", []),
    ],
)
def test_what_names_a_model(text: str, models: list[str]) -> None:
    assert _found(text) == models


_PEOPLE = tuple(
    DictionaryEntry.model_validate(each)
    for each in (
        {"code": "workers", "name": "Social workers", "aliases": ["social worker"]},
        {
            "code": "new",
            "name": "Newly qualified social workers",
            "patterns": ["(?:student|trainee) social workers?"],
        },
        {"code": "judges", "name": "Judges", "patterns": ["(?:family|HIGH) court judges?", "judge"]},
        {
            "code": "draw",
            "name": "Drawing",
            "patterns": ["draws?"],
            "ambiguous": True,
            "context": ["picture"],
        },
        {"code": "other", "name": "Other", "patterns": ["(?=x)", r"no \w+ door"]},
    )
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A pattern is whole words, case apart, and within the longest match like any name.
        ("Trainee Social Workers and a social worker", ["new", "workers"]),
        ("trainee social workersx", []),
        ("a Family Court judge", ["judges"]),
        ("a high court JUDGE", ["judges"]),
        ("prejudge, judged, judge", ["judges"]),
        # A pattern of an ambiguous entry needs a context word in its sentence.
        ("They draw a picture. We draw a line", ["draw"]),
        ("Draw up a list", []),
        # What is satisfied by no letter finds nothing.
        ("x", []),
        ("No Wrong Door", ["other"]),
    ],
)
def test_what_a_pattern_finds(text: str, codes: list[str]) -> None:
    found = find_entries(pd.DataFrame({"text_id": ["t"], "text": [text]}), _PEOPLE)
    assert found["code"].tolist() == codes


def test_of_two_patterns_that_begin_at_one_place_the_longest_counts() -> None:
    entries = (
        DictionaryEntry(code="short", name="Care", patterns=("care leavers?",)),
        DictionaryEntry(code="long", name="Custody", patterns=("care leavers? in custody",)),
    )
    text = "care leavers in custody; a care leaver"
    for order in (entries, entries[::-1]):
        found = find_entries(pd.DataFrame({"text_id": ["t"], "text": [text]}), order)
        assert found["code"].tolist() == ["long", "short"]


def test_places_are_those_of_the_name_in_the_text() -> None:
    text = "İstanbul: Salford  Strengthening Families"
    row = find_entries(pd.DataFrame({"text_id": ["t"], "text": [text]}), _MODELS).iloc[0]
    assert text[row["position"] : row["end"]] == "Salford  Strengthening Families"


def test_no_dictionary_and_no_text_find_nothing() -> None:
    texts = pd.DataFrame({"text_id": ["t"], "text": ["Salford Strengthening Families"]})
    assert find_entries(texts, ()).empty
    assert find_entries(texts.iloc[:0], _MODELS).empty


_PIECES = st.sampled_from(
    ["Salford", "Strengthening Families", "Protecting Children", "FDAC", "Trove", "and", ".", "programme"]
)


@settings(deadline=None, max_examples=100)
@given(st.lists(_PIECES, max_size=12))
def test_places_never_overlap_and_lie_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_entries(pd.DataFrame({"text_id": ["t"], "text": [text]}), _MODELS)
    assert (found["end"] > found["position"]).all()
    assert (found["position"].iloc[1:].to_numpy() >= found["end"].iloc[:-1].to_numpy()).all()
    assert found["end"].max() <= len(text) if len(found) else True
    longer = text.count("Salford Strengthening Families Protecting Children")
    shorter = text.count("Salford Strengthening Families") - longer
    assert found["code"].tolist().count("salford") == shorter
