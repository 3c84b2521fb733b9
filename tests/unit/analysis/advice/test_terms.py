from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.advice.terms import (
    TermChoices,
    chosen_terms,
    find_terms,
    places_of_term,
    term_switches,
)
from heard.analysis.words import places_of_words, words_of
from heard.errors import HeardError
from heard.tables import View


def _uses(texts: list[str], choices: TermChoices) -> dict[str, int]:
    frame = pd.DataFrame({"text_id": [f"t{n}" for n in range(len(texts))], "text": texts})
    terms = find_terms(frame, choices)
    labels = terms.labels(np.arange(len(terms.runs)))
    assert len(set(labels)) == len(labels)
    return dict(zip(labels, np.bincount(terms.term, minlength=len(labels)).tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "length", "terms"),
    [
        ("The quality of care, the care", 1, {"quality": 1, "care": 2}),
        # A pair with a stop word at either end is none; "care, the" is not passed over to make "care care".
        ("The quality of care, the care", 2, {}),
        ("The quality of care, the care", 3, {"quality of care": 1, "care the care": 1}),
        ("foster carers need foster carers", 2, {"foster carers": 2, "carers need": 1, "need foster": 1}),
        # Not over the end of a sentence or line, nor over a colon or semicolon; over a comma and a hyphen.
        ("Support now. Families wait", 2, {"families wait": 1}),
        ("families\nwait; courts: delay", 2, {}),
        ("early, family-based help", 2, {"early family": 1, "family based": 1, "based help": 1}),
        ("support 3.5 homes", 2, {"support homes": 1}),
        ("", 1, {}),
        ("help", 3, {}),
    ],
)
def test_a_term_is_a_run_of_neighbours_in_a_sentence(text: str, length: int, terms: dict[str, int]) -> None:
    assert _uses([text], TermChoices(length=length)) == terms


@pytest.mark.parametrize(
    ("forms", "terms"),
    [
        ("as written", {"families": 2, "family": 1}),
        ("stems", {"families": 3}),  # shown as the form that is used most
        ("lemmas", {"family": 3}),
    ],
)
def test_family_and_families_stand_apart_or_together(forms: str, terms: dict[str, int]) -> None:
    assert _uses(["Families", "the family’s", "families"], TermChoices(forms)) == terms  # type: ignore[arg-type]


def test_forms_are_joined_inside_longer_terms() -> None:
    texts = ["foster carer", "foster carers", "the foster carers"]
    assert _uses(texts, TermChoices("lemmas", 2)) == {"foster carer": 3}


def test_a_stop_word_does_not_swallow_its_stem() -> None:
    assert _uses(["willing", "will will will"], TermChoices("stems")) == {"willing": 1}


def test_lists_of_stop_words_differ() -> None:
    text = "Consider the welcome"
    assert _uses([text], TermChoices()) == {"consider": 1, "welcome": 1}
    assert _uses([text], TermChoices(stop_list="smart")) == {}
    assert _uses([text], TermChoices(stop_list="none")) == {"consider": 1, "the": 1, "welcome": 1}
    assert _uses([text], TermChoices(more_stop_words=["Welcome"])) == {"consider": 1}


@pytest.mark.parametrize(
    ("choice", "fix"),
    [
        ({"forms": "lemma"}, "lemmas"),
        ({"length": 4}, "1, 2, 3"),
        ({"stop_list": "fox"}, "smart"),
        ({"ranked_by": "texts"}, "people, uses"),
    ],
)
def test_a_choice_that_there_is_not_is_said(choice: dict[str, object], fix: str) -> None:
    with pytest.raises(HeardError, match=fix):
        TermChoices(**choice)  # type: ignore[arg-type]


_PIECES = st.sampled_from(
    ["family", "Families", "foster", "carers", "the", "of", ", ", ". ", "\n", " ", "İs", "carer’s", "2", "-"]
)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.lists(_PIECES, max_size=12).map(" ".join), max_size=4),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(["as written", "stems", "lemmas"]),
)
def test_every_use_has_its_place_in_the_text(texts: list[str], length: int, forms: str) -> None:
    choices = TermChoices(forms, length)  # type: ignore[arg-type]
    frame = pd.DataFrame({"text_id": [f"t{n}" for n in range(len(texts))], "text": texts}, dtype="str")
    terms = find_terms(frame, choices)
    counted = Counter(zip(terms.text.tolist(), terms.term.tolist(), strict=True))
    for number, label in enumerate(terms.labels(np.arange(len(terms.runs)))):
        for place, text in enumerate(texts):
            found = places_of_term(text, label, terms.form_of)
            assert len(found) == counted[place, number]
            assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.text(alphabet="aB's’ İ-1.é\n", max_size=40))
def test_words_with_their_places_are_the_words_of_the_text(text: str) -> None:
    placed = places_of_words(text)
    assert [word for word, _, _ in placed] == words_of(text)
    for word, start, end in placed:
        assert word[:1] in text[start:end].lower()


def test_switches_begin_with_the_choices_given_and_offer_all_others() -> None:
    given = TermChoices("stems", 2, "smart", ranked_by="uses")
    view = View(term_switches(given))
    assert chosen_terms(view.default) == given
    assert chosen_terms(view.state(length="3", stop_list="none")) == TermChoices(
        "stems", 3, "none", (), "uses"
    )
    assert [len(switch.options) for switch in view.switches] == [3, 3, 3, 2]
