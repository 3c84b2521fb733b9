"""The files of ``heard import`` and ``heard export``: what each ending means."""

import re
from collections.abc import Mapping
from pathlib import Path

from heard.cache.intake import read_kept
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.exchange.incoming import import_codebook, import_project
from heard.exchange.outgoing import codes_of, project_of
from heard.exchange.rating_sheets import is_rating_sheet, read_rating_sheet, write_rating_sheet
from heard.exchange.sources import write_consultation
from heard.exchange.spreadsheet import read_codings, write_codings
from heard.frames import Frames
from heard.identity import Actor
from heard.refi import BY_NAME, Project, Reading, read_codebook, read_project, write_codebook, write_project
from heard.store import find_store, open_store, raters

ENDINGS_IN = (".qdpx", ".qdc", ".xlsx", ".csv")
ENDINGS_OUT = (".qdpx", ".qdc", ".xlsx")


def import_file(path: Path, folder: Path, actor: Actor, positions: str = "") -> list[str]:
    """Take a file of another tool into a consultation, and return the account in words, a line each.

    Parameters
    ----------
    path
        A project (``.qdpx``), a codebook (``.qdc``), or a spreadsheet that Heard wrote: codings, or a rater's
        sheet.
    folder
        The consultation. A project makes it where there is none.
    actor
        Who imports.
    positions
        What the positions of a project count, where a person must say so: a name of
        :data:`heard.refi.BY_NAME`.

    Raises
    ------
    HeardError
        If the file cannot be taken in; then nothing was.
    """
    _check_ending(path, ENDINGS_IN)
    if path.suffix.lower() == ".qdpx":
        return _import_project(path, folder, actor, positions)
    consultation, frames = _read(folder)
    store = open_store(folder, consultation)
    if path.suffix.lower() == ".qdc":
        return import_codebook(read_codebook(path), store, actor, consultation).lines()
    if is_rating_sheet(path):
        return read_rating_sheet(path, store, actor).lines()
    return read_codings(path, store, actor, frames, consultation).lines()


def export_file(folder: Path, path: Path) -> list[str]:
    """Write a consultation's codings as a project (.qdpx), a codebook (.qdc) or a spreadsheet (.xlsx).

    Returns
    -------
    What the file could not hold, a line each.
    """
    _check_ending(path, ENDINGS_OUT)
    consultation, frames = _read(folder)
    store = find_store(folder, consultation)
    if path.suffix.lower() == ".qdpx":
        left = write_project(project_of(frames, consultation, store), path)
        return [f"Left: {each.number:,} {each.what}: {each.why}." for each in left]
    if path.suffix.lower() == ".qdc":
        write_codebook(codes_of(consultation, store), path)
    else:
        write_codings(path, frames, consultation, store)
    return []


def export_rating_sheets(folder: Path, round_id: str, into: Path) -> list[Path]:
    """Write a workbook for each rater invited to a round, into a folder that is made if absent.

    Returns
    -------
    The files, named after the raters (letters and digits) and numbered in the order of their names.
    """
    consultation = load_consultation(folder)
    store = open_store(folder, consultation)
    into.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, rater in enumerate(raters(store, round_id)["rater"], start=1):
        name = f"{number:02} {re.sub(r'[^a-zA-Z0-9]+', ' ', rater)}".strip()
        path = into / f"{name}.xlsx"
        write_rating_sheet(path, store, round_id, rater)
        paths.append(path)
    return paths


def _check_ending(path: Path, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise HeardError(
            "this is no kind of file that codings are exchanged in",
            where=str(path),
            fix=f"Choose a name that ends in {', '.join(endings)}.",
        )


def _read(folder: Path) -> tuple[Consultation, Frames]:
    consultation = load_consultation(folder)
    return consultation, read_kept(folder, consultation).frames


def _import_project(path: Path, folder: Path, actor: Actor, positions: str) -> list[str]:
    project = read_project(path, readings=_readings(positions))
    said = []
    if not (folder / "consultation.yml").exists():
        write_consultation(project, folder)
        said.append(f"Wrote {folder}: look through its consultation.yml, and finish it by hand.")
    consultation, frames = _read(folder)
    taken = import_project(project, open_store(folder, consultation), actor, frames, consultation)
    return [*said, *_of_positions(project), *taken.lines()]


def _readings(positions: str) -> Mapping[str, Reading]:
    if not positions:
        return {}
    if positions not in BY_NAME:
        raise HeardError(
            f"positions are not read as `{positions}`", fix=f"Choose from: {', '.join(BY_NAME)}."
        )
    return {"": BY_NAME[positions]}


def _of_positions(project: Project) -> list[str]:
    names = {source.guid: source.name for source in project.sources}
    return [
        f"Positions in {names.get(each.source_guid, each.source_guid)}: {each.reading or 'undecided'} "
        f"({each.basis}; {each.score.on_words:,} of {each.score.selections:,} selections on word boundaries)."
        for each in project.readings
        if each.scores
    ]
