"""Each group's share of those heard against its stated share of the population."""

import pandas as pd

from heard.analysis.intervals import wilson
from heard.analysis.labels import (
    group_attendance,
    group_dimension,
    group_holders,
    group_names,
    overlap_notes,
    taking_part,
)
from heard.analysis.scope import check_collection, collection_in_words, in_collection
from heard.analysis.tallies import grid, look_up, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, is_among
from heard.tables import ALL, Column, ResultTable, base, count, estimate, interval, rate

_NO_SAMPLE = (
    "Nobody was drawn at random: the interval says how far a share of this base could move by chance alone, "
    "not how well those heard stand for the population."
)
_SHARES_OF_HOLDERS = (
    "Each share is of people who hold the group, so the shares heard may add to more than 1. A population "
    "share must be of holders too: one of a division that adds to 1 makes the ratio too high."
)
_NO_SHARE = "A group without a stated population share has no ratio."


def respondents_against_population(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return each group's share of the known people who gave a group, beside its population share.

    Columns: group, people, people_base, share, low, high, population_share, ratio, ratio_low,
    ratio_high. The ratio is share heard over population share; its limits are the Wilson limits over
    the population share, which is taken as exact.
    """
    check_collection(consultation, collection)
    holders = group_holders(frames, consultation, grouping)
    holders = holders[is_among(holders["respondent_id"], taking_part(frames, collection))]
    rows = {"people": rows_behind(holders, ("group",), "respondent_id")}
    counted = with_counts(grid(group=group_names(consultation, grouping).values()), rows)
    counted["people_base"] = holders["respondent_id"].nunique()
    where = collection_in_words(consultation, collection)
    return _against_population(
        counted,
        consultation,
        grouping,
        counts=(
            count("people", "People known", "people"),
            base("people_base", "People known who gave a group", "people"),
        ),
        name="respondents_against_population",
        title=f"People known against the population: {where}",
        universe=f"known people who took part in {where} and gave a group; people present at sessions "
        "who are not known are not in it",
        rows=rows,
        notes=(_NO_SAMPLE, _NO_SHARE),
    )


def present_against_population(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return each group's share of the people present at sessions, beside its population share.

    Columns: as of :func:`respondents_against_population`, with people_present for people. Only sessions
    that say both how many came and from which groups are in it.

    Raises
    ------
    HeardError
        If a session has more people of one group than people.
    """
    check_collection(consultation, collection)
    sessions = in_collection(frames.sessions, collection).set_index("session_id")["people"].dropna()
    attended = group_attendance(frames, consultation, grouping).dropna(subset=["people"])
    attended = attended[attended["session_id"].isin(sessions.index)]
    _refuse_more_than_present(attended, sessions)
    rows = {"people_present": rows_behind(attended, ("group",), "session_id")}
    counted = grid(group=group_names(consultation, grouping).values())
    present = attended.groupby("group")["people"].sum()
    counted["people_present"] = look_up(counted["group"], present)
    counted["people_base"] = int(sessions[sessions.index.isin(attended["session_id"])].sum())
    where = collection_in_words(consultation, collection)
    return _against_population(
        counted,
        consultation,
        grouping,
        counts=(
            count("people_present", "People present at sessions", "people present", adds="people"),
            base("people_base", "People present at sessions that say who came", "people present"),
        ),
        name="present_against_population",
        title=f"People present at sessions against the population: {where}",
        universe=f"people present at those sessions of {where} that say how many came and from which "
        "groups; known people are not in it",
        rows=rows,
        notes=(
            _NO_SAMPLE,
            "Somebody who came to two sessions counts twice, and people of one session came together, so "
            "the interval is narrower than it should be.",
            _NO_SHARE,
        ),
    )


def _refuse_more_than_present(attended: pd.DataFrame, sessions: pd.Series) -> None:
    over = int((attended["people"] > attended["session_id"].map(sessions).astype("int64")).sum())
    if over:
        raise HeardError(
            f"{over} numbers of people of a group are larger than the number of people at their session",
            where="frame attendance",
            fix="Correct the source of sessions.",
        )


def _overlapping_shares(consultation: Consultation, grouping: str) -> tuple[str, ...]:
    overlap = overlap_notes(consultation, grouping)
    return (*overlap, _SHARES_OF_HOLDERS) if overlap else ()


def _against_population(
    counted: pd.DataFrame,
    consultation: Consultation,
    grouping: str,
    *,
    counts: tuple[Column, Column],
    name: str,
    title: str,
    universe: str,
    rows: dict[str, pd.DataFrame],
    notes: tuple[str, ...],
) -> ResultTable:
    number, out_of = counts[0].name, counts[1].name
    groups = consultation.grouping(grouping).groups
    counted["share"] = share(counted[number], counted[out_of])
    counted["low"], counted["high"] = wilson(counted[number], counted[out_of])
    counted["population_share"] = pd.Series([group.population_share for group in groups], dtype="float64")
    for ratio, limit in (("ratio", "share"), ("ratio_low", "low"), ("ratio_high", "high")):
        counted[ratio] = counted[limit] / counted["population_share"]
    columns = (
        group_dimension(consultation, grouping),
        *counts,
        rate("share", "Share of those heard", of=(number, out_of)),
        interval("low", "Share, lower limit (95%)", of="share", side="low"),
        interval("high", "Share, upper limit (95%)", of="share", side="high"),
        estimate("population_share", "Stated share of the population", "share"),
        estimate("ratio", "Share heard over population share", "ratio"),
        interval("ratio_low", "Ratio, lower limit (95%)", of="ratio", side="low"),
        interval("ratio_high", "Ratio, upper limit (95%)", of="ratio", side="high"),
    )
    return ResultTable(
        name=name,
        title=title,
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=universe,
        rows_behind=rows,
        notes=(*notes, *_overlapping_shares(consultation, grouping)),
    )
