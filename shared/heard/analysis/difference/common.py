"""Common ground: what people of every group raise, and not only those of the largest."""

import numpy as np
import pandas as pd

from heard.analysis.difference.chance import UNCOMPARED
from heard.analysis.difference.counts import ThemesInGroups, themes_in_groups
from heard.analysis.difference.divergence import (
    ONLY_LARGE,
    SILENCE,
    furthest,
    measures,
    rows_of_themes,
    with_people,
)
from heard.analysis.labels import overlap_notes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, rate

NO_DIFFERENCE, GROUPS_DIFFER = "No difference shown", "Groups differ"
NOT_SHOWN = (
    "That no difference was shown does not show that there is none: a theme that few raise, or groups of few "
    "people, hide one."
)
_VERDICTS = {0: NO_DIFFERENCE, 1: GROUPS_DIFFER}
_READING = (
    "Themes on which no difference between groups was shown come first: the others are no common ground, "
    "however many raise them. Then the order is that of the mean share.",
    "Each group counts alike, however many people it has. The mean share is the geometric mean over groups, "
    "so one group that hardly raises a theme brings it down. Before that, 1 is added to each group's count "
    "and 2 to its base, so a theme that few raise has a mean share above its own: read the order.",
)


def common_ground(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return the themes in the order of how far every group raises them, those without a difference first.

    Columns: theme, differs (of :func:`divergence`, in words: ``NO_DIFFERENCE``, ``GROUPS_DIFFER`` or "Not
    compared", which a chart can be limited to), groups (compared: those of at least ``SMALL_BASE`` people),
    mean_share (the geometric mean over them of (x + 1) / (n + 2) where x of a group's n people raised it),
    lowest (the group with the smallest share), lowest_people, lowest_base, lowest_share, people,
    people_base, people_share (of everybody who gave a group).

    Notes
    -----
    The mean share to the power of the number of groups is the group-informed consensus of Polis (Small,
    Bjorkegren, Erkkilä, Shaw and Megill 2021), with raising a theme in place of agreeing with a statement.
    Both order themes alike.
    """
    found = themes_in_groups(frames, consultation, grouping, scope)
    counted = with_people(found).assign(**furthest(found, "lowest"))
    counted["groups"] = len(found.groups)
    counted["mean_share"] = _mean_share(found)
    counted["differs"] = verdicts(found)
    order = counted["differs"].map({NO_DIFFERENCE: 0, GROUPS_DIFFER: 1, UNCOMPARED: 2}).rename("order")
    ranked = counted.assign(order=order).sort_values(
        ["order", "mean_share"], ascending=[True, False], ignore_index=True
    )
    return ResultTable(
        name="common_ground",
        title="Common ground: themes by how far every group raises them "
        f"({consultation.grouping(grouping).in_a_sentence})",
        frame=ranked[[column.name for column in _COLUMNS]],
        columns=_COLUMNS,
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind={f"{which}people": rows_of_themes(found, counted, which) for which in ("", "lowest_")},
        margins=(Margin("people", ("differs", "lowest"), "divergence", "people"),),
        notes=(*overlap_notes(consultation, grouping), *_READING, NOT_SHOWN, ONLY_LARGE, SILENCE),
    )


def verdicts(found: ThemesInGroups) -> pd.Series:
    """Return in words whether groups differ on each theme; on one that everybody raised they do not."""
    said = measures(found)["differs"].map(_VERDICTS).astype("str").fillna(UNCOMPARED)
    by_all = (found.totals == found.memberships.people) & (len(found.groups) > 1)
    return said.mask(by_all, NO_DIFFERENCE)


def _mean_share(found: ThemesInGroups) -> pd.Series:
    """Return the smoothed geometric mean of each theme's shares; missing if fewer than two are compared."""
    logs = np.log((found.counts + 1) / (found.bases + 2)).sum(axis=1)
    groups = len(found.groups)
    mean = np.exp(logs / groups) if groups > 1 else np.nan
    return pd.Series(mean, index=range(len(found.themes)), dtype="float64")


_COLUMNS = (
    dimension("theme", "Theme", overlaps=True),
    dimension("differs", "Between groups"),
    estimate("groups", "Groups compared", "groups"),
    estimate("mean_share", "Mean share over groups", "share", undefined=UNCOMPARED),
    dimension("lowest", "Group with the lowest share"),
    count("lowest_people", "Of the lowest: raised it", "people"),
    base("lowest_base", "Of the lowest: all", "people"),
    rate("lowest_share", "Lowest share of any group", of=("lowest_people", "lowest_base")),
    count("people", "People who raised it", "people"),
    base("people_base", "People who gave a group", "people"),
    rate("people_share", "Share of them", of=("people", "people_base")),
)
