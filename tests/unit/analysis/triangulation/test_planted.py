"""What the demonstration plants comes back: counted here from its files, with none of the package's code."""

import pandas as pd
import pytest
from ruamel.yaml import YAML

from heard.analysis.coding import coding_totals, themes
from heard.analysis.triangulation import (
    only_one_strand,
    strand_agreement,
    strands,
    themes_by_knowledge,
    themes_by_strand,
    who_raised_themes,
)
from heard.analysis.triangulation.alone import IF_LOOKED_FOR
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home
from heard.tables import broken_margins

_DEMO = home() / "data" / "demo"


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(_DEMO)
    return read_consultation(_DEMO, consultation).frames, consultation


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_DEMO / "truth" / name, dtype="str", keep_default_na=False)


def _written(name: str) -> list[dict[str, str]]:
    loaded: list[dict[str, str]] = YAML(typ="safe").load(_DEMO / name)
    return loaded


def _codebook() -> pd.DataFrame:
    rows = [
        (code["code"], code["name"], theme["name"], code is theme)
        for theme in _written("codebook.yml")
        for code in (theme, *theme.get("codes", []))  # type: ignore[misc]
    ]
    return pd.DataFrame(rows, columns=["code", "name", "theme", "is_theme"]).set_index("code")


def _titles() -> dict[str, str]:
    listed = YAML(typ="safe").load(_DEMO / "consultation.yml")["collections"]
    return {each["code"]: each["title"] for each in listed}


def test_what_was_planted_in_one_strand_alone_comes_back(demo: tuple[Frames, Consultation]) -> None:
    only, codes, titles = _truth("one_strand_only.csv"), _codebook(), _titles()
    is_theme = only["code"].map(codes["is_theme"]).astype(bool)
    named = list(zip(only["code"].map(codes["name"]), only["strand"].map(titles), strict=True))
    planted_themes = {pair for pair, yes in zip(named, is_theme, strict=True) if yes}
    poles = {pair for pair, yes in zip(named, is_theme, strict=True) if not yes}
    found = only_one_strand(*demo).frame
    # Feedback plants a theme's two poles and so raises Inconsistency, of which engagement has the rest.
    assert set(zip(found["theme"], found["strand"], strict=True)) == planted_themes - {
        ("Inconsistency", titles["engagement"])
    }
    assert found.groupby("theme").size().eq(3).all()
    # The strands are large; whether their coders looked for these themes no coding says.
    assert set(found["silence"]) == {IF_LOOKED_FOR}
    below = only_one_strand(*demo, "subtheme").frame
    inconsistency = below[below["theme"] == "Inconsistency"].groupby("strand")["subtheme"].nunique()
    assert inconsistency.to_dict() == {titles["engagement"]: 3, titles["feedback"]: 2}
    in_feedback = below[below["strand"] == titles["feedback"]]
    assert set(zip(in_feedback["subtheme"], in_feedback["strand"], strict=True)) == poles
    # Call for advice raised social workers' practice and its coders did not divide it.
    practice = in_feedback[in_feedback["theme"] == codes.at["social-worker-practice", "name"]]
    unknown = practice.groupby("other")["could_have_missed"].agg(lambda limits: limits.isna().all())
    assert unknown[unknown].index.tolist() == [titles["advice"]]


def test_sources_of_the_calls_are_those_of_the_planted_codes(demo: tuple[Frames, Consultation]) -> None:
    """The coder of the two calls puts exactly the planted codes."""
    planted = (
        _truth("strand_codes.csv").assign(code=lambda rows: rows["codes"].str.split(";")).explode("code")
    )
    planted["theme"] = planted["code"].map(_codebook()["theme"])
    planted["strand"] = planted["collection"].map(_titles())
    expected = planted.groupby(["theme", "strand"])["respondent"].nunique()
    found = themes_by_strand(*demo).frame.set_index(["theme", "strand"])
    calls = found[found.index.get_level_values("strand").isin(set(planted["strand"]))]
    raised = calls.loc[calls["sources"] > 0, "sources"]
    assert raised.astype(int).to_dict() == expected.to_dict()
    bases = planted.groupby("strand")["respondent"].nunique()
    assert calls["sources_base"].groupby("strand").unique().map(list).to_dict() == {
        strand: [base] for strand, base in bases.items()
    }


def test_feedback_is_what_was_planted(demo: tuple[Frames, Consultation]) -> None:
    pieces = _truth("feedback.csv").assign(code=lambda rows: rows["codes"].str.split(";")).explode("code")
    expected = (
        pieces.assign(theme=pieces["code"].map(_codebook()["theme"])).groupby("theme")["feedback"].nunique()
    )
    found = themes_by_strand(*demo).frame.query("strand == @_titles()['feedback'] and sources > 0")
    assert found.set_index("theme")["sources"].to_dict() == expected.to_dict()


def test_every_table_agrees_with_its_totals(demo: tuple[Frames, Consultation]) -> None:
    made = (strands, themes_by_strand, who_raised_themes, themes_by_knowledge, themes, coding_totals)
    assert broken_margins({table.name: table for table in (make(*demo) for make in made)}) == []


def test_four_strands_make_six_pairs(demo: tuple[Frames, Consultation]) -> None:
    table = strand_agreement(*demo).frame
    assert len(table) == 6
    assert (table["tau_low"] <= table["tau"]).all()
    # Evidence was planted with themes that engagement seldom or never raises.
    assert table["tau"].idxmin() == 1
    assert table["shared"].iloc[1] < table["by_chance"].iloc[1]


def test_professionals_raise_less_of_what_only_carers_live_through(demo: tuple[Frames, Consultation]) -> None:
    table = themes_by_knowledge(*demo).frame.set_index(["theme", "knowledge"])
    send = table.loc["SEND and children with complex needs"]
    assert send.loc["Lived experience", "low"] > send.loc["Practice", "high"]
    poverty = table.loc["Poverty and inequality"]
    assert poverty.loc["Research", "low"] > poverty.loc["Lived experience", "high"]
