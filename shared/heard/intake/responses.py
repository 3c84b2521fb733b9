"""Sources of respondents (a column a question) and of answers (a row an answer)."""

import numpy as np
import pandas as pd

from heard.consultation import Layout, Question
from heard.frames import numbered_ids, question_id, stable_ids
from heard.intake.fates import one_label
from heard.intake.filler import empty_and_filler
from heard.intake.hand import Hand
from heard.intake.labels import Labels
from heard.intake.parts import Parts
from heard.intake.people import Identity, People, hashed
from heard.intake.values import values_by_row


def read_respondents(hand: Hand, people: People, parts: Parts) -> None:
    """Add what a source says of which one row is a respondent."""
    present = _set_aside_empty(hand)
    who = people.identify(hand)
    _add_people(hand, who, present, parts)
    _log_respondents(hand, who, present)
    questions = _free_text(hand)
    for question in questions:
        _add_column(hand, who, present, question, parts)
    parts.answers[hand.name] = len(questions) * int(present.sum())
    if hand.columns.codes is not None and len(questions) == 1:
        rows = pd.Series(question_id(hand.collection.code, questions[0].code), index=hand.index, dtype="str")
        _add_codes(hand, _text_ids(hand, who, rows, None), parts)


def read_answers(hand: Hand, people: People, parts: Parts) -> None:
    """Add what a source says of which one row is an answer or note."""
    present = _set_aside_empty(hand)
    who = people.identify(hand)
    _add_people(hand, who, present, parts)
    _add_sessions_named(hand, who, present, parts)
    header = hand.columns.text
    if header is None:
        raise ValueError("a source of answers names a column of texts")
    texts = hand.cells(header)
    question, unknown = _questions(hand)
    empty, filler = empty_and_filler(texts, hand.consultation.filler)
    left = present.to_numpy().copy()
    for mask, rule in ((empty, "empty"), (filler, "filler"), (unknown.to_numpy(), "unknown question")):
        hand.fates.add(hand.name, hand.index[left & mask], "set aside", rule, column=header)
        left &= ~mask
    text_id = _text_ids(hand, who, question, texts)
    _add_texts(hand, who, left, question, text_id, header, "row", parts)
    if hand.columns.codes is not None:
        _add_codes(hand, text_id, parts)


def _set_aside_empty(hand: Hand) -> pd.Series:
    nothing = hand.says_nothing()
    hand.fates.add(hand.name, hand.index[nothing], "set aside", "empty")
    return ~nothing


def _free_text(hand: Hand) -> list[Question]:
    asked = hand.collection.questions
    return [each for each in asked if each.kind == "free_text" and each.code in hand.columns.questions]


def _log_respondents(hand: Hand, who: Identity, present: pd.Series) -> None:
    ids = who.respondent_id[present]
    again = ids.duplicated()
    same = hand.sheet.frame[present].duplicated() if again.any() else again
    for mask, fate, rule in (
        (~again, "kept", ""),
        (again & same, "merged", "duplicate row"),
        (again & ~same, "merged", "duplicate id"),
    ):
        hand.fates.add(hand.name, ids.index[mask], fate, rule, target=ids[mask])


def _add_people(hand: Hand, who: Identity, present: pd.Series, parts: Parts) -> None:
    here = present & who.respondent_id.notna()
    ids = who.respondent_id[here]
    parts.add(
        "respondents", pd.DataFrame({"respondent_id": ids, "known_by": who.known_by[here]}).drop_duplicates()
    )
    channel = _labels_as_written(hand, hand.columns.channel, hand.collection.channel)
    came = pd.DataFrame(
        {
            "respondent_id": ids,
            "collection": hand.collection.code,
            "channel": channel[here],
            "received_on": hand.days(hand.columns.received_on)[here],
        }
    )
    parts.add("participations", came)
    for code, values in hand.columns.groups.items():
        labels = Labels.of(f"group of {code}", hand.consultation.grouping(code).groups)
        held = _of_respondents(hand, values_by_row(hand, values, labels, "group"), ids, "group", code)
        held.insert(1, "grouping", code)
        held["source"] = one_label(hand.name, len(held))
        parts.add("memberships", held)
    for question in hand.collection.questions:
        if question.kind == "closed" and question.code in hand.columns.questions:
            labels = Labels.of(f"option of {question.code}", question.options)
            chosen = values_by_row(hand, hand.columns.questions[question.code], labels, "option")
            piece = _of_respondents(hand, chosen, ids, "option", question.code)
            piece.insert(1, "question_id", question_id(hand.collection.code, question.code))
            parts.add("choices", piece)


def _of_respondents(hand: Hand, values: pd.DataFrame, ids: pd.Series, kind: str, of: str) -> pd.DataFrame:
    """Turn values of rows into values of respondents; those of rows that name nobody are noted."""
    at = ids.index.get_indexer(pd.Index(values["row"]))
    found = values[at >= 0]
    hand.mends.flag(hand.name, of, f"{kind} in a row that names nobody", int((at < 0).sum()))
    piece = found.rename(columns={"code": kind}).reset_index(drop=True)
    piece.insert(0, "respondent_id", ids.array.take(at[at >= 0]))
    return piece.drop_duplicates(["respondent_id", kind])


def _labels_as_written(hand: Hand, header: str | None, otherwise: str | None) -> pd.Series:
    default = pd.NA if otherwise is None else otherwise
    if header is None:
        return pd.Series(default, index=hand.index, dtype="str")
    written = hand.cells(header).str.strip()
    return written.where(written != "", default)


def _add_sessions_named(hand: Hand, who: Identity, present: pd.Series, parts: Parts) -> None:
    if hand.columns.session is None:
        return
    named = who.session_id[present].dropna().drop_duplicates()
    piece = pd.DataFrame({"session_id": named, "collection": hand.collection.code})
    piece["method"] = _labels_as_written(hand, hand.columns.method, None)[named.index]
    piece["held_on"] = hand.days(hand.columns.held_on)[named.index]
    parts.add("sessions", piece)


def _questions(hand: Hand) -> tuple[pd.Series, pd.Series]:
    """Return the question that each row answers (missing where it names none), and which are unknown."""
    code = hand.collection.code
    free = [each for each in hand.collection.questions if each.kind == "free_text"]
    if hand.columns.question is None:
        only = question_id(code, free[0].code) if len(free) == 1 else pd.NA
        return (
            pd.Series(only, index=hand.index, dtype="str"),
            pd.Series(False, index=hand.index),
        )
    header = hand.columns.question
    cells = hand.cells(header)
    codes = hand.labels_of(header, Labels.of_questions(f"question of {code}", free), "question")
    unknown = codes.isna() & (cells.str.strip() != "")
    return f"{code}." + codes, unknown


def _text_ids(hand: Hand, who: Identity, question: pd.Series, texts: pd.Series | None) -> pd.Series:
    """Return the id of each row's text: by the answer's number, else by the respondent's and the question.

    Notes of a session without numbers, and several answers of one respondent to one question, are told
    apart by what they say; ``texts`` is None where there can be no such rows.
    """
    code = hand.collection.code
    answer = hand.numbers(hand.columns.answer if hand.source.layout is Layout.ANSWERS else None)
    if (answer != "").all() and len(answer):
        return hashed("t", code, "answer", answer)
    number = who.number.where((who.number != "") | (who.person == ""), "person " + who.person)
    number = number.where(number != "", who.respondent_id.fillna(""))
    asked = question.fillna("")
    ids = stable_ids("t", code, "respondent", number, asked)
    if texts is not None:
        ids = _told_apart(ids, texts)
        notes = who.session != ""
        if notes.any():
            each = (part[notes] for part in (who.session, who.number, asked, texts))
            ids[notes] = numbered_ids("t", code, "note", *each)
    numbered = answer != ""
    if numbered.any():
        ids[numbered] = hashed("t", code, "answer", answer[numbered])
    return ids


def _told_apart(ids: pd.Series, texts: pd.Series) -> pd.Series:
    shared = ids.duplicated(keep=False)
    if not shared.any():
        return ids
    pairs = pd.DataFrame({"id": ids[shared], "text": texts[shared]}).drop_duplicates()
    different = ids.isin(pairs["id"][pairs["id"].duplicated()])
    ids = ids.copy()
    ids[different] = stable_ids("t", ids[different], texts[different])
    return ids


def _add_column(hand: Hand, who: Identity, present: pd.Series, question: Question, parts: Parts) -> None:
    header = hand.columns.questions[question.code]
    if not isinstance(header, str):
        raise ValueError("a free-text question has one column")
    empty, filler = empty_and_filler(hand.cells(header), hand.consultation.filler)
    left = present.to_numpy().copy()
    for mask, rule in ((empty, "empty"), (filler, "filler")):
        hand.fates.add(hand.name, hand.index[left & mask], "set aside", rule, column=header, unit="answer")
        left &= ~mask
    named = question_id(hand.collection.code, question.code)
    asked = pd.Series(named, index=hand.index, dtype="str")
    text_id = _text_ids(hand, who, asked, None)
    _add_texts(hand, who, left, asked, text_id, header, "answer", parts)


def _add_texts(
    hand: Hand,
    who: Identity,
    left: np.ndarray,
    question: pd.Series,
    text_id: pd.Series,
    header: str,
    unit: str,
    parts: Parts,
) -> None:
    piece = pd.DataFrame(
        {
            "text_id": text_id[left],
            "question_id": question[left],
            "respondent_id": who.respondent_id[left],
            "session_id": who.session_id[left],
            "text": hand.cells(header)[left],
        }
    )
    piece.insert(1, "collection", hand.collection.code)
    piece["row"] = piece.index
    for name, value in (("source", hand.name), ("column", header), ("unit", unit)):
        piece[name] = one_label(value, len(piece))
    parts.add("texts", piece)


def _add_codes(hand: Hand, text_id: pd.Series, parts: Parts) -> None:
    """Add the codes that stand beside a text in its own row."""
    if hand.columns.codes is None:
        return
    labels = Labels.of("code", (code for code, _ in hand.consultation.walk_codebook()))
    given = values_by_row(hand, hand.columns.codes, labels, "code")
    piece = code_piece(hand, given["row"].to_numpy(), given["code"], text_id.loc[given["row"]], "value")
    parts.add("codings", piece)


def code_piece(hand: Hand, rows: np.ndarray, codes: pd.Series, text_id: pd.Series, unit: str) -> pd.DataFrame:
    """Return codings of some rows with who coded and when, where the source says so."""
    header = hand.columns.coder
    coder = pd.Series("", index=hand.index, dtype="str") if header is None else hand.numbers(header)
    piece = pd.DataFrame(
        {
            "text_id": text_id.array,
            "code": codes.array,
            "coder": coder.loc[rows].array,
            "coded_on": hand.days(hand.columns.coded_on).loc[rows].array,
            "row": rows,
        }
    )
    piece.insert(0, "collection", hand.collection.code)
    for name, value in (("source", hand.name), ("unit", unit)):
        piece[name] = one_label(value, len(piece))
    return piece
