"""The demonstration's planted leans come back, and what one group alone raises sets the groups apart.

Expected numbers are counted from ``truth/`` with none of the package's code.
"""

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.difference import (
    common_ground,
    common_ground_across_poles,
    common_ground_in_words,
    divergence,
    poles,
    poles_both_ways,
    poles_by_group,
    segments_of_poles,
)
from heard.analysis.voices import find_families, one_voice
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home

DEMO = home() / "data" / "demo"
FEEDBACK, ENGAGEMENT = Scope("feedback"), Scope("engagement")


def truth(name: str) -> pd.DataFrame:
    return pd.read_csv(DEMO / "truth" / name, keep_default_na=False)


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(DEMO)
    return read_consultation(DEMO, consultation).frames, consultation


@pytest.fixture(scope="module")
def leans(demo: tuple[Frames, Consultation]) -> pd.DataFrame:
    return poles_by_group(*demo, "experience", FEEDBACK).frame


def named(demo: tuple[Frames, Consultation], row: pd.Series) -> tuple[str, str, bool]:
    """Return the pair and the group as readers see them, and whether truth's first pole is the table's."""
    codes = demo[0].codes.set_index("code")["name"]
    groups = {group.code: group.name for group in demo[1].grouping("experience").groups}
    place = list(codes.index)
    poles_in_order = sorted((row["first_pole"], row["second_pole"]), key=place.index)
    pair = " / ".join(codes[code] for code in poles_in_order)
    return pair, groups[row["group"]], poles_in_order[0] == row["first_pole"]


@pytest.mark.parametrize("place", range(10))
def test_every_planted_lean_lies_within_its_interval(
    demo: tuple[Frames, Consultation], leans: pd.DataFrame, place: int
) -> None:
    row = truth("leans.csv").iloc[place]
    pair, group, as_told = named(demo, row)
    planted = row["takes_first"] if as_told else 1 - row["takes_first"]
    (found,) = leans[(leans["pair"] == pair) & (leans["group"] == group)].to_dict("records")
    assert found["low"] <= planted <= found["high"]


def test_every_planted_lean_is_there() -> None:
    assert len(truth("leans.csv")) == 10


def test_the_counts_are_those_of_the_truth(demo: tuple[Frames, Consultation], leans: pd.DataFrame) -> None:
    told = truth("feedback.csv")
    written = (
        pd.read_csv(DEMO / "feedback.csv").drop_duplicates("Feedback").set_index("Feedback")["Experience"]
    )
    # Some would rather describe themselves than take a group from the list.
    told = told[told["feedback"].map(written) != "Prefer to describe myself"]
    for _, row in truth("leans.csv").iterrows():
        pair, group, as_told = named(demo, row)
        held = told[told["groups"].str.split(";").map(lambda groups, row=row: row["group"] in groups)]
        counted = [
            int(held["codes"].str.split(";").map(lambda codes, pole=pole: pole in codes).sum())
            for pole in (row["first_pole"], row["second_pole"])
        ]
        (found,) = leans[(leans["pair"] == pair) & (leans["group"] == group)].to_dict("records")
        assert [found["first"], found["second"]] == (counted if as_told else counted[::-1])
    # Nobody in the demonstration takes both.
    assert poles(*demo, FEEDBACK).frame["both"].sum() == 0


def test_groups_planted_far_from_the_others_are_found_to_differ(leans: pd.DataFrame) -> None:
    flagged = leans[leans["differs"] == 1]
    assert set(zip(flagged["pair"].str[:5], flagged["group"].str[:16], strict=True)) == {
        ("Help ", "People who work "),  # planted 0.82, the others 0.45 or less
        ("Help ", "Parents and fami"),  # planted 0.10
        ("Fewer", "People who work "),  # planted 0.85
    }


def test_poles_stand_in_the_feedback_only(demo: tuple[Frames, Consultation]) -> None:
    everywhere, feedback = poles(*demo).frame, poles(*demo, FEEDBACK).frame
    assert everywhere.drop(columns=["coded", "people_share"]).equals(
        feedback.drop(columns=["coded", "people_share"])
    )


def test_what_professionals_alone_raise_sets_groups_apart_and_is_no_common_ground(
    demo: tuple[Frames, Consultation],
) -> None:
    only = truth("one_group_only.csv").set_index("code")["group"]
    assert only["joined-up"] == "professionals"  # the only subtheme of multi-agency working
    apart = divergence(*demo, "experience", ENGAGEMENT).frame.set_index("theme")
    assert apart.at["Multi-agency working", "highest"] == demo[1].grouping("experience").groups[-1].name
    assert apart.at["Multi-agency working", "differs"] == 1
    ground = common_ground(*demo, "experience", ENGAGEMENT).frame
    assert ground["theme"].iloc[-1] == "Multi-agency working"
    # Raised by 80% of one group and by 9% of another: many raise it, and it is no common ground.
    send = ground.set_index("theme").loc["SEND and children with complex needs"]
    assert send["differs"] == "Groups differ"
    # Raised most by all, and by no group much more than by another.
    first = ground.iloc[0]
    assert (first["theme"], first["differs"]) == (
        "Support for children and young people",
        "No difference shown",
    )


def test_groups_planted_to_lean_apart_raise_some_themes_alike(demo: tuple[Frames, Consultation]) -> None:
    across = common_ground_across_poles(*demo, "experience", FEEDBACK, ENGAGEMENT)
    of_pair = {pair[:5]: rows for pair, rows in across.frame.groupby("pair")}
    assert set(of_pair) == {"Help ", "Fewer"}
    # Multi-agency working is raised by professionals alone, SEND by parent carers most.
    assert not across.frame["theme"].isin(["Multi-agency working", "Early intervention"]).any()
    assert set(of_pair["Help "]["apart"]) == {
        "Parents and families: the second; People who work or volunteer with children and families: the first"
    }
    assert of_pair["Fewer"]["apart"].str.endswith("; everyone else").all()
    leans = poles_by_group(*demo, "experience", FEEDBACK)
    words = common_ground_in_words(common_ground(*demo, "experience", ENGAGEMENT), leans, across)
    assert "Support for children and young people (at least 21% of every group)" in words
    assert "SEND" not in words


def test_each_side_has_as_many_segments(demo: tuple[Frames, Consultation]) -> None:
    table = segments_of_poles(*demo, scope=FEEDBACK, grouping="experience", number=3)
    sizes = table.frame.groupby(["pair", "pole"]).size()
    assert len(sizes) == 6
    assert set(sizes) == {3}


def test_near_copies_counted_once_move_the_pair_of_the_campaign_alone(
    demo: tuple[Frames, Consultation], leans: pd.DataFrame
) -> None:
    frames, consultation = demo
    once = one_voice(frames, find_families(frames.texts))
    told = truth("campaigns.csv").query("collection == 'feedback'")
    codes = truth("feedback.csv").set_index("feedback")["codes"]
    assert set(codes[told["respondent"]]) == {"rules-kept"}
    every, fewer = (poles(each, consultation, FEEDBACK).frame.set_index("pair") for each in (frames, once))
    lost = (every - fewer)[["first", "second"]]
    rules = "Fewer rules free workers for families / Rules keep children safe"
    # One of the near-copies stays; who left out half of the letter is no near-copy.
    assert len(told) * 0.8 <= lost.at[rules, "second"] + 1 <= len(told)
    assert lost.at[rules, "first"] == 0
    assert lost.drop(rules).to_numpy().sum() == 0
    both = poles_both_ways(frames, once, consultation, FEEDBACK).frame.set_index("pair")
    # 57 against 62 with every letter, 57 against 52 with the campaign's counted once.
    assert both.loc[rules, ["first", "second", "first_once", "second_once"]].tolist() == [57, 62, 57, 52]
    assert both["changes"].to_dict() == {pair: int(pair == rules) for pair in both.index}
    flagged = poles_by_group(once, consultation, "experience", FEEDBACK).frame["differs"] == 1
    assert flagged.tolist() == (leans["differs"] == 1).tolist()
