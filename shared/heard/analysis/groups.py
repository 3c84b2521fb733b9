"""Theme by group: how many people of each group raised a theme, and which themes are a group's own.

A group's rate is out of its known people with a coded text. Groups overlap, because people hold several, so
groups are never compared with each other as if they were apart: a group is compared with everyone who stated
a group and does not hold it.
"""

from typing import Literal

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.intervals import newcombe, wilson
from heard.analysis.labels import group_attendance, group_holders, group_names, theme_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate

SMALL_BASE = 10
_Unit = Literal["respondent_id", "session_id"]
_OVERLAP = "Groups overlap: somebody who holds two groups counts in both, so groups need not add up."
_MANY = (
    "Every theme is compared for every group, so about one comparison in twenty would stand out by chance "
    "alone: read a single one as a hint."
)


def group_bases(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return for each group how many known people it has in the scope, and how many with a coded text.

    Columns: group, people_coded, people, coded_share. The first of them is the base of
    :func:`themes_by_group`.
    """
    people = _people_with_text(frames, consultation, grouping, scope)
    coded = coded_texts(frames, consultation, scope)[["respondent_id"]].drop_duplicates()
    by = ("group",)
    rows = {
        "people_coded": rows_behind(people.merge(coded, on="respondent_id"), by, "respondent_id"),
        "people": rows_behind(people, by, "respondent_id"),
    }
    counted = with_counts(grid(group=group_names(consultation, grouping).values()), rows)
    counted["coded_share"] = share(counted["people_coded"], counted["people"])
    return ResultTable(
        name="group_bases",
        title=f"Base sizes by {consultation.grouping(grouping).name.lower()}",
        frame=counted,
        columns=(
            dimension("group", consultation.grouping(grouping).name, overlaps=True),
            count("people_coded", "People with a coded text", "people"),
            base("people", "People with a text", "people"),
            rate("coded_share", "Share with a coded text", of=("people_coded", "people")),
        ),
        universe=f"known people who gave a group, with {scope_in_words(consultation, scope)}",
        rows_behind={"people_coded": rows["people_coded"]},
        notes=(_OVERLAP,),
    )


def _people_with_text(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope
) -> pd.DataFrame:
    from heard.analysis.scope import texts_in

    texts = texts_in(frames, consultation, scope)
    holders = group_holders(frames, consultation, grouping)
    return holders[holders["respondent_id"].isin(texts["respondent_id"])]
