"""Check a batch against the workbooks' parameter cells before anything runs.

papermill takes a misspelt parameter in silence and the notebook keeps its default, so the check is ours; what
a notebook's parameters are called and of which type is papermill's own reading of the cell.
"""

import difflib
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from heard.batch.model import Batch, Entry
from heard.errors import HeardError
from heard.places import workbooks_folder

TYPES: dict[str, Any] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "list[str]": list[str],
    "list[int]": list[int],
}


def check_batch(batch: Batch) -> None:
    """Raise HeardError if an entry names an unknown workbook or parameter, or a value of a wrong type."""
    for entry in batch.workbooks:
        declared = workbook_parameters(workbook_path(entry.workbook))
        for name, value in entry.parameters.items():
            _check_parameter(entry, name, value, declared)


def workbook_path(workbook: str) -> Path:
    """Return the path of a workbook; raises HeardError that suggests the nearest name if there is none."""
    path = workbooks_folder() / f"{workbook}.ipynb"
    if not path.is_file():
        known = sorted(each.stem for each in workbooks_folder().glob("*.ipynb"))
        raise HeardError(f"there is no workbook {workbook}", where="batch", fix=_suggest(workbook, known))
    return path


def workbook_parameters(path: Path) -> dict[str, str]:
    """Return the name and declared type of each parameter of a workbook, in its order."""
    from papermill.inspection import inspect_notebook

    return {name: found["inferred_type_name"] for name, found in inspect_notebook(str(path)).items()}


def _check_parameter(entry: Entry, name: str, value: Any, declared: dict[str, str]) -> None:
    where = f"batch, {entry.name}"
    if name == "consultation":
        raise HeardError(
            "the consultation is named once, for the whole batch", where=where, fix="Remove it here."
        )
    if name not in declared:
        raise HeardError(
            f"the workbook has no parameter {name}", where=where, fix=_suggest(name, list(declared))
        )
    try:
        TypeAdapter(TYPES[declared[name]]).validate_python(value, strict=True)
    except ValidationError:
        raise HeardError(
            f"{name} is of type {type(value).__name__}",
            where=where,
            fix=f"Give a value of type {declared[name]}.",
        ) from None


def _suggest(name: str, known: list[str]) -> str:
    nearest = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {nearest[0]}?" if nearest else f"Choose from: {', '.join(known)}."
