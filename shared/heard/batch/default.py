"""The batch that fits a consultation when nobody wrote one: each main workbook that has something to read."""

import re
from pathlib import Path
from typing import Any

from heard.batch.model import Batch, Entry
from heard.consultation import Collection, CollectionKind, Consultation
from heard.errors import HeardError

MAIN_WORKBOOKS = (
    "who_we_heard",
    "one_voice",
    "thematic_coding",
    "agreement",
    "group_themes",
    "areas_of_difference",
    "topic_selection",
    "topic_model",
    "topic_ratings",
    "call_for_advice",
    "call_for_evidence",
    "triangulation",
    "for_release",
)
_AREAS = ("region", "local_authority")


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
    coded = bool(consultation.codebook)
    groupings = [grouping.code for grouping in consultation.groupings]
    first = groupings[0] if groupings else ""
    everything = {"collection": "all", "grouping": first}
    return [
        _entry("who_we_heard", grouping=first) if groupings else None,
        _entry("one_voice", collection="all") if coded and question else None,
        _entry("thematic_coding", collection="all") if coded else None,
        _entry("agreement", collection="all") if coded else None,
        _entry("group_themes", **everything, **_areas(groupings)) if coded and groupings else None,
        _entry("areas_of_difference", themes_of="all", **everything) if _opposed(consultation) else None,
        _entry("topic_selection", **_asked(question), **_FIRST_LOOK) if question else None,
        _entry("topic_model", **_asked(question), grouping=first) if question else None,
        _entry("topic_ratings", **_asked(question)) if question and consultation.ratings else None,
        _call_for_advice(consultation, first) if groupings else None,
        _call_for_evidence(consultation, groupings) if groupings else None,
        _entry("triangulation", of="") if coded and len(consultation.collections) > 1 else None,
        _entry("for_release", grouping=first) if coded and groupings else None,
    ]


def _areas(groupings: list[str]) -> dict[str, str]:
    return {"areas": next((code for code in groupings if code in _AREAS), ""), "area_unit": "people"}


def _opposed(consultation: Consultation) -> bool:
    """Whether groups can be compared on two codes of which one is declared to oppose the other."""
    opposing = any(code.opposes for code, _ in consultation.walk_codebook())
    return opposing and bool(consultation.groupings)


def _call_for_advice(consultation: Consultation, grouping: str) -> Entry | None:
    """Return the entry of a call for advice that asks the review's four questions, in its order."""
    for collection in _of_kind(consultation, CollectionKind.CALL_FOR_ADVICE):
        codes = [question.code for question in collection.questions]
        if len(codes) == len(_FOUR_QUESTIONS):
            asked = dict(zip(_FOUR_QUESTIONS, codes, strict=True))
            return _entry("call_for_advice", collection=collection.code, grouping=grouping, **asked)
    return None


def _call_for_evidence(consultation: Consultation, groupings: list[str]) -> Entry | None:
    """Return the entry of a call for evidence; which questions belong together, only a person can say."""
    unmerged = {"merged": [], "robust": ""}
    for collection in _of_kind(consultation, CollectionKind.CALL_FOR_EVIDENCE):
        return _entry("call_for_evidence", collection=collection.code, groupings=groupings, **unmerged)
    return None


def _of_kind(consultation: Consultation, kind: CollectionKind) -> list[Collection]:
    return [collection for collection in consultation.collections if collection.kind == kind]


_FOUR_QUESTIONS = ("who", "how", "reading", "questions")
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
