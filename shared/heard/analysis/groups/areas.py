"""Themes by area: whether an area's rate is further from all together than chance would take it.

Areas are never ranked: small ones have the highest and the lowest rates by chance alone.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd
from scipy.stats import false_discovery_control

from heard.analysis.coding.coded import coded_texts
from heard.analysis.groups.differences import FALSE_DISCOVERIES
from heard.analysis.groups.levels import LEVELS, Level, cells_of, crossed, names_of
from heard.analysis.groups.limits import LIMITS, against_limits, binomial_p, limit_columns
from heard.analysis.groups.people import people_with_groups
from heard.analysis.groups.themes import SMALL_BASE
from heard.analysis.labels import (
    NOT_STATED,
    group_attendance,
    group_dimension,
    group_names,
    overlap_notes,
    readers_names,
    theme_names,
)
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Column, ResultTable, base, count, dimension, estimate, rate

Unit = Literal["people", "sessions"]
_IDS: dict[Unit, str] = {"people": "respondent_id", "sessions": "session_id"}
_UNIVERSE: dict[Unit, str] = {
    "people": "known people who stated an area, with coded",
    "sessions": "sessions that say their area, with coded",
}
_LABELS: dict[Unit, tuple[str, str]] = {
    "people": ("People of the area who raised it", "People of the area with a coded text"),
    "sessions": ("Sessions in which it was raised", "Sessions in the area with a coded text"),
}
_OUTER = LIMITS[-1]
_NOTES = (
    "Areas stand in their own order and are not ranked: the highest and the lowest rates are those of small "
    "areas, by chance alone.",
    "Limits say how far a share of this base moves by chance around all areas together. People of one area "
    "who heard each other or answered alike are not independent, and then the limits are too narrow.",
    f"Of an area with a base under {SMALL_BASE} nothing is said.",
)
_BY_ITSELF = (
    "The limits are those of one theme looked at by itself. If it was picked among many because an area "
    "stands out, chance alone may have put the area there: the table of areas outside the limits says which "
    "still are after allowing for all pairs of areas and themes."
)
_HOLDS, _DOES_NOT_HOLD = "Also after allowing for all pairs", "Not after allowing for all pairs"


@dataclass(frozen=True)
class _Raised:
    """What was raised where.

    Attributes
    ----------
    ids
        The column of ids: of people or of sessions.
    codes
        That column, code, theme and subtheme: a row for each coding of those who have an area.
    areas
        That column and group: the areas of everybody with a coded text.
    """

    ids: str
    codes: pd.DataFrame
    areas: pd.DataFrame

    def overall(self, raised: pd.Series | int) -> pd.Series | float:
        """Return the rate of all areas together; missing where there is nobody."""
        return raised / (self.areas[self.ids].nunique() or float("nan"))


def themes_by_area(
    frames: Frames,
    consultation: Consultation,
    code: str,
    grouping: str = "region",
    scope: Scope = EVERYTHING,
    unit: Unit = "people",
) -> ResultTable:
    """Return by area how many raised a theme (or any other code), against the limits of chance.

    Columns: group (the area), outside (in words: inside the limits, above or below the 95% or 99.8% limits,
    too few to say), raised, base, share, overall (the rate of all areas together), low_95, high_95, low_998,
    high_998 (exact binomial limits around it at this base). Areas stand in the grouping's order.

    Parameters
    ----------
    code
        A theme's or other code; what lies below it counts.
    unit
        ``people`` who stated an area, or ``sessions`` held in it.

    Raises
    ------
    HeardError
        If the consultation does not have the code, the grouping, the unit or what the scope names.
    """
    check_known("code", code, frames.codes["code"])
    found = _raised(frames, consultation, grouping, scope, unit)
    under = found.codes[found.codes["code"].isin(_under(frames.codes, code))].drop_duplicates(found.ids)
    rows = rows_behind(under.merge(found.areas, on=found.ids), ("group",), found.ids)
    cells = pd.DataFrame({"group": list(group_names(consultation, grouping).values())}, dtype="str")
    counted = with_counts(cells, {"raised": rows, "base": rows_behind(found.areas, ("group",), found.ids)})
    counted["overall"] = found.overall(len(under))
    placed = against_limits(counted.assign(share=share(counted["raised"], counted["base"])))
    columns = (
        group_dimension(consultation, grouping),
        dimension("outside", "Against the limits"),
        *_counts(unit),
        *limit_columns(*LIMITS),
    )
    names = readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))
    return ResultTable(
        name="themes_by_area",
        title=f"{names[code]} by {consultation.grouping(grouping).in_a_sentence}",
        frame=placed[[column.name for column in columns]],
        columns=columns,
        universe=f"{_UNIVERSE[unit]} {scope_in_words(consultation, scope)}",
        rows_behind={"raised": rows.merge(placed[["group", "outside"]], on="group")},
        notes=(*overlap_notes(consultation, grouping), *_NOTES, _BY_ITSELF),
    )


def areas_outside(
    frames: Frames,
    consultation: Consultation,
    grouping: str = "region",
    scope: Scope = EVERYTHING,
    unit: Unit = "people",
    level: Level = "theme",
) -> ResultTable:
    """Return the areas that lie outside the 99.8% limits of a theme: every theme is looked at.

    Columns: theme, with ``level`` subtheme also subtheme, group (the area), outside (in words),
    after_correction (in words, whether q is at most ``FALSE_DISCOVERIES``), raised, base, share, overall,
    low_998, high_998, p (exact binomial, two-sided), q (adjusted by Benjamini and Hochberg over everything
    that was looked at). They stand in the codebook's order, then the grouping's. Notes say how many were
    looked at, how many chance alone would put outside, and how many are so after allowing for that.

    Parameters
    ----------
    unit
        ``people`` who stated an area, or ``sessions`` held in it.
    """
    found = _raised(frames, consultation, grouping, scope, unit)
    names = names_of(level)
    raised = found.codes[[found.ids, *names]].drop_duplicates()
    rows = rows_behind(raised.merge(found.areas, on=found.ids), (*names, "group"), found.ids)
    cells = crossed(cells_of(frames.codes, level, raised), list(group_names(consultation, grouping).values()))
    counted = with_counts(
        cells,
        {
            "raised": rows,
            "base": rows_behind(found.areas, ("group",), found.ids),
            "raised_anywhere": rows_behind(raised, names, found.ids),
        },
    )
    looked_at = _looked_at(counted.assign(overall=found.overall(counted["raised_anywhere"])))
    outer = looked_at[looked_at["outside"].str.contains(_OUTER.words, regex=False)].reset_index(drop=True)
    holds = outer["q"] <= FALSE_DISCOVERIES
    outer["after_correction"] = holds.map({True: _HOLDS, False: _DOES_NOT_HOLD}).astype("str")
    columns = (*LEVELS[level], group_dimension(consultation, grouping), *_outer_columns(unit))
    by = [*names, "group"]
    return ResultTable(
        name=f"areas_outside_{level}s",
        title=f"{level.capitalize()}s for which an area lies outside the 99.8% limits "
        f"({consultation.grouping(grouping).in_a_sentence})",
        frame=outer[[column.name for column in columns]],
        columns=columns,
        universe=f"{_UNIVERSE[unit]} {scope_in_words(consultation, scope)}",
        rows_behind={"raised": rows.merge(outer[[*by, "outside", "after_correction"]], on=by)},
        notes=(
            *overlap_notes(consultation, grouping),
            *_NOTES,
            _expected(len(looked_at)),
            *_corrected(int(holds.sum()), len(outer)),
        ),
    )


def _outer_columns(unit: Unit) -> tuple[Column, ...]:
    return (
        dimension("outside", "Against the limits"),
        dimension("after_correction", "After correction"),
        *_counts(unit),
        *limit_columns(_OUTER),
        estimate("p", "Chance of as far from all together (p)", "probability"),
        estimate("q", "Adjusted for many comparisons (q)", "probability"),
    )


def theme_to_look_at(frames: Frames, outside: ResultTable) -> str:
    """Return the code of the first theme of :func:`areas_outside`, else of the codebook's first; "" for none.

    It is where an analyst begins; any other can be looked at as well.
    """
    codes = {name: code for code, name in theme_names(frames.codes).items()}
    listed = [codes[name] for name in outside.frame["theme"] if name in codes]
    return next(iter([*listed, *codes.values()]), "")


def _looked_at(counted: pd.DataFrame) -> pd.DataFrame:
    """Return what is compared with its limits, p and q: bases large enough, raised by some and not by all."""
    some = (counted["overall"] > 0) & (counted["overall"] < 1)
    chosen = counted[(counted["base"] >= SMALL_BASE) & some]
    chosen = against_limits(chosen.assign(share=share(chosen["raised"], chosen["base"])))
    p = binomial_p(chosen["raised"], chosen["base"], chosen["overall"])
    return chosen.assign(p=p, q=pd.Series(false_discovery_control(p), index=p.index))


def _expected(looked_at: int) -> str:
    return (
        f"{looked_at:,} pairs were looked at; if no area differed from another, chance alone would put at "
        f"most {looked_at * (1 - _OUTER.coverage):.1f} of them outside the {_OUTER.words} limits."
    )


def _corrected(holding: int, outside: int) -> tuple[str, ...]:
    if not outside:
        return ()
    said = f"Outside also after allowing for all these pairs (q at most {FALSE_DISCOVERIES}): {holding} of "
    said += f"{outside}." + " Chance alone may well have put the rest there." * (holding < outside)
    return (said,)


def _raised(frames: Frames, consultation: Consultation, grouping: str, scope: Scope, unit: Unit) -> _Raised:
    check_known("unit", unit, _IDS)
    ids = _IDS[unit]
    coded = coded_texts(frames, consultation, scope).dropna(subset=["theme", ids])
    if unit == "people":
        areas = people_with_groups(frames, consultation, grouping, coded)
        areas = areas[areas["group"] != NOT_STATED]
    else:
        areas = group_attendance(frames, consultation, grouping)[[ids, "group"]]
        areas = areas[is_among(areas[ids], coded[ids])]
    codes = coded.loc[is_among(coded[ids], areas[ids]), [ids, "code", "theme", "subtheme"]]
    return _Raised(ids, codes.drop_duplicates(), areas.drop_duplicates())


def _under(codes: pd.DataFrame, code: str) -> set[str]:
    """Return a code and all codes below it."""
    found, below = set(), {code}
    while below:
        found |= below
        below = set(codes.loc[codes["parent"].isin(below), "code"])
    return found


def _counts(unit: Unit) -> tuple[Column, ...]:
    who = {"people": "People of the area", "sessions": "Sessions in the area"}[unit]
    raised = {"people": "People of the area who raised it", "sessions": "Sessions in which it was raised"}[
        unit
    ]
    return (
        count("raised", raised, unit),
        base("base", f"{who} with a coded text", unit),
        rate("share", "Share of the area", of=("raised", "base")),
        estimate("overall", "All areas together", "share"),
    )
