"""Theme and subtheme by group: how many people of each group raised it, with the base of each rate."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.coding.themes import on_no_text
from heard.analysis.groups.levels import LEVELS, Level, cells_of, cells_raised, crossed, names_of
from heard.analysis.groups.people import coded_people, groups_shown, people_with_groups
from heard.analysis.intervals import wilson
from heard.analysis.labels import (
    group_attendance,
    group_dimension,
    group_names,
    known_people,
    overlap_notes,
    raised_by_group,
    theme_names,
)
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Margin, ResultTable, base, count, dimension, interval, rate

SMALL_BASE = 10
SMALL = f"A group with a base under {SMALL_BASE} is shown and not compared: a single person moves its rate."
TOGETHER = (
    "People who spoke at one session heard each other, and a person whom two sessions label differently "
    "counts twice: they are not independent, so the intervals are narrower than they should be."
)
_LEFT_OUT = "A subtheme that no known person raised has no row."


def group_bases(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how many known people have a text in the scope, and how many a coded one.

    Columns: group, people_coded (the base of :func:`themes_by_group`), people, coded_share. The row
    "Not stated" is there if somebody with a text gave no group. A note says how many coded texts name nobody.
    """
    texts = texts_in(frames, consultation, scope)
    people = people_with_groups(frames, consultation, grouping, texts)
    coded = coded_texts(frames, consultation, scope)
    by = ("group",)
    heard = people[is_among(people["respondent_id"], coded["respondent_id"])]
    rows = {
        "people_coded": rows_behind(heard, by, "respondent_id"),
        "people": rows_behind(people, by, "respondent_id"),
    }
    counted = with_counts(grid(group=groups_shown(consultation, grouping, people)), rows)
    counted["coded_share"] = share(counted["people_coded"], counted["people"])
    return ResultTable(
        name="group_bases",
        title=f"Base sizes by {consultation.grouping(grouping).in_a_sentence}",
        frame=counted,
        columns=(
            group_dimension(consultation, grouping),
            count("people_coded", "People with a coded text", "people"),
            base("people", "People with a text", "people"),
            rate("coded_share", "Share with a coded text", of=("people_coded", "people")),
        ),
        universe=f"known people with {scope_in_words(consultation, scope)}",
        rows_behind={"people_coded": rows["people_coded"]},
        notes=(*overlap_notes(consultation, grouping), *of_nobody(coded)),
    )


def of_nobody(coded: pd.DataFrame) -> tuple[str, ...]:
    """Return a sentence on how many coded texts do not name who spoke; none if all of them do.

    Parameters
    ----------
    coded
        What :func:`coded_texts` returned.
    """
    texts = coded.drop_duplicates("text_id")
    unnamed = int(texts["respondent_id"].isna().sum())
    if not unnamed:
        return ()
    part = "under 1%" if unnamed < len(texts) / 100 else f"{unnamed / len(texts):.0%}"
    does, they_are = ("does", "it is") if unnamed == 1 else ("do", "they are")
    return (
        f"{unnamed:,} of {len(texts):,} coded texts ({part}) {does} not name who spoke: {they_are} in no "
        "group's figures.",
    )


def themes_by_group(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many known people of each group raised each theme.

    Columns: theme, group, people, people_base, people_share, low, high (Wilson, 95%). The base is the
    group's people with a coded text. Themes stand in the codebook's order, groups in the grouping's. A note
    names the themes that are on no text.
    """
    margin = Margin("people", ("group",), "themes", "people")
    notes = _themes_on_no_text(frames, consultation, scope)
    return _by_group(frames, consultation, grouping, scope, "theme", margin, notes)


def subthemes_by_group(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many known people of each group raised each subtheme.

    Columns: theme, subtheme, then those of :func:`themes_by_group`, with the same bases. Codes below a
    subtheme count for it; a coding on the theme and on nothing below it has the row "The theme itself". A
    subtheme that no known person raised has no row.
    """
    margin = Margin("people", ("subtheme",), "themes_by_group", "people")
    return _by_group(frames, consultation, grouping, scope, "subtheme", margin, (_LEFT_OUT,))


def _by_group(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    scope: Scope,
    level: Level,
    margin: Margin,
    notes: tuple[str, ...],
) -> ResultTable:
    raised, people = coded_people(frames, consultation, grouping, scope, level)
    names = names_of(level)
    rows = {
        "people": rows_behind(raised.merge(people, on="respondent_id"), (*names, "group"), "respondent_id")
    }
    known = cells_of if level == "theme" else cells_raised
    cells = crossed(known(frames.codes, level, raised), groups_shown(consultation, grouping, people))
    counted = with_counts(cells, rows | {"people_base": rows_behind(people, ("group",), "respondent_id")})
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return ResultTable(
        name=f"{level}s_by_group",
        title=f"{level.capitalize()}s by {consultation.grouping(grouping).in_a_sentence}",
        frame=counted,
        columns=(
            *LEVELS[level],
            *raised_by_group(consultation, grouping),
        ),
        universe=known_people(consultation, scope),
        rows_behind=rows,
        margins=(Margin("people", tuple(names), "group_bases", "people_coded"), margin),
        notes=(
            *overlap_notes(consultation, grouping),
            SMALL,
            TOGETHER,
            *notes,
        ),
    )


def _themes_on_no_text(frames: Frames, consultation: Consultation, scope: Scope) -> tuple[str, ...]:
    raised = set(coded_texts(frames, consultation, scope)["theme"])
    return on_no_text([name for name in theme_names(frames.codes).values() if name not in raised], "theme")


def themes_by_group_present(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return in how many of the sessions where a group was present each theme was raised.

    Columns: theme, group, sessions, sessions_base, sessions_share, low, high (Wilson, 95%). It is for
    notes that do not say who spoke.
    """
    coded = coded_texts(frames, consultation, scope)[["session_id", "theme"]].dropna().drop_duplicates()
    present = group_attendance(frames, consultation, grouping)[["session_id", "group"]]
    present = present[is_among(present["session_id"], coded["session_id"])]
    by = ("theme", "group")
    rows = {"sessions": rows_behind(coded.merge(present, on="session_id"), by, "session_id")}
    cells = grid(theme=theme_names(frames.codes).values(), group=group_names(consultation, grouping).values())
    counted = with_counts(cells, rows | {"sessions_base": rows_behind(present, ("group",), "session_id")})
    counted["sessions_share"] = share(counted["sessions"], counted["sessions_base"])
    counted["low"], counted["high"] = wilson(counted["sessions"], counted["sessions_base"])
    return ResultTable(
        name="themes_by_group_present",
        title=f"Themes in sessions by {consultation.grouping(grouping).in_a_sentence} present",
        frame=counted,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("group", consultation.grouping(grouping).name, overlaps=True),
            count("sessions", "Sessions in which it was raised", "sessions"),
            base("sessions_base", "Sessions where the group was present", "sessions"),
            rate("sessions_share", "Share of those sessions", of=("sessions", "sessions_base")),
            interval("low", "Lower limit (95%)", of="sessions_share", side="low"),
            interval("high", "Upper limit (95%)", of="sessions_share", side="high"),
        ),
        universe=f"sessions with coded {scope_in_words(consultation, scope)} that say which groups came",
        rows_behind=rows,
        notes=(
            "A theme was raised in a session where the group was present; another group present there may "
            "have raised it.",
            "A session with several groups counts for each of them.",
            *_themes_on_no_text(frames, consultation, scope),
        ),
    )
