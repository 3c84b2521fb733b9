"""Who was heard: known people with a coded text, by collection and group."""

from heard.analysis.labels import group_dimension, overlap_notes
from heard.analysis.published.scopes import TEXTS, heard_texts, people_in_groups
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, rate

_BY = ("texts", "group")


def people_by_group(frames: Frames, consultation: Consultation, grouping: str) -> ResultTable:
    """Return how many known people were heard, by texts and group.

    Columns: texts, group ("Everyone" first), people, people_base (everyone), people_share.
    """
    heard, choices = heard_texts(frames, consultation)
    members, cells = people_in_groups(heard, choices, frames, consultation, grouping)
    rows = {
        "people": rows_behind(members, _BY, "respondent_id"),
        "people_base": rows_behind(heard, ("texts",), "respondent_id"),
    }
    counted = with_counts(cells, rows)
    counted["people_share"] = share(counted["people"], counted["people_base"])
    return ResultTable(
        name="people_by_group",
        title="People who were heard",
        frame=counted,
        columns=(
            TEXTS,
            group_dimension(consultation, grouping),
            count("people", "People who were heard", "people"),
            base("people_base", "Everyone who was heard", "people"),
            rate("people_share", "Share of everyone", of=("people", "people_base")),
        ),
        universe="known people with a coded text",
        rows_behind=rows,
        notes=(
            "Only known people are counted: speakers whom the notes of a session do not name are not in it.",
            *overlap_notes(consultation, grouping),
        ),
    )
