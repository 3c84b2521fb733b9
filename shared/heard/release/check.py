"""What is looked at before a release is sealed; anything found, and it is not.

The folder is read as a stranger would read it: every file, whatever the code that wrote it meant to put in.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from heard.errors import HeardError
from heard.release.disclosure import Protected

ENDINGS = (".json", ".csv", ".parquet", ".svg", ".md")
_RUN_OF_WORDS = 6
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARKS = re.compile(r"<[^>]*>")
_IDENTIFIERS = re.compile(r"\b[prtsc]-[0-9a-f]{16}\b")


def check_release(
    folder: Path, tables: Mapping[str, Protected], texts: Iterable[str], approved: Iterable[str]
) -> None:
    """Refuse a release folder that holds what must not leave.

    Parameters
    ----------
    folder
        The folder, complete but for its manifest.
    tables
        What may be published of each table.
    texts
        Everything that respondents wrote or said.
    approved
        The wordings of quotations that may be published.

    Raises
    ------
    HeardError
        A file is of another kind, names a row of a person, holds a run of words of somebody that nobody
        approved, or a table has a number that is to be hidden.
    """
    for name, protected in tables.items():
        _check_table(folder, name, protected)
    # Categories are names of the consultation's (a theme, a practice model), and whoever wrote may use them.
    known = set(
        _runs([*approved, *(name for protected in tables.values() for name in _categories(protected))])
    )
    runs = set(_runs(texts)) - known
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = file.relative_to(folder).as_posix()
        if file.suffix not in ENDINGS:
            raise _refused("a file is of a kind that a release does not hold", place)
        if place.partition("/")[0] != "methods":
            words = _words_in(file)
            if any(_IDENTIFIERS.search(each) for each in words):
                raise _refused("a file names a row of a person", place)
            if not runs.isdisjoint(_runs(words)):
                raise _refused("a file holds a respondent's words that nobody approved", place)


def _words_in(file: Path) -> list[str]:
    """Return every string of a file as a reader sees it: escapes and marks undone."""
    if file.suffix == ".parquet":
        frame = pd.read_parquet(file).select_dtypes(exclude="number")
        # A categorical's names are in the file whether or not a row has them.
        named = [frame[column].cat.categories for column in frame.select_dtypes("category")]
        return [str(value) for each in (*named, *(frame[column] for column in frame)) for value in each]
    words = file.read_text(encoding="utf-8")
    if file.suffix == ".json":
        return list(_strings(json.loads(words)))
    return [words, html.unescape(_MARKS.sub(" ", words))]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _categories(protected: Protected) -> list[str]:
    frame = protected.table.frame
    return [str(name) for column in protected.table.dimensions for name in frame[column].unique()]


def _check_table(folder: Path, name: str, protected: Protected) -> None:
    place = f"tables/{name}"
    written = pd.read_parquet(folder / f"{place}.parquet")
    readable = pd.read_csv(folder / f"{place}.csv", dtype="str")
    for column in protected.symbols.columns:
        hidden = (protected.symbols[column] == "c").to_numpy()
        if written.loc[hidden, column].notna().any():
            raise _refused("a table has a number that is to be hidden", f"{place}.parquet")
        if (readable.loc[hidden, column] != "[c]").any():
            raise _refused("a table has a number that is to be hidden", f"{place}.csv")
    stated = {column.name for column in protected.table.columns}
    symbols = {f"{column}_symbol" for column in protected.symbols.columns}
    if not set(written.columns) <= {"id", *stated, *symbols}:
        raise _refused("a table has a column that is not released", f"{place}.parquet")


def _runs(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of several words: as long as it takes to be somebody's own."""
    for text in texts:
        words = _WORD.findall(text.lower())
        yield from zip(*(words[start:] for start in range(_RUN_OF_WORDS)), strict=False)


def _refused(what: str, place: str) -> HeardError:
    return HeardError(
        what, where=place, fix="Nothing was released. This is a fault in Heard: please report it."
    )
