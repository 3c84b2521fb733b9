"""Write the demo consultation: what is drafted and planted goes into files, and its truth beside them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from heard.demo import advice, evidence
from heard.demo.advice import add_advice
from heard.demo.codings import add_codings
from heard.demo.definition import definition
from heard.demo.draft import Draft, Row
from heard.demo.engagement import NOTES, add_engagement
from heard.demo.evidence import add_evidence
from heard.demo.feedback import add_feedback
from heard.demo.files import write_csv, write_xlsx
from heard.demo.plantings import PLANTINGS
from heard.demo.ratings import add_ratings
from heard.demo.strand_codings import add_strand_codings
from heard.demo.text import Text
from heard.demo.truth import add_truth

DEMO_SEED = 2021
Planting = Callable[[Draft], None]
_COPIED = {
    "consultation.yml": "consultation.yml",
    "codebook.yml": "codebook.yml",
    "practice_models.yml": "practice_models.yml",
    "people_and_bodies.yml": "people_and_bodies.yml",
    "ways_of_engaging.yml": "ways_of_engaging.yml",
    "reading_topics.yml": "reading_topics.yml",
    "README.md": "readme.txt",
    "truth/README.md": "truth_readme.txt",
}
_ABOVE_NOTES = ["Synthetic notes: nobody said any of this", "Contemporaneous notes, all sessions", ""]


def write_demo(folder: Path, seed: int = DEMO_SEED, plantings: Sequence[Planting] = PLANTINGS) -> None:
    """Write the demo consultation into a folder, which is made if absent.

    Parameters
    ----------
    folder
        Where to; files of the same names are written over.
    seed
        The same seed gives the same bytes on any machine.
    plantings
        What to plant in the drafted texts and rows, each from a stream of its own.
    """
    draft = draft_demo(seed, plantings)
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    for name, source in _COPIED.items():
        (folder / name).write_text(definition(source), encoding="utf-8", newline="\n")
    for name, rows in draft.rows.items():
        _write_rows(folder / name, [_worded(row) for row in rows])
    for name, content in draft.documents.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    for name, rows in draft.truth.items():
        write_csv(folder / "truth" / name, rows, list(rows[0]))


def draft_demo(seed: int, plantings: Sequence[Planting] = PLANTINGS) -> Draft:
    """Return the demo consultation, drafted and planted."""
    draft = Draft(seed)
    collections = (add_engagement, add_codings, add_advice, add_evidence, add_feedback)
    for add in (*collections, *plantings, add_strand_codings, add_truth, add_ratings):
        add(draft)
    return draft


def _worded(row: Row) -> Row:
    return {column: cell.words if isinstance(cell, Text) else cell for column, cell in row.items()}


def _write_rows(path: Path, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if path.name == NOTES:
        write_xlsx(path, rows, columns, sheet="Notes", above=_ABOVE_NOTES)
    elif path.name == advice.EMAIL:
        write_csv(path, rows, columns, delimiter=";", encoding="cp1252")
    elif path.name == evidence.EMAIL:
        write_csv(path, rows, columns, delimiter="\t", encoding="utf-16-le")
    else:
        write_csv(path, rows, columns)
