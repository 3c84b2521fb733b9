"""The demonstration's over-represented groups lose ground where every group has its own voice.

Expected numbers are counted here from frames and ``truth/``, with none of the package's weights.
"""

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.composition import (
    composition_weights,
    people_weights,
    ranking_by_composition,
    rankings_compared,
    themes_no_choice_moves,
)
from heard.analysis.composition.choice import composition_of
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.places import home

_FOLDER = home() / "data" / "demo"
_ENGAGEMENT = Scope("engagement")
Demo = tuple[Frames, Consultation]


@pytest.fixture(scope="module")
def demo() -> Demo:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def _own_theme(demo: Demo, group: str) -> str:
    """Return the theme of the first code that the group alone raises, as planted."""
    only = pd.read_csv(_FOLDER / "truth" / "one_group_only.csv").set_index("code")["group"]
    codes = demo[0].codes.set_index("code")
    return str(codes["name"][codes["theme"][only.index[only == group][0]]])


def _raised(demo: Demo) -> pd.DataFrame:
    """Return known people by themes: 1 where somebody raised it."""
    frames = demo[0]
    texts = frames.texts.query("collection == 'engagement'").dropna(subset=["respondent_id"])
    coded = frames.codings.merge(texts, on="text_id").merge(frames.codes, on="code")
    names = frames.codes.set_index("code")["name"]
    return pd.crosstab(coded["respondent_id"], coded["theme"].map(names)).clip(upper=1)


def _held(demo: Demo, people: pd.Index) -> pd.DataFrame:
    """Return people by groups of experience: 1 where somebody holds it."""
    held = demo[0].memberships.query("grouping == 'experience'")
    held = held[held["respondent_id"].isin(people)]
    return pd.crosstab(held["respondent_id"], held["group"])


def test_equal_groups_have_the_mean_of_rates_counted_apart(demo: Demo) -> None:
    raised = _raised(demo)
    held = _held(demo, raised.index).reindex(raised.index, fill_value=0)
    rates = (held.T @ raised).div(held.sum(), axis=0)
    found = ranking_by_composition(*demo, "experience", "each_group_equal", _ENGAGEMENT).frame
    found = found.set_index("theme")["weighted_share"]
    assert found[rates.columns].to_dict() == pytest.approx(rates.mean().to_dict())
    # People hold 1.08 groups on average, so overlap matters to the weights.
    assert held.sum(axis=1).mean() > 1.05


@pytest.mark.parametrize("choice", ["each_group_equal", "stated_shares"])
def test_the_largest_groups_own_theme_falls_where_groups_have_their_own_voice(
    demo: Demo, choice: str
) -> None:
    held = _held(demo, _raised(demo).index).mean()
    assert held.idxmax() == "professionals"
    assert held.max() > 2 / len(held)
    found = ranking_by_composition(*demo, "experience", choice, _ENGAGEMENT).frame.set_index("theme")
    theme = _own_theme(demo, "professionals")
    assert theme == "Multi-agency working"
    assert found.loc[theme, "change"] <= -2
    assert found.loc[theme, "weighted_share"] < found.loc[theme, "people_share"] / 2


def test_themes_of_groups_heard_more_than_their_share_fall_at_stated_shares(demo: Demo) -> None:
    """Of the three that the review names, the two that are far above their stated share in the demo."""
    table = composition_weights(*demo, "experience", "stated_shares", _ENGAGEMENT).frame
    stated = {group.code: group for group in demo[1].grouping("experience").groups}
    weights = table.set_index("group")["mean_weight"]
    ranking = ranking_by_composition(*demo, "experience", "stated_shares", _ENGAGEMENT).frame
    ranking = ranking.set_index("theme")
    for group in ("foster-carers", "adopters"):
        assert weights[stated[group].name] < 0.5
        theme = _own_theme(demo, group)
        assert theme in _boosted(demo, group)
        assert ranking.loc[theme, "weighted_share"] < ranking.loc[theme, "people_share"]
        assert ranking.loc[theme, "change"] <= -2


def _boosted(demo: Demo, group: str) -> set[str]:
    """Return the themes of which planted notes of a group raise subthemes seven times as often or more."""
    boosts = pd.read_csv(_FOLDER / "truth" / "group_boosts.csv")
    raised = boosts.loc[(boosts["group"] == group) & (boosts["factor"] >= 7), "code"]
    codes = demo[0].codes.set_index("code")
    return set(codes["name"][codes["theme"][raised]])


def test_the_demos_stated_shares_divide_the_population_and_are_reached(demo: Demo) -> None:
    shares = [group.population_share for group in demo[1].grouping("experience").groups]
    assert sum(share or 0 for share in shares) == pytest.approx(1)
    table = composition_weights(*demo, "experience", "stated_shares", _ENGAGEMENT)
    assert list(table.frame["target_share"]) == pytest.approx(shares)
    assert list(table.frame["reached_share"]) == pytest.approx(shares, abs=1e-8)
    # Somebody of two groups counts half for each, so holders are more than the share of the division.
    assert table.frame["weighted_share"].sum() > 1.03
    assert "counts for each in equal parts" in " ".join(table.notes)
    weights = people_weights(*demo, composition_of("stated_shares", "experience"), _ENGAGEMENT)["weight"]
    assert weights.mean() == pytest.approx(1)
    assert weights.sum() ** 2 / (weights**2).sum() == pytest.approx(334.4, abs=0.1)


def test_a_group_left_out_moves_its_own_theme_most(demo: Demo) -> None:
    moves = themes_no_choice_moves(*demo, "experience", _ENGAGEMENT).frame.set_index("theme")
    for group, name in (("foster-carers", "Foster carers"), ("adopters", "Adopters")):
        assert moves.loc[_own_theme(demo, group), "moved_most_by"] == f"Without {name}"
    # The first three of the published ranking stay among the first five whoever is left out.
    assert list(moves.index[:3]) == [
        "Support for children and young people",
        "Relationships and working with professionals",
        "Social worker role and practice",
    ]
    assert list(moves["always_top_5"][:3]) == [1, 1, 1]


def test_without_a_group_is_a_count_of_the_others(demo: Demo) -> None:
    raised = _raised(demo)
    held = _held(demo, raised.index).reindex(raised.index, fill_value=0)
    counted = raised[held["professionals"] == 0].sum()
    table = rankings_compared(*demo, "experience", _ENGAGEMENT).frame
    without = table[table["composition"].str.startswith("Without People who work")].set_index("theme")
    assert without.loc[counted.index, "people"].to_dict() == counted.to_dict()
    assert len(table) == 12 * 21
