"""What is a group's own: a group compared with everyone who stated a group and does not hold it."""

import pandas as pd
from scipy.stats import false_discovery_control

from heard.analysis.groups.levels import LEVELS, Level, cells_raised, crossed, names_of
from heard.analysis.groups.people import coded_people
from heard.analysis.groups.themes import SMALL, SMALL_BASE, TOGETHER
from heard.analysis.intervals import newcombe
from heard.analysis.labels import NOT_STATED, group_dimension, group_names, overlap_notes
from heard.analysis.permutation import p_of_one_group
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Column, ResultTable, base, count, estimate, interval, rate

FALSE_DISCOVERIES = 0.05
_NOTES = (
    SMALL,
    TOGETHER,
    f"The false discovery rate is controlled over all comparisons of the table (q): of all that is called "
    f"distinctive, no more than {FALSE_DISCOVERIES:.0%} is to be expected to be so by chance alone.",
    "What none of these people raised has no row, and what all of them raised is not compared.",
    "The limits are those of each difference by itself.",
)
_NOT_COMPARED = "not compared"


def distinctive_themes(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how much more often, or less, it raised each theme than everyone else did.

    Columns: group, theme, distinctive (1 or 0), people, people_base, people_share, others, others_base,
    others_share, difference (of the two shares), low, high (Newcombe, 95%), p (exact, of a permutation of
    people with all the groups they hold), q (p adjusted by Benjamini and Hochberg over the whole table).
    Everyone else is the people who stated a group of this grouping and do not hold this one. A theme that
    none of these people raised has no row. p and q are missing where a base is under ``SMALL_BASE``, or
    everybody raised the theme.
    A theme is distinctive for a group if q is at most ``FALSE_DISCOVERIES`` and the difference is above 0.
    """
    return _distinctive(frames, consultation, grouping, scope, "theme")


def distinctive_subthemes(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how much more often it raised each subtheme than everyone else did.

    Columns: group, theme, subtheme, then those of :func:`distinctive_themes`; q is over all subthemes.
    """
    return _distinctive(frames, consultation, grouping, scope, "subtheme")


def _distinctive(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope, level: Level
) -> ResultTable:
    raised, people = coded_people(frames, consultation, grouping, scope, level)
    people = people[people["group"] != NOT_STATED]
    raised = raised[is_among(raised["respondent_id"], people["respondent_id"])]
    names = names_of(level)
    rows = {
        "people": rows_behind(raised.merge(people, on="respondent_id"), ("group", *names), "respondent_id")
    }
    groups = list(group_names(consultation, grouping).values())
    counted = with_counts(
        crossed(cells_raised(frames.codes, level, raised), groups),
        rows
        | {
            "people_base": rows_behind(people, ("group",), "respondent_id"),
            "others": rows_behind(raised, names, "respondent_id"),
        },
    )
    counted["others"] -= counted["people"]
    counted["others_base"] = people["respondent_id"].nunique() - counted["people_base"]
    columns = (group_dimension(consultation, grouping), *LEVELS[level], *_COMPARISON)
    return ResultTable(
        name=f"distinctive_{level}s",
        title=f"Each group against everyone else: {level}s ({consultation.grouping(grouping).in_a_sentence})",
        frame=_ranked(with_chance(_compared(counted)), groups, columns),
        columns=columns,
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(*overlap_notes(consultation, grouping), *_NOTES),
    )


_COMPARISON = (
    estimate("distinctive", "Distinctive for the group", "1 yes, 0 no"),
    count("people", "People of the group who raised it", "people"),
    base("people_base", "People of the group", "people"),
    rate("people_share", "Share of the group", of=("people", "people_base")),
    count("others", "Others who raised it", "people"),
    base("others_base", "Others", "people"),
    rate("others_share", "Share of others", of=("others", "others_base")),
    estimate("difference", "Difference of the shares", "share difference"),
    interval("low", "Difference, lower limit (95%)", of="difference", side="low"),
    interval("high", "Difference, upper limit (95%)", of="difference", side="high"),
    estimate("p", "Chance of as large a difference (p)", "probability", undefined=_NOT_COMPARED),
    estimate("q", "Adjusted for many comparisons (q)", "probability", undefined=_NOT_COMPARED),
)


def _compared(counted: pd.DataFrame) -> pd.DataFrame:
    """Return counts with shares, their difference and its interval."""
    numbers = counted["people"], counted["people_base"], counted["others"], counted["others_base"]
    counted["people_share"] = share(numbers[0], numbers[1])
    counted["others_share"] = share(numbers[2], numbers[3])
    counted["difference"] = counted["people_share"] - counted["others_share"]
    counted["low"], counted["high"] = newcombe(*numbers)
    return counted


def with_chance(counted: pd.DataFrame) -> pd.DataFrame:
    """Return comparisons with p, q and whether they are distinctive.

    Parameters
    ----------
    counted
        Columns people, people_base, others, others_base and difference: all comparisons of one table.
    """
    raised, everybody = (
        counted["people"] + counted["others"],
        counted["people_base"] + counted["others_base"],
    )
    enough = (counted["people_base"] >= SMALL_BASE) & (counted["others_base"] >= SMALL_BASE)
    compared = enough & (raised > 0) & (raised < everybody)
    numbers = (counted["people"], counted["people_base"], raised, everybody)
    p = pd.Series(p_of_one_group(*(number[compared] for number in numbers)), index=counted.index[compared])
    q = pd.Series(false_discovery_control(p), index=p.index)
    counted = counted.assign(p=p, q=q)
    own = (counted["q"] <= FALSE_DISCOVERIES) & (counted["difference"] > 0)
    return counted.assign(distinctive=own.astype("int64"))


def _ranked(counted: pd.DataFrame, groups: list[str], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return the columns: groups in the grouping's order, in each the largest difference first."""
    place = {name: place for place, name in enumerate(groups)}
    ranked = counted.sort_values("difference", ascending=False, kind="stable")
    ranked = ranked.sort_values("group", key=lambda names: names.map(place), kind="stable", ignore_index=True)
    return ranked[[column.name for column in columns]]
