"""Raters' sheets as workbooks, for raters who will not use a browser, and what they filled in, back again.

Sheets: *Read me*, *Answers* (a row a question, with a list to choose from), *Texts* (what is to be read),
*About* (whose sheet it is) and, hidden, *Choices*. What comes back is *Answers*: each row is known by what it
is about and which question it asks.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from heard.analysis.rating import Page, Sheet, check_answer, gaps, scales_of, sheet_for
from heard.consultation import ColumnMap, Layout, Source
from heard.errors import HeardError
from heard.exchange.fates import Left, Taken
from heard.identity import Actor
from heard.intake.sheet import read_sheet
from heard.results.atomic import replacing
from heard.store import Store, answers_of, round_of, take_sheet

ANSWERS, ABOUT, TEXTS, CHOICES = "Answers", "About", "Texts", "Choices"
HEADINGS = ("Page", "Scale", "Question", "What it is about", "Your answer", "Comment")
_ABOUT_HEADINGS = ("Round", "Rater", "Name")
_WIDTHS = (20, 14, 44, 60, 34, 30)
_QUESTIONS = {
    "name": "What would you call this topic? Leave it empty if you cannot say what it is about.",
    "description": "In a sentence: what is it about?",
    "confidence": "How sure are you? 1: not at all; 5: entirely.",
    "interpretable": "Can you say what it is about?",
    "about": "Is the text (see Texts) about this topic?",
}
_INTRUDERS = {
    "word_intrusion": "Which word does not belong with the others?",
    "word_set_intrusion": "Which set of words does not belong with the others?",
    "topic_intrusion": "Which set of words has least to do with the text (see Texts)?",
}
_READ_ME = (
    "Fill in the column Your answer of the sheet Answers, from top to bottom, and send the file back.",
    "Where a list opens, choose from it. A topic that you cannot interpret needs nothing else.",
    "Change nothing else: a row whose words were changed is not taken in.",
    "It holds respondents' words: keep it to yourself, and delete it when you are done.",
)
_SYNTHETIC = "Synthetic: nobody said any of this."
_SEND_AGAIN = "Begin with a file that Heard wrote for this rater."


@dataclass(frozen=True)
class _Question:
    page: Page
    scale: str

    @property
    def wording(self) -> str:
        return _QUESTIONS.get(self.scale) or _INTRUDERS[self.page.kind]

    @property
    def about(self) -> str:
        return ", ".join(self.page.words) or " | ".join(self.page.options)

    @property
    def choices(self) -> tuple[str, ...]:
        return scales_of(self.page)[self.scale]


def write_rating_sheet(path: Path, store: Store, round_id: str, rater: str) -> None:
    """Write a rater's sheet as a workbook, with the answers that stand filled in."""
    sheet = sheet_for(round_of(store, round_id), rater)
    given = answers_of(store, round_id, rater)
    known = {
        (subject, scale): (value, comment)
        for subject, scale, value, comment in zip(
            *(given[name] for name in ("subject", "scale", "value", "comment")), strict=True
        )
    }
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Read me"
    _fill(
        page, [(sheet.name,), *((line,) for line in _READ_ME), *([(_SYNTHETIC,)] if sheet.synthetic else [])]
    )
    page.column_dimensions["A"].width = 100
    questions = _questions(sheet)
    answers = book.create_sheet(ANSWERS)
    _fill(answers, [HEADINGS, *(_row(each, known) for each in questions)])
    _shape(answers)
    texts = book.create_sheet(TEXTS)
    _fill(texts, [("Page", "Text"), *((p.subject, t.text) for p in sheet.pages for t in p.texts)])
    texts.column_dimensions["A"].width, texts.column_dimensions["B"].width = 20, 120
    _fill(book.create_sheet(ABOUT), [_ABOUT_HEADINGS, (round_id, rater, sheet.name)])
    _add_choices(book, answers, questions)
    with replacing(path) as beside:
        book.save(beside)


def read_rating_sheet(path: Path, store: Store, actor: Actor) -> Taken:
    """Take in what a rater filled in; who brings it in is kept beside whose answers they are.

    Rows that say the same as before are recognised, so that a file taken in twice doubles nothing. An empty
    answer takes nothing back.

    Raises
    ------
    HeardError
        If the file is none of a rater's, or the sheet is locked.
    """
    round_id, rater = _whose(path)
    sheet = sheet_for(round_of(store, round_id), rater)
    rows = _read(path, ANSWERS, HEADINGS)
    wanted = {(each.page.subject, each.scale): each for each in _questions(sheet)}
    answers: dict[tuple[str, str], tuple[str, str]] = {}
    left: list[Left] = []
    for number, row in zip(rows.index, rows.itertuples(index=False, name=None), strict=True):
        subject, scale, *rest = row
        if not any(row):
            continue
        question = wanted.get((subject, scale))
        why = _against(question, rest, (subject, scale) in answers)
        if why:
            left.append(Left(f"row ({ANSWERS}, row {number})", 1, why))
        elif rest[2]:
            answers[subject, scale] = (rest[2], rest[3])
    changed, same = take_sheet(store, actor, round_id, rater, answers, f"from {path.name}")
    missing = gaps(sheet, answers_of(store, round_id, rater))
    places = {key: number for number, key in enumerate(wanted, start=2)}
    left += [
        Left(f"answer missing ({ANSWERS}, row {places[key]})", 1, "fill it in before the sheet is locked")
        for key in missing
    ]
    return Taken(Counter(answers=changed), Counter(answers=same), tuple(left))


def is_rating_sheet(path: Path) -> bool:
    """Whether a file is a workbook that says whose sheet it is."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        _read(path, ABOUT, _ABOUT_HEADINGS)
    except HeardError:
        return False
    return True


def _against(question: _Question | None, rest: Sequence[str], twice: bool) -> str:
    """Return why a row is not taken in, and what to do; empty where it is."""
    if question is None:
        return "it asks what this sheet does not; take the row out, or begin with the file as it was sent"
    if twice:
        return "it asks what a row above asks; keep one of them"
    if (rest[0], rest[1]) != (_plain(question.wording), _plain(question.about)):
        return "its words were changed; put them back, or begin with the file as it was sent"
    try:
        check_answer(question.page, question.scale, rest[2] or None)
    except HeardError:
        return "the answer is none of the list's; choose one from the list"
    return ""


def _questions(sheet: Sheet) -> list[_Question]:
    # Whether a topic can be interpreted decides what else is asked of it, so it comes first.
    return [
        _Question(page, scale)
        for page in sheet.pages
        for scale in sorted(scales_of(page), key=lambda each: each != "interpretable")
    ]


def _row(question: _Question, known: dict[tuple[str, str], tuple[str, str]]) -> tuple[str, ...]:
    value, comment = known.get((question.page.subject, question.scale), ("", ""))
    return question.page.subject, question.scale, question.wording, question.about, value, comment


def _fill(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) or None)
            if value:
                # Whatever begins with an equals sign is somebody's words here, never a formula.
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _shape(sheet: Any) -> None:
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
    # Answers are text, so that none becomes a date or a number on the way.
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 5).number_format = "@"


def _add_choices(book: Any, answers: Any, questions: Sequence[_Question]) -> None:
    """Add the lists to choose from: in cells, because commas, as sets of words have, would divide a list."""
    choices = book.create_sheet(CHOICES)
    _fill(choices, [each.choices for each in questions])
    choices.sheet_state = "hidden"
    for number, question in enumerate(questions, start=1):
        if question.choices:
            last = get_column_letter(len(question.choices))
            known = DataValidation(
                type="list", formula1=f"{CHOICES}!$A${number}:${last}${number}", allow_blank=True
            )
            known.showErrorMessage = True
            known.error = "Choose one from the list."
            answers.add_data_validation(known)
            known.add(answers.cell(number + 1, 5))


def _whose(path: Path) -> tuple[str, str]:
    rows = _read(path, ABOUT, _ABOUT_HEADINGS)
    if len(rows) != 1:
        raise HeardError("it does not say whose sheet it is", where=str(path), fix=_SEND_AGAIN)
    return str(rows["Round"].iloc[0]), str(rows["Rater"].iloc[0])


def _read(path: Path, sheet: str, headings: Sequence[str]) -> pd.DataFrame:
    # Codings are the plainest of layouts: nothing of it but the file and its sheet is used here.
    source = Source(
        file=str(path.resolve()), layout=Layout.CODINGS, sheet=sheet, columns=ColumnMap(code=headings[0])
    )
    try:
        frame = read_sheet(path.parent, source, headings).frame
    except HeardError as error:
        raise HeardError(error.what, where=error.where, fix=_SEND_AGAIN) from None
    return pd.DataFrame({name: frame[name].map(_plain) for name in headings})


def _plain(value: str) -> str:
    return " ".join(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value).split())
