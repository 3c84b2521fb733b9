"""All compositions side by side, and what none of them moves."""

from collections.abc import Callable, Iterable

import pytest

from heard.analysis.composition import rankings_compared, themes_no_choice_moves
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
Crowd = Callable[[Iterable[tuple[str, str, str]]], Frames]
# Five raise contact (c), one carer alone raises school (b), and only adopters raise support (a).
SIX = [
    ("a1", "experience.adopters", "a c"),
    ("a2", "experience.adopters", "a c"),
    ("a3", "experience.adopters", "a c"),
    ("a4", "experience.adopters", "c"),
    ("c1", "experience.carers", "b"),
    ("n1", "", "c"),
]


def test_every_theme_has_a_rank_under_every_choice(
    crowd: Crowd, consultation: Consultation, column: Read
) -> None:
    table = rankings_compared(crowd(SIX), consultation, "region")
    assert list(table.frame["composition"].unique()) == [
        "As heard",
        "Each group equal",
        "Without North",
        "Without South",
    ]
    table = rankings_compared(crowd(SIX), consultation, "experience")
    # As heard: contact 5, support 3, school 1 of 6. Equal groups: an adopter 1/8, the carer 1/2.
    assert list(table.frame["theme"].unique()) == ["Contact", "Support", "School"]
    ranks, shares = column(table, "rank"), column(table, "weighted_share")
    assert {theme: ranks[theme, "As heard"] for theme in ("Contact", "Support", "School")} == {
        "Contact": 1,
        "Support": 2,
        "School": 3,
    }
    assert shares["Support", "Each group equal"] == pytest.approx(3 / 8)
    assert shares["School", "Each group equal"] == pytest.approx(1 / 2)
    assert shares["Contact", "Each group equal"] == pytest.approx(1 / 2)
    assert [ranks[theme, "Each group equal"] for theme in ("Contact", "School", "Support")] == [1, 1, 3]
    # Without adopters: c1 and n1 are left.
    assert [ranks[theme, "Without Adopters"] for theme in ("Contact", "School", "Support")] == [1, 1, 3]
    assert column(table, "people")["Contact", "Without Adopters"] == 1
    assert column(table, "people_base")["Contact", "Without Adopters"] == 2
    assert column(table, "people_base")["Contact", "Each group equal"] == 5
    assert column(table, "moved") == {pair: int(pair[0] != "Contact") for pair in ranks}
    assert {column(table, "best_rank")["School", each] for each in ("As heard", "Without Adopters")} == {1}
    assert column(table, "worst_rank")["Support", "As heard"] == 3
    # n1 stated no group.
    assert "1 of 6 people stated no group" in " ".join(table.notes)
    assert "part of a move can come from them" in " ".join(table.notes)


def test_shares_that_nobody_can_reach_are_left_out_and_said(crowd: Crowd, consultation: Consultation) -> None:
    # Carers are stated to be half and adopters a fifth; nobody holds neither, so 0.7 is all there is.
    table = rankings_compared(crowd(SIX), consultation, "experience")
    assert "Stated shares of the population" not in set(table.frame["composition"])
    assert "Stated shares of the population: left out, because no weights reach" in " ".join(table.notes)
    # With a professional there is somebody for the rest.
    more = rankings_compared(crowd([*SIX, ("p1", "experience.pros", "b")]), consultation, "experience")
    assert "Stated shares of the population" in set(more.frame["composition"])


def test_what_no_choice_moves_is_listed_with_the_largest_moves_of_the_rest(
    crowd: Crowd, consultation: Consultation
) -> None:
    table = themes_no_choice_moves(crowd(SIX), consultation, "experience")
    frame = table.frame.set_index("theme")
    assert list(frame.index) == ["Contact", "Support", "School"]
    assert list(frame["stays"]) == [1, 0, 0]
    assert list(frame["largest_move"]) == [0, 1, 2]
    assert list(frame["moved_most_by"]) == ["No choice moves it", "Each group equal", "Each group equal"]
    assert list(frame["rank_as_heard"]) == [1, 2, 3]
    assert list(frame["best_rank"]) == [1, 2, 1]
    assert list(frame["worst_rank"]) == [1, 3, 3]
    # Without adopters nobody raises support, and without carers nobody school: no place among the first.
    assert list(frame["always_top_5"]) == [1, 0, 0]
    assert (
        "1 of 3 themes keep their rank whatever is chosen; 1 are always among the first 5" in table.notes[0]
    )


def test_a_theme_that_nobody_raised_is_not_said_to_stay(frames: Frames, consultation: Consultation) -> None:
    # Contact is in the codebook and nobody known raised it.
    assert set(themes_no_choice_moves(frames, consultation, "experience").frame["theme"]) == {
        "Support",
        "School",
    }
    compared = rankings_compared(frames, consultation, "experience").frame
    assert set(compared.loc[compared["theme"] == "Contact", "people"]) == {0}


@pytest.mark.parametrize("table", [rankings_compared, themes_no_choice_moves])
def test_the_order_of_rows_does_not_matter(
    table: Callable[..., ResultTable], frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    one, other = (table(each, consultation, "experience") for each in (frames, shuffled))
    assert one.frame.equals(other.frame)
    assert one.notes == other.notes


def test_nobody_coded_leaves_noughts_or_nothing(
    no_frames: Frames, frames: Frames, consultation: Consultation
) -> None:
    uncoded = Frames.of(codes=frames.codes)
    compared = rankings_compared(uncoded, consultation, "experience").frame
    assert compared["people"].sum() == 0
    assert compared["rank"].isna().all()
    assert compared["moved"].sum() == 0
    assert rankings_compared(no_frames, consultation, "experience").frame.empty
    for nothing in (no_frames, uncoded):
        assert themes_no_choice_moves(nothing, consultation, "experience").frame.empty
