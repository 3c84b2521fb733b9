"""Opposing codes: how many of each group took which side."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.difference.pairs import BOTH, FIRST, declared_pairs, poles_taken
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.intervals import wilson
from heard.analysis.labels import group_dimension, overlap_notes
from heard.analysis.published.scopes import EVERYBODY
from heard.analysis.scope import EVERYTHING
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, interval, rate

_BY = ("pair", "group")


def sides_taken(frames: Frames, consultation: Consultation, grouping: str) -> ResultTable:
    """Return for each pair of opposing codes how many of each group took the first side of the two.

    Columns: pair, group ("Everyone" first), first, leaning (the base: first or second), first_share, low,
    high (Wilson, 95%). Whoever took both sides leans to neither and is not in it.
    """
    pairs = declared_pairs(frames.codes)
    taken = poles_taken(coded_texts(frames, consultation, EVERYTHING), frames.codes, pairs)
    taken = taken[taken["took"] != BOTH]
    held = people_with_groups(frames, consultation, grouping, taken)
    everybody = held[["respondent_id"]].drop_duplicates().assign(group=EVERYBODY)
    leaning = taken.merge(pd.concat([everybody, held], ignore_index=True), on="respondent_id")
    rows = {
        "first": rows_behind(leaning[leaning["took"] == FIRST], _BY, "respondent_id"),
        "leaning": rows_behind(leaning, _BY, "respondent_id"),
    }
    groups = [EVERYBODY, *groups_shown(consultation, grouping, held)]
    counted = with_counts(grid(pair=[pair.name for pair in pairs], group=groups), rows)
    counted["first_share"] = share(counted["first"], counted["leaning"])
    counted["low"], counted["high"] = wilson(counted["first"], counted["leaning"])
    return ResultTable(
        name="sides_taken",
        title="Opposing codes: how many took the first side",
        frame=counted,
        columns=(
            dimension("pair", "Opposing codes", overlaps=True),
            group_dimension(consultation, grouping),
            count("first", "People who took the first side", "people"),
            base("leaning", "People who took one side", "people"),
            rate("first_share", "Share who took the first side", of=("first", "leaning")),
            interval("low", "Lower limit (95%)", of="first_share", side="low"),
            interval("high", "Upper limit (95%)", of="first_share", side="high"),
        ),
        universe="known people with a coded text who took one side of a pair",
        rows_behind=rows,
        notes=(
            "No side is called right. People who took both are not in it.",
            *overlap_notes(consultation, grouping),
        ),
    )
