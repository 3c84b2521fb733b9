"""Read and validate ``consultation.yml``; a mistake is one line with the place and the nearest right word."""

import difflib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from heard.consultation import model
from heard.errors import HeardError

FILE_NAME = "consultation.yml"
_MAX_BYTES = 5_000_000


def load_consultation(folder: Path) -> model.Consultation:
    """Read the consultation of a folder.

    Parameters
    ----------
    folder
        The folder that holds ``consultation.yml``.

    Raises
    ------
    HeardError
        If the file is absent, is not YAML, or does not say what the model asks for.
    """
    path = folder / FILE_NAME
    if not _is_there(path):
        raise HeardError(
            f"there is no {FILE_NAME} in this folder",
            where=str(folder),
            fix="Write a first one with `heard init FILE...`, or name another folder.",
        )
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise HeardError(
            "this is not a list of keys and values", where=str(path), fix="See `heard init --help`."
        )
    if isinstance(content.get("codebook"), str):
        content["codebook"] = read_yaml(folder / content["codebook"])
    try:
        return model.Consultation.model_validate(content)
    except ValidationError as error:
        raise in_one_line(error, path, keys=_all_keys()) from None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # And cannot be looked at: reading it says so.


def read_yaml(path: Path) -> Any:
    """Read one YAML file into plain dicts, lists and scalars; raises HeardError with line and column."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise HeardError(
                f"the file is larger than {_MAX_BYTES:,} bytes", where=str(path), fix="Name another."
            )
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise HeardError("there is no such file", where=str(path), fix="Correct its name.") from None
    except OSError as error:
        raise HeardError(
            f"the file cannot be read ({error.strerror or type(error).__name__})",
            where=str(path),
            fix="Name a file that you may read, not a folder.",
        ) from None
    except UnicodeDecodeError:
        raise HeardError("the file is not UTF-8 text", where=str(path), fix="Save it as UTF-8.") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}, line {mark.line + 1}, column {mark.column + 1}" if mark else str(path)
        raise HeardError(f"not valid YAML: {error.problem}", where=where, fix="Mend this line.") from None
    except (YAMLError, RecursionError, ValueError) as error:
        raise HeardError(
            f"not valid YAML ({type(error).__name__})", where=str(path), fix="Mend the file."
        ) from None


def in_one_line(error: ValidationError, path: Path, *, keys: list[str]) -> HeardError:
    """Return a model's first complaint in one line, with the nearest of ``keys`` for a misspelt one."""
    # A misspelt key first: it explains the key that is missing for want of it.
    complaints = error.errors(include_url=False, include_input=False)
    first, *others = sorted(complaints, key=lambda each: each["type"] != "extra_forbidden")
    place = ".".join(str(part) for part in first["loc"]) or "the whole file"
    what = first["msg"].removeprefix("Value error, ")
    fix = f"Mend `{place}`."
    if first["type"] == "extra_forbidden":
        what = "unknown key"
        missing = [str(each["loc"][-1]) for each in others if each["type"] == "missing"]
        written = str(first["loc"][-1])
        nearest = difflib.get_close_matches(written, missing, n=1) or difflib.get_close_matches(
            written, keys, n=1
        )
        fix = (
            f"Did you mean `{nearest[0]}`?" if nearest else "Remove it, or see the keys in the documentation."
        )
    more = f" ({len(others)} more after this one.)" if others else ""
    return HeardError(f"{place}: {what}", where=str(path), fix=fix + more)


def _all_keys() -> list[str]:
    parts = [
        value for value in vars(model).values() if isinstance(value, type) and issubclass(value, model._Part)
    ]
    return sorted({key for part in parts for key in part.model_fields})
