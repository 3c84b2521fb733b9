"""Coded texts by strand, and what their people speak from: what every table here is counted from."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.labels import NOT_STATED, collection_names, with_names
from heard.analysis.scope import EVERYTHING, check_grouping
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ALL

NOT_CODED = "Not coded"
KNOWLEDGE = {"lived experience": "Lived experience", "practice": "Practice", "research": "Research"}
"""What people speak from: the value in ``consultation.yml`` to the name that readers see, in its order."""
A_SOURCE = (
    "A source is a known person; where the notes of a session do not name who spoke, the session; else the "
    "text itself. A session holds what several people said, so it raises more themes than one person does."
)
ONLY_CODED = (
    "A share is of sources with a coded text. A strand whose texts nobody has coded is marked so: that is "
    "not the same as a strand that raised nothing."
)
LOOKED_FOR = (
    "Codings do not say whether the coders of a strand looked for a theme. Where they did not, none of its "
    "sources has it, whatever they said."
)
ASKED_DIFFERENTLY = (
    "Strands asked different questions of different people, and may have been coded with different parts "
    "of the codebook: a theme can be frequent or absent for these reasons alone."
)


def coded_by_strand(frames: Frames, consultation: Consultation) -> pd.DataFrame:
    """Return every coding with the columns of ``coded_texts`` and strand, its collection's title."""
    coded = coded_texts(frames, consultation, EVERYTHING)
    collections = frames.texts.set_index("text_id")["collection"]
    of_text = coded["text_id"].map(collections).rename("collection")
    return coded.assign(strand=with_names(of_text, collection_names(consultation)))


def strands_coded(consultation: Consultation, coded: pd.DataFrame) -> list[str]:
    """Return the titles of the strands with a coding, in the consultation's order."""
    found = set(coded["strand"])
    return [title for title in collection_names(consultation).values() if title in found]


def themes_used(frames: Frames, consultation: Consultation, coded: pd.DataFrame) -> str:
    """Return a sentence: how many of the codebook's themes each coded strand uses; empty if none is coded.

    Parameters
    ----------
    coded
        What :func:`coded_by_strand` returns.
    """
    used = coded.groupby("strand")["theme"].nunique()
    said = [f"{strand} {used[strand]}" for strand in strands_coded(consultation, coded)]
    themes = int(frames.codes["parent"].isna().sum())
    return f"Of {themes} themes the codings of each strand use: {', '.join(said)}." if said else ""


def people_by_knowledge(
    frames: Frames, consultation: Consultation, people: pd.Series, grouping: str = ALL
) -> pd.DataFrame:
    """Return (respondent_id, knowledge): what people speak from, a row for each kind of group they hold.

    Somebody who holds no group of which the consultation says it has the kind "Not stated".

    Parameters
    ----------
    people
        Respondents' ids; missing ones and repetitions are left out.
    grouping
        A grouping's code, or ``"all"``: the groups that count.
    """
    kinds = _kinds(consultation, grouping)
    held = frames.memberships.merge(kinds, on=["grouping", "group"])
    held = held[["respondent_id", "knowledge"]].drop_duplicates()
    each = people.dropna().drop_duplicates().rename("respondent_id").to_frame()
    known = each.merge(held, on="respondent_id", how="left")
    return known.assign(knowledge=known["knowledge"].astype("str").fillna(NOT_STATED))


def _kinds(consultation: Consultation, grouping: str) -> pd.DataFrame:
    if grouping != ALL:
        check_grouping(consultation, grouping)
    rows = [
        (each.code, group.code, KNOWLEDGE[group.speaks_from])
        for each in consultation.groupings
        for group in each.groups
        if grouping in (ALL, each.code) and group.speaks_from is not None
    ]
    return pd.DataFrame(rows, columns=["grouping", "group", "knowledge"], dtype="str")
