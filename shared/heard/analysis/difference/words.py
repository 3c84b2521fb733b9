"""Common ground in plain sentences, so that nobody has to read it off a table."""

import pandas as pd

from heard.analysis.difference.across import OTHER_PEOPLE
from heard.analysis.difference.chance import UNCOMPARED
from heard.analysis.difference.common import GROUPS_DIFFER, NO_DIFFERENCE, NOT_SHOWN
from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.groups.wording import listed, plain
from heard.tables import ResultTable

LEAST = 0.1


def common_ground_in_words(
    common: ResultTable, leans: ResultTable, across: ResultTable, least: float = LEAST
) -> str:
    """Return in Markdown what all groups raise alike, and what those that lean apart raise alike.

    It holds no respondent's words.

    Parameters
    ----------
    common
        What :func:`common_ground` returns.
    leans
        What :func:`poles_by_group` returns.
    across
        What :func:`common_ground_across_poles` returns.
    least
        The share of every group that must have raised a theme, for the theme to be named.
    """
    named = [_of_all(common.frame, least)]
    of_pairs = [_of_pair(pair, leans.frame, across.frame) for pair in leans.frame["pair"].drop_duplicates()]
    if of_pairs:
        named.append("\n".join(["**Where groups lean apart on opposing codes.**\n", *of_pairs]))
    return "\n\n".join([*named, " ".join([*[OTHER_PEOPLE] * bool(of_pairs), NOT_SHOWN])])


def _of_all(common: pd.DataFrame, least: float) -> str:
    if (common["differs"] == UNCOMPARED).all():
        return (
            f"**Common ground.** Nothing is compared: fewer than two groups have {SMALL_BASE} people with a "
            "coded text."
        )
    alike = common[common["differs"] == NO_DIFFERENCE]
    high = alike[alike["lowest_share"] >= least].sort_values("lowest_share", ascending=False, kind="stable")
    said = [
        f"{plain(theme)} (at least {share:.0%} of every group)"
        for theme, share in zip(high["theme"], high["lowest_share"], strict=True)
    ]
    groups = common["groups"].iloc[0]
    lead = (
        f"**Common ground.** Raised by at least {least:.0%} of each of {groups} groups, with no difference "
    )
    words = lead + f"between them shown: {listed(said) if said else 'no theme'}."
    return " ".join(filter(None, [words, _rarer(len(alike) - len(high)), _differing(common)]))


def _rarer(themes: int) -> str:
    if not themes:
        return ""
    which = "theme" if themes == 1 else "themes"
    return f"No difference was shown on {themes} more {which}, which some group raised less."


def _differing(common: pd.DataFrame) -> str:
    differing = common[common["differs"] == GROUPS_DIFFER].sort_values(
        "people", ascending=False, kind="stable"
    )
    if differing.empty:
        return ""
    most = plain(differing["theme"].iloc[0])
    if len(differing) == 1:
        return f"Groups differ on one theme, {most}: it is no common ground, however many raised it."
    return (
        f"Groups differ on {len(differing)} themes, which are no common ground however many raised them; of "
        f"these {most} was raised by most."
    )


def _of_pair(pair: str, leans: pd.DataFrame, across: pd.DataFrame) -> str:
    lead = f"- {plain(pair)}: "
    if not ((leans["pair"] == pair) & (leans["differs"] == 1)).any():
        return f"{lead}no group was shown to lean otherwise than the others."
    rows = across[across["pair"] == pair]
    if rows.empty:
        return f"{lead}groups lean apart, and no theme that each of them raises most was shown to unite them."
    themes = listed([plain(theme) for theme in rows["theme"]])
    return (
        f"{lead}groups lean apart ({plain(rows['apart'].iloc[0])}). Of the themes that each of them raises "
        f"most, no difference between them was shown on: {themes}."
    )
