"""Sources of codings: a row is a code that a coder put on an answer."""

import pandas as pd

from heard.consultation import ColumnMap
from heard.frames import question_id, stable_ids
from heard.intake.hand import Hand
from heard.intake.labels import Labels
from heard.intake.parts import Parts
from heard.intake.people import hashed
from heard.intake.responses import code_piece


def read_codings(hand: Hand, parts: Parts) -> None:
    """Add what a source says of which one row is a coding.

    Whether the answer exists is known only when all sources are read; rows that name none are set aside
    then.
    """
    columns: ColumnMap = hand.columns
    if not isinstance(columns.code, str):
        raise ValueError("a source of codings names a column of codes")
    nothing = hand.says_nothing()
    hand.fates.add(hand.name, hand.index[nothing], "set aside", "empty")
    labels = Labels.of("code", (code for code, _ in hand.consultation.walk_codebook()))
    codes = hand.labels_of(columns.code, labels, "code")
    unknown = ~nothing & codes.isna()
    blank = hand.cells(columns.code).str.strip() == ""
    hand.fates.add(hand.name, hand.index[unknown & ~blank], "set aside", "unknown code", column=columns.code)
    hand.fates.add(hand.name, hand.index[unknown & blank], "set aside", "no code", column=columns.code)
    left = ~nothing & codes.notna()
    rows = hand.index[left].to_numpy()
    parts.add("codings", code_piece(hand, rows, codes[left], _answers(hand)[left], "row"))


def _answers(hand: Hand) -> pd.Series:
    code = hand.collection.code
    if hand.columns.answer is not None:
        return hashed("t", code, "answer", hand.numbers(hand.columns.answer))
    return stable_ids("t", code, "respondent", hand.numbers(hand.columns.respondent), _asked(hand))


def _asked(hand: Hand) -> pd.Series:
    free = [each for each in hand.collection.questions if each.kind == "free_text"]
    code = hand.collection.code
    if hand.columns.question is None:
        only = question_id(code, free[0].code) if len(free) == 1 else ""
        return pd.Series(only, index=hand.index, dtype="str")
    labels = Labels.of_questions(f"question of {code}", free)
    return (f"{code}." + hand.labels_of(hand.columns.question, labels, "question")).fillna("")
