"""Find what separates the columns of a text file, or refuse with the candidates shown."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heard.errors import HeardError
from heard.intake.encodings import decoded
from heard.intake.headers import has_header
from heard.intake.survey import Survey

NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAMPLE = 400_000
_MOST_CELL = 1 << 27


@dataclass(frozen=True)
class Trial:
    """How a sample of the file looks when cut at one separator."""

    delimiter: str
    headers: list[str]
    widths: list[int]

    @property
    def is_even(self) -> bool:
        """Whether every row of the sample has as many columns as the header."""
        return all(width == len(self.headers) for width in self.widths)


def find_delimiter(
    file: Survey, codec: str, header_row: int, named: str | None, expected: Iterable[str]
) -> tuple[str, list[str]]:
    """Return the separator and the headers.

    Parameters
    ----------
    header_row
        The row of headers, from 1.
    named
        The separator that the consultation names, if it does.
    expected
        Headers that the consultation's column map names: where two separators are possible, they decide.

    Raises
    ------
    HeardError
        If no separator, or more than one, can be meant.
    """
    text, whole = _sample(file, codec)
    trials = [_try(text, whole, each, header_row) for each in ([named] if named else NAMES)]
    wanted = list(expected)
    chosen = trials[0] if named else _choose(file, trials, wanted)
    if not any(header.strip() for header in chosen.headers):
        raise HeardError(
            "the row of headers is empty or absent",
            where=f"{file.name}, row {header_row}",
            fix="Set `header_row` to the row that holds the headers.",
        )
    return chosen.delimiter, chosen.headers


def opening_rows(file: Survey, codec: str, number: int) -> list[list[str]]:
    """Return the first rows, each cut at the separator that gives it most cells."""
    text, _ = _sample(file, codec)
    cut = [list(itertools.islice(_rows(text, each), number)) for each in NAMES]
    return [max(ways, key=len) for ways in zip(*cut, strict=False)]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_MOST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _sample(file: Survey, codec: str) -> tuple[str, bool]:
    """Return the beginning of the text, and whether that is all of it."""
    pieces = decoded(file, codec)
    text = "".join(itertools.islice(pieces, 1))
    return text[:_SAMPLE], len(text) <= _SAMPLE and not any(pieces)


def _try(text: str, whole: bool, delimiter: str, header_row: int) -> Trial:
    rows = list(_rows(text, delimiter))
    # A row that the end of the sample cuts would be counted short.
    if not whole and len(rows) > header_row:
        rows.pop()
    headers = rows[header_row - 1] if len(rows) >= header_row else []
    return Trial(delimiter, headers, [len(row) for row in rows[header_row:] if row])


def _choose(file: Survey, trials: list[Trial], expected: list[str]) -> Trial:
    named = [
        trial for trial in trials if expected and all(has_header(trial.headers, each) for each in expected)
    ]
    split = [trial for trial in trials if len(trial.headers) > 1]
    for candidates in (
        [trial for trial in named if trial.is_even],
        named,
        [trial for trial in split if trial.is_even],
    ):
        if len(candidates) == 1 or (candidates and all(len(each.headers) == 1 for each in candidates)):
            return candidates[0]
        if len(candidates) > 1:
            raise _undecided(file, candidates, "more than one separator gives even rows")
    if len(split) > 1:
        raise _undecided(file, split, "no separator gives every row as many columns as the header")
    # One column, or one separator and uneven rows, whose first the parser will name.
    return next((trial for trial in [*split, *trials] if split or trial.is_even), trials[0])


def _undecided(file: Survey, candidates: list[Trial], why: str) -> HeardError:
    shown = ", ".join(f"{NAMES[each.delimiter]} with {len(each.headers)} columns" for each in candidates)
    return HeardError(
        f"{why} (candidates: {shown})",
        where=file.name,
        fix="Set `delimiter` in consultation.yml (and `header_row`, if it is not 1).",
    )
