"""Codings as a workbook for people without any of these tools, and the codings that they added, back again.

Sheets: *Codings* (one row a coding), *Texts* (one row a text, 0 or 1 for each code), *Codebook* and
*Memos*. What comes back is the sheet *Codings*: a row with an identifier that is known here is recognised,
a row without one is new.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

from heard.consultation import ColumnMap, Consultation, Layout, Source
from heard.errors import HeardError
from heard.exchange.fates import Left, Taken
from heard.frames import Frames
from heard.identity import Actor
from heard.intake.sheet import read_sheet
from heard.results.atomic import replacing
from heard.store import (
    Codebook,
    Coding,
    Placement,
    Store,
    apply_codings,
    current_codebook,
    current_codings,
    current_memos,
    place,
)

CODINGS = "Codings"
HEADINGS = ("Coding", "Text", "Code", "Code name", "Coder", "Coded on", "Start", "End", "Words")
_FROM_HEADINGS = ("Coding", "Text", "Code", "Start", "End")
_BEGIN_WITH = "Begin with a file that `heard export` wrote, and add rows to its sheet Codings."
Row = Sequence[object]


def write_codings(path: Path, frames: Frames, consultation: Consultation, store: Store | None) -> None:
    """Write the codings that stand, the texts with 0 or 1 for each code, the codebook and the memos.

    Positions count characters from 0, the end exclusive; both are empty for a code on a whole text.
    """
    codebook = current_codebook(store, consultation)
    codings = current_codings(store, frames)
    book = Workbook(write_only=True)
    sheets: dict[str, Iterable[Row]] = {
        CODINGS: _codings(codings, codebook, frames),
        "Texts": _texts(codings, codebook, frames),
        "Codebook": _codebook(codebook),
        "Memos": _memos(store),
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    with replacing(path) as beside:
        book.save(beside)


def _cell(sheet: Any, value: object) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
    # Whatever begins with an equals sign is somebody's words here, never a formula.
    cell.data_type = "s"
    return cell


def _codings(codings: Iterable[Coding], codebook: Codebook, frames: Frames) -> Iterator[Row]:
    texts = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
    yield HEADINGS
    for each in codings:
        entry = codebook.entries.get(each.code)
        on = each.coded_at.isoformat(" ", "seconds") if each.coded_at else ""
        words = each.anchor.quote or texts.get(each.text_id, "")
        name = entry.name if entry else ""
        yield each.coding_id, each.text_id, each.code, name, each.coder, on, each.start, each.end, words


def _texts(codings: Iterable[Coding], codebook: Codebook, frames: Frames) -> Iterator[Row]:
    codes = [entry.code for entry, _ in codebook.walk()]
    put: dict[str, set[str | None]] = {}
    for each in codings:
        put.setdefault(each.text_id, set()).add(codebook.resolve(each.code))
    yield ("Text", "Collection", "Words", *codes)
    rows = zip(*(frames.texts[name] for name in ("text_id", "collection", "text")), strict=True)
    for text_id, collection, text in rows:
        yield (text_id, collection, text, *(int(code in put.get(text_id, ())) for code in codes))


def _codebook(codebook: Codebook) -> Iterator[Row]:
    yield "Code", "Name", "Under", "Depth", "Definition"
    for entry, depth in codebook.walk():
        yield entry.code, entry.name, codebook.parent_of(entry.code) or "", depth, entry.definition


def _memos(store: Store | None) -> Iterator[Row]:
    yield "About", "Which", "Memo", "By", "At (UTC)"
    for memo in current_memos(store) if store else []:
        yield memo.about, memo.about_id, memo.body, memo.actor, memo.at.isoformat(" ", "seconds")


def read_codings(path: Path, store: Store, actor: Actor, frames: Frames, consultation: Consultation) -> Taken:
    """Take in the codings that people added to a workbook that :func:`write_codings` wrote, as the actor's.

    A row without an identifier is a new coding of the text and code it names, on the characters that it
    names or, where it names none, on the whole text.

    Raises
    ------
    HeardError
        If the file has no such sheet or lacks one of its headings.
    """
    rows = _read(path)
    known = {each.coding_id for each in current_codings(store, frames)}
    new = rows[rows["Coding"].str.strip() == ""]
    back = rows["Coding"].isin(known)
    gone = len(rows) - len(new) - int(back.sum())
    placements, left = _placements(new, frames, current_codebook(store, consultation))
    if gone:
        left["codings", "they were taken off here, or are of another consultation"] = gone
    if placements:
        apply_codings(store, actor, placements, f"from {path.name}")
    return Taken(
        Counter({"codings": len(placements)}),
        Counter({"codings": int(back.sum())}),
        tuple(Left(what, number, why) for (what, why), number in left.items()),
    )


def _read(path: Path) -> pd.DataFrame:
    source = Source(
        file=str(path.resolve()),
        layout=Layout.CODINGS,
        sheet=CODINGS if path.suffix.lower() == ".xlsx" else None,
        columns=ColumnMap(code="Code"),
    )
    try:
        return read_sheet(path.parent, source, _FROM_HEADINGS).frame
    except HeardError as error:
        raise HeardError(error.what, where=error.where, fix=_BEGIN_WITH) from None


def _placements(
    rows: pd.DataFrame, frames: Frames, codebook: Codebook
) -> tuple[list[Placement], Counter[tuple[str, str]]]:
    texts = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
    by_name = {entry.name: entry.code for entry, _ in codebook.walk()}
    placements: list[Placement] = []
    left: Counter[tuple[str, str]] = Counter()
    for text_id, code, start, end in zip(
        *(rows[name].str.strip() for name in ("Text", "Code", "Start", "End")), strict=True
    ):
        if not (text_id or code):
            continue
        named = codebook.resolve(code) or by_name.get(code)
        if text_id not in texts:
            left["rows", "they name no text of this consultation"] += 1
        elif named is None:
            left["rows", "they name no code of the codebook"] += 1
        elif not _is_segment(start, end, len(texts[text_id])):
            left["rows", "their start and end are no segment of the text"] += 1
        else:
            segment = (int(start), int(end)) if start else (None, None)
            placements.append(place(text_id, texts[text_id], named, *segment, origin="import"))
    return placements, left


def _is_segment(start: str, end: str, length: int) -> bool:
    if not start and not end:
        return True
    return start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= length
