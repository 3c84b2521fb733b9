"""Opposing codes: how many people took which, in all and by group."""

import numpy as np
import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.difference.chance import CHANCE, CHANCE_COLUMNS, DIFFERS, with_discoveries
from heard.analysis.difference.pairs import BOTH, FIRST, SECOND, declared_pairs, poles_taken
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.groups.themes import SMALL_BASE, TOGETHER
from heard.analysis.intervals import wilson
from heard.analysis.labels import NOT_STATED, group_dimension, overlap_notes
from heard.analysis.permutation import p_of_one_group
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, interval, rate

NEITHER_RIGHT = "Which pole is called the first is the codebook's order and nothing else: neither is right."
BESIDE = "Whoever took both poles is counted beside, leans to neither, and is in no share."
FEW = (
    f"A group of which fewer than {SMALL_BASE} people lean is in the table, in no chart, not compared. Nor "
    f"is one compared beside which fewer than {SMALL_BASE} others lean, or a pair of which all took one pole."
)
ENOUGH, TOO_FEW = f"At least {SMALL_BASE}", f"Fewer than {SMALL_BASE}"
_PAIR = dimension("pair", "Opposing codes: first / second", overlaps=True)
_TAKEN = (
    count("people", "People who took a pole", "people"),
    count("first", "Took the first only", "people"),
    count("second", "Took the second only", "people"),
    count("both", "Took both", "people"),
    base("leaning", "Took one only", "people"),
    rate("first_share", "Share that took the first", of=("first", "leaning")),
    interval("low", "Lower limit (95%)", of="first_share", side="low"),
    interval("high", "Upper limit (95%)", of="first_share", side="high"),
)
_LEANERS = dimension("leaners", "People who took one pole only")
_OTHERS = (
    base("others_leaning", "Others who took one only", "people"),
    estimate("others_share", "Others: share that took the first", "share", undefined="No others"),
)


def poles(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return how many known people took each pole of every declared pair of opposing codes.

    Columns: pair, coded (people with a coded text, the base of people_share), people_share, people (who
    took a pole), first, second, both, leaning (first and second), first_share (of leaning), low, high
    (Wilson, 95%). Codes under a pole count for it. Pairs stand in the codebook's order.
    """
    pairs = declared_pairs(frames.codes)
    coded = coded_texts(frames, consultation, scope)
    rows = _rows_by_pole(poles_taken(coded, frames.codes, pairs), ("pair",))
    counted = with_counts(grid(pair=[pair.name for pair in pairs]), rows)
    counted["coded"] = coded["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["coded"])
    columns = (
        _PAIR,
        base("coded", "People with a coded text", "people"),
        rate("people_share", "Share of them who took a pole", of=("people", "coded")),
        *_TAKEN,
    )
    return ResultTable(
        name="poles",
        title="Opposing codes: how many people took which",
        frame=_with_lean(counted)[[column.name for column in columns]],
        columns=columns,
        universe=f"known people with coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(NEITHER_RIGHT, BESIDE, TOGETHER),
    )


def poles_by_group(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each pair of opposing codes and each group who leans to which.

    Columns: pair, group, leaners (in words: whether at least ``SMALL_BASE`` people of the group lean, which
    a chart can be limited to), differs, people (known people of the group who took a pole), first, second,
    both, leaning (first and second: the base), first_share, low, high (Wilson, 95%), others_leaning,
    others_share, p, q. Whoever took both leans to neither and is counted beside. The others are the people
    who stated a group of this grouping, lean, and do not hold this group. p is the exact permutation
    p-value of the group against them, q its false discovery rate over all that the table compares; a group
    or others of fewer than ``SMALL_BASE`` leaning people are not compared, nor is a pair of which all took
    one pole.
    """
    pairs = declared_pairs(frames.codes)
    taken = poles_taken(coded_texts(frames, consultation, scope), frames.codes, pairs)
    people = people_with_groups(frames, consultation, grouping, taken)
    held = taken.merge(people, on="respondent_id")
    rows = _rows_by_pole(held, ("pair", "group"))
    cells = grid(pair=[pair.name for pair in pairs], group=groups_shown(consultation, grouping, people))
    with_group = people.loc[people["group"] != NOT_STATED, "respondent_id"]
    stated = taken[is_among(taken["respondent_id"], with_group)]
    everybody = _rows_by_pole(stated, ("pair",))
    totals = {"all_first": everybody["first"], "all_second": everybody["second"]}
    by = (_PAIR, group_dimension(consultation, grouping), _LEANERS)
    columns = (*by, DIFFERS, *_TAKEN, *_OTHERS, *CHANCE_COLUMNS)
    compared = _against_others(_with_lean(with_counts(cells, rows | totals)))
    return ResultTable(
        name="poles_by_group",
        title=f"Opposing codes: who leans to which, by {consultation.grouping(grouping).in_a_sentence}",
        frame=compared[[column.name for column in columns]],
        columns=columns,
        universe=f"known people with coded {scope_in_words(consultation, scope)} who took a pole; the others "
        "are those who gave a group and do not hold this one",
        rows_behind={
            name: behind.merge(compared[["pair", "group", "leaners"]], on=["pair", "group"])
            for name, behind in rows.items()
        },
        margins=(Margin("people", ("group", "leaners"), "poles", "people"),),
        notes=(
            *overlap_notes(consultation, grouping),
            NEITHER_RIGHT,
            BESIDE,
            FEW,
            CHANCE,
            TOGETHER,
        ),
    )


def _rows_by_pole(taken: pd.DataFrame, by: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return the people behind each count: who took a pole, the first only, the second only, both."""
    kept = {"people": taken} | {each: taken[taken["took"] == each] for each in (FIRST, SECOND, BOTH)}
    return {name: rows_behind(rows, by, "respondent_id") for name, rows in kept.items()}


def _with_lean(counted: pd.DataFrame) -> pd.DataFrame:
    counted["leaning"] = counted["first"] + counted["second"]
    counted["first_share"] = share(counted["first"], counted["leaning"])
    counted["low"], counted["high"] = wilson(counted["first"], counted["leaning"])
    return counted


def _against_others(counted: pd.DataFrame) -> pd.DataFrame:
    """Return counts by group with the others' share and what chance alone would do."""
    everybody = counted["all_first"] + counted["all_second"]
    stated = counted["group"] != NOT_STATED
    counted["others_leaning"] = (everybody - counted["leaning"]).where(stated, everybody)
    others_first = (counted["all_first"] - counted["first"]).where(stated, counted["all_first"])
    counted["others_share"] = share(others_first, counted["others_leaning"])
    split = (counted["all_first"] > 0) & (counted["all_second"] > 0)
    large = (counted["leaning"] >= SMALL_BASE) & (counted["others_leaning"] >= SMALL_BASE)
    enough = stated & split & large
    p = np.full(len(counted), np.nan)
    chosen = counted[enough]
    counted["leaners"] = np.where(counted["leaning"] >= SMALL_BASE, ENOUGH, TOO_FEW)
    p[enough] = p_of_one_group(chosen["first"], chosen["leaning"], chosen["all_first"], everybody[enough])
    return with_discoveries(counted, p)
