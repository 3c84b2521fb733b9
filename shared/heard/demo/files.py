"""Write files whose bytes depend on their content alone: no clock, no platform, no compression."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Row = Mapping[str, object]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_csv(
    path: Path, rows: Iterable[Row], columns: Sequence[str], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    """Write rows under a line of headers, one row at a time."""
    with path.open("w", encoding=encoding, newline="") as file:
        if encoding == "utf-16-le":
            file.write("\ufeff")
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row.get(column, "") for column in columns])


def write_xlsx(
    path: Path, rows: Iterable[Row], columns: Sequence[str], *, sheet: str, above: list[str]
) -> None:
    """Write rows to a named sheet, with lines of text above the row of headers."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for line in above:
        page.append([line])
    page.append(list(columns))
    for row in rows:
        page.append([row.get(column, "") or None for column in columns])
    workbook.properties.created = datetime.datetime(*_LONG_AGO)
    held = io.BytesIO()
    workbook.save(held)
    _rewrite_zip(held, path)


def _rewrite_zip(held: io.BytesIO, path: Path) -> None:
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read(name)))
