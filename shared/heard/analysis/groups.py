"""Theme by group: how many people of each group raised a theme, and which themes are a group's own.

A group's rate is out of its known people with a coded text. Groups overlap, because people hold several, so
groups are never compared with each other as if they were apart: a group is compared with everyone who stated
a group and does not hold it.
"""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.intervals import newcombe, wilson
from heard.analysis.labels import (
    NOT_STATED,
    group_attendance,
    group_dimension,
    group_holders,
    group_names,
    overlap_notes,
    theme_names,
)
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, interval, rate

SMALL_BASE = 10
_SMALL = f"A group with a base under {SMALL_BASE} is shown and not compared: a single person moves its rate."
_MANY = (
    "Every theme is compared for every group, and a theme is flagged only upwards, so about one comparison "
    "in forty would stand out by chance alone: read a single one as a hint."
)
_TOGETHER = (
    "People who spoke at one session heard each other, and a person whom two sessions label differently "
    "counts twice: they are not independent, so the intervals are narrower than they should be."
)


def group_bases(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how many known people have a text in the scope, and how many a coded one.

    Columns: group, people_coded (the base of :func:`themes_by_group`), people, coded_share. The row
    "Not stated" is there if somebody with a text gave no group.
    """
    texts = texts_in(frames, consultation, scope)
    people = _with_groups(frames, consultation, grouping, texts["respondent_id"])
    coded = coded_texts(frames, consultation, scope)["respondent_id"]
    by = ("group",)
    rows = {
        "people_coded": rows_behind(people[is_among(people["respondent_id"], coded)], by, "respondent_id"),
        "people": rows_behind(people, by, "respondent_id"),
    }
    counted = with_counts(grid(group=_groups_shown(consultation, grouping, people)), rows)
    counted["coded_share"] = share(counted["people_coded"], counted["people"])
    return ResultTable(
        name="group_bases",
        title=f"Base sizes by {consultation.grouping(grouping).name.lower()}",
        frame=counted,
        columns=(
            group_dimension(consultation, grouping),
            count("people_coded", "People with a coded text", "people"),
            base("people", "People with a text", "people"),
            rate("coded_share", "Share with a coded text", of=("people_coded", "people")),
        ),
        universe=f"known people with {scope_in_words(consultation, scope)}",
        rows_behind={"people_coded": rows["people_coded"]},
        notes=overlap_notes(consultation, grouping),
    )


def themes_by_group(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many known people of each group raised each theme.

    Columns: theme, group, people, people_base, people_share, low, high (Wilson, 95%). The base is the
    group's people with a coded text. Themes stand in the codebook's order, groups in the grouping's.
    """
    coded, people = _coded_people(frames, consultation, grouping, scope)
    by = ("theme", "group")
    rows = {"people": rows_behind(coded.merge(people, on="respondent_id"), by, "respondent_id")}
    cells = grid(
        theme=theme_names(frames.codes).values(), group=_groups_shown(consultation, grouping, people)
    )
    counted = with_counts(cells, rows | {"people_base": rows_behind(people, ("group",), "respondent_id")})
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return ResultTable(
        name="themes_by_group",
        title=f"Themes by {consultation.grouping(grouping).name.lower()}",
        frame=counted,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            group_dimension(consultation, grouping),
            count("people", "People who raised it", "people"),
            base("people_base", "People of the group with a coded text", "people"),
            rate("people_share", "Share of the group who raised it", of=("people", "people_base")),
            interval("low", "Lower limit (95%)", of="people_share", side="low"),
            interval("high", "Upper limit (95%)", of="people_share", side="high"),
        ),
        universe=f"known people with coded {scope_in_words(consultation, scope)}; speakers whom the notes "
        "of a session do not name are not in it",
        rows_behind=rows,
        margins=(
            Margin("people", ("theme",), "group_bases", "people_coded"),
            Margin("people", ("group",), "themes", "people"),
        ),
        notes=(*overlap_notes(consultation, grouping), _SMALL, _TOGETHER),
    )


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
        title=f"Themes in sessions by {consultation.grouping(grouping).name.lower()} present",
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
        ),
    )


def distinctive_themes(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how much more often it raised each theme than everyone else did.

    Columns: group, theme, people, people_base, people_share, others, others_base, others_share,
    difference (of the two shares), low, high (Newcombe, 95%), distinctive (1 or 0). Everyone else is the
    people who stated a group of this grouping and do not hold this one. A theme is distinctive for a
    group if the whole interval is above 0 and both bases are at least ``SMALL_BASE``.
    """
    coded, people = _coded_people(frames, consultation, grouping, scope)
    people = people[people["group"] != NOT_STATED]
    coded = coded[is_among(coded["respondent_id"], people["respondent_id"])]
    by = ("group", "theme")
    rows = {"people": rows_behind(coded.merge(people, on="respondent_id"), by, "respondent_id")}
    cells = grid(group=group_names(consultation, grouping).values(), theme=theme_names(frames.codes).values())
    of_group, of_theme = (
        rows_behind(people, ("group",), "respondent_id"),
        rows_behind(coded, ("theme",), "respondent_id"),
    )
    counted = with_counts(cells, rows | {"people_base": of_group, "others": of_theme})
    counted["others"] -= counted["people"]
    counted["others_base"] = people["respondent_id"].nunique() - counted["people_base"]
    return ResultTable(
        name="distinctive_themes",
        title=f"What each group raised more often than everyone else "
        f"({consultation.grouping(grouping).name.lower()})",
        frame=_compared(counted),
        columns=(group_dimension(consultation, grouping), *_COMPARISON),
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(*overlap_notes(consultation, grouping), _SMALL, _TOGETHER, _MANY),
    )


_COMPARISON = (
    dimension("theme", "Theme", overlaps=True),
    count("people", "People of the group who raised it", "people"),
    base("people_base", "People of the group", "people"),
    rate("people_share", "Share of the group", of=("people", "people_base")),
    count("others", "Others who raised it", "people"),
    base("others_base", "Others", "people"),
    rate("others_share", "Share of others", of=("others", "others_base")),
    estimate("difference", "Difference of the shares", "share"),
    interval("low", "Difference, lower limit (95%)", of="difference", side="low"),
    interval("high", "Difference, upper limit (95%)", of="difference", side="high"),
    estimate("distinctive", "Distinctive for the group", "1 yes, 0 no"),
)


def _compared(counted: pd.DataFrame) -> pd.DataFrame:
    """Return counts with shares, their difference and its interval: largest difference first in a group."""
    numbers = counted["people"], counted["people_base"], counted["others"], counted["others_base"]
    counted["people_share"] = share(numbers[0], numbers[1])
    counted["others_share"] = share(numbers[2], numbers[3])
    counted["difference"] = counted["people_share"] - counted["others_share"]
    counted["low"], counted["high"] = newcombe(*numbers)
    enough = (counted["people_base"] >= SMALL_BASE) & (counted["others_base"] >= SMALL_BASE)
    counted["distinctive"] = (enough & (counted["low"] > 0)).astype("int64")
    ranked = counted.sort_values("difference", ascending=False, kind="stable")
    place = {name: place for place, name in enumerate(counted["group"].drop_duplicates())}
    ranked = ranked.sort_values("group", key=lambda names: names.map(place), kind="stable")
    return ranked[["group", *(column.name for column in _COMPARISON)]].reset_index(drop=True)


def _coded_people(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (respondent_id, theme) of coded texts, and (respondent_id, group) of the people behind them."""
    coded = coded_texts(frames, consultation, scope)[["respondent_id", "theme"]].dropna().drop_duplicates()
    return coded, _with_groups(frames, consultation, grouping, coded["respondent_id"])


def _with_groups(
    frames: Frames, consultation: Consultation, grouping: str, respondents: pd.Series
) -> pd.DataFrame:
    people = respondents.dropna().drop_duplicates().to_frame()
    held = people.merge(group_holders(frames, consultation, grouping), on="respondent_id", how="left")
    return held.assign(group=held["group"].fillna(NOT_STATED))


def _groups_shown(consultation: Consultation, grouping: str, people: pd.DataFrame) -> list[str]:
    names = list(group_names(consultation, grouping).values())
    return names + [NOT_STATED] * bool((people["group"] == NOT_STATED).any())
