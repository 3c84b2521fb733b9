"""Distinctive words of six known people, counted on paper."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.advice import TermChoices
from heard.analysis.keyness import FEWEST_PEOPLE, distinctive_words, word_in_context
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable

Column = Callable[[ResultTable, str], dict[object, object]]
ADVICE = Scope("advice")
# "now" is a word of its own in no list, so that the words of the calls for advice are these:
# p1 (adopters and carers) support x 2, families; p2 (adopters) families, support; p3 (carers) school x 3.
CHOICES = TermChoices(more_stop_words=("now",))


@pytest.fixture
def table(frames: Frames, consultation: Consultation) -> ResultTable:
    return made(frames, consultation)


def made(frames: Frames, consultation: Consultation, **choices: int) -> ResultTable:
    return distinctive_words(
        frames, consultation, "experience", ADVICE, CHOICES, **{"fewest_people": 1} | choices
    )


def cells(table: ResultTable, name: str) -> dict[tuple[str, str], object]:
    return table.frame.set_index(["group", "term"])[name].to_dict()


def test_a_group_is_compared_with_those_who_gave_a_group_and_do_not_hold_it(table: ResultTable) -> None:
    counts = ["uses", "uses_base", "others_uses", "others_uses_base", "people", "people_base"]
    assert table.frame[["group", "term", *counts, "others", "others_base"]].values.tolist() == [
        ["Adopters", "support", 3, 5, 0, 3, 2, 2, 0, 1],
        ["Adopters", "families", 2, 5, 0, 3, 2, 2, 0, 1],
        ["Foster carers", "school", 3, 6, 0, 2, 1, 2, 0, 1],
    ]


def test_log_odds_are_those_worked_by_hand(table: ResultTable) -> None:
    # The prior is all that was counted: support 3, families 2, school 3, of 8.
    # Adopters, support: (3 + 3) / (5 + 8 - 6) over (0 + 3) / (3 + 8 - 3) = 6/7 over 3/8 = 16/7;
    # variance 1/6 + 1/3 = 1/2.
    # Families: (2 + 2) / (13 - 4) over 2 / (11 - 2) = 2; variance 1/4 + 1/2.
    # Carers, school: (3 + 3) / (6 + 8 - 6) over 3 / (2 + 8 - 3) = 7/4; variance 1/6 + 1/3.
    expected = {
        ("Adopters", "support"): (math.log(16 / 7), 1 / 2),
        ("Adopters", "families"): (math.log(2), 3 / 4),
        ("Foster carers", "school"): (math.log(7 / 4), 1 / 2),
    }
    found, z = cells(table, "log_odds"), cells(table, "z")
    assert found == pytest.approx({cell: ratio for cell, (ratio, _) in expected.items()})
    assert z == pytest.approx({cell: ratio / variance**0.5 for cell, (ratio, variance) in expected.items()})
    # 8 uses of which the adopters make 5: 3 x 5 / 8 expected.
    assert cells(table, "pmi")["Adopters", "support"] == pytest.approx(math.log(3 * 8 / (3 * 5)))


def test_a_weaker_prior_draws_less_to_nothing(frames: Frames, consultation: Consultation) -> None:
    # Worth 4 uses: support 1.5. (3 + 1.5) / (5 + 4 - 4.5) over 1.5 / (3 + 4 - 1.5) = 1 over 3/11.
    found = distinctive_words(
        frames, consultation, "experience", ADVICE, CHOICES, fewest_people=1, prior_words=4
    )
    assert cells(found, "log_odds")["Adopters", "support"] == pytest.approx(math.log(11 / 3))


def test_the_range_by_chance_is_that_of_the_sets_dealt_out(table: ResultTable) -> None:
    # Three people and three sets: six deals. The adopters are any two of the three, each pair as often.
    words = {"p1": (2, 3), "p2": (1, 2), "p3": (0, 3)}
    ratios = []
    for pair in itertools.combinations(words, 2):
        uses, base = (sum(words[person][place] for person in pair) for place in (0, 1))
        ours, theirs = uses + 3, 3 - uses + 3
        ratios.append(math.log(ours / (base + 8 - ours)) - math.log(theirs / (8 - base + 8 - theirs)))
    assert cells(table, "chance_low")["Adopters", "support"] == pytest.approx(min(ratios))
    assert cells(table, "chance_high")["Adopters", "support"] == pytest.approx(max(ratios))
    assert (table.frame["log_odds"] <= table.frame["chance_high"]).all()


def test_who_makes_more_than_half_of_the_uses_is_said(table: ResultTable) -> None:
    # p1 says "support" twice of three times; "families" is said by two people once each.
    assert cells(table, "driven_by") == {
        ("Adopters", "support"): "one person",
        ("Adopters", "families"): "no one source",
        ("Foster carers", "school"): "one person",
    }


def test_a_campaign_is_told_from_a_person(frames: Frames, consultation: Consultation) -> None:
    families = pd.DataFrame({"text_id": ["t1", "t2"], "family": ["f1", "f1"]})
    table = distinctive_words(
        frames, consultation, "experience", ADVICE, CHOICES, fewest_people=1, families=families
    )
    assert cells(table, "driven_by") == {
        ("Adopters", "support"): "one person",
        ("Adopters", "families"): "one campaign",
        ("Foster carers", "school"): "one person",
    }


def test_texts_that_cannot_be_compared_are_counted(
    frames: Frames, consultation: Consultation, table: ResultTable
) -> None:
    told = "Set aside: {} texts of nobody who is known, and {} of known people who gave no group"
    assert [note for note in table.notes if note.startswith(told.format(0, 1))]
    everything = distinctive_words(frames, consultation, "experience", fewest_people=1)
    assert [note for note in everything.notes if note.startswith(told.format(3, 2))]


def test_the_texts_and_people_behind_a_cell_are_kept(table: ResultTable) -> None:
    for name, expected in (("people", {"p1", "p2"}), ("uses", {"t1", "t2"})):
        rows = table.rows_behind[name]
        assert set(rows.loc[rows["term"] == "support", "row_id"]) == expected
    assert table.column("uses").adds == "uses"


def test_only_terms_of_enough_people_are_listed(frames: Frames, consultation: Consultation) -> None:
    two = made(frames, consultation, fewest_people=2)
    assert set(cells(two, "uses")) == {("Adopters", "support"), ("Adopters", "families")}
    # The totals are of all words, listed or not.
    assert cells(two, "uses_base")["Adopters", "support"] == 5
    assert cells(two, "log_odds")["Adopters", "support"] == pytest.approx(math.log(16 / 7))
    assert distinctive_words(frames, consultation, "experience", ADVICE).frame.empty
    assert FEWEST_PEOPLE > 2


def test_a_group_has_its_top_terms_only(frames: Frames, consultation: Consultation) -> None:
    assert set(cells(made(frames, consultation, top=1), "z")) == {
        ("Adopters", "support"),
        ("Foster carers", "school"),
    }


def test_equals_are_in_the_order_of_the_alphabet(consultation: Consultation) -> None:
    said = {"a1": "zebra apple mango", "a2": "mango zebra apple", "b1": "crisis"}
    frames = spoken(said, {"a1": "adopters", "a2": "adopters", "b1": "carers"})
    found = distinctive_words(frames, consultation, "experience", top=2, fewest_people=1).frame
    assert found.loc[found["group"] == "Adopters", "term"].tolist() == ["apple", "mango"]


def spoken(said: dict[str, str], groups: dict[str, str]) -> Frames:
    """Return frames in which each person says one thing in the call for advice and holds one group."""
    return Frames.of(
        respondents=pd.DataFrame({"respondent_id": list(said), "known_by": "collection"}),
        memberships=pd.DataFrame(
            {"respondent_id": list(groups), "grouping": "experience", "group": list(groups.values())}
        ),
        texts=pd.DataFrame(
            {
                "text_id": [f"t-{person}" for person in said],
                "collection": "advice",
                "question_id": "advice.q4",
                "respondent_id": list(said),
                "session_id": None,
                "text": list(said.values()),
            }
        ),
    )


def two_sides(ours: int = 15, theirs: int = 15) -> Frames:
    """Return adopters who speak of waiting and carers of school, both of courts."""
    people = {f"a{number:02d}": "waiting courts" for number in range(ours)}
    people |= {f"b{number:02d}": "school courts" for number in range(theirs)}
    groups = {person: "adopters" if person.startswith("a") else "carers" for person in people}
    return spoken(people, groups)


def test_what_two_sides_say_apart_is_distinctive_and_what_both_say_is_not(consultation: Consultation) -> None:
    table = distinctive_words(two_sides(), consultation, "experience")
    assert cells(table, "distinctive") == {("Adopters", "waiting"): 1, ("Foster carers", "school"): 1}
    assert cells(table, "z")["Adopters", "waiting"] == pytest.approx(
        cells(table, "z")["Foster carers", "school"]
    )


def test_a_small_group_is_shown_and_not_compared(consultation: Consultation) -> None:
    table = distinctive_words(two_sides(ours=9), consultation, "experience")
    assert {("Adopters", "waiting"), ("Foster carers", "school")} == set(cells(table, "q"))
    assert table.frame["q"].isna().all()
    assert (table.frame["log_odds"] > table.frame["chance_high"]).all()
    assert set(table.frame["distinctive"]) == {0}


def test_a_group_that_everybody_holds_has_no_others(consultation: Consultation) -> None:
    frames = spoken({"a1": "waiting", "a2": "school"}, {"a1": "adopters", "a2": "adopters"})
    assert distinctive_words(frames, consultation, "experience", fewest_people=1).frame.empty


def test_pairs_of_words_are_terms_too(consultation: Consultation) -> None:
    table = distinctive_words(two_sides(), consultation, "experience", choices=TermChoices(length=2))
    assert table.name == "distinctive_pairs"
    assert cells(table, "distinctive") == {
        ("Adopters", "waiting courts"): 1,
        ("Foster carers", "school courts"): 1,
    }


def test_where_there_is_one_term_there_is_nothing_to_compare(consultation: Consultation) -> None:
    frames = spoken({"a1": "waiting", "b1": "waiting"}, {"a1": "adopters", "b1": "carers"})
    assert distinctive_words(frames, consultation, "experience", fewest_people=1).frame.empty


def test_shuffled_rows_give_the_same(
    shuffled: Frames, consultation: Consultation, table: ResultTable
) -> None:
    pd.testing.assert_frame_equal(made(shuffled, consultation).frame, table.frame)


def test_empty_frames_give_an_empty_table(
    no_frames: Frames, consultation: Consultation, table: ResultTable
) -> None:
    empty = made(no_frames, consultation)
    assert empty.frame.empty
    assert list(empty.frame.columns) == list(table.frame.columns)
    assert empty.frame.dtypes.to_dict() == table.frame.dtypes.to_dict()


def test_a_table_of_words_by_group_does_not_hold_texts(table: ResultTable) -> None:
    assert not table.holds_words
    assert table.dimensions == ["group", "term", "driven_by"]


@pytest.mark.parametrize(("choice", "value"), [("top", 0), ("fewest_people", 0), ("prior_words", 0)])
def test_a_number_that_cannot_be_is_refused(
    frames: Frames, consultation: Consultation, choice: str, value: int
) -> None:
    with pytest.raises(HeardError, match="distinctive words"):
        distinctive_words(frames, consultation, "experience", **{choice: value})  # type: ignore[arg-type]


def test_an_unknown_grouping_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="experiense"):
        distinctive_words(frames, consultation, "experiense")


def test_every_use_by_the_group_is_shown_in_context(
    frames: Frames, consultation: Consultation, table: ResultTable
) -> None:
    for (group, term), uses in cells(table, "uses").items():
        shown = word_in_context(frames, consultation, "experience", group, term, ADVICE, CHOICES)
        assert len(shown.frame) == uses
        assert shown.holds_words
        assert shown.frame["keyword"].str.lower().eq(term).all()


def test_a_context_shows_nobody_of_another_group(frames: Frames, consultation: Consultation) -> None:
    shown = word_in_context(frames, consultation, "experience", "Foster carers", "families", ADVICE, CHOICES)
    assert shown.frame["text_id"].tolist() == ["t1"]
    assert shown.universe.endswith("known people of the group Foster carers")
    with pytest.raises(HeardError, match="Foster carers"):
        word_in_context(frames, consultation, "experience", "Foster carer", "families", ADVICE)


def test_numbers_of_a_table_are_those_of_numpy(table: ResultTable) -> None:
    assert np.isfinite(table.frame[["log_odds", "z", "chi2", "likelihood_ratio", "pmi"]].to_numpy()).all()


def test_what_is_distinctive_comes_first_and_groups_without_it_are_named(consultation: Consultation) -> None:
    table = distinctive_words(two_sides(ours=40), consultation, "experience")
    of_each = table.frame.groupby("group", sort=False)["distinctive"]
    assert of_each.apply(lambda flags: flags.is_monotonic_decreasing).all()
    assert "No term is distinctive of: Professionals." in table.notes
