"""Known people with a coded text: who they are, what they raised, which groups they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.groups.people import people_with_groups
from heard.analysis.labels import group_names, theme_names
from heard.analysis.scope import Scope
from heard.consultation import Consultation
from heard.frames import Frames

YesNo = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CodedPeople:
    """The known people with a coded text in a scope.

    Attributes
    ----------
    respondents
        Their ids, sorted.
    themes
        Names of the themes, in the codebook's order.
    raised
        People by themes: who raised what.
    held
        Grouping to people by groups (in the grouping's order): who holds what.
    """

    respondents: pd.Index
    themes: list[str]
    raised: YesNo
    held: Mapping[str, YesNo]

    def rows_behind(self) -> pd.DataFrame:
        """Return (theme, row_id): the people who raised each theme."""
        person, theme = np.nonzero(self.raised)
        return pd.DataFrame(
            {"theme": pd.Index(self.themes, dtype="str")[theme], "row_id": self.respondents[person]}
        )


def coded_people_of(
    frames: Frames, consultation: Consultation, groupings: Iterable[str], scope: Scope
) -> CodedPeople:
    """Return the known people with a coded text in a scope, and the groups they hold of each grouping."""
    coded = coded_texts(frames, consultation, scope).dropna(subset=["theme", "respondent_id"])
    respondents = pd.Index(np.sort(coded["respondent_id"].unique()), dtype="str")
    themes = list(theme_names(frames.codes).values())
    raised = coded[["respondent_id", "theme"]].drop_duplicates()
    held = {}
    for grouping in dict.fromkeys(groupings):
        names = list(group_names(consultation, grouping).values())
        people = people_with_groups(frames, consultation, grouping, coded)
        held[grouping] = _yes_no(people["respondent_id"], people["group"], respondents, names)
    return CodedPeople(
        respondents, themes, _yes_no(raised["respondent_id"], raised["theme"], respondents, themes), held
    )


def _yes_no(ids: pd.Series, labels: pd.Series, down: pd.Index, across: list[str]) -> YesNo:
    """Return a table of yes and no; labels that are not across (such as "Not stated") are left out."""
    table = np.zeros((len(down), len(across)), dtype=bool)
    row = down.get_indexer(pd.Index(ids))
    column = pd.Index(across, dtype="str").get_indexer(pd.Index(labels))
    known = (row >= 0) & (column >= 0)
    table[row[known], column[known]] = True
    return table
