"""The parts of a call for evidence: its questions, some of them summarised together, and what follows none.

The review summarised questions 1 and 2 together, with the emailed submissions that follow no question. Both
ways are here: each question by itself, or some of them merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from heard.analysis.evidence.submissions import NO_QUESTION, UNWEIGHTED, received
from heard.analysis.labels import NOT_STATED, group_holders, group_names
from heard.analysis.scope import check_known, collection_in_words, in_collection
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, question_id
from heard.tables import Margin, ResultTable, base, count, dimension, rate


@dataclass(frozen=True)
class Part:
    """Texts that are counted together.

    Attributes
    ----------
    name
        What readers call it: "q1 and q2, and what follows no question".
    questions
        Codes of its questions.
    freely
        Whether texts that answer no question belong to it.
    """

    name: str
    questions: tuple[str, ...]
    freely: bool = False


def parts_of(consultation: Consultation, collection: str, merged: Sequence[str] = ()) -> list[Part]:
    """Return the parts of a call for evidence in the order of its questions.

    Parameters
    ----------
    merged
        Codes of the questions that are summarised together, with what follows no question. Empty: every
        question by itself, and last what follows none.

    Raises
    ------
    HeardError
        If a question is not the collection's.
    """
    asked = [question.code for question in consultation.collection(collection).questions]
    for code in merged:
        check_known("question", code, asked)
    alone = [Part(code, (code,)) for code in asked if code not in merged]
    if not merged:
        return [*alone, Part(NO_QUESTION, (), freely=True)]
    together = tuple(code for code in asked if code in merged)
    return [Part(f"{' and '.join(together)}, and what follows no question", together, freely=True), *alone]


def standing_parts(consultation: Consultation, collection: str, **asked: str) -> list[Part]:
    """Return parts that stand for what a question asks: ``robust="q1"`` is the part "Robust (q1)".

    Raises
    ------
    HeardError
        If a question is not the collection's.
    """
    known = [question.code for question in consultation.collection(collection).questions]
    for code in asked.values():
        check_known("question", code, known)
    return [Part(f"{name.replace('_', ' ').capitalize()} ({code})", (code,)) for name, code in asked.items()]


def as_asked(parts: Sequence[Part]) -> str:
    """Return "question", with a word that says so where questions are summarised together."""
    merged = any(part.questions and part.freely for part in parts)
    return "question, some summarised together" if merged else "question"


def texts_of_parts(frames: Frames, collection: str, parts: Sequence[Part]) -> pd.DataFrame:
    """Return (text_id, respondent_id, part) of a collection's texts; a text of no part is not among them."""
    texts = in_collection(frames.texts, collection)
    found = []
    for part in parts:
        asked = texts["question_id"].isin([question_id(collection, code) for code in part.questions])
        chosen = texts[asked | (texts["question_id"].isna() & part.freely)]
        found.append(chosen[["text_id", "respondent_id"]].assign(part=part.name))
    return (
        pd.concat(found, ignore_index=True) if found else texts[["text_id", "respondent_id"]].assign(part="")
    )


def submissions_by_part(
    frames: Frames, consultation: Consultation, collection: str, parts: Sequence[Part], *, name: str
) -> ResultTable:
    """Return how many submissions have a text in each part, and how many a coded one.

    Columns: part, coded, submissions, coded_share. A submission in several parts counts in each.

    Parameters
    ----------
    parts
        What :func:`parts_of` returns.
    name
        The table's name, by which tables of these parts refer to it.
    """
    received(frames, consultation, collection)
    texts = texts_of_parts(frames, collection, parts)
    coded = texts[texts["text_id"].isin(frames.codings["text_id"])]
    rows = {
        "coded": rows_behind(coded, ["part"], "respondent_id"),
        "submissions": rows_behind(texts, ["part"], "respondent_id"),
    }
    counted = with_counts(grid(part=[part.name for part in parts]), rows)
    counted["coded_share"] = share(counted["coded"], counted["submissions"])
    return ResultTable(
        name=name,
        title=f"Submissions by {as_asked(parts)}: how many are coded",
        frame=counted,
        columns=(
            dimension("part", "Question", overlaps=True),
            count("coded", "Submissions with a coded text", "submissions"),
            base("submissions", "Submissions with a text", "submissions"),
            rate("coded_share", "Share with a coded text", of=("coded", "submissions")),
        ),
        universe=f"submissions to {collection_in_words(consultation, collection)}",
        rows_behind={"coded": rows["coded"]},
        notes=(UNWEIGHTED, "A submission may count in several rows, so they need not add up."),
    )


def areas_by_part(
    frames: Frames,
    consultation: Consultation,
    collection: str,
    parts: Sequence[Part],
    grouping: str,
) -> ResultTable:
    """Return for each area how many of its submissions have a text in each part.

    Columns: group, part, submissions, submissions_base (of the area), submissions_share. A submission in
    several areas counts in each.

    Parameters
    ----------
    grouping
        The code of the grouping that holds the areas, or of any other.
    """
    submissions = received(frames, consultation, collection)[["respondent_id"]]
    held = submissions.merge(group_holders(frames, consultation, grouping), on="respondent_id", how="left")
    held["group"] = held["group"].fillna(NOT_STATED)
    texts = texts_of_parts(frames, collection, parts)
    rows = {
        "submissions": rows_behind(held.merge(texts, on="respondent_id"), ["group", "part"], "respondent_id")
    }
    names = [*group_names(consultation, grouping).values(), NOT_STATED]
    counted = with_counts(
        grid(group=names, part=[part.name for part in parts]),
        rows | {"submissions_base": rows_behind(held, ["group"], "respondent_id")},
    )
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    known = consultation.grouping(grouping)
    return ResultTable(
        name=f"{grouping.replace('-', '_')}_by_question",
        title=f"Questions answered by {known.in_a_sentence}",
        frame=counted,
        columns=(
            dimension("group", known.name, overlaps=known.overlapping),
            dimension("part", "Question", overlaps=True),
            count("submissions", "Submissions with a text", "submissions"),
            base("submissions_base", "Submissions of the group", "submissions"),
            rate("submissions_share", "Share of them", of=("submissions", "submissions_base")),
        ),
        universe=f"submissions to {collection_in_words(consultation, collection)}",
        rows_behind=rows,
        margins=(
            Margin("submissions", ("part",), f"submissions_by_{grouping.replace('-', '_')}", "submissions"),
        ),
        notes=(UNWEIGHTED, "A submission in several areas or with several answers counts in each."),
    )
