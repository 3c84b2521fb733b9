"""Which texts an analysis is about: a collection, a question of it, the people of a group."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, is_among, question_id
from heard.tables import ALL


@dataclass(frozen=True)
class Scope:
    """A choice of texts, by the codes of ``consultation.yml``; the default is every text.

    Attributes
    ----------
    collection
        A collection's code, or ``"all"``.
    question
        The code of a question of that collection, or ``"all"``.
    grouping, group
        A grouping's code and the code of one of its groups, or ``"all"``: only texts of known respondents
        who hold it.
    """

    collection: str = ALL
    question: str = ALL
    grouping: str = ALL
    group: str = ALL


EVERYTHING = Scope()


def texts_in(frames: Frames, consultation: Consultation, scope: Scope) -> pd.DataFrame:
    """Return the rows of ``texts`` in a scope.

    Raises
    ------
    HeardError
        If the consultation does not have the collection, question, grouping or group.
    """
    check_scope(consultation, scope)
    texts = in_collection(frames.texts, scope.collection)
    if scope.question != ALL:
        texts = texts[texts["question_id"] == question_id(scope.collection, scope.question)]
    if scope.group != ALL:
        held = frames.memberships
        held = held[(held["grouping"] == scope.grouping) & (held["group"] == scope.group)]
        texts = texts[is_among(texts["respondent_id"], held["respondent_id"])]
    return texts


def in_collection(frame: pd.DataFrame, collection: str) -> pd.DataFrame:
    """Return the rows of a frame that belong to a collection, or all of them."""
    return frame if collection == ALL else frame[frame["collection"] == collection]


def scope_in_words(consultation: Consultation, scope: Scope) -> str:
    """Return what a scope holds, for a table's universe: "texts of Call for advice, question q4"."""
    words = f"texts of {collection_in_words(consultation, scope.collection)}"
    if scope.question != ALL:
        words += f", question {scope.question}"
    if scope.group != ALL:
        names = {group.code: group.name for group in consultation.grouping(scope.grouping).groups}
        words += f", from known respondents who hold {names[scope.group]}"
    return words


def collection_in_words(consultation: Consultation, collection: str) -> str:
    """Return a collection's title, or "all collections"."""
    return "all collections" if collection == ALL else consultation.collection(collection).title


def check_scope(consultation: Consultation, scope: Scope) -> None:
    """Raise HeardError if the consultation does not have what the scope names."""
    check_collection(consultation, scope.collection)
    if scope.question != ALL:
        if scope.collection == ALL:
            raise HeardError("a question is named without its collection", fix="Name the collection as well.")
        asked = consultation.collection(scope.collection).questions
        check_known("question", scope.question, [question.code for question in asked])
    if scope.group != ALL:
        check_grouping(consultation, scope.grouping)
        groups = consultation.grouping(scope.grouping).groups
        check_known("group", scope.group, [group.code for group in groups])


def check_collection(consultation: Consultation, collection: str) -> None:
    """Raise HeardError if this is neither a collection's code nor "all"."""
    check_known("collection", collection, [ALL, *(each.code for each in consultation.collections)])


def check_grouping(consultation: Consultation, grouping: str) -> None:
    """Raise HeardError if the consultation has no grouping of this code."""
    check_known("grouping", grouping, [each.code for each in consultation.groupings])


def check_known(what: str, value: str, known: Iterable[str]) -> None:
    """Raise HeardError, with the nearest right value, if a value is not among those known."""
    known = list(known)
    if value not in known:
        nearest = difflib.get_close_matches(value, known, n=1)
        fix = f"Did you mean `{nearest[0]}`?" if nearest else f"Choose from: {', '.join(known) or 'none'}."
        raise HeardError(f"the consultation has no {what} `{value}`", fix=fix)


def scope_of(texts: str = ALL, people: str = ALL) -> Scope:
    """Return the scope that a workbook's switches choose.

    Parameters
    ----------
    texts
        ``all``, a collection's code, or ``collection.question``.
    people
        ``all``, or ``grouping.group``.
    """
    collection, _, question = texts.partition(".")
    grouping, _, group = people.partition(".")
    return Scope(collection, question or ALL, grouping, group or ALL)
