"""Read a text file whose encoding and separator are known."""

import io
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from heard.errors import HeardError
from heard.intake.encodings import decoded
from heard.intake.survey import CHUNK, Survey

MOST_CHARACTERS = 1_000_000
_BLOCK = 1 << 24
# A row of our own after the last: if it does not come back, an open quotation mark has swallowed the end.
_LAST = "\x1eend of the file\x1e"


class _WithLastRow(io.RawIOBase):
    """The file's bytes as UTF-8, and then the last row."""

    def __init__(self, file: Survey, codec: str, last: str) -> None:
        self._pieces = self._bytes(file, codec, last)
        self._rest = b""

    @staticmethod
    def _bytes(file: Survey, codec: str, last: str) -> Iterator[bytes]:
        if codec == "utf-8":
            with file.path.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        else:
            for text in decoded(file, codec):
                yield text.encode()
        yield f"\n{last}\n".encode()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._rest += piece
        end = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:end], self._rest[end:]
        return taken


def read_delimited(
    file: Survey, codec: str, delimiter: str, header_row: int, names: Sequence[str], wanted: Sequence[str]
) -> pd.DataFrame:
    """Return the wanted columns as text, indexed by row number.

    Parameters
    ----------
    file, codec, delimiter, header_row
        The file and how it is written.
    names
        A name for each column of the file.
    wanted
        Those to return.

    Raises
    ------
    HeardError
        If a row has another number of columns than the header, a quotation mark stays open, or a cell is
        longer than a million characters.
    """
    places = {name: f"c{at}" for at, name in enumerate(names)}
    chosen = list(dict.fromkeys(["c0", *(places[name] for name in wanted)]))
    table = _parse(file, codec, delimiter, header_row, len(names), chosen)
    if not len(table) or table["c0"][-1].as_py() != _LAST:
        raise HeardError(
            "a quotation mark is opened and never closed",
            where=file.name,
            fix="The file may be cut short: export it again, or close the quotation mark.",
        )
    table = table.slice(0, len(table) - 1)
    for name in wanted:
        _refuse_giant(file, name, table[places[name]], header_row)
    frame: pd.DataFrame = table.select([places[name] for name in wanted]).to_pandas()
    frame.columns = pd.Index(list(wanted), dtype="str")
    frame.index = pd.RangeIndex(header_row + 1, header_row + 1 + len(table), name="row")
    return frame


def _parse(
    file: Survey, codec: str, delimiter: str, header_row: int, columns: int, chosen: list[str]
) -> pa.Table:
    wrong: list[pa_csv.InvalidRow] = []

    def refuse(row: pa_csv.InvalidRow) -> str:
        wrong.append(row)
        return "error"

    names = [f"c{at}" for at in range(columns)]
    last = _LAST + delimiter * (columns - 1)
    try:
        return pa_csv.read_csv(
            pa.PythonFile(_WithLastRow(file, codec, last), mode="r"),
            # One thread, so that a wrong row has a number; reading is bound by other things.
            read_options=pa_csv.ReadOptions(
                column_names=names, skip_rows_after_names=header_row, block_size=_BLOCK, use_threads=False
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=refuse
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                include_columns=chosen,
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        # Arrow's own message quotes the row.
        raise _explained(file, wrong, columns, str(error)) from None


def _explained(file: Survey, wrong: list[pa_csv.InvalidRow], columns: int, message: str) -> HeardError:
    if wrong:
        row = wrong[0]
        place = f"{file.name}, row {row.number}" if row.number else file.name
        return HeardError(
            f"the row has {row.actual_columns} columns where the header has {columns}",
            where=place,
            fix="Check `delimiter`, `header_row` and the quotation marks of this row.",
        )
    if "straddling" in message:
        return HeardError(
            f"a row is longer than {_BLOCK:,} bytes",
            where=file.name,
            fix="A quotation mark is probably never closed, or this is no table: export it again.",
        )
    return HeardError(
        "the file cannot be cut into rows",
        where=file.name,
        fix="Check its quotation marks, or export it again.",
    )


def _refuse_giant(file: Survey, name: str, column: pa.ChunkedArray, header_row: int) -> None:
    length = pc.utf8_length(column)
    longest = pc.max(length).as_py() or 0
    if longest > MOST_CHARACTERS:
        row = header_row + 1 + int(np.argmax(length.to_numpy()))
        raise giant_cell(
            f"{file.name}, row {row}, column `{name}`",
            longest,
            "A quotation mark is probably never closed: mend the row, or split the file.",
        )


def giant_cell(where: str, characters: int, fix: str) -> HeardError:
    """Return the error of a cell that holds more characters than any answer does."""
    return HeardError(
        f"a cell holds {characters:,} characters, more than {MOST_CHARACTERS:,}", where=where, fix=fix
    )
