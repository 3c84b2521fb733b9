"""Reach by lived experience: people whom it happened to beside professionals."""

import pandas as pd

from heard.analysis.labels import NOT_STATED, group_attendance, group_holders, group_names, taking_part
from heard.analysis.reach.strands import PEOPLE, PEOPLE_BASE, PEOPLE_SHARE, reach_margin
from heard.analysis.scope import check_collection, collection_in_words, in_collection
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ALL, ResultTable, count, dimension

LIVED = "Lived experience"
PROFESSIONAL = "No lived experience (professionals)"
_BY = ("experience",)
_BOTH = "Somebody who holds groups of both kinds counts in both, so the rows need not add up."
_NOTES = (
    "Not stated: people who gave no group, or only groups of which the consultation does not say whether "
    "they have lived experience; and sessions that name no other group.",
    "People present are not counted here: sessions say how many came of each group, and adding up groups "
    "would count somebody who holds several more than once.",
)


def reach_by_lived_experience(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return known people, and sessions, with lived experience, without it, and not stated.

    Columns: experience, people, people_base, people_share, sessions (at which somebody of the kind was
    present). A group's kind is its ``speaks_from``. People present are left out: over groups that
    one person may hold together, their number is not known.
    """
    check_collection(consultation, collection)
    kinds = _kinds(consultation, grouping)
    people = _of_kind(taking_part(frames, collection), group_holders(frames, consultation, grouping), kinds)
    sessions = in_collection(frames.sessions, collection)["session_id"]
    attended = _of_kind(sessions, group_attendance(frames, consultation, grouping), kinds)
    rows = {
        "people": rows_behind(people, _BY, "respondent_id"),
        "sessions": rows_behind(attended, _BY, "session_id"),
    }
    counted = with_counts(grid(experience=[LIVED, PROFESSIONAL, NOT_STATED]), rows)
    counted["people_base"] = people["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["people_base"])
    columns = (
        # A session has people of both kinds even where a person is of one.
        dimension("experience", "Experience", overlaps=True),
        PEOPLE,
        PEOPLE_BASE,
        PEOPLE_SHARE,
        count("sessions", "Sessions where they were present", "sessions"),
    )
    overlapping = consultation.grouping(grouping).overlapping
    where = collection_in_words(consultation, collection)
    return ResultTable(
        name="reach_by_lived_experience",
        title=f"People with lived experience and professionals: {where}",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"known people who took part in {where}; beside them, its sessions",
        rows_behind=rows,
        margins=(
            reach_margin(consultation, collection, "people", _BY, exact=not overlapping),
            reach_margin(consultation, collection, "sessions", _BY),
        ),
        notes=(*([_BOTH] if overlapping else []), *_NOTES),
    )


def _kinds(consultation: Consultation, grouping: str) -> dict[str, str]:
    """Return a group's name to its kind, for groups of which the consultation says it."""
    names = group_names(consultation, grouping)
    return {
        names[group.code]: LIVED if group.speaks_from == "lived experience" else PROFESSIONAL
        for group in consultation.grouping(grouping).groups
        if group.speaks_from is not None
    }


def _of_kind(units: pd.Series, groups: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """Return (id, experience) of every unit: once for each kind that its groups are of."""
    known = groups.assign(experience=groups["group"].map(kinds).astype("str")).dropna(subset=["experience"])
    known = known[[str(units.name), "experience"]].drop_duplicates()
    joined = units.to_frame().merge(known, on=units.name, how="left")
    return joined.assign(experience=joined["experience"].fillna(NOT_STATED))
