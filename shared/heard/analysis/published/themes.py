"""Who raised what: themes by texts and group, their subthemes by texts, themes by question of evidence."""

import pandas as pd

from heard.analysis.coding.coded import subtheme_names
from heard.analysis.difference.pairs import declared_pairs
from heard.analysis.evidence.submissions import NO_QUESTION
from heard.analysis.groups.levels import LEVELS, cells_of
from heard.analysis.intervals import wilson
from heard.analysis.labels import group_dimension, overlap_notes, question_names
from heard.analysis.published.scopes import EVERYTHING_WRITTEN, TEXTS, heard_texts, people_in_groups
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import CollectionKind, Consultation
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, dimension, interval, rate

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


def themes_by_question(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return how many known people raised each theme under each question of the calls for evidence.

    Columns: texts (the call's title; "Everything" where nothing else is coded), question (those with a coded
    text, as asked, then what follows none), then those of :func:`themes_raised`. Texts and themes are called
    there as here, so that the two can be protected together.
    """
    calls = [each for each in consultation.collections if each.kind == CollectionKind.CALL_FOR_EVIDENCE]
    names = {key: name for call in calls for key, name in question_names(consultation, call.code).items()}
    heard, choices = heard_texts(frames, consultation)
    texts = frames.texts.set_index("text_id")
    in_calls = heard["text_id"].map(texts["collection"]).isin([call.code for call in calls])
    by_collection = (heard["texts"] != EVERYTHING_WRITTEN) | (len(choices) == 1)
    heard = heard[in_calls & by_collection]
    asked = heard["text_id"].map(texts["question_id"])
    heard = heard.assign(question=asked.map(names).astype("str").fillna(NO_QUESTION))
    order = [*names.values(), NO_QUESTION]
    there = heard[["texts", "question"]].drop_duplicates()
    there = there.sort_values("question", key=lambda asked: asked.map(order.index), kind="stable")
    return _table(
        heard,
        there.merge(cells_of(frames.codes, "theme", heard), how="cross"),
        ("texts", "question"),
        (TEXTS, dimension("question", "Question", overlaps=True), *LEVELS["theme"]),
        name="themes_by_question",
        title="Themes by question",
        notes=(_KNOWN, "Who raises a theme under several questions counts under each."),
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
