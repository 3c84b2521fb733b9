from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, themes
from heard.analysis.groups import distinctive_themes, group_bases, themes_by_group, themes_by_group_present
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def test_the_base_is_people_with_a_coded_text(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = group_bases(frames, consultation, "experience")
    assert column(table, "people_coded") == {
        "Adopters": 2,
        "Foster carers": 2,
        "Professionals": 0,
        "Not stated": 0,
    }
    # p5 wrote e1 and is a professional; p4 and p6 wrote and gave no group: none of these is coded.
    assert list(column(table, "people").values()) == [2, 2, 1, 2]


def test_a_person_of_two_groups_counts_in_both(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes_by_group(frames, consultation, "experience")
    people = column(table, "people")
    assert people["Support", "Adopters"] == 2
    assert people["Support", "Foster carers"] == 1
    assert people["School", "Adopters"] == 1
    assert people["School", "Foster carers"] == 2
    assert column(table, "people_base")["School", "Adopters"] == 2
    # Nobody with a coded text gave no group, so there is no such row.
    assert ("School", "Not stated") not in people


def test_an_empty_base_has_no_rate(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = themes_by_group(frames, consultation, "experience")
    assert column(table, "people_base")["School", "Professionals"] == 0
    assert pd.isna(column(table, "people_share")["School", "Professionals"])


def test_coded_people_without_a_group_are_shown(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    held = frames.memberships
    fewer = Frames.of(**(dict(frames.items()) | {"memberships": held[held["respondent_id"] != "p3"]}))
    assert column(themes_by_group(fewer, consultation, "experience"), "people")["School", "Not stated"] == 1
    # "Everyone else" are people who gave a group: p3 is not among them.
    assert column(distinctive_themes(fewer, consultation, "experience"), "others_base") == {
        (group, theme): others
        for group, others in (("Adopters", 0), ("Foster carers", 1), ("Professionals", 2))
        for theme in ("Support", "School", "Contact")
    }


def test_sessions_where_a_group_was_present(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = themes_by_group_present(frames, consultation, "experience")
    sessions = column(table, "sessions")
    # Adopters were at s1 (support) and s2 (school); carers at s1, and at s3, where nothing is coded.
    assert sessions["Support", "Adopters"] == 1
    assert sessions["School", "Adopters"] == 1
    assert sessions["School", "Foster carers"] == 0
    assert column(table, "sessions_base")["School", "Foster carers"] == 1


def test_a_group_is_compared_with_those_who_do_not_hold_it(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = distinctive_themes(frames, consultation, "experience")
    pair = ("Adopters", "Support")
    # p1 and p2 raised it; of the others only p3 gave a group and has a coded text, and did not.
    assert (column(table, "people")[pair], column(table, "people_base")[pair]) == (2, 2)
    assert (column(table, "others")[pair], column(table, "others_base")[pair]) == (0, 1)
    assert column(table, "difference")[pair] == 1
    # Two people against one are too few, whatever the interval says.
    assert column(table, "distinctive")[pair] == 0


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement")])
def test_every_margin_holds(frames: Frames, consultation: Consultation, scope: Scope, grouping: str) -> None:
    tables = [
        coding_totals(frames, consultation, scope),
        themes(frames, consultation, scope),
        group_bases(frames, consultation, grouping, scope),
        themes_by_group(frames, consultation, grouping, scope),
        themes_by_group_present(frames, consultation, grouping, scope),
        distinctive_themes(frames, consultation, grouping, scope),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (group_bases, themes_by_group, themes_by_group_present, distinctive_themes):
        one, other = (table(each, consultation, "experience").frame for each in (frames, shuffled))
        assert one.equals(other)


def test_nobody_coded_leaves_noughts(no_frames: Frames, frames: Frames, consultation: Consultation) -> None:
    uncoded = Frames.of(codes=frames.codes)
    assert themes_by_group(uncoded, consultation, "experience").frame["people"].sum() == 0
    assert distinctive_themes(uncoded, consultation, "experience").frame["distinctive"].sum() == 0
    assert themes_by_group(no_frames, consultation, "experience").frame.empty


def _planted(frames: Frames, seed: int) -> Frames:
    """600 people, a third of them adopters: half the adopters raise school, and a tenth of the others."""
    draw = np.random.default_rng(seed)
    groups = np.array(["adopters", "carers", "pros"])[np.arange(600) % 3]
    school = draw.random(600) < np.where(groups == "adopters", 0.5, 0.1)
    return _raised(frames, groups, school, draw.random(600) < 0.3)


@pytest.mark.parametrize(("adopters", "flag"), [(9, 0), (10, 1)])
def test_a_group_too_small_is_shown_and_not_flagged(
    frames: Frames, consultation: Consultation, column: Read, adopters: int, flag: int
) -> None:
    groups = np.array(["adopters"] * adopters + ["carers"] * 40)
    only_they = _raised(frames, groups, groups == "adopters", np.zeros(len(groups), dtype=bool))
    table = distinctive_themes(only_they, consultation, "experience")
    assert column(table, "low")["Adopters", "School"] > 0.5
    assert column(table, "distinctive")["Adopters", "School"] == flag


def _raised(
    frames: Frames, groups: NDArray[np.str_], school: NDArray[np.bool_], support: NDArray[np.bool_]
) -> Frames:
    people = [f"p{number:03d}" for number in range(len(groups))]
    return Frames.of(
        codes=frames.codes,
        memberships=pd.DataFrame({"respondent_id": people, "grouping": "experience", "group": groups}),
        texts=pd.DataFrame(
            {
                "text_id": people,
                "collection": "advice",
                "question_id": None,
                "respondent_id": people,
                "session_id": None,
                "text": "words",
            }
        ),
        codings=pd.DataFrame(
            [
                (f"{person}{code}", person, code, "X", pd.NaT, "file")
                for person, raises_school, raises_support in zip(people, school, support, strict=True)
                # Everybody raises contact, so that everybody has a coded text.
                for code in ["c", *(["b"] if raises_school else []), *(["a"] if raises_support else [])]
            ],
            columns=["coding_id", "text_id", "code", "coder", "coded_on", "origin"],
        ),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_planted_difference_is_found_and_no_other(
    frames: Frames, consultation: Consultation, column: Read, seed: int
) -> None:
    table = distinctive_themes(_planted(frames, seed), consultation, "experience")
    flagged = {pair for pair, yes in column(table, "distinctive").items() if yes}
    assert flagged == {("Adopters", "School")}
    low, high = (column(table, side)["Adopters", "School"] for side in ("low", "high"))
    assert low < 0.4 < high


def test_what_makes_intervals_too_narrow_and_flags_too_many_is_said(
    frames: Frames, consultation: Consultation
) -> None:
    own = " ".join(distinctive_themes(frames, consultation, "experience").notes)
    by_group = " ".join(themes_by_group(frames, consultation, "experience").notes)
    for notes in (own, by_group):
        assert "narrower than they should be" in notes
    assert "one comparison in forty" in own
