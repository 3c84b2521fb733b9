"""The ranking under a composition: worked by hand, with and without one respondent."""

from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, themes
from heard.analysis.composition import (
    Composition,
    composition_choices,
    ranking_by_composition,
)
from heard.analysis.groups import themes_by_group
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
Crowd = Callable[[Iterable[tuple[str, str, str]]], Frames]
# Four adopters, of whom three raise support (a) and one school (b); two carers, one of each.
SIX = [
    ("a1", "experience.adopters", "a"),
    ("a2", "experience.adopters", "a"),
    ("a3", "experience.adopters", "a"),
    ("a4", "experience.adopters", "b"),
    ("c1", "experience.carers", "b"),
    ("c2", "experience.carers", "a"),
]


def _ranking(frames: Frames, consultation: Consultation, choice: str) -> ResultTable:
    return ranking_by_composition(frames, consultation, "experience", choice)


def test_one_respondent_fewer_turns_the_ranking_of_equal_groups_round(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    before = _ranking(crowd(SIX), consultation, "each_group_equal")
    after = _ranking(crowd(SIX[:-1]), consultation, "each_group_equal")
    # An adopter has 1/8 of the voice and a carer 1/4: support 3/8 + 1/4, school 1/8 + 1/4.
    assert column(before, "weighted_share") == pytest.approx(
        {"Support": 5 / 8, "School": 3 / 8, "Contact": 0}
    )
    assert column(before, "rank_weighted") == {"Support": 1, "School": 2, "Contact": 3}
    # Without c2 the one carer left has half of the voice: support 3/8, school 1/8 + 1/2.
    assert column(after, "weighted_share") == pytest.approx({"School": 5 / 8, "Support": 3 / 8, "Contact": 0})
    assert column(after, "rank_weighted") == {"School": 1, "Support": 2, "Contact": 3}
    assert column(after, "change") == {"School": 1, "Support": -1, "Contact": 0}
    # As heard, 4 of 6 and then 3 of 5 raised support: nothing turns.
    assert column(before, "people_share")["Support"] == pytest.approx(4 / 6)
    assert column(after, "people_share")["Support"] == pytest.approx(3 / 5)
    assert column(after, "rank_as_heard") == {"School": 2, "Support": 1, "Contact": 3}


def test_themes_whose_shares_differ_in_the_last_digit_have_the_same_rank(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    # Four adopters raise one theme and seven carers the other: half of the voice each, in quarters and
    # sevenths that do not add up to the same number of double precision.
    four = [(f"a{number}", "experience.adopters", "a") for number in range(4)]
    seven = [(f"c{number}", "experience.carers", "b") for number in range(7)]
    table = _ranking(crowd([*four, *seven]), consultation, "each_group_equal")
    shares = column(table, "weighted_share")
    assert shares["Support"] != shares["School"]
    assert shares == pytest.approx({"Support": 0.5, "School": 0.5, "Contact": 0})
    assert column(table, "rank_weighted") == {"Support": 1, "School": 1, "Contact": 3}


def test_one_respondent_fewer_turns_the_ranking_as_heard_round(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    people = [*SIX, ("c3", "experience.carers", "b"), ("c4", "experience.carers", "b")]
    # Four of eight raise each; without a1 school leads by four to three.
    tied = _ranking(crowd(people), consultation, "as_heard")
    assert column(tied, "rank_as_heard") == {"Support": 1, "School": 1, "Contact": 3}
    led = _ranking(crowd(people[1:]), consultation, "as_heard")
    assert column(led, "rank_as_heard") == {"School": 1, "Support": 2, "Contact": 3}
    assert column(led, "weighted_share") == pytest.approx({"School": 4 / 7, "Support": 3 / 7, "Contact": 0})


def test_limits_are_wilsons_with_the_effective_number_of_people(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = _ranking(frames, consultation, "each_group_equal")
    # p1 weighs 1.5 of 3 and raised both, p2 and p3 weigh 0.75: each theme has 3/4 of 2.667 people.
    assert column(table, "weighted_share") == pytest.approx({"Support": 0.75, "School": 0.75, "Contact": 0})
    n, p, z2 = 9 / 3.375, 0.75, 1.959964**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (p * (1 - p) / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    assert column(table, "low")["Support"] == pytest.approx(centre - half, abs=1e-5)
    assert column(table, "high")["Support"] == pytest.approx(centre + half, abs=1e-5)
    assert column(table, "low")["Contact"] == 0
    assert "approximate" in " ".join(table.notes)


@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement")])
def test_as_heard_counts_are_those_of_the_plain_themes(
    frames: Frames, consultation: Consultation, scope: Scope
) -> None:
    plain = themes(frames, consultation, scope, rank_by="people").frame
    for choice in composition_choices(consultation, "experience"):
        if choice == "stated_shares":
            continue
        table = ranking_by_composition(frames, consultation, "experience", choice, scope)
        ours = table.frame.set_index("theme").loc[plain["theme"], ["people", "people_base", "people_share"]]
        assert ours.reset_index().equals(plain[["theme", "people", "people_base", "people_share"]])
        tables = [table, themes(frames, consultation, scope), coding_totals(frames, consultation, scope)]
        assert broken_margins({each.name: each for each in tables}) == []
    as_heard = ranking_by_composition(frames, consultation, "experience", scope=scope).frame
    assert list(as_heard["theme"]) == list(plain["theme"])
    assert (as_heard["weighted_share"].fillna(-1) == as_heard["people_share"].fillna(-1)).all()
    assert (as_heard["low"].fillna(-1) == plain["people_low"].fillna(-1)).all()


def test_equal_groups_have_the_mean_of_the_rates_by_group(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    heard = crowd([*SIX, ("b1", "experience.adopters experience.carers", "b c"), ("n1", "", "c")])
    rates = themes_by_group(heard, consultation, "experience").frame.query("group != 'Not stated'")
    mean = rates.groupby("theme")["people_share"].mean()
    shares = column(_ranking(heard, consultation, "each_group_equal"), "weighted_share")
    assert shares == pytest.approx(mean.to_dict())


def test_several_margins_are_one_composition(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    both = Composition(
        "stated_shares",
        ("experience", "region"),
        shares={"experience": {"adopters": 0.6}, "region": {"north": 0.8, "south": 0.2}},
    )
    table = ranking_by_composition(frames, consultation, "experience", both)
    # South is p2 with 1/5; adopters are p1 and p2 with 3/5: p1 has 2/5, and p3 the 2/5 that are left.
    assert column(table, "weighted_share") == pytest.approx({"School": 0.8, "Support": 0.6, "Contact": 0})
    assert table.title == "Themes in order of people, stated shares (Experience, Region)"


def test_a_choice_that_is_not_offered_is_an_error(frames: Frames, consultation: Consultation) -> None:
    for choice in ("equal", "without", "without.adoptrs"):
        with pytest.raises(HeardError):
            _ranking(frames, consultation, choice)


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for choice in ("as_heard", "each_group_equal", "without.adopters"):
        one, other = (_ranking(each, consultation, choice) for each in (frames, shuffled))
        assert one.frame.equals(other.frame)
        assert one.rows_behind["people"].equals(other.rows_behind["people"])


def test_nobody_coded_has_no_rank_and_nobody_left_has_none(
    no_frames: Frames, frames: Frames, crowd: Crowd, consultation: Consultation
) -> None:
    for choice in composition_choices(consultation, "experience"):
        assert _ranking(no_frames, consultation, choice).frame.empty
        uncoded = _ranking(Frames.of(codes=frames.codes), consultation, choice).frame
        assert uncoded["people"].sum() == 0
        assert uncoded[["people_share", "weighted_share", "rank_weighted"]].isna().all(axis=None)
    all_adopters = _ranking(crowd(SIX[:4]), consultation, "without.adopters").frame
    assert pd.isna(all_adopters["rank_weighted"]).all()
    assert list(all_adopters["people"]) == [3, 1, 0]
