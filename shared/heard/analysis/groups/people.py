"""Who stands behind texts, and the groups they hold."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.groups.levels import Level, names_of
from heard.analysis.labels import NOT_STATED, group_holders, group_names
from heard.analysis.scope import Scope
from heard.consultation import Consultation
from heard.frames import Frames


def people_with_groups(
    frames: Frames, consultation: Consultation, grouping: str, texts: pd.DataFrame
) -> pd.DataFrame:
    """Return (respondent_id, group) of the known people behind texts, a row for each group they hold.

    Somebody who gave no group of the grouping holds "Not stated".

    Parameters
    ----------
    texts
        Any frame with a column respondent_id.
    """
    people = texts["respondent_id"].dropna().drop_duplicates().to_frame()
    held = people.merge(group_holders(frames, consultation, grouping), on="respondent_id", how="left")
    return held.assign(group=held["group"].fillna(NOT_STATED))


def groups_shown(consultation: Consultation, grouping: str, people: pd.DataFrame) -> list[str]:
    """Return the names of a grouping's groups, and "Not stated" if somebody gave none."""
    names = list(group_names(consultation, grouping).values())
    return names + [NOT_STATED] * bool((people["group"] == NOT_STATED).any())


def coded_people(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope, what: Level = "theme"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what known people raised, and the groups of these people.

    Parameters
    ----------
    what
        ``theme``, or ``subtheme``, which is named with its theme.

    Returns
    -------
    tuple
        (respondent_id, theme), or (respondent_id, theme, subtheme), each once; (respondent_id, group) of
        everybody with a coded text.
    """
    coded = coded_texts(frames, consultation, scope).dropna(subset=["theme"])
    raised = coded[["respondent_id", *names_of(what)]].dropna().drop_duplicates()
    return raised, people_with_groups(frames, consultation, grouping, coded)
