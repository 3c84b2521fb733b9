import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.difference import common_ground_across_poles, divergence
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from tests.unit.analysis.difference.speaking import in_another_order, many, speak

PAIR = "More / Less"
# Adopters took more and carers less; professionals took both about as often. Contact is raised by half of
# the adopters and of the carers, and by no professional; pace by all adopters.
SAID = (
    many(6, "adopters", "more fast c", "a")
    | many(6, "adopters", "more fast", "b")
    | many(6, "carers", "less c", "d")
    | many(6, "carers", "less", "e")
    | many(6, "pros", "more", "p")
    | many(6, "pros", "less", "q")
)


def test_groups_that_lean_apart_are_compared_with_each_other_alone(consultation: Consultation) -> None:
    table = common_ground_across_poles(speak(SAID), consultation, "experience").frame.set_index("theme")
    assert set(table["pair"]) == {PAIR}
    assert set(table["apart"]) == {"Adopters: the first; Foster carers: the second"}
    # Support holds the two poles, so it is no common ground of theirs; on pace they differ.
    assert table.index.tolist() == ["Contact"]
    contact = table.loc["Contact"]
    assert (contact["people"], contact["people_base"], contact["difference"]) == (12, 24, 0)
    assert (contact["lowest"], contact["lowest_share"]) == ("All alike", 0.5)
    # With the professionals, who never raised it, the three groups differ on it.
    assert (
        divergence(speak(SAID), consultation, "experience").frame.set_index("theme").at["Contact", "differs"]
    )


def test_where_all_lean_to_one_pole_everyone_else_stands_beside_them(consultation: Consultation) -> None:
    said = (
        many(20, "adopters", "more c", "a")
        | many(16, "", "less", "n")
        | many(9, "carers", "less c", "c")
        | many(9, "pros", "less c", "p")
        | many(9, "pros carers", "more c", "b")
    )
    # Carers and professionals, each with the nine who are both, do not lean otherwise than their others.
    (row,) = common_ground_across_poles(speak(said), consultation, "experience").frame.to_dict("records")
    assert row["apart"] == "Adopters: the first; everyone else"
    # All 47 who gave a group raised contact; those who gave none are in nothing.
    assert (row["theme"], row["people"], row["people_base"]) == ("Contact", 47, 47)


def test_a_theme_beyond_the_first_of_one_of_the_groups_is_not_listed(consultation: Consultation) -> None:
    said = (
        many(6, "adopters", "more c", "a")
        | many(6, "adopters", "more slow", "b")
        | many(5, "carers", "less c", "d")
        | many(7, "carers", "less", "e")
    )
    frames = speak(said)
    # Support, which holds the poles, comes first and contact second; of the carers nobody raised pace.
    found = {
        top: common_ground_across_poles(frames, consultation, "experience", top=top).frame["theme"].tolist()
        for top in (1, 2)
    }
    assert found == {1: [], 2: ["Contact"]}
    with pytest.raises(HeardError, match="none"):
        common_ground_across_poles(frames, consultation, "experience", top=0)


def test_themes_may_be_those_of_other_texts_than_the_poles(consultation: Consultation) -> None:
    frames = speak(SAID)
    elsewhere = Scope("engagement")
    # Nobody spoke at a session, so no group can be compared there.
    nobody = common_ground_across_poles(frames, consultation, "experience", Scope("advice"), elsewhere)
    assert nobody.frame.empty
    assert common_ground_across_poles(frames, consultation, "experience", elsewhere).frame.empty


def test_rows_in_any_order_and_nothing_at_all(consultation: Consultation, no_frames: Frames) -> None:
    one, other = speak(SAID), in_another_order(speak(SAID))
    tables = [common_ground_across_poles(each, consultation, "experience").frame for each in (one, other)]
    pd.testing.assert_frame_equal(*tables)
    assert common_ground_across_poles(no_frames, consultation, "experience").frame.empty
