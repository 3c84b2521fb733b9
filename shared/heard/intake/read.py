"""Read every source of a consultation and put the frames together."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from heard.consultation import Collection, Consultation, Layout, Source
from heard.frames import Frames, validate_frames
from heard.intake.assemble import assemble
from heard.intake.codings import read_codings
from heard.intake.fates import FateLog, MendLog
from heard.intake.hand import Hand, mapped_headers
from heard.intake.intake import Intake, reconcile
from heard.intake.parts import Parts
from heard.intake.people import People
from heard.intake.preflight import check_before_reading, source_names
from heard.intake.responses import read_answers, read_respondents
from heard.intake.sessions import read_sessions
from heard.intake.sheet import Sheet, read_sheet

Progress = Callable[[str, int, int], None]


def read_consultation(folder: Path, consultation: Consultation, progress: Progress | None = None) -> Intake:
    """Read all files of a consultation.

    Parameters
    ----------
    folder
        The consultation's folder; files are named relative to it.
    consultation
        What the files hold.
    progress
        Called before each source with (its name, how many are done, how many there are).

    Returns
    -------
    Intake
        Frames that keep their contracts, and the fate of every row, which adds up.

    Raises
    ------
    HeardError
        If a file or the consultation is wrong; it names file, place and fix, and never a respondent's words.
    """
    intake = read_unreconciled(folder, consultation, progress)
    reconcile(intake)
    return intake


def read_unreconciled(folder: Path, consultation: Consultation, progress: Progress | None = None) -> Intake:
    """Read all files of a consultation without checking that the account of rows holds."""
    check_before_reading(consultation)
    queue = _in_reading_order(consultation)
    fates, mends, parts, people = FateLog(), MendLog(), Parts(), People()
    facts = []
    for done, (collection, source, ordinal, name) in enumerate(queue):
        if progress is not None:
            progress(name, done, len(queue))
        sheet = read_sheet(folder, source, mapped_headers(source.columns))
        hand = Hand(name, ordinal, consultation, collection, source, sheet, fates, mends)
        hand.note_headers()
        _read_one(hand, people, parts)
        facts.append(_facts(hand, sheet))
    tables = assemble(consultation, parts, fates)
    frames = validate_frames(Frames.of(**tables.frames))
    listed = [name for names in source_names(consultation) for name in names]
    sources = pd.DataFrame(facts).set_index("source").loc[listed].reset_index()
    for name, counts in (("answers", parts.answers), ("texts", tables.texts_by_source)):
        sources[name] = sources["source"].map(counts).fillna(0).astype("int64")
    return Intake(frames, fates.frame(), mends.frame(), sources)


def _in_reading_order(consultation: Consultation) -> list[tuple[Collection, Source, int, str]]:
    """Return all sources; first those that say which number stands for which person."""
    queue = [
        (collection, source, ordinal, name)
        for collection, names in zip(consultation.collections, source_names(consultation), strict=True)
        for ordinal, (source, name) in enumerate(zip(collection.sources, names, strict=True), start=1)
    ]
    return sorted(queue, key=lambda item: not (item[1].columns.person and item[1].columns.respondent))


def _read_one(hand: Hand, people: People, parts: Parts) -> None:
    people.learn(hand)
    match hand.source.layout:
        case Layout.RESPONDENTS:
            read_respondents(hand, people, parts)
        case Layout.ANSWERS:
            read_answers(hand, people, parts)
        case Layout.SESSIONS:
            read_sessions(hand, parts)
        case Layout.CODINGS:
            read_codings(hand, parts)


def _facts(hand: Hand, sheet: Sheet) -> dict[str, object]:
    return {
        "source": hand.name,
        "collection": hand.collection.code,
        "layout": str(hand.source.layout),
        "file": hand.source.file,
        "sheet": sheet.sheet,
        "bytes": sheet.file.size,
        "sha256": sheet.file.sha256,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "rows": len(hand.index),
    }
