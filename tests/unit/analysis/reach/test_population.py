from collections.abc import Callable

import pytest

from heard.analysis.reach import present_against_population, respondents_against_population
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]


def test_shares_are_out_of_those_who_gave_a_group(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = respondents_against_population(frames, consultation, "experience")
    # p1, p2, p3 and p5 gave a group: 2 of 4 are adopters, against a fifth of the population.
    assert column(table, "people") == {"Adopters": 2, "Foster carers": 2, "Professionals": 1}
    assert set(column(table, "people_base").values()) == {4}
    assert column(table, "ratio")["Adopters"] == pytest.approx(0.5 / 0.2)
    assert column(table, "ratio")["Foster carers"] == pytest.approx(1.0)
    # Wilson of 2 of 4: centre 0.5, half width z/(1+z²/4) * sqrt(1/16 + z²/64).
    assert column(table, "low")["Adopters"] == pytest.approx(0.1500, abs=5e-5)
    assert column(table, "ratio_high")["Adopters"] == pytest.approx(0.8500 / 0.2, abs=5e-4)


def test_only_those_who_took_part_in_the_collection_count(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = respondents_against_population(frames, consultation, "experience", "evidence")
    # p1 (two groups) and p5; p6 gave none.
    assert column(table, "people") == {"Adopters": 1, "Foster carers": 1, "Professionals": 1}
    assert set(column(table, "people_base").values()) == {2}


def test_a_group_without_a_population_share_has_no_ratio(frames: Frames, consultation: Consultation) -> None:
    table = respondents_against_population(frames, consultation, "experience").frame.set_index("group")
    assert table.loc["Professionals", ["ratio", "ratio_low", "ratio_high"]].isna().all()
    assert table.loc["Professionals", "share"] == 0.25


def test_people_present_are_out_of_the_sessions_that_say_who_came(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = present_against_population(frames, consultation, "experience")
    # s1 (10 people) and s2 (6); s3 says neither how many came nor how many of each group.
    assert set(column(table, "people_base").values()) == {16}
    assert column(table, "people_present") == {"Adopters": 10, "Foster carers": 7, "Professionals": 0}
    assert column(table, "share")["Adopters"] == 10 / 16


def test_known_people_never_enter_the_table_of_people_present(
    frames: Frames, consultation: Consultation
) -> None:
    without = Frames.of(**{name: each for name, each in frames.items() if name in ("sessions", "attendance")})
    one, other = (present_against_population(each, consultation, "experience") for each in (frames, without))
    assert one.frame.equals(other.frame)


def test_more_people_of_a_group_than_people_is_an_error_of_the_data(
    frames: Frames, consultation: Consultation
) -> None:
    sessions = frames.sessions.assign(people=[5, 6, None])
    wrong = Frames.of(**(dict(frames.items()) | {"sessions": sessions}))
    with pytest.raises(HeardError, match="1 numbers of people of a group"):
        present_against_population(wrong, consultation, "experience")


def test_nobody_heard_has_no_share(no_frames: Frames, consultation: Consultation) -> None:
    for table in (respondents_against_population, present_against_population):
        frame = table(no_frames, consultation, "experience").frame
        assert frame["share"].isna().all()
        assert len(frame) == 3


@pytest.mark.parametrize("table", [respondents_against_population, present_against_population])
def test_overlapping_groups_need_population_shares_of_holders(
    table: Callable[..., ResultTable], frames: Frames, consultation: Consultation
) -> None:
    # p1 is adopter and carer: 2 + 2 + 1 holders of 4 people are more than the whole.
    said = {
        grouping: " ".join(table(frames, consultation, grouping).notes)
        for grouping in ("experience", "region")
    }
    assert "must be of holders too" in said["experience"]
    assert "holders" not in said["region"]
    assert respondents_against_population(frames, consultation, "experience").frame["share"].sum() == 1.25
