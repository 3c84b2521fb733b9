"""Who raised what: themes by texts and group, and their subthemes by texts."""

import pandas as pd

from heard.analysis.coding.coded import subtheme_names
from heard.analysis.difference.pairs import declared_pairs
from heard.analysis.groups.levels import LEVELS, cells_of
from heard.analysis.intervals import wilson
from heard.analysis.labels import group_dimension, overlap_notes
from heard.analysis.published.scopes import TEXTS, heard_texts, people_in_groups
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, interval, rate

_COUNTED = (
    count("people", "People who raised it", "people"),
    base("people_base", "People with a coded text", "people"),
    rate("people_share", "Share who raised it", of=("people", "people_base")),
    interval("low", "Lower limit (95%)", of="people_share", side="low"),
    interval("high", "Upper limit (95%)", of="people_share", side="high"),
)
_KNOWN = "Only known people are counted: speakers whom the notes of a session do not name are not in it."


def themes_raised(frames: Frames, consultation: Consultation, grouping: str) -> ResultTable:
    """Return how many known people raised each theme: in all texts and in each collection, all and by group.

    Columns: texts, group ("Everyone" first), theme, people, people_base, people_share, low, high (Wilson,
    95%).
    """
    heard, choices = heard_texts(frames, consultation)
    members, cells = people_in_groups(heard, choices, frames, consultation, grouping)
    return _table(
        heard.merge(members, on=["respondent_id", "texts"]),
        cells.merge(cells_of(frames.codes, "theme", heard), how="cross"),
        ("texts", "group"),
        (TEXTS, group_dimension(consultation, grouping), *LEVELS["theme"]),
        name="themes_raised",
        title="Themes by texts and group",
        notes=(_KNOWN, *overlap_notes(consultation, grouping)),
    )


def subthemes_raised(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return how many known people raised each subtheme: in all texts and in each collection.

    Columns: texts, theme, subtheme, then those of :func:`themes_raised`. Subthemes that oppose others are
    left out: :func:`sides_taken` counts who took one side alone, and beside who raised each, those who took
    both could be told.
    """
    heard, choices = heard_texts(frames, consultation)
    poles = _names_of_poles(frames.codes)
    cells = cells_of(frames.codes, "subtheme", heard)
    shown = cells[~cells["subtheme"].isin(poles)]
    return _table(
        heard.assign(subtheme=heard["subtheme"].mask(heard["subtheme"].isin(poles))),
        pd.DataFrame({"texts": choices}, dtype="str").merge(shown, how="cross"),
        ("texts",),
        (TEXTS, *LEVELS["subtheme"]),
        name="subthemes_raised",
        title="Subthemes by texts",
        notes=(_KNOWN,),
    )


def _names_of_poles(codes: pd.DataFrame) -> set[str]:
    names = subtheme_names(codes)
    return {
        names[code] for pair in declared_pairs(codes) for code in (pair.first, pair.second) if code in names
    }


def _table(
    heard: pd.DataFrame,
    cells: pd.DataFrame,
    of: tuple[str, ...],
    dimensions: tuple[Column, ...],
    *,
    name: str,
    title: str,
    notes: tuple[str, ...],
) -> ResultTable:
    by = [column.name for column in dimensions]
    named = heard.dropna(subset=by)
    rows = {
        "people": rows_behind(named, by, "respondent_id"),
        "people_base": rows_behind(heard, of, "respondent_id"),
    }
    counted = with_counts(cells, rows)
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return ResultTable(
        name=name,
        title=title,
        frame=counted[[*by, *(column.name for column in _COUNTED)]],
        columns=(*dimensions, *_COUNTED),
        universe="known people with a coded text",
        rows_behind=rows,
        notes=notes,
    )
