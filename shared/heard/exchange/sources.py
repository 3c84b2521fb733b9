"""From a project of another tool to a consultation: its sources become a file like any other.

The folder gets ``texts.csv`` (one row a source, who it is from, and what is known of them by the project's
cases and variables), ``codebook.yml`` and ``consultation.yml``, to be looked at and finished by hand.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from heard.errors import HeardError
from heard.frames import stable_id
from heard.refi import Case, Code, Project, Source
from heard.results.atomic import write_text
from heard.store.codebook_changes import short_name

COLLECTION = "sources"
SEPARATOR = ";"
_MOST_GROUPS = 40
"""A variable with more values than this divides nobody into groups: it is an age, a date or a remark."""
_ABOUT = """\
# Made from a project of another tool. Look it through, finish it by hand, then: heard check FOLDER
# `synthetic: false` says that real people said this.
"""


def text_id_of(source_guid: str) -> str:
    """Return the id that a source's text gets when the consultation is read."""
    return stable_id("t", COLLECTION, "answer", source_guid)


def write_consultation(project: Project, folder: Path) -> None:
    """Write a project's texts and codebook as a consultation.

    Parameters
    ----------
    folder
        A folder without a ``consultation.yml``; it is made if absent.

    Raises
    ------
    HeardError
        If the folder holds a consultation already, or the project has no text.
    """
    if (folder / "consultation.yml").exists():
        raise HeardError("there is a consultation already", where=str(folder), fix="Name another folder.")
    texts = [source for source in project.sources if source.text.strip()]
    if not texts:
        raise HeardError("the project holds no text", where=project.name, fix="Export it with its sources.")
    groupings = _groupings(project)
    described: dict[str, Any] = {
        "title": project.name or "A project of another tool",
        "owner": "To be filled in",
        "synthetic": False,
        "codebook": "codebook.yml",
        "groupings": list(groupings.values()),
        "collections": [_collection(groupings)],
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "texts.csv", _csv(project, texts, groupings))
    write_text(folder / "codebook.yml", _yaml(codebook_of(project.codes)))
    # Last: a folder without it is no consultation yet.
    write_text(folder / "consultation.yml", _ABOUT + _yaml(described))


def code_names(codes: Iterable[Code]) -> dict[str, str]:
    """Return the short name in the codebook of each code of a tree, by its identifier."""
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    for code in _walk(codes):
        names[code.guid] = short_name(code.name, taken)
        taken[names[code.guid]] = code.guid
    return names


def _walk(codes: Iterable[Code]) -> Iterable[Code]:
    for code in codes:
        yield code
        yield from _walk(code.children)


def codebook_of(codes: tuple[Code, ...]) -> list[dict[str, Any]]:
    """Return a codebook as ``consultation.yml`` has it."""
    names = code_names(codes)
    return [_code(code, names) for code in codes]


def _code(code: Code, names: Mapping[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": names[code.guid], "name": code.name or names[code.guid]}
    if code.description:
        entry["definition"] = code.description
    if code.children:
        entry["codes"] = [_code(child, names) for child in code.children]
    return entry


def _groupings(project: Project) -> dict[str, dict[str, Any]]:
    """Return the variables that divide people into groups, as groupings, by the variable's identifier.

    A value with a semicolon is several groups that somebody holds at once, as ``heard export`` writes them.
    """
    groupings: dict[str, dict[str, Any]] = {}
    taken: dict[str, str] = {}
    for variable in project.variables:
        said = _values(project, variable.guid)
        values = sorted({value.strip() for each in said for value in each.split(SEPARATOR)} - {""})
        if variable.type in ("Text", "Boolean", "Integer") and 1 < len(values) <= _MOST_GROUPS:
            code = short_name(variable.name, taken)
            taken[code] = variable.guid
            overlapping = any(SEPARATOR in each for each in said)
            about = {"code": code, "name": variable.name, "overlapping": overlapping}
            groupings[variable.guid] = {**about, "groups": _groups(values)}
    return groupings


def _values(project: Project, variable: str) -> set[str]:
    given = (each for case in project.cases for each in case.values if each.variable_guid == variable)
    return {str(each.value) for each in given if each.value not in (None, "")}


def _groups(values: Iterable[str]) -> list[dict[str, str]]:
    taken: dict[str, str] = {}
    for value in values:
        taken[short_name(value, taken)] = value
    return [{"code": code, "name": value} for code, value in taken.items()]


def _collection(groupings: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    columns: dict[str, Any] = {"answer": "Source", "respondent": "Case", "text": "Text"}
    if groupings:
        columns["groups"] = {
            each["code"]: {"column": each["code"]} | ({"separator": SEPARATOR} if each["overlapping"] else {})
            for each in groupings.values()
        }
    source = {"file": "texts.csv", "layout": "answers", "columns": columns}
    return {"code": COLLECTION, "title": "Sources of the project", "kind": "engagement", "sources": [source]}


def _csv(project: Project, texts: Iterable[Source], groupings: Mapping[str, dict[str, Any]]) -> str:
    cases = case_of_source(project)
    written = io.StringIO(newline="")
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerow(["Source", "Name", "Case", *(each["code"] for each in groupings.values()), "Text"])
    for source in texts:
        case = cases.get(source.guid)
        known = {each.variable_guid: str(each.value) for each in case.values} if case else {}
        about = (known.get(variable, "") for variable in groupings)
        rows.writerow([source.guid, source.name, case.guid if case else "", *about, source.text])
    return written.getvalue()


def case_of_source(project: Project) -> dict[str, Case]:
    """Return the case that each source is from, where just one case names it."""
    cases: dict[str, list[Case]] = {}
    for case in project.cases:
        for source in case.source_guids:
            cases.setdefault(source, []).append(case)
    return {source: found[0] for source, found in cases.items() if len(found) == 1}


def _yaml(content: Any) -> str:
    written = io.StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.dump(content, written)
    return written.getvalue()
