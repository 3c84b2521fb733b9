"""What the demo plants comes back from the codings: themes, groups, strands, regions and coders.

Expected numbers are counted here from the demo's files and ``truth/``, with none of the package's code.
"""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from ruamel.yaml import YAML

from heard.analysis import Scope
from heard.analysis.coding import coders, coding_totals, subthemes, themes, themes_by_coder
from heard.analysis.groups import distinctive_themes, themes_by_group, themes_by_group_present
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home

_FOLDER = home() / "data" / "demo"
_ENGAGEMENT, _FEEDBACK = Scope("engagement"), Scope("feedback")
_PUBLISHED = 16  # themes of the engagement; those after them were added for other strands
_COUNTS = ["mentions", "people", "sessions", "people_present"]


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_FOLDER / "truth" / name, dtype="str", keep_default_na=False)


@cache
def _codebook() -> pd.DataFrame:
    """Return code to its name and the name of its theme, in the codebook's order."""
    listed = YAML(typ="safe").load(_FOLDER / "codebook.yml")
    rows = [
        (code["code"], code["name"], theme["name"])
        for theme in listed
        for code in (theme, *theme.get("codes", []))
    ]
    return pd.DataFrame(rows, columns=["code", "name", "theme"]).set_index("code")


def _names(grouping: str) -> dict[str, str]:
    listed = YAML(typ="safe").load(_FOLDER / "consultation.yml")["groupings"]
    return {each["code"]: each["name"] for one in listed if one["code"] == grouping for each in one["groups"]}


@cache
def _notes() -> pd.DataFrame:
    """Return the notes as they stand in their file, with the planted groups, region and codes of each."""
    written = pd.read_excel(_FOLDER / "engagement_notes.xlsx", header=3).drop_duplicates()
    return written.merge(_truth("notes.csv"), left_on="Note", right_on="note", validate="one_to_one")


@cache
def _rows() -> pd.DataFrame:
    """Return the file of codings with each code by its short name, missing where nobody listed it."""
    rows = pd.read_csv(_FOLDER / "engagement_codings.csv")
    spelt = {name.lower(): code for code, name in _codebook()["name"].items()}
    spelt |= {code: code for code in _codebook().index}
    written = rows["Code"].str.replace("\xa0", " ").str.strip().str.lower()
    return rows.assign(code=written.map(spelt)).drop_duplicates(["Note", "Code", "Coder"])


@cache
def _mentions() -> pd.DataFrame:
    """Return each code on each note once, with its theme, session and speaker."""
    once = _rows().dropna(subset=["code"]).drop_duplicates(["Note", "code"])
    once = once.assign(theme=once["code"].map(_codebook()["theme"]))
    return once.merge(_notes(), on="Note", validate="many_to_one")


def _planted_themes() -> pd.DataFrame:
    """Return (note, session, theme) as planted, each once."""
    codes = _truth("notes.csv").assign(code=lambda notes: notes["codes"].str.split(";")).explode("code")
    codes["theme"] = codes["code"].map(_codebook()["theme"])
    return codes[["note", "session", "theme"]].drop_duplicates()


def _subthemes(demo: tuple[Frames, Consultation], scope: Scope) -> pd.DataFrame:
    """Return the package's subthemes by their names, which are unlike each other in the demo."""
    found = subthemes(*demo, scope).frame
    return found[found["subtheme"] != "The theme itself"].set_index("subtheme")


def _holding(codes: pd.Series, code: str) -> pd.Series:
    return codes.str.split(";").map(lambda held: code in held).astype(bool)


def test_themes_are_counted_as_a_separate_count_of_the_files_has_them(
    demo: tuple[Frames, Consultation],
) -> None:
    mentions = _mentions()
    sessions = pd.read_csv(_FOLDER / "engagement_sessions.csv").set_index("Session")["People present"]
    by = mentions.groupby("theme")
    expected = pd.DataFrame(
        {
            "mentions": by.size(),
            "people": by["Speaker"].nunique(),
            "sessions": by["Session"].nunique(),
            "people_present": by["Session"].agg(lambda held: sessions[held.unique()].sum()),
        }
    )
    found = themes(*demo, _ENGAGEMENT).frame.set_index("theme")
    assert expected["people"].max() > 100
    raised = found[found["mentions"] > 0]
    assert raised[_COUNTS].to_dict("index") == expected.to_dict("index")
    assert len(raised) == _PUBLISHED
    totals = {
        "mentions": len(mentions),
        "people": mentions["Speaker"].nunique(),
        "sessions": 144,
        "people_present": sessions.sum(),
    }
    assert coding_totals(*demo, _ENGAGEMENT).frame[_COUNTS].iloc[0].to_dict() == totals
    assert (found[[f"{each}_base" for each in _COUNTS]] == list(totals.values())).all(axis=None)


def test_first_coders_find_the_planted_themes(demo: tuple[Frames, Consultation]) -> None:
    """First coders put the planted codes, save where a code that nobody listed took a planted one's place."""
    second = set(_truth("coded_twice.csv")["second"])
    found = themes_by_coder(*demo, _ENGAGEMENT).frame.query("coder not in @second")
    strays = (_rows()["code"].isna() & ~_rows()["Coder"].isin(second)).sum()
    missing = _planted_themes()["theme"].value_counts() - found.groupby("theme")["texts"].sum()
    assert missing.min() >= 0
    assert 0 < missing.sum() <= strays == 11


def test_themes_come_in_about_the_published_order(demo: tuple[Frames, Consultation]) -> None:
    """The codebook lists themes as published; groups' boosts may swap near neighbours."""
    published = list(_codebook()["theme"].drop_duplicates())[:_PUBLISHED]
    found = list(themes(*demo, _ENGAGEMENT).frame["theme"])
    assert found[:8] == [*published[:7], "Education"]
    assert max(abs(found.index(theme) - place) for place, theme in enumerate(published)) <= 1
    planted = _planted_themes().groupby("theme")["session"].nunique()
    sessions = themes(*demo, _ENGAGEMENT, rank_by="sessions").frame.set_index("theme")["sessions"]
    sessions = sessions[published]
    # Second coders err, and put themes on notes of a session that nobody raised there.
    assert (sessions - planted).between(-1, 10).all()


def _holders() -> pd.DataFrame:
    """Return (Speaker, group) of known speakers; a note with a group that nobody listed says nothing."""
    known = _notes().dropna(subset=["Speaker"])
    known = known[known["Speaker's experience"] != "Former councillor"]
    held = known.assign(group=known["groups"].str.split(";")).explode("group")
    return held.assign(group=held["group"].map(_names("experience")))[["Speaker", "group"]].drop_duplicates()


def test_every_cell_of_themes_by_group_equals_a_separate_count(demo: tuple[Frames, Consultation]) -> None:
    raised = _mentions()[["Speaker", "theme"]].dropna().drop_duplicates().merge(_holders(), on="Speaker")
    found = themes_by_group(*demo, "experience", _ENGAGEMENT).frame.query("group != 'Not stated'")
    cells = found[found["people"] > 0].set_index(["theme", "group"])["people"]
    assert len(found) == (_PUBLISHED + 5) * 9
    assert cells.to_dict() == raised.groupby(["theme", "group"]).size().to_dict()
    assert len(cells) > 100
    bases = found.groupby("group")["people_base"].unique().map(list)
    assert bases.to_dict() == {
        group: [len(speakers)] for group, speakers in raised.groupby("group")["Speaker"].unique().items()
    }


def test_each_group_raises_its_planted_theme_most_of_all(demo: tuple[Frames, Consultation]) -> None:
    """The theme by which a group's planted notes differ most is its first one, and stands out."""
    known = _truth("notes.csv").query("speaker_known == 'yes'").set_index("note")
    raised = _planted_themes().query("note in @known.index").assign(one=1)
    raised = raised.pivot_table(index="note", columns="theme", values="one", fill_value=0)
    found = distinctive_themes(*demo, "experience", _ENGAGEMENT).frame
    first = found.drop_duplicates("group").set_index("group")
    for code, name in _names("experience").items():
        holds = _holding(known["groups"], code).reindex(raised.index)
        assert first.loc[name, "theme"] == (raised[holds].mean() - raised[~holds].mean()).idxmax()
    # Fifteen adoptees are known: too few to be sure of.
    assert set(first.index[first["distinctive"] == 0]) == {"Adoptees"}


def test_what_stands_out_for_a_group_is_planted(demo: tuple[Frames, Consultation]) -> None:
    boosts = _truth("group_boosts.csv")
    groups, raised = boosts["group"].map(_names("experience")), boosts["code"].map(_codebook()["theme"])
    planted = set(zip(groups, raised, strict=True))
    found = distinctive_themes(*demo, "experience", _ENGAGEMENT).frame.set_index(["group", "theme"])
    outstanding = set(found.index[found["distinctive"] == 1])
    assert len(outstanding & planted) >= len(planted) * 0.3
    # Of what is called distinctive, one in twenty may be so by chance alone.
    assert len(outstanding - planted) <= len(outstanding) / 20


def test_groups_raise_boosted_subthemes_more_often(demo: tuple[Frames, Consultation]) -> None:
    boosts = _truth("group_boosts.csv").astype({"factor": "float"}).query("factor >= 4")
    assert boosts["group"].nunique() == 9
    everyone = _subthemes(demo, _ENGAGEMENT)
    for group, rows in boosts.groupby("group"):
        own = _subthemes(demo, Scope("engagement", grouping="experience", group=str(group)))
        names = list(rows["code"].map(_codebook()["name"]))
        people = ["people", "people_base"]
        others = everyone.loc[names, people] - own.loc[names, people]
        assert (own.loc[names, "people_share"] > others["people"] / others["people_base"]).all()


def test_what_one_group_alone_raises_comes_back_for_it_alone(demo: tuple[Frames, Consultation]) -> None:
    only = _truth("one_group_only.csv")
    planted = _truth("notes.csv")["codes"].str.split(";").explode().value_counts()
    for group in _names("experience"):
        scope = Scope("engagement", grouping="experience", group=group)
        found = _subthemes(demo, scope)["mentions"]
        expected = [planted[code] if owner == group else 0 for code, owner in only.itertuples(index=False)]
        assert found[only["code"].map(_codebook()["name"])].tolist() == expected


def test_feedback_raises_what_was_planted(demo: tuple[Frames, Consultation]) -> None:
    codes = _truth("feedback.csv")["codes"].str.split(";").explode()
    found = themes(*demo, _FEEDBACK).frame.query("mentions > 0").set_index("theme")["mentions"]
    assert found.to_dict() == codes.map(_codebook()["theme"]).value_counts().to_dict()


def test_what_one_strand_alone_raises_comes_back_for_it_alone(demo: tuple[Frames, Consultation]) -> None:
    only = _truth("one_strand_only.csv").set_index("code")["strand"]
    assert set(only) == {"engagement", "evidence", "feedback"}
    names, strands = _codebook(), ("engagement", "advice", "evidence", "feedback")
    tables = {strand: subthemes(*demo, Scope(strand)).frame for strand in strands}
    poles = names["name"][[code for code in only.index if names.at[code, "name"] != names.at[code, "theme"]]]
    # Two poles stand under Inconsistency, which feedback otherwise does not raise.
    mentions = pd.DataFrame(
        {
            strand: table[~table["subtheme"].isin(poles)].groupby("theme")["mentions"].sum()
            for strand, table in tables.items()
        }
    )
    alone = mentions[(mentions > 0).sum(axis=1) == 1]
    expected = only.drop(poles.index).rename(index=names["name"])
    assert (alone > 0).idxmax(axis=1).to_dict() == expected.to_dict()
    for strand, table in tables.items():
        counted = table.set_index("subtheme")["mentions"][poles]
        assert (counted > 50).all() if strand == "feedback" else (counted == 0).all()


def test_groups_lean_to_the_planted_pole(demo: tuple[Frames, Consultation]) -> None:
    pieces = _truth("feedback.csv").set_index("feedback")
    written = pd.read_csv(_FOLDER / "feedback.csv").set_index("Feedback")["Experience"]
    pieces = pieces.drop(written.index[written == "Prefer to describe myself"])
    for difference, leans in _truth("leans.csv").groupby("difference"):
        shares = leans.set_index("group")["takes_first"].astype("float")
        # Those who hold several groups take the first pole by the mean of them; other groups by 0.45.
        lean = (
            pieces["groups"].str.split(";").map(lambda held, by=shares: by.reindex(held).fillna(0.45).mean())
        )
        poles = leans.iloc[0][["first_pole", "second_pole"]]
        took = pd.DataFrame({pole: _holding(pieces["codes"], pole) for pole in poles})
        for group in shares.index:
            taken = took[_holding(pieces["groups"], group) & took.any(axis=1)]
            scope = Scope("feedback", grouping="experience", group=group)
            found = _subthemes(demo, scope)["people"][poles.map(_codebook()["name"])]
            assert found.tolist() == taken.sum().tolist(), (difference, group)
            chance = lean[taken.index]
            error = (chance * (1 - chance)).sum() ** 0.5
            assert abs(found.iloc[0] - chance.sum()) < 2.6 * error


def test_regions_raise_what_was_planted_for_them(demo: tuple[Frames, Consultation]) -> None:
    frames, consultation = demo
    raised = _mentions().assign(group=lambda rows: rows["region"].map(_names("region")))
    present = themes_by_group_present(frames, consultation, "region", _ENGAGEMENT).frame
    cells = present[present["sessions"] > 0].set_index(["theme", "group"])["sessions"]
    assert cells.to_dict() == raised.groupby(["theme", "group"])["Session"].nunique().to_dict()
    boosts = _truth("region_boosts.csv").query("collection == 'engagement'")
    for region, code in zip(boosts["region"], boosts["what"], strict=True):
        held = frames.attendance.loc[frames.attendance["group"] == region, "session_id"]
        there = frames.texts["session_id"].isin(held)
        inside, outside = (
            _subthemes((replace(frames, texts=frames.texts[chosen]), consultation), _ENGAGEMENT)
            for chosen in (there, ~there)
        )
        name = _codebook().loc[code, "name"]
        assert inside.loc[name, "mentions_share"] > 2 * outside.loc[name, "mentions_share"]


def test_pairs_of_coders_agree_as_planted(demo: tuple[Frames, Consultation]) -> None:
    """A second coder keeps a code by the planted chance, else draws one, which now and then is the same."""
    frames, consultation = demo
    rows = _rows().dropna(subset=["code"]).drop_duplicates(["Note", "Coder", "code"])
    twice = _truth("coded_twice.csv")
    for first, second, planted in _truth("reliability.csv").itertuples(index=False):
        both = frames.codings["text_id"].isin(
            frames.codings.loc[frames.codings["coder"] == second, "text_id"]
        )
        pair = replace(frames, codings=frames.codings[both])
        found = coders(pair, consultation, _ENGAGEMENT).frame.set_index("coder")
        shared = (
            found["mentions"].sum() - coding_totals(pair, consultation, _ENGAGEMENT).frame["mentions"].iloc[0]
        )
        notes = rows[rows["Note"].isin(rows.loc[rows["Coder"] == second, "Note"])]
        assert found["mentions"].to_dict() == notes["Coder"].value_counts().to_dict()
        assert shared == notes.duplicated(["Note", "code"]).sum()
        assert set(found.index) == {first, second}
        # A note drops out if the second coder's only code is one that nobody listed.
        assert 0 <= (twice["second"] == second).sum() - found.loc[second, "texts"] <= 2
        kept = float(planted)
        error = (kept * (1 - kept) / found.loc[first, "mentions"]) ** 0.5
        assert abs(shared / found.loc[first, "mentions"] - kept) < 2.6 * error
