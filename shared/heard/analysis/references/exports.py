"""Works as CSV, BibTeX and RIS, which programs for references read. Of which kind a work is, nothing says."""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from heard.analysis.references.authors import ET_AL
from heard.analysis.references.resolved import WORKS

# What BibTeX reads as a command, as it is written to stand for itself.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
_ESCAPED = str.maketrans(_ESCAPES)
# A link is taken as it is, but for what would end its field.
_IN_LINK = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def references_csv(works: pd.DataFrame) -> str:
    """Return works as CSV: a header, then work_id, label, authors, year, title, doi and url of each.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    safe = works[list(WORKS)].apply(_without_formulas)
    return str(safe.to_csv(index=False, lineterminator="\n"))


def _without_formulas(cells: pd.Series) -> pd.Series:
    # A carriage return would not be quoted, and what stands after it would be a cell.
    guarded = cells.str.replace(r"^(?=[=+\-@\t\r\n])", "'", regex=True)
    return guarded.str.replace(r"\r\n?", "\n", regex=True)


def references_bibtex(works: pd.DataFrame) -> str:
    """Return works as BibTeX entries of the kind ``misc``, each under its first author, year and id.

    Special characters are escaped; names of organisations and titles are in braces, so that they are taken
    whole and keep their capitals; "et al." becomes "and others".
    """
    return "\n".join(_bibtex(row) for row in _records(works))


def _bibtex(work: dict[str, str]) -> str:
    names = ["others" if each == ET_AL else _bibtex_name(each) for each in _names(work)]
    fields = {
        "author": " and ".join(names),
        "title": work["title"] and f"{{{work['title'].translate(_ESCAPED)}}}",
        "year": work["year"][:4],
        "doi": work["doi"].translate(_IN_LINK),
        "url": _address(work).translate(_IN_LINK),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@misc{{{_key(work)}", *lines]) + "\n}\n"


def _bibtex_name(author: str) -> str:
    escaped = author.translate(_ESCAPED)
    return escaped if "," in author else f"{{{escaped}}}"


def _key(work: dict[str, str]) -> str:
    """Return a key in plain letters and digits that no other work has."""
    family = unicodedata.normalize("NFKD", work["authors"].partition(",")[0].partition(";")[0])
    return re.sub(r"[^A-Za-z0-9-]", "", family) + work["year"] + f"-{work['work_id'].removeprefix('w-')}"


def references_ris(works: pd.DataFrame) -> str:
    """Return works in the RIS format: TY (ELEC for an address alone, else GEN), AU, PY, TI, DO, UR, ID, ER.

    RIS has no escapes: a line is a field, so line breaks in a title become spaces; "et al." is left out.
    """
    return "\n".join("\n".join(_ris(row)) + "\n" for row in _records(works))


def _ris(work: dict[str, str]) -> Iterator[str]:
    of_address = bool(work["url"]) and not (work["authors"] or work["doi"])
    fields = [("TY", "ELEC" if of_address else "GEN")]
    fields += [("AU", name) for name in _names(work) if name != ET_AL]
    fields += [("PY", work["year"][:4]), ("TI", work["title"]), ("DO", work["doi"]), ("UR", _address(work))]
    fields += [("ID", work["work_id"])]
    for tag, value in fields:
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "


def _records(works: pd.DataFrame) -> list[dict[str, str]]:
    rows = works[list(WORKS)].itertuples(index=False, name=None)
    return [dict(zip(WORKS, row, strict=True)) for row in rows]


def _names(work: dict[str, str]) -> list[str]:
    return [each.strip() for each in work["authors"].split(";") if each.strip()]


def _address(work: dict[str, str]) -> str:
    return f"https://{work['url']}" if work["url"] else ""
