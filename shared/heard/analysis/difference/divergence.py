"""How far apart groups are on each theme, and whether chance alone would put them as far apart."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import entr

from heard.analysis.difference.chance import CHANCE, CHANCE_COLUMNS, DIFFERS, UNCOMPARED, with_discoveries
from heard.analysis.difference.counts import ThemesInGroups, themes_in_groups
from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.labels import overlap_notes
from heard.analysis.permutation import Memberships, p_of_draws, permuted_counts
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, share
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate

ALIKE = "All alike"
ONLY_LARGE = (
    f"Only groups of at least {SMALL_BASE} people with a coded text are compared, and only themes that "
    "somebody raised are listed."
)
_ORDER = (
    "Themes stand by the difference between the highest and the lowest share, in the table as in the chart. "
    "Whether groups differ (p, q) is asked of the Jensen-Shannon divergence, which counts all groups."
)
_EXTREMES = (
    "The two groups named are those furthest apart, so their difference is larger than it would be for two "
    "groups chosen beforehand, and they may share people: it has no interval, and stands beside what chance "
    "alone would make of groups of these sizes. Of groups with the same share the largest is named."
)
SILENCE = "That a group did not raise a theme does not say that it would disagree with those who did."
_TOGETHER = (
    "People who spoke at one session heard each other, and a person whom two sessions label differently "
    "counts twice: they are not independent, so chance does more than p says."
)
_THOUSANDTHS = 1000


def jensen_shannon(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the Jensen-Shannon divergence (bits) between groups that raise a theme with these shares.

    Each group is a Bernoulli distribution, raised or not, and every group weighs the same: the entropy of
    the mean distribution less the mean of the groups' entropies. 0 where all shares are equal, at most 1.

    Parameters
    ----------
    shares
        Shares from 0 to 1, groups along the last axis, at least one.

    Notes
    -----
    Lin (1991), with logarithms to base 2.
    """
    return np.asarray(np.maximum(0.0, _entropy(shares.mean(axis=-1)) - _entropy(shares).mean(axis=-1)))


def divergence(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for every theme how far apart the groups are in how many of their people raised it.

    Columns: theme, differs, difference (of the two shares that follow), by_chance (what that difference
    would be on average if those who raised the theme were anybody), highest and lowest (the groups, of
    those of at least ``SMALL_BASE`` people, with the largest and the smallest share), highest_people,
    highest_base, highest_share, lowest_people, lowest_base, lowest_share, people, people_base, people_share
    (of everybody who gave a group), divergence (Jensen-Shannon, in thousandths of a bit), p, q. p is the
    share of permutations of respondents, their groups kept together, with a divergence at least as large; q
    its false discovery rate over all themes. The theme with the largest difference stands first.
    """
    found = themes_in_groups(frames, consultation, grouping, scope)
    counted = with_people(found)
    counted = counted.assign(**furthest(found, "highest"), **furthest(found, "lowest"))
    measured = pd.concat([counted, measures(found)], axis=1)
    ranked = measured.sort_values(
        ["difference", "divergence"], ascending=False, kind="stable", ignore_index=True
    )
    return ResultTable(
        name="divergence",
        title=f"How far apart groups are on each theme ({consultation.grouping(grouping).in_a_sentence})",
        frame=ranked[[column.name for column in _COLUMNS]],
        columns=_COLUMNS,
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind={
            f"{which}people": rows_of_themes(found, counted, which) for which in ("", "highest_", "lowest_")
        },
        notes=(
            *overlap_notes(consultation, grouping),
            _ORDER,
            ONLY_LARGE,
            _EXTREMES,
            CHANCE,
            SILENCE,
            _TOGETHER,
        ),
    )


def measures(found: ThemesInGroups) -> pd.DataFrame:
    """Return difference, by_chance, divergence (thousandths of a bit), p, q and differs of each theme.

    All are missing where fewer than two groups are large enough; the last three as well for a theme that
    everybody raised, on which no permutation could differ.
    """
    size = len(found.themes)
    gap, by_chance, seen, p = (np.full(size, np.nan) for _ in range(4))
    if len(found.groups) > 1:
        gap, seen = np.ptp(found.shares, axis=1), jensen_shannon(found.shares)
        drawn = {raised: _drawn(found, raised) for raised in np.unique(found.totals).tolist()}
        for place, raised in enumerate(found.totals.tolist()):
            draws, by_chance[place] = drawn[raised]
            if raised < found.memberships.people:
                p[place] = p_of_draws(seen[place], draws).item()
    columns = {"difference": gap, "by_chance": by_chance, "divergence": seen * _THOUSANDTHS}
    return with_discoveries(pd.DataFrame(columns, index=range(size)), p)


@dataclass(frozen=True)
class _Deal:
    """What draws depend on: people by distinct set of groups, the groups of each, how many raised a theme."""

    sizes: bytes
    holds: bytes
    raised: int
    memberships: Memberships = field(compare=False)


def _drawn(found: ThemesInGroups, raised: int) -> tuple[npt.NDArray[np.float64], float]:
    """Return the divergence of each draw if the people who raised a theme were anybody, and the mean gap."""
    sizes, holds = found.memberships.sizes, found.memberships.holds
    nobody = pd.Series(dtype="int64")
    memberships = replace(found.memberships, of_person=nobody)
    return _dealt(_Deal(sizes.tobytes(), holds.tobytes(), raised, memberships))


# Divergence and common ground of the same texts ask for the same draws, which cost seconds where people
# hold many different sets of groups.
@lru_cache(maxsize=512)
def _dealt(deal: _Deal) -> tuple[npt.NDArray[np.float64], float]:
    shares = permuted_counts(deal.memberships, deal.raised) / deal.memberships.people_by_group
    return jensen_shannon(shares), float(np.ptp(shares, axis=1).mean())


def with_people(found: ThemesInGroups) -> pd.DataFrame:
    """Return each theme with people, people_base and people_share of everybody who gave a group."""
    themes = pd.DataFrame({"theme": pd.Series(found.themes, dtype="str"), "people": found.totals})
    themes["people_base"] = found.memberships.people
    return themes.assign(people_share=share(themes["people"], themes["people_base"]))


def furthest(found: ThemesInGroups, which: Literal["highest", "lowest"]) -> dict[str, pd.Series]:
    """Return the columns of the group with the highest or lowest share: its name, people, base and share.

    Of groups with the same share the one with most people is taken. Where all have the same share, none
    is named and the share is that of all.
    """
    size = len(found.themes)
    names = pd.Series(UNCOMPARED, index=range(size), dtype="str")
    people, of = (pd.Series(pd.NA, index=range(size), dtype="Int64") for _ in range(2))
    its_share = pd.Series(np.nan, index=range(size), dtype="float64")
    if len(found.groups) > 1:
        by_size = np.argsort(-found.bases, kind="stable")
        shares = found.shares[:, by_size]
        its_share = pd.Series(shares.max(axis=1) if which == "highest" else shares.min(axis=1))
        chosen = by_size[shares.argmax(axis=1) if which == "highest" else shares.argmin(axis=1)]
        apart = pd.Series(shares.max(axis=1) > shares.min(axis=1), dtype="bool")
        names = pd.Series(np.array(found.groups)[chosen], dtype="str").where(apart, ALIKE)
        people = pd.Series(found.counts[np.arange(size), chosen], dtype="Int64").where(apart)
        of = pd.Series(found.bases[chosen], dtype="Int64").where(apart)
    columns = {which: names, f"{which}_people": people, f"{which}_base": of}
    return columns | {f"{which}_share": its_share}


def rows_of_themes(found: ThemesInGroups, counted: pd.DataFrame, which: str) -> pd.DataFrame:
    """Return the people behind each theme, or those of them who hold the group that a column names.

    Parameters
    ----------
    counted
        The theme, the columns that name groups, and differs where it is in words.
    which
        ``highest_``, ``lowest_``, or empty for everybody who raised the theme.
    """
    by = ["theme", *(name for name in ("differs", "highest", "lowest") if name in counted)]
    raised = found.raised.merge(counted[by], on="theme")
    if which:
        raised = raised.merge(found.held, on="respondent_id")
        raised = raised[raised["group"] == raised[which.removesuffix("_")]]
    return rows_behind(raised, by, "respondent_id")


def _entropy(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray((entr(shares) + entr(1 - shares)) / np.log(2))


_COLUMNS = (
    dimension("theme", "Theme", overlaps=True),
    DIFFERS,
    estimate("difference", "Highest less lowest share", "share difference", undefined=UNCOMPARED),
    estimate("by_chance", "By chance alone, on average", "share difference", undefined=UNCOMPARED),
    dimension("highest", "Group with the highest share"),
    count("highest_people", "Of the highest: raised it", "people"),
    base("highest_base", "Of the highest: all", "people"),
    rate("highest_share", "Highest share", of=("highest_people", "highest_base")),
    dimension("lowest", "Group with the lowest share"),
    count("lowest_people", "Of the lowest: raised it", "people"),
    base("lowest_base", "Of the lowest: all", "people"),
    rate("lowest_share", "Lowest share", of=("lowest_people", "lowest_base")),
    count("people", "People who raised it", "people"),
    base("people_base", "People who gave a group", "people"),
    rate("people_share", "Share of them", of=("people", "people_base")),
    estimate("divergence", "Jensen-Shannon divergence", "thousandths of a bit", undefined=UNCOMPARED),
    *CHANCE_COLUMNS,
)
