"""Rounds of rating that stand in files: what was asked, what raters answered, and what became of each row."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from heard.analysis.rating import (
    Item,
    RatingRound,
    Sheet,
    ShownText,
    as_compared,
    check_answer,
    sheet_for,
)
from heard.consultation import ColumnMap, Consultation, Layout, RatingFiles, Source
from heard.errors import HeardError
from heard.intake.fates import FateLog
from heard.intake.sheet import read_sheet

ANSWER_HEADINGS = ("Rater", "Subject", "Scale", "Value", "Comment")
NAME_HEADINGS = ("Name", "Shared")


@dataclass(frozen=True)
class ReadRatings:
    """A round of rating as read of files.

    Attributes
    ----------
    rating_round
        What raters were shown, with the texts as they are now; what is about a text that is gone is left out.
    answers
        Columns rater, subject, scale, value, comment.
    shared
        Columns name (as compared) and shared.
    fates
        What became of every row (see :mod:`heard.intake.fates`).
    """

    rating_round: RatingRound
    answers: pd.DataFrame
    shared: pd.DataFrame
    fates: pd.DataFrame


def read_ratings(folder: Path, consultation: Consultation, texts: pd.DataFrame) -> list[ReadRatings]:
    """Read the rounds of rating that a consultation names.

    Parameters
    ----------
    texts
        Columns text_id and text: the consultation's texts.

    Raises
    ------
    HeardError
        If a file is absent or is not what it should be.
    """
    return [_read(folder, files, texts) for files in consultation.ratings]


def _read(folder: Path, files: RatingFiles, texts: pd.DataFrame) -> ReadRatings:
    rating_round = with_texts(_round(folder / files.round), texts)
    log = FateLog()
    answers = _answers(folder, files.answers, rating_round, log)
    shared = pd.DataFrame(columns=["name", "shared"], dtype="str")
    if files.names:
        shared = _shared(folder, files.names, log)
    return ReadRatings(rating_round, answers, shared, log.frame())


def _round(path: Path) -> RatingRound:
    try:
        return RatingRound.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise HeardError(
            "the round cannot be read", where=str(path), fix="Correct its name in consultation.yml."
        ) from None
    except HeardError as error:
        raise HeardError(error.what, where=str(path), fix=error.fix) from None


def without_texts(rating_round: RatingRound) -> RatingRound:
    """Return a round without respondents' words, to be kept in a file; the texts' ids stay."""
    return _with(rating_round, dict.fromkeys(_text_ids(rating_round), ""))


def with_texts(rating_round: RatingRound, texts: pd.DataFrame) -> RatingRound:
    """Return a round with the words of its texts; what is about a text that is not there is left out."""
    wanted = _text_ids(rating_round)
    there = texts[texts["text_id"].isin(wanted)]
    return _with(rating_round, dict(zip(there["text_id"], there["text"], strict=True)))


def _text_ids(rating_round: RatingRound) -> set[str]:
    shown = {text.text_id for topic in rating_round.topics for text in topic.texts}
    return shown | {item.text.text_id for item in rating_round.items if item.text}


def _with(rating_round: RatingRound, words: dict[str, str]) -> RatingRound:
    topics = tuple(
        dataclasses.replace(
            topic,
            texts=tuple(
                ShownText(text.text_id, words[text.text_id]) for text in topic.texts if text.text_id in words
            ),
        )
        for topic in rating_round.topics
    )
    items = tuple(
        _item_with(item, words)
        for item in rating_round.items
        if item.text is None or item.text.text_id in words
    )
    return dataclasses.replace(rating_round, topics=topics, items=items)


def _item_with(item: Item, words: dict[str, str]) -> Item:
    if item.text is None:
        return item
    return dataclasses.replace(item, text=ShownText(item.text.text_id, words[item.text.text_id]))


def _answers(folder: Path, file: str, rating_round: RatingRound, log: FateLog) -> pd.DataFrame:
    rows = _rows(folder, file, ANSWER_HEADINGS)
    sheets = {rater: sheet_for(rating_round, rater) for rater in rows["Rater"].unique()}
    columns = (rows[name] for name in ("Rater", "Subject", "Scale", "Value"))
    rules = pd.Series(
        [_against(sheets[rater], *answer) for rater, *answer in zip(*columns, strict=True)],
        index=rows.index,
        dtype="str",
    )
    taken = rows[rules == ""]
    again = taken.duplicated(["Rater", "Subject", "Scale"], keep="last")
    rules[again.index[again]] = "answered again further down"
    for rule in sorted(set(rules) - {""}):
        log.add(file, rules.index[rules == rule], "set aside", rule)
    kept = rules == ""
    log.add(file, rules.index[kept], "kept")
    return rows[kept].rename(columns=str.lower).reset_index(drop=True)


def _against(sheet: Sheet, subject: str, scale: str, value: str) -> str:
    """Return why an answer cannot be taken; empty where it can."""
    if not sheet.rater:
        return "no rater"
    if not value:
        return "no answer"
    try:
        page = sheet.page(subject)
    except HeardError:
        return "asked on no page of the round"
    try:
        check_answer(page, scale, value)
    except HeardError:
        return "none of the answers that can be given"
    return ""


def _shared(folder: Path, file: str, log: FateLog) -> pd.DataFrame:
    rows = _rows(folder, file, NAME_HEADINGS)
    names = rows["Name"].map(as_compared)
    empty = (names == "") | (rows["Shared"] == "")
    log.add(file, rows.index[empty], "set aside", "empty")
    twice = ~empty & names.where(~empty).duplicated(keep="last")
    log.add(file, rows.index[twice], "set aside", "said again further down")
    kept = ~empty & ~twice
    log.add(file, rows.index[kept], "kept")
    return pd.DataFrame({"name": names[kept], "shared": rows["Shared"][kept]}).reset_index(drop=True)


def _rows(folder: Path, file: str, headings: tuple[str, ...]) -> pd.DataFrame:
    # Codings are the plainest of layouts: nothing of it but the file's name is used here.
    source = Source(file=file, layout=Layout.CODINGS, columns=ColumnMap(code=headings[0]))
    frame = read_sheet(folder, source, headings).frame
    return pd.DataFrame({name: frame[name].str.strip() for name in headings})
