"""The batch that fits a consultation when nobody wrote one: each main workbook that has something to read."""

import re
from pathlib import Path
from typing import Any

from heard.batch.model import Batch, Entry
from heard.consultation import CollectionKind, Consultation
from heard.errors import HeardError

MAIN_WORKBOOKS = (
    "who_we_heard",
    "thematic_coding",
    "agreement",
    "group_themes",
    "topic_selection",
    "topic_model",
    "topic_ratings",
    "call_for_evidence",
)


def left_out(batch: Batch) -> list[str]:
    """Return the main workbooks that a batch does not run."""
    run = {entry.workbook for entry in batch.workbooks}
    return [workbook for workbook in MAIN_WORKBOOKS if workbook not in run]


def default_batch(folder: Path, consultation: Consultation) -> Batch:
    """Return the batch of ``heard run --consultation FOLDER``.

    Parameters
    ----------
    folder
        The consultation's folder; the run is named after it.
    consultation
        What the folder holds, which decides the workbooks: no call for evidence, no such workbook.
    """
    entries = [entry for entry in _candidates(consultation) if entry is not None]
    if not entries:
        raise HeardError(
            "no workbook has anything to read: no free text, codebook, grouping or call for evidence",
            where=str(folder),
            fix="Add what the files hold to consultation.yml.",
        )
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", folder.name).strip("-_") or "run"
    return Batch(run=name, consultation=str(folder), workbooks=tuple(entries))


def _candidates(consultation: Consultation) -> list[Entry | None]:
    question = _question_for_topics(consultation)
    evidence = [each for each in consultation.collections if each.kind == CollectionKind.CALL_FOR_EVIDENCE]
    coded = bool(consultation.codebook)
    groupings = [grouping.code for grouping in consultation.groupings]
    first = groupings[0] if groupings else ""
    return [
        _entry("who_we_heard", grouping=first) if groupings else None,
        _entry("thematic_coding", collection="all") if coded else None,
        _entry("agreement", collection="all") if coded else None,
        _entry("group_themes", collection="all", grouping=first) if coded and groupings else None,
        _entry("topic_selection", **_asked(question), **_FIRST_LOOK) if question else None,
        _entry("topic_model", **_asked(question), grouping=first) if question else None,
        _entry("topic_ratings", **_asked(question)) if question and consultation.ratings else None,
        _entry("call_for_evidence", collection=evidence[0].code, groupings=groupings) if evidence else None,
    ]


_FIRST_LOOK = {"nstart": 3, "iterations": 300}
"""Of the number of topics: what takes minutes is for JupyterLab."""


def _asked(question: tuple[str, str]) -> dict[str, str]:
    return {"collection": question[0], "question": question[1]}


def _entry(workbook: str, **parameters: Any) -> Entry:
    return Entry(workbook=workbook, name=workbook, parameters=parameters)


def _question_for_topics(consultation: Consultation) -> tuple[str, str] | None:
    """Return the last free-text question of a call for advice, else all of the first collection asked one."""
    asked = [
        (collection, [question.code for question in collection.questions if question.kind == "free_text"])
        for collection in consultation.collections
    ]
    for collection, questions in asked:
        if questions and collection.kind == CollectionKind.CALL_FOR_ADVICE:
            return collection.code, questions[-1]
    return next(((collection.code, "all") for collection, questions in asked if questions), None)
