"""A composition names what it needs, and a switch's choice is one."""

import pytest

from heard.analysis.composition import (
    AS_HEARD,
    Composition,
    composition_choices,
    composition_in_words,
    composition_of,
)
from heard.consultation import Consultation
from heard.errors import HeardError


def test_every_choice_of_a_grouping_is_a_composition_in_words(consultation: Consultation) -> None:
    choices = composition_choices(consultation, "experience")
    assert {
        choice: composition_in_words(consultation, composition_of(choice, "experience")) for choice in choices
    } == {
        "as_heard": "as heard",
        "each_group_equal": "each group equal (Experience)",
        "stated_shares": "stated shares (Experience)",
        "without.adopters": "without Adopters",
        "without.carers": "without Foster carers",
        "without.pros": "without Professionals",
    }
    assert composition_of("as_heard", "experience") == AS_HEARD
    assert composition_of("without.pros", "experience") == Composition("without", ("experience",), "pros")


def test_several_margins_are_named_together(consultation: Consultation) -> None:
    both = Composition("stated_shares", ("experience", "region"), shares={"region": {"north": 0.4}})
    assert composition_in_words(consultation, both) == "stated shares (Experience, Region)"
    assert hash(both) == hash(Composition("stated_shares", ("experience", "region")))


@pytest.mark.parametrize(
    "named",
    [
        {"kind": "each_group_equal"},
        {"kind": "each_group_equal", "groupings": ("experience", "region")},
        {"kind": "stated_shares"},
        {"kind": "stated_shares", "groupings": ("region",), "shares": {"experience": {"pros": 0.5}}},
        {"kind": "without", "groupings": ("experience",)},
        {"kind": "as_if"},
    ],
)
def test_a_composition_that_lacks_something_is_refused(named: dict[str, object]) -> None:
    with pytest.raises(HeardError):
        Composition(**named)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "composition",
    [
        composition_of("without.adoptrs", "experience"),
        composition_of("each_group_equal", "experiense"),
        Composition("stated_shares", ("region",), shares={"region": {"nort": 0.5}}),
    ],
)
def test_what_the_consultation_does_not_have_is_said_with_the_nearest(
    consultation: Consultation, composition: Composition
) -> None:
    with pytest.raises(HeardError, match="Did you mean"):
        composition_in_words(consultation, composition)
