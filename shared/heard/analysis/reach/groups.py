"""Reach by group, and people who hold several groups."""

import pandas as pd

from heard.analysis.labels import (
    NOT_STATED,
    group_attendance,
    group_holders,
    group_names,
    overlap_notes,
    taking_part,
)
from heard.analysis.reach.strands import (
    PEOPLE,
    PEOPLE_BASE,
    PEOPLE_SHARE,
    PRESENT,
    PRESENT_NOTE,
    reach_margin,
)
from heard.analysis.scope import check_collection, collection_in_words, in_collection
from heard.analysis.tallies import grid, look_up, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import ALL, ResultTable, base, count, dimension, rate

_REACH = (
    PEOPLE,
    PEOPLE_BASE,
    PEOPLE_SHARE,
    count("texts", "Texts of people known", "texts"),
    count("sessions", "Sessions where the group was present", "sessions"),
    PRESENT,
)


def reach_by_group(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return people known, people present and texts of each group.

    Columns: group, people, people_base, people_share, texts, sessions, people_present. A group nobody
    holds keeps its row; the last row, "Not stated", is of people who gave no group.
    """
    check_collection(consultation, collection)
    holders = _holders_in(frames, consultation, grouping, collection)
    attended = group_attendance(frames, consultation, grouping)
    held = in_collection(frames.sessions, collection)["session_id"]
    attended = attended[is_among(attended["session_id"], held)]
    rows = _rows_by_group(in_collection(frames.texts, collection), holders, attended)
    counted = with_counts(
        grid(group=[*group_names(consultation, grouping).values(), NOT_STATED]),
        {name: rows[name] for name in ("people", "texts", "sessions")},
    )
    counted["people_present"] = look_up(counted["group"], attended.groupby("group")["people"].sum())
    counted["people_base"] = holders["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["people_base"])
    known, where = consultation.grouping(grouping), collection_in_words(consultation, collection)
    return ResultTable(
        name="reach_by_group",
        title=f"Reach by {known.in_a_sentence}: {where}",
        frame=counted[["group", *(column.name for column in _REACH)]],
        # A session has people of several groups even where a person has only one.
        columns=(dimension("group", known.name, overlaps=True), *_REACH),
        universe=f"known people who took part in {where}; beside them, people present at its sessions",
        rows_behind=rows,
        margins=(reach_margin(consultation, collection, "people", ("group",), exact=not known.overlapping),),
        notes=(
            *overlap_notes(consultation, grouping),
            PRESENT_NOTE,
            "A session that says that a group came, and not how many of it, adds nobody to people present.",
        ),
    )


def _rows_by_group(
    texts: pd.DataFrame, holders: pd.DataFrame, attended: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    by = ("group",)
    return {
        "people": rows_behind(holders, by, "respondent_id"),
        "texts": rows_behind(texts.merge(holders, on="respondent_id"), by, "text_id"),
        "sessions": rows_behind(attended, by, "session_id"),
        "people_present": rows_behind(attended[attended["people"].notna()], by, "session_id"),
    }


def _holders_in(frames: Frames, consultation: Consultation, grouping: str, collection: str) -> pd.DataFrame:
    """Return (respondent_id, group) of everyone known who took part, "Not stated" for those without one."""
    part = taking_part(frames, collection).to_frame()
    holders = part.merge(group_holders(frames, consultation, grouping), on="respondent_id", how="left")
    return holders.assign(group=holders["group"].fillna(NOT_STATED))


def groups_held(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return how many known people hold no group, one, two, three... of a grouping.

    Columns: groups, people, people_base, people_share.
    """
    check_collection(consultation, collection)
    holders = _holders_in(frames, consultation, grouping, collection)
    stated = holders["group"] != NOT_STATED
    held = stated.groupby(holders["respondent_id"]).sum()
    most = 0 if held.empty else int(held.max())
    labels = [f"{number} group{'' if number == 1 else 's'}" for number in range(most + 1)]
    people = pd.DataFrame(
        {"groups": held.map(dict(enumerate(labels))).astype("str"), "respondent_id": held.index}
    )
    rows = {"people": rows_behind(people, ("groups",), "respondent_id")}
    counted = with_counts(grid(groups=labels), rows)
    counted["people_base"] = len(held)
    counted["people_share"] = share(counted["people"], counted["people_base"])
    where = collection_in_words(consultation, collection)
    return ResultTable(
        name="groups_held",
        title=f"People by number of groups held ({consultation.grouping(grouping).in_a_sentence}): {where}",
        frame=counted,
        columns=(
            dimension("groups", "Groups held"),
            PEOPLE,
            PEOPLE_BASE,
            PEOPLE_SHARE,
        ),
        universe=f"known people who took part in {where}",
        rows_behind=rows,
        margins=(reach_margin(consultation, collection, "people", ("groups",)),),
    )


def group_pairs(
    frames: Frames, consultation: Consultation, grouping: str, collection: str = ALL
) -> ResultTable:
    """Return how many known people hold both groups of each pair.

    Columns: group, other_group, people, people_base, people_share; each pair once, in the grouping's
    order. The base is everyone who holds either of the two.
    """
    check_collection(consultation, collection)
    holders = group_holders(frames, consultation, grouping)
    holders = holders[is_among(holders["respondent_id"], taking_part(frames, collection))].drop_duplicates()
    both = holders.merge(holders.rename(columns={"group": "other_group"}), on="respondent_id")
    pairs = _pairs(list(group_names(consultation, grouping).values()))
    by = ["group", "other_group"]
    rows = {"people": rows_behind(both.merge(pairs, on=by), by, "respondent_id")}
    counted = with_counts(pairs, rows)
    of_group = holders["group"].value_counts()
    one, other = (look_up(counted[column], of_group) for column in by)
    counted["people_base"] = one + other - counted["people"]
    counted["people_share"] = share(counted["people"], counted["people_base"])
    where = collection_in_words(consultation, collection)
    return ResultTable(
        name="group_pairs",
        title=f"People who hold two groups ({consultation.grouping(grouping).in_a_sentence}): {where}",
        frame=counted,
        columns=(
            dimension("group", "Group", overlaps=True),
            dimension("other_group", "Other group", overlaps=True),
            count("people", "People who hold both", "people"),
            base("people_base", "People who hold either", "people"),
            rate("people_share", "Share who hold both", of=("people", "people_base")),
        ),
        universe=f"known people who took part in {where} and gave a group",
        rows_behind=rows,
        notes=("Somebody who holds three groups counts in three pairs.",),
    )


def _pairs(names: list[str]) -> pd.DataFrame:
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    return pd.DataFrame(pairs, columns=["group", "other_group"], dtype="str")
