"""Common ground of groups that disagree: themes on which those that lean apart on a pair do not differ."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from heard.analysis.difference.chance import UNCOMPARED
from heard.analysis.difference.common import NO_DIFFERENCE, NOT_SHOWN, verdicts
from heard.analysis.difference.counts import EVERYONE_ELSE, ThemesInGroups, between, themes_in_groups
from heard.analysis.difference.divergence import SILENCE, furthest, measures, rows_of_themes, with_people
from heard.analysis.difference.pairs import declared_pairs
from heard.analysis.difference.poles import poles_by_group
from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.labels import overlap_notes, theme_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate

TOP = 10
OTHER_PEOPLE = "Who took a pole and who raised a theme may be other people of the same groups."


def common_ground_across_poles(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    poles_of: Scope = EVERYTHING,
    themes_of: Scope = EVERYTHING,
    top: int = TOP,
) -> ResultTable:
    """Return for each pair of opposing codes what the groups that lean apart on it raise alike.

    The groups are those that :func:`poles_by_group` says differ on the pair; where all of them lean to one
    pole, everyone else stands beside them. Listed are the themes among the ``top`` of each of these groups on
    which no difference between just these groups was shown, without the themes of the two codes themselves.

    Columns: pair, apart (the groups and the pole that each leans to, in words), theme, difference (of the
    highest and the lowest share), by_chance (what it would be on average by chance), q (over the themes of
    the pair), lowest, lowest_people, lowest_base, lowest_share, people, people_base, people_share (of all who
    hold one of the groups). A pair on which no group differs has no row, nor has one of whose groups one has
    fewer than ``SMALL_BASE`` people with a coded text among those whose themes are compared.

    Parameters
    ----------
    poles_of, themes_of
        The texts in which poles are looked for, and those whose themes are compared.
    top
        How many themes at the head of each group are looked at, by share; equals share the better place.

    Raises
    ------
    HeardError
        If the consultation does not have the grouping or what a scope names, or ``top`` is below 1.
    """
    if top < 1:
        raise HeardError(f"{top} themes are none", fix="Ask for at least one theme.")
    leans = poles_by_group(frames, consultation, grouping, poles_of).frame
    everything = themes_in_groups(frames, consultation, grouping, themes_of)
    own = _themes_of_poles(frames.codes)
    names = [column.name for column in _COLUMNS]
    parts = [pd.DataFrame(columns=names).astype(_TYPES)]
    behind = {
        name: [pd.DataFrame(columns=[*_BY, "row_id"], dtype="str")] for name in ("people", "lowest_people")
    }
    for said, found in _apart(leans, everything):
        alike = _alike(found, top, own[said["pair"]]).assign(**said)
        parts.append(alike[names])
        for name, rows in behind.items():
            of_part = rows_of_themes(found, alike, name.removesuffix("people"))
            rows.append(of_part.assign(**said)[[*_BY, "row_id"]])
    return ResultTable(
        name="common_ground_across_poles",
        title="What groups that lean apart on opposing codes raise, no difference between them shown",
        frame=pd.concat(parts, ignore_index=True),
        columns=_COLUMNS,
        universe=f"known people who hold one of the groups named, with coded "
        f"{scope_in_words(consultation, themes_of)}; the groups lean apart in coded "
        f"{scope_in_words(consultation, poles_of)}",
        rows_behind={name: pd.concat(rows, ignore_index=True) for name, rows in behind.items()},
        notes=(*overlap_notes(consultation, grouping), _listed_are(top), *_NOTES),
    )


def _alike(found: ThemesInGroups, top: int, opposed: list[str]) -> pd.DataFrame:
    """Return the themes on which no difference between groups was shown, the most raised by all first.

    Parameters
    ----------
    top
        How many themes at the head of each group are looked at.
    opposed
        Themes that are left out.
    """
    compared = with_people(found).assign(**furthest(found, "lowest"), **measures(found))
    kept = _in_every_top(found, top) & ~compared["theme"].isin(opposed) & (verdicts(found) == NO_DIFFERENCE)
    return compared[kept].sort_values("lowest_share", ascending=False, kind="stable")


def _listed_are(top: int) -> str:
    return (
        f"Listed are themes among the first {top} of each of these groups on which no difference between "
        "them was shown. A group leans to a pole that it took more often than the others did."
    )


_NOTES = (
    "Groups compared alone can differ on a theme on which all groups together were not shown to.",
    "The themes of the opposing codes are left out: there these groups said opposite things.",
    OTHER_PEOPLE,
    f"Groups of fewer than {SMALL_BASE} people with a coded text are not compared.",
    NOT_SHOWN,
    SILENCE,
)


def _apart(leans: pd.DataFrame, found: ThemesInGroups) -> Iterator[tuple[dict[str, str], ThemesInGroups]]:
    """Yield each pair that can be compared, with its groups in words, and what those groups raised."""
    for pair, rows in leans[leans["differs"] == 1].groupby("pair", sort=False):
        to_first = rows["first_share"] > rows["others_share"]
        sides = dict(zip(rows["group"], np.where(to_first, "first", "second"), strict=True))
        alone = len(set(sides.values())) == 1
        part = between(found, list(sides), everyone_else=alone)
        wanted = {*sides, *[EVERYONE_ELSE] * alone}
        if wanted == set(part.groups):
            words = "; ".join([f"{group}: the {side}" for group, side in sides.items()])
            yield {"pair": str(pair), "apart": words + f"; {EVERYONE_ELSE.lower()}" * alone}, part


def _themes_of_poles(codes: pd.DataFrame) -> dict[str, list[str]]:
    """Return the themes of the two codes of each pair, by the pair's name."""
    themes, names = codes.set_index("code")["theme"], theme_names(codes)
    return {
        pair.name: [names[themes[code]] for code in (pair.first, pair.second)]
        for pair in declared_pairs(codes)
    }


def _in_every_top(found: ThemesInGroups, top: int) -> pd.Series:
    """Return whether each theme is among the first of every group compared, and raised there."""
    shares = pd.DataFrame(found.shares)
    places = shares.rank(method="min", ascending=False)
    return ((places <= top) & (shares > 0)).all(axis=1)


_BY = ("pair", "apart", "theme", "lowest")
_COLUMNS = (
    dimension("pair", "Opposing codes: first / second", overlaps=True),
    dimension("apart", "Groups that lean apart on them"),
    dimension("theme", "Theme, no difference shown", overlaps=True),
    estimate("difference", "Highest less lowest share", "share difference"),
    estimate("by_chance", "By chance alone, on average", "share difference"),
    estimate("q", "Adjusted probability (q)", "probability", undefined=UNCOMPARED),
    dimension("lowest", "Group with the lowest share"),
    count("lowest_people", "Of the lowest: raised it", "people"),
    base("lowest_base", "Of the lowest: all", "people"),
    rate("lowest_share", "Lowest share", of=("lowest_people", "lowest_base")),
    count("people", "People who raised it", "people"),
    base("people_base", "People of these groups", "people"),
    rate("people_share", "Share of them", of=("people", "people_base")),
)
_KINDS = {"dimension": "str", "count": "Int64", "base": "Int64"}
_TYPES = {column.name: _KINDS.get(column.role, "float64") for column in _COLUMNS}
