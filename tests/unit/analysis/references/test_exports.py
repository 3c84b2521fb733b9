"""Exports read back by small readers of each format."""

import csv
import io
import re

import pandas as pd
import pytest

from heard.analysis.references import references_bibtex, references_csv, references_ris
from heard.analysis.references.resolved import WORKS

_HARD = "50% of {A} & B_C #1 ~ ^ $5 \\alpha"


@pytest.fixture
def works() -> pd.DataFrame:
    rows = [
        ("w-1", "Ó Néill and O'Brien (2016a)", "Ó Néill, T.; O'Brien, F.", "2016a", _HARD, "10.1/a_b{c}", ""),
        (
            "w-2",
            "Greenway Trust (2009)",
            "Greenway Trust",
            "2009",
            '=SUM(A1), "so"',
            "",
            "a.org/x_y?b=1%20&c=2",
        ),
        ("w-3", "Stein et al. (2006)", "Stein; et al.", "2006", "", "", ""),
        ("w-4", "A web page", "", "", "", "", "b.org/x"),
    ]
    return pd.DataFrame(rows, columns=list(WORKS), dtype="str")


def read_bibtex(written: str) -> dict[str, dict[str, str]]:
    """Return key to fields; braces are counted, and a field is closed by the brace that opened it."""
    entries: dict[str, dict[str, str]] = {}
    for entry in re.split(r"(?m)^@misc\{", written)[1:]:
        key, _, body = entry.partition(",")
        fields = {}
        for start in re.finditer(r"(?m)^  (\w+) = \{", body):
            depth, at = 1, start.end()
            while depth:
                at += 2 if body[at] == "\\" and body[at + 1] in "\\{}" else 1
                depth += {"{": 1, "}": -1}.get(body[at - 1], 0) if body[at - 2] != "\\" else 0
            fields[start[1]] = body[start.end() : at - 1]
        entries[key] = fields
    return entries


def unescaped(value: str) -> str:
    commands = {"textbackslash{}": "\\", "textasciitilde{}": "~", "textasciicircum{}": "^"}
    pattern = r"\\(text\w+\{\}|.)"
    return re.sub(pattern, lambda found: commands.get(found[1], found[1]), value)


def test_bibtex_comes_back_as_it_was(works: pd.DataFrame) -> None:
    entries = read_bibtex(references_bibtex(works))
    assert list(entries) == ["ONeill2016a-1", "GreenwayTrust2009-2", "Stein2006-3", "-4"]
    first, trust, others, page = entries.values()
    assert first["author"].split(" and ") == ["Ó Néill, T.", "O'Brien, F."]
    assert first["title"].startswith("{")
    assert unescaped(first["title"][1:-1]) == _HARD
    assert (first["year"], first["doi"]) == ("2016", "10.1/a_b%7Bc%7D")
    assert trust["author"] == "{Greenway Trust}"
    assert trust["url"] == "https://a.org/x_y?b=1%20&c=2"
    assert others == {"author": "{Stein} and others", "year": "2006"}
    assert page == {"url": "https://b.org/x"}


def test_nothing_in_bibtex_is_left_to_be_read_as_a_command(works: pd.DataFrame) -> None:
    title = read_bibtex(references_bibtex(works))["ONeill2016a-1"]["title"]
    assert re.findall(r"(?<!\\)[&%$#_~^]", title) == []


def read_ris(written: str) -> list[dict[str, list[str]]]:
    records: list[dict[str, list[str]]] = []
    for line in written.splitlines():
        if not line:
            continue
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()  # type: ignore[union-attr]
        if tag == "TY":
            records.append({})
        records[-1].setdefault(tag, []).append(value)
    return records


def test_ris_comes_back_as_it_was(works: pd.DataFrame) -> None:
    works.loc[2, "title"] = "Two\nlines"
    first, trust, others, page = read_ris(references_ris(works))
    assert first["TY"] == ["GEN"]
    assert first["AU"] == ["Ó Néill, T.", "O'Brien, F."]
    assert (first["PY"], first["TI"], first["DO"]) == (["2016"], [_HARD], ["10.1/a_b{c}"])
    assert trust["UR"] == ["https://a.org/x_y?b=1%20&c=2"]
    assert (others["AU"], others["TI"]) == (["Stein"], ["Two lines"])
    assert page == {"TY": ["ELEC"], "UR": ["https://b.org/x"], "ID": ["w-4"], "ER": [""]}
    for record in (first, trust, others, page):
        assert next(iter(record)) == "TY"
        assert list(record)[-1] == "ER"


def test_csv_comes_back_as_it_was_but_for_formulas(works: pd.DataFrame) -> None:
    rows = list(csv.DictReader(io.StringIO(references_csv(works))))
    assert [row["work_id"] for row in rows] == list(works["work_id"])
    assert rows[1]["title"] == '\'=SUM(A1), "so"'
    assert rows[0]["title"] == _HARD
    assert rows[0]["authors"] == works.at[0, "authors"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\r\n"])
def test_no_cell_begins_as_a_formula(works: pd.DataFrame, first: str) -> None:
    works.loc[0, "title"] = works.loc[1, "label"] = f"{first}SUM(A1)"
    rows = list(csv.DictReader(io.StringIO(references_csv(works), newline="")))
    written = "\n" if "\r" in first else first
    assert rows[0]["title"] == rows[1]["label"] == f"'{written}SUM(A1)"


def test_a_carriage_return_begins_no_cell(works: pd.DataFrame) -> None:
    works.loc[0, "title"] = "Moves\r=SUM(A1)"
    assert len(list(csv.reader(io.StringIO(references_csv(works), newline="")))) == 1 + len(works)


def test_no_works_are_an_empty_export(works: pd.DataFrame) -> None:
    nothing = works.head(0)
    assert references_csv(nothing) == ",".join(WORKS) + "\n"
    assert references_bibtex(nothing) == ""
    assert references_ris(nothing) == ""
