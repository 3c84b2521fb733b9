"""What the demo plants for groups and regions comes back; expected names are read from its files."""

import pandas as pd
import pytest
from ruamel.yaml import YAML

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, themes
from heard.analysis.groups import (
    areas_outside,
    distinctive_subthemes,
    group_bases,
    group_pages,
    groups_in_words,
    subthemes_by_group,
    themes_by_area,
    themes_by_group,
)
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home
from heard.tables import ResultTable, broken_margins

_FOLDER = home() / "data" / "demo"
_ENGAGEMENT, _ADVICE = Scope("engagement"), Scope("advice", "q4")
Demo = tuple[Frames, Consultation]


@pytest.fixture(scope="module")
def demo() -> Demo:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_FOLDER / "truth" / name, dtype="str", keep_default_na=False)


def _names(grouping: str) -> dict[str, str]:
    listed = YAML(typ="safe").load(_FOLDER / "consultation.yml")["groupings"]
    return {each["code"]: each["name"] for one in listed if one["code"] == grouping for each in one["groups"]}


def _codebook() -> dict[str, str]:
    listed = YAML(typ="safe").load(_FOLDER / "codebook.yml")
    return {code["code"]: code["name"] for theme in listed for code in (theme, *theme.get("codes", []))}


def _pairs(truth: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(truth["group"].map(_names("experience")), truth["code"].map(_codebook()), strict=True))


@pytest.fixture(scope="module")
def called_distinctive(demo: Demo) -> set[tuple[str, str]]:
    found = distinctive_subthemes(*demo, "experience", _ENGAGEMENT).frame
    own = found[found["distinctive"] == 1]
    return set(zip(own["group"], own["subtheme"], strict=True))


def test_every_subtheme_that_is_distinctive_is_planted_for_the_group(
    called_distinctive: set[tuple[str, str]],
) -> None:
    planted = _pairs(_truth("group_boosts.csv"))
    assert len(called_distinctive & planted) >= 0.4 * len(planted)
    # One in twenty of those called distinctive may be so by chance.
    assert len(called_distinctive - planted) <= len(called_distinctive) / 20


def test_every_subtheme_that_one_group_alone_raises_is_distinctive_for_it(
    demo: Demo, called_distinctive: set[tuple[str, str]]
) -> None:
    only = _pairs(_truth("one_group_only.csv"))
    assert len(only) == 7
    assert only <= called_distinctive
    by_group = subthemes_by_group(*demo, "experience", _ENGAGEMENT).frame
    for group, subtheme in only:
        raised = by_group[(by_group["subtheme"] == subtheme) & (by_group["people"] > 0)]
        # Those who hold a second group count in it as well, and are fewer.
        assert raised.loc[raised["people"].idxmax(), "group"] == group


def test_margins_of_subthemes_by_group_hold(demo: Demo) -> None:
    tables = [
        themes(*demo, _ENGAGEMENT),
        group_bases(*demo, "experience", _ENGAGEMENT),
        themes_by_group(*demo, "experience", _ENGAGEMENT),
        subthemes_by_group(*demo, "experience", _ENGAGEMENT),
    ]
    assert broken_margins({table.name: table for table in tables} | {"coding_totals": _totals(demo)}) == []


def _totals(demo: Demo) -> ResultTable:

    return coding_totals(*demo, _ENGAGEMENT)


def test_pages_of_the_demo_tell_their_own_theme_from_what_is_shared(demo: Demo) -> None:
    pages = group_pages(*demo, "experience", _ENGAGEMENT).frame
    own = pages[pages["kind"] == "Distinctive"].groupby("group")["theme"].agg(list)
    assert own["Foster carers"] == ["Foster care"]
    assert own["Adopters"] == ["Adoption"]
    # Fifteen adoptees are known: nothing is sure enough.
    assert "Adoptees" not in own.index
    shared = pages[pages["kind"] == "Shared with everyone"].groupby("group")["theme"].agg(set)
    assert all(shared[group].isdisjoint(themes) for group, themes in own.items())
    assert "Foster care" in shared["Care experienced adults"]
    words = groups_in_words(*demo, "experience", _ENGAGEMENT)["foster-carers"]
    first = pages[(pages["group"] == "Foster carers") & (pages["kind"] == "Recurrent")].iloc[0]
    assert f"**Raised most.** {first['theme']} ({first['people']} people" in words
    assert "87 people of this group" in words


def test_sessions_where_nobody_of_a_group_is_named_are_those_of_the_files(demo: Demo) -> None:
    names = _names("experience")
    present = pd.read_csv(_FOLDER / "engagement_sessions.csv").set_index("Session")
    present.columns = present.columns.str.replace("Professionals", names["professionals"])
    notes = _truth("notes.csv").query("speaker_known == 'yes'")
    named = notes.assign(code=notes["groups"].str.split(";")).explode("code").groupby("code")["session"]
    pages = groups_in_words(*demo, "experience", _ENGAGEMENT)
    for code, name in names.items():
        came = set(present.index[present[name] > 0])
        without = len(came - set(named.get_group(code)))
        assert pages[code].endswith(
            f"present at {len(came)} sessions; at {without} of them no note names anybody of it."
        ), name


def test_pages_name_the_planted_subthemes_of_one_group_alone(demo: Demo) -> None:
    pages = groups_in_words(*demo, "experience", _ENGAGEMENT)
    codes = {name: code for code, name in _names("experience").items()}
    for group, subtheme in _pairs(_truth("one_group_only.csv")):
        said = next(each for each in pages[codes[group]].split("\n\n") if each.startswith("**Distinctive.**"))
        assert f"{subtheme} (" in said.partition("Subthemes raised more often: ")[2]


def test_regions_lie_above_the_limits_of_subthemes_planted_for_them(demo: Demo) -> None:
    boosts = _truth("region_boosts.csv").query("collection == 'engagement'")
    assert len(boosts) == 5
    above = 0
    for region, code in zip(boosts["region"], boosts["what"], strict=True):
        table = themes_by_area(*demo, code, "region", _ENGAGEMENT, unit="sessions").frame
        row = table.set_index("group").loc[_names("region")[region]]
        # A region has 11 to 21 sessions: what is planted three times as often is not always beyond chance.
        assert row["share"] > row["overall"]
        above += str(row["outside"]).startswith("Above")
        others = table[table["group"] != _names("region")[region]]
        assert not others["outside"].str.startswith("Above the 99.8%").any()
    assert above >= 3


def test_regions_outside_are_those_planted_in_the_call_for_advice(demo: Demo) -> None:
    found = areas_outside(*demo, "region", _ADVICE).frame
    # The codes that stand for the topics planted for these regions.
    assert set(zip(found["group"], found["theme"], strict=True)) == {
        ("London", "Moving placements"),
        ("South West", "Education"),
        ("North East", "Early intervention"),
        ("North East", "Multi-agency working"),
    }
    assert found["outside"].str.startswith("Above").all()
    assert (found["q"] <= 0.05).all()
    assert (found["after_correction"] == "Also after allowing for all pairs").all()
    planted = _truth("region_boosts.csv").query("collection == 'advice q4'")
    assert set(found["group"]) == set(planted["region"].map(_names("region")))


def test_many_sessions_looked_at_put_about_as_many_outside_as_is_said(demo: Demo) -> None:
    table = areas_outside(*demo, "region", _ENGAGEMENT, unit="sessions", level="subtheme")
    planted = _truth("region_boosts.csv").query("collection == 'engagement'")
    pairs = set(zip(planted["region"].map(_names("region")), planted["what"].map(_codebook()), strict=True))
    found = set(zip(table.frame["group"], table.frame["subtheme"], strict=True))
    assert "567 pairs were looked at" in table.notes[-2]
    assert "at most 1.1 of them" in table.notes[-2]
    assert len(found & pairs) >= 2
    assert len(found - pairs) <= 2
