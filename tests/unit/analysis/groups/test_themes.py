from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, themes
from heard.analysis.groups import (
    group_bases,
    subthemes_by_group,
    themes_by_group,
    themes_by_group_present,
)
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
Made = Callable[..., Frames]


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


def test_coded_texts_that_name_nobody_are_counted_in_a_note(
    frames: Frames, consultation: Consultation
) -> None:
    # n1, n2 and n3, beside t1, t2 and t3.
    assert group_bases(frames, consultation, "experience").notes[-1] == (
        "3 of 6 coded texts (50%) do not name who spoke: they are in no group's figures."
    )
    notes = group_bases(frames, consultation, "experience", Scope("advice")).notes
    assert not any("name who spoke" in note for note in notes)


@pytest.mark.parametrize(
    ("unnamed", "said"),
    [
        (1, "1 of 300 coded texts (under 1%) does not name who spoke: it is in"),
        (3, "3 of 300 coded texts (1%) do not name who spoke: they are in"),
        (300, "300 of 300 coded texts (100%) do not"),
    ],
)
def test_the_share_that_names_nobody_is_never_rounded_to_nothing(
    made: Made, consultation: Consultation, unnamed: int, said: str
) -> None:
    people = made([["adopters"]] * 300, [["a", "b"]] * 300)
    texts = people.texts.assign(
        respondent_id=people.texts["respondent_id"].mask(pd.RangeIndex(300) < unnamed)
    )
    frames = Frames.of(**(dict(people.items()) | {"texts": texts}))
    assert group_bases(frames, consultation, "experience").notes[-1].startswith(said)


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


def test_people_of_a_group_are_counted_by_subtheme(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = subthemes_by_group(frames, consultation, "experience")
    people = column(table, "people")
    # p1, an adopter and a carer, said a1 and the code below a2; p2, an adopter, said the theme and no more.
    assert {cell: number for cell, number in people.items() if number} == {
        ("Support", "Waiting", "Adopters"): 1,
        ("Support", "Waiting", "Foster carers"): 1,
        ("Support", "Crisis", "Adopters"): 1,
        ("Support", "Crisis", "Foster carers"): 1,
        ("Support", "The theme itself", "Adopters"): 1,
        ("School", "The theme itself", "Adopters"): 1,
        ("School", "The theme itself", "Foster carers"): 2,
    }
    # The codebook's order, the theme itself last.
    assert table.frame["subtheme"].drop_duplicates().tolist() == ["Waiting", "Crisis", "The theme itself"]
    assert column(table, "people_base")["Support", "Crisis", "Foster carers"] == 2
    assert column(table, "people_share")["Support", "Waiting", "Adopters"] == 0.5


def test_subthemes_of_one_name_are_told_apart_by_their_theme(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    codes = pd.concat(
        [frames.codes, frames.codes[frames.codes["code"] == "a1"].assign(code="b1", theme="b", parent="b")]
    )
    codings = frames.codings.replace({"code": {"b": "b1"}})
    named = Frames.of(**(dict(frames.items()) | {"codes": codes, "codings": codings}))
    people = column(subthemes_by_group(named, consultation, "experience"), "people")
    assert people["Support", "Waiting", "Foster carers"] == 1
    assert people["School", "Waiting", "Foster carers"] == 2


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


def test_sessions_where_a_group_was_present(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = themes_by_group_present(frames, consultation, "experience")
    sessions = column(table, "sessions")
    # Adopters were at s1 (support) and s2 (school); carers at s1, and at s3, where nothing is coded.
    assert sessions["Support", "Adopters"] == 1
    assert sessions["School", "Adopters"] == 1
    assert sessions["School", "Foster carers"] == 0
    assert column(table, "sessions_base")["School", "Foster carers"] == 1


@pytest.mark.parametrize("grouping", ["experience", "region"])
@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement")])
def test_every_margin_holds(frames: Frames, consultation: Consultation, scope: Scope, grouping: str) -> None:
    tables = [
        coding_totals(frames, consultation, scope),
        themes(frames, consultation, scope),
        group_bases(frames, consultation, grouping, scope),
        themes_by_group(frames, consultation, grouping, scope),
        themes_by_group_present(frames, consultation, grouping, scope),
        subthemes_by_group(frames, consultation, grouping, scope),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for table in (group_bases, themes_by_group, subthemes_by_group, themes_by_group_present):
        one, other = (table(each, consultation, "experience").frame for each in (frames, shuffled))
        assert one.equals(other)


def test_nobody_coded_leaves_noughts(no_frames: Frames, frames: Frames, consultation: Consultation) -> None:
    uncoded = Frames.of(codes=frames.codes)
    assert themes_by_group(uncoded, consultation, "experience").frame["people"].sum() == 0
    assert subthemes_by_group(uncoded, consultation, "experience").frame.empty
    for table in (themes_by_group, subthemes_by_group):
        assert table(no_frames, consultation, "experience").frame.empty


def test_themes_on_no_text_keep_their_rows_and_are_named(frames: Frames, consultation: Consultation) -> None:
    said = "1 theme of the codebook is on no text here: Contact; the codings do not say whether coders"
    for table in (themes_by_group, themes_by_group_present):
        found = table(frames, consultation, "experience")
        assert found.notes[-1].startswith(said)
        assert "Contact" in set(found.frame["theme"])
    # Notes without a speaker raised school: no group has it, and yet it is on a text.
    assert themes_by_group(frames, consultation, "experience", Scope("engagement")).notes[-1].startswith(said)


def test_subthemes_that_no_known_person_raised_have_no_row(
    frames: Frames, consultation: Consultation
) -> None:
    # Without k3 the crisis is on n2 alone, a note that names nobody.
    codings = frames.codings[frames.codings["coding_id"] != "k3"]
    fewer = Frames.of(**(dict(frames.items()) | {"codings": codings}))
    table = subthemes_by_group(fewer, consultation, "experience")
    assert table.frame["subtheme"].drop_duplicates().tolist() == ["Waiting", "The theme itself"]
    assert "no known person raised has no row" in table.notes[-1]
    tables = [
        group_bases(fewer, consultation, "experience"),
        themes_by_group(fewer, consultation, "experience"),
        themes(fewer, consultation),
        coding_totals(fewer, consultation),
        table,
    ]
    assert broken_margins({each.name: each for each in tables}) == []


def test_what_makes_intervals_too_narrow_is_said(frames: Frames, consultation: Consultation) -> None:
    for table in (themes_by_group, subthemes_by_group):
        assert "narrower than they should be" in " ".join(table(frames, consultation, "experience").notes)
