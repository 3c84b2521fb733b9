from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import code_counts, codes_by_group, codes_by_method, coding_totals
from heard.analysis.coding.codes import WHOLE_THEME, names_within_themes, with_those_above
from heard.analysis.groups import themes_by_group
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
SUPPORT, SCHOOL = ("Support", WHOLE_THEME), ("School", WHOLE_THEME)


def test_a_code_counts_for_itself_and_for_all_above_it(frames: Frames) -> None:
    above = with_those_above(frames.codes)
    assert set(above.loc[above["code"] == "a2x", "above"]) == {"a2x", "a2", "a"}
    assert set(above.loc[above["code"] == "b", "above"]) == {"b"}
    assert with_those_above(frames.codes.head(0)).empty


def test_codes_are_counted_with_those_below_them(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = code_counts(frames, consultation)
    # Crisis: k8 on n2, and k3 on t1, which is Night below it. Nobody used Contact.
    assert column(table, "mentions") == {
        SUPPORT: 5,
        ("Support", "Waiting"): 2,
        ("Support", "Crisis"): 2,
        ("Support", "Night"): 1,
        SCHOOL: 3,
    }
    assert column(table, "people")[SUPPORT] == 2
    assert column(table, "sessions")["Support", "Night"] == 0
    assert column(table, "texts")[SUPPORT] == 4
    assert "Codes of the codebook put on no text here, and so left out: 1." in table.notes


def test_names_shared_within_a_theme_are_told_apart() -> None:
    codes = pd.DataFrame(
        {"code": ["a", "x", "y", "b"], "name": ["A", "Same", "Same", "Same"], "theme": list("aaab")}
    ).assign(parent=[None, "a", "a", None])
    assert names_within_themes(codes) == {
        "a": WHOLE_THEME,
        "x": "Same (x)",
        "y": "Same (y)",
        "b": WHOLE_THEME,
    }


def test_codes_by_group_count_people_who_hold_several_groups_in_each(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = codes_by_group(frames, consultation, "experience")
    people, bases = column(table, "people"), column(table, "people_base")
    # p1 is an adopter and a carer, p2 an adopter, p3 a carer; no professional has a coded text.
    assert [people[*SUPPORT, group] for group in ("Adopters", "Foster carers", "Professionals")] == [2, 1, 0]
    assert [people[*SCHOOL, group] for group in ("Adopters", "Foster carers", "Professionals")] == [1, 2, 0]
    assert people["Support", "Night", "Foster carers"] == 1
    assert [bases[*SUPPORT, group] for group in ("Adopters", "Foster carers", "Professionals")] == [2, 2, 0]
    assert pd.isna(column(table, "people_share")[*SUPPORT, "Professionals"])
    # 1 of 2: Wilson's limits.
    assert column(table, "low")[*SUPPORT, "Foster carers"] == pytest.approx(0.0945, abs=5e-5)
    assert column(table, "high")[*SUPPORT, "Foster carers"] == pytest.approx(0.9055, abs=5e-5)
    assert any("Groups overlap" in note for note in table.notes)
    apart = codes_by_group(frames, consultation, "region")
    assert not any("Groups overlap" in note for note in apart.notes)


def test_the_whole_theme_by_group_is_the_theme_by_group(frames: Frames, consultation: Consultation) -> None:
    codes = codes_by_group(frames, consultation, "experience").frame
    whole = codes[codes["code"] == WHOLE_THEME].drop(columns="code").reset_index(drop=True)
    theirs = themes_by_group(frames, consultation, "experience").frame
    used = theirs[theirs["theme"] != "Contact"].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, used)


def test_whoever_gave_no_group_has_a_row_of_their_own(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    held = frames.memberships[frames.memberships["respondent_id"] != "p2"]
    table = codes_by_group(
        Frames.of(**dict(frames.items()) | {"memberships": held}), consultation, "experience"
    )
    assert column(table, "people")[*SUPPORT, "Not stated"] == 1
    assert column(table, "people_base")[*SUPPORT, "Not stated"] == 1


def test_codes_by_kind_of_session(frames: Frames, consultation: Consultation, column: Read) -> None:
    table = codes_by_method(frames, consultation)
    # Waiting and a crisis were noted in the workshop, school in the focus group s2; nothing is noted of s3.
    sessions, bases = column(table, "sessions"), column(table, "sessions_base")
    assert [sessions[*SUPPORT, kind] for kind in ("focus group", "workshop")] == [0, 1]
    assert [sessions[*SCHOOL, kind] for kind in ("focus group", "workshop")] == [1, 0]
    assert set(bases.values()) == {1}
    assert ("Support", "Night") not in {key[:2] for key in sessions}


def test_a_session_that_does_not_say_its_kind_is_not_lost(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    unsaid = frames.sessions.assign(method=frames.sessions["method"].where(frames.sessions["people"] != 10))
    table = codes_by_method(Frames.of(**dict(frames.items()) | {"sessions": unsaid}), consultation)
    assert column(table, "sessions")[*SUPPORT, "Not stated"] == 1


@pytest.mark.parametrize("scope", [Scope(), Scope("advice"), Scope("engagement"), Scope("evidence")])
def test_every_margin_holds(frames: Frames, consultation: Consultation, scope: Scope) -> None:
    tables = [
        coding_totals(frames, consultation, scope),
        code_counts(frames, consultation, scope),
        codes_by_group(frames, consultation, "experience", scope),
        codes_by_method(frames, consultation, scope),
    ]
    assert broken_margins({table.name: table for table in tables}) == []


def test_order_of_rows_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    def by_experience(each: Frames, described: Consultation) -> ResultTable:
        return codes_by_group(each, described, "experience")

    for table in (code_counts, by_experience, codes_by_method):
        assert table(frames, consultation).frame.equals(table(shuffled, consultation).frame)
        assert table(no_frames, consultation).frame.empty


def test_an_unknown_grouping_is_refused(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="no grouping `experiences`"):
        codes_by_group(frames, consultation, "experiences")
