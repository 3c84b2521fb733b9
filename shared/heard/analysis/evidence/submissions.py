"""Submissions received: by arrival, channel, respondent type, area and question."""

import pandas as pd

from heard.analysis.labels import NOT_STATED, by_size, group_holders, group_names, question_names
from heard.analysis.scope import check_collection, collection_in_words, in_collection
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ALL, Margin, ResultTable, base, count, dimension, rate

NO_QUESTION = "No question: written freely"
NO_TEXT = "No text kept"
UNWEIGHTED = "Every submission counts once, whoever sent it: nothing is weighted or rated."


def received(frames: Frames, consultation: Consultation, collection: str) -> pd.DataFrame:
    """Return the participations of one collection: its submissions, one row each."""
    check_collection(consultation, collection)
    if collection == ALL:
        raise HeardError("submissions are counted in one collection", fix="Name the collection.")
    return in_collection(frames.participations, collection)


def submissions_received(frames: Frames, consultation: Consultation, collection: str) -> ResultTable:
    """Return how many submissions and texts of them were received: the total others agree with."""
    submissions = received(frames, consultation, collection)
    texts = in_collection(frames.texts, collection)
    rows = {
        "submissions": rows_behind(submissions, (), "respondent_id"),
        "texts": rows_behind(texts, (), "text_id"),
    }
    return ResultTable(
        name="submissions_received",
        title="Submissions received",
        frame=with_counts(grid(), rows),
        columns=(
            count("submissions", "Submissions", "submissions"),
            count("texts", "Texts in them", "texts"),
        ),
        universe=f"submissions to {collection_in_words(consultation, collection)}",
        rows_behind=rows,
        notes=(UNWEIGHTED,),
    )


def submissions_by_arrival(frames: Frames, consultation: Consultation, collection: str) -> ResultTable:
    """Return submissions that came in time, late, or without a date; a note says when the call closed."""
    submissions = received(frames, consultation, collection)
    arrival = submissions["late"].map({False: "In time", True: "Late"}).astype("str").fillna("Not dated")
    counted = pd.DataFrame({"arrival": arrival, "respondent_id": submissions["respondent_id"]})
    return _by(
        counted,
        "arrival",
        ["In time", "Late", "Not dated"],
        label="Arrival",
        name="submissions_by_arrival",
        title="Submissions by arrival",
        where=collection_in_words(consultation, collection),
        more=_closed(consultation, collection),
    )


def submissions_by_channel(frames: Frames, consultation: Consultation, collection: str) -> ResultTable:
    """Return submissions by the channel they came in by, the most used first."""
    submissions = received(frames, consultation, collection)
    counted = submissions.assign(channel=submissions["channel"].fillna(NOT_STATED))
    return _by(
        counted,
        "channel",
        by_size(counted["channel"]),
        label="Channel",
        name="submissions_by_channel",
        title="Submissions by channel",
        where=collection_in_words(consultation, collection),
    )


def submissions_by_group(
    frames: Frames, consultation: Consultation, collection: str, grouping: str
) -> ResultTable:
    """Return submissions by the groups of a grouping, such as respondent type or area.

    The table is named after the grouping (``submissions_by_area``). A submission in several groups counts
    in each.
    """
    submissions = received(frames, consultation, collection)[["respondent_id"]]
    holders = group_holders(frames, consultation, grouping)
    counted = submissions.merge(holders, on="respondent_id", how="left")
    counted["group"] = counted["group"].fillna(NOT_STATED)
    known = consultation.grouping(grouping)
    return _by(
        counted,
        "group",
        [*group_names(consultation, grouping).values(), NOT_STATED],
        label=known.name,
        name=f"submissions_by_{grouping.replace('-', '_')}",
        title=f"Submissions by {known.in_a_sentence}",
        where=collection_in_words(consultation, collection),
        overlaps=known.overlapping,
    )


def submissions_by_question(frames: Frames, consultation: Consultation, collection: str) -> ResultTable:
    """Return how many submissions answer each question; one that answers several counts for each.

    Emailed submissions that follow no question stand in a row of their own, and so do submissions of
    which no text was kept.
    """
    submissions = received(frames, consultation, collection)[["respondent_id"]]
    texts = in_collection(frames.texts, collection)[["respondent_id", "text_id", "question_id"]]
    names = question_names(consultation, collection)
    counted = submissions.merge(texts, on="respondent_id", how="left")
    question = counted["question_id"].map(names).astype("str").fillna(NO_QUESTION)
    counted["question"] = question.mask(counted["text_id"].isna(), NO_TEXT)
    return _by(
        counted,
        "question",
        [*names.values(), NO_QUESTION, NO_TEXT],
        label="Question",
        name="submissions_by_question",
        title="Submissions by question answered",
        where=collection_in_words(consultation, collection),
        overlaps=True,
    )


def _closed(consultation: Consultation, collection: str) -> tuple[str, ...]:
    closes = consultation.collection(collection).closes
    return (f"In time: received by {closes:%-d %B %Y}.",) if closes else ()


def _by(
    submissions: pd.DataFrame,
    column: str,
    categories: list[str],
    *,
    label: str,
    name: str,
    title: str,
    where: str,
    overlaps: bool = False,
    more: tuple[str, ...] = (),
) -> ResultTable:
    """Return distinct submissions by one column: column, submissions, submissions_base, submissions_share."""
    rows = {"submissions": rows_behind(submissions, [column], "respondent_id")}
    counted = with_counts(grid(**{column: categories}), rows)
    counted["submissions_base"] = submissions["respondent_id"].nunique()
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    several = ("A submission may count in several rows, so they need not add up.",) if overlaps else ()
    return ResultTable(
        name=name,
        title=title,
        frame=counted,
        columns=(
            dimension(column, label, overlaps=overlaps),
            count("submissions", "Submissions", "submissions"),
            base("submissions_base", "All submissions", "submissions"),
            rate("submissions_share", "Share of submissions", of=("submissions", "submissions_base")),
        ),
        universe=f"submissions to {where}",
        rows_behind=rows | {"submissions_base": rows_behind(submissions, [], "respondent_id")},
        margins=(Margin("submissions", (column,), "submissions_received", "submissions"),),
        notes=(UNWEIGHTED, *several, *more),
    )
