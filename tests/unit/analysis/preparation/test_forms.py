import pytest

from heard.analysis.preparation.forms import in_british_spelling, joined_forms, without_clitic


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("don't", "do"),
        ("they've", "they"),
        ("worker'll", "worker"),
        ("can't", "can"),
        ("won't", "will"),
        ("o'brien", "o'brien"),
        ("families", "families"),
    ],
)
def test_a_contracted_verb_or_not_is_taken_off(word: str, plain: str) -> None:
    assert without_clitic(word) == plain


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organization", "organisation"),
        ("organizations", "organisations"),
        ("prioritize", "prioritise"),
        ("recognizing", "recognising"),
        ("traumatized", "traumatised"),
        ("analyzed", "analysed"),
    ],
)
def test_an_ending_with_z_is_respelt_wherever_it_stands(american: str, british: str) -> None:
    assert in_british_spelling([american]) == {american: british}


@pytest.mark.parametrize(
    "word", ["size", "sized", "prize", "seizing", "downsized", "capsize", "maize", "for"]
)
def test_a_z_that_is_no_ending_stays(word: str) -> None:
    assert in_british_spelling([word]) == {}


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("behavior", "behaviour"),
        ("centers", "centres"),
        ("counseling", "counselling"),
        ("labeled", "labelled"),
        ("defense", "defence"),
        ("program", "programme"),
        ("dialog", "dialogue"),
        ("pediatric", "paediatric"),
    ],
)
def test_other_spellings_are_joined_only_where_both_are_used(american: str, british: str) -> None:
    assert in_british_spelling([american, british]) == {american: british}
    assert in_british_spelling([american]) == {}


def test_a_word_that_looks_american_and_is_not_stays() -> None:
    words = ["doctor", "worker", "letter", "sense", "practice", "license", "actor", "tailor", "hotel"]
    assert in_british_spelling(words) == {}


def test_a_stem_is_shown_as_the_form_that_is_used_most() -> None:
    uses = {"family": 3, "families": 5, "support": 9, "supporting": 2, "school": 1}
    assert joined_forms(uses, "stems") == {"family": "families", "supporting": "support"}


def test_of_forms_used_equally_often_the_alphabet_chooses() -> None:
    assert joined_forms({"families": 2, "family": 2}, "stems") == {"family": "families"}


def test_a_lemma_is_the_dictionary_form() -> None:
    assert joined_forms({"children": 1, "families": 1, "waiting": 1, "support": 1}, "lemmas") == {
        "children": "child",
        "families": "family",
        "waiting": "wait",
    }


def test_as_written_joins_nothing() -> None:
    assert joined_forms({"family": 1, "families": 1}, "as written") == {}
