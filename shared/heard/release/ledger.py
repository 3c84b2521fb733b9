"""The ledger: from a published number back to the rows behind it. It is kept inside the review.

Every row of a published table has an id, made of the release, the table and its categories; a number is named
by that id and its column (``3f9a2c1d.people``). For each release the ledger keeps the true tables, the rows
behind every number, what was hidden, and what the run was made of, in
``work/<consultation>/ledger/<release>``.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from heard.errors import HeardError
from heard.places import work_folder
from heard.release.disclosure import Chosen, EarlierRelease, Estimated, Hidden, Number
from heard.release.plan import Found
from heard.results import Manifest, contract
from heard.results.atomic import write_json, write_text

_ABOUT = "about.json"
_SEALED = "sealed"
_STEP = "_step"


def row_id(release: str, table: str, categories: Sequence[str]) -> str:
    """Return the id of a row of a published table, which depends on its categories alone."""
    named = json.dumps([release, table, *map(str, categories)], ensure_ascii=False)
    return hashlib.blake2b(named.encode(), digest_size=5).hexdigest()


def row_ids(release: str, table: str, frame: pd.DataFrame, dimensions: Sequence[str]) -> list[str]:
    """Return the ids of all rows of a table."""
    return [row_id(release, table, row) for row in frame[list(dimensions)].itertuples(index=False, name=None)]


def ledger_folder(consultation: Path) -> Path:
    """Return the folder of a consultation's ledger, which need not exist."""
    return work_folder(consultation) / "ledger"


@dataclass(frozen=True)
class Released:
    """What went out.

    Attributes
    ----------
    found
        The tables, with the rows behind them.
    hidden
        What was hidden of them.
    estimates
        The estimates as they were published.
    """

    found: Sequence[Found]
    hidden: Hidden
    estimates: Sequence[Estimated]


def write_ledger(folder: Path, release: str, released: Released, manifest: Manifest) -> None:
    """Write the ledger of a release into an empty folder.

    Parameters
    ----------
    manifest
        What the run was made of.
    """
    folder.mkdir(parents=True)
    for each in released.found:
        table = each.chosen.table
        table.frame.to_parquet(folder / f"{table.name}.parquet", index=False)
        for number in each.chosen.numbers:
            place = f"{table.name}.{number}"
            table.rows_behind[number].to_parquet(folder / f"{place}.rows.parquet", index=False)
            states = released.hidden.numbers[table.name, number]
            states.to_parquet(folder / f"{place}.hidden.parquet", index=False)
    for estimated in released.estimates:
        table = estimated.table
        table.frame.assign(**{_STEP: estimated.steps}).to_parquet(
            folder / f"{table.name}.parquet", index=False
        )
        estimated.weights.to_parquet(folder / f"{table.name}.weights.parquet", index=False)
    tables = [
        {
            "entry": each.entry,
            "counts": each.chosen.counts,
            "everybody": each.chosen.everybody,
            "contract": contract.to_json(each.chosen.table),
        }
        for each in released.found
    ]
    estimates = [{"of": each.of, "contract": contract.to_json(each.table)} for each in released.estimates]
    about = {"release": release, "tables": tables, "estimates": estimates}
    write_json(folder / _ABOUT, about | {"run": manifest.model_dump(mode="json")})


def mark_sealed(folder: Path) -> None:
    """Note in a ledger that its release has taken its place: from then on it may be anywhere."""
    write_text(folder / _SEALED, "")


def is_sealed(folder: Path) -> bool:
    """Whether a release went out under this ledger, wherever its folder is now."""
    return (folder / _SEALED).exists()


def remove_ledger(folder: Path) -> None:
    """Remove the ledger of a release that was never sealed."""
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Entry:
    """A release as the ledger keeps it.

    Attributes
    ----------
    release
        The release's name.
    tables
        Its tables, with the rows behind them, and the entry of the run that made each.
    hidden
        What was hidden.
    estimates
        Its estimates as they were published.
    manifest
        What the run was made of.
    """

    release: str
    tables: tuple[tuple[str, Chosen], ...]
    hidden: Mapping[Number, pd.DataFrame]
    estimates: tuple[Estimated, ...]
    manifest: Manifest


def read_ledger(consultation: Path) -> list[Entry]:
    """Return what the ledger keeps of every release of a consultation, in alphabetical order."""
    return [_read(path.parent) for path in sorted(ledger_folder(consultation).glob(f"[!.]*/{_ABOUT}"))]


def earlier_releases(consultation: Path, but: str) -> list[EarlierRelease]:
    """Return every release that went out before, as disclosure control needs it.

    Parameters
    ----------
    but
        A name that is left out: a release that was being made under it was never sealed.
    """
    return [
        EarlierRelease.of(
            entry.release, [chosen for _, chosen in entry.tables], dict(entry.hidden), entry.estimates
        )
        for entry in read_ledger(consultation)
        if entry.release != but
    ]


def _read(folder: Path) -> Entry:
    try:
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        tables = tuple((each["entry"], _table(folder, each)) for each in about["tables"])
        hidden = {
            (chosen.table.name, number): pd.read_parquet(
                folder / f"{chosen.table.name}.{number}.hidden.parquet"
            )
            for _, chosen in tables
            for number in chosen.numbers
        }
        estimates = tuple(_estimated(folder, each) for each in about["estimates"])
    except (OSError, ValueError, KeyError):
        raise HeardError(
            "the ledger of a release cannot be read",
            where=folder.name,
            fix="Restore it from a copy: without it nobody can say what this release gave away.",
        ) from None
    return Entry(about["release"], tables, hidden, estimates, Manifest.model_validate(about["run"]))


def _estimated(folder: Path, each: Mapping[str, Any]) -> Estimated:
    name = each["contract"]["name"]
    frame = pd.read_parquet(folder / f"{name}.parquet")
    table = contract.from_json(each["contract"], frame.drop(columns=_STEP), {})
    weights = pd.read_parquet(folder / f"{name}.weights.parquet")
    of_table, of_column = each["of"]
    return Estimated(table, (of_table, of_column), weights, frame[_STEP])


def _table(folder: Path, each: Mapping[str, Any]) -> Chosen:
    stored = each["contract"]
    name = stored["name"]
    rows = {
        number.name.split(".")[1]: pd.read_parquet(number) for number in folder.glob(f"{name}.*.rows.parquet")
    }
    table = contract.from_json(stored, pd.read_parquet(folder / f"{name}.parquet"), rows)
    return Chosen(table, tuple(each["counts"]), everybody=each["everybody"])
