"""What was run on what: the manifest of a run."""

import datetime
import platform
from collections.abc import Sequence
from importlib import metadata
from typing import Any, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict

import heard
from heard.consultation import Consultation
from heard.identity import Actor

_PACKAGES = ("altair", "dask", "gptables", "numpy", "pandas", "papermill", "pyarrow", "scipy", "tomotopy")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputFile(_Part):
    """One source that was read."""

    source: str
    file: str
    sha256: str
    bytes: int
    rows: int


class Account(_Part):
    """What became of the rows (or answers) of one source."""

    source: str
    unit: str
    read: int
    kept: int
    merged: int
    set_aside: int

    @property
    def reconciles(self) -> bool:
        """Whether everything read is accounted for."""
        return self.read == self.kept + self.merged + self.set_aside


class Rule(_Part):
    """How often a rule decided a fate."""

    source: str
    unit: str
    fate: str
    rule: str
    number: int


class Failure(_Part):
    """Why an entry did not finish: the cell, counted from 1, and the reason in one line."""

    cell: int | None
    reason: str


class EntryRecord(_Part):
    """One entry of the batch, as it ended."""

    name: str
    workbook: str
    parameters: dict[str, Any] = {}
    seconds: float = 0.0
    failure: Failure | None = None


class ByHand(_Part):
    """What people had added by hand when the run began: the number of acts, and when the last was (UTC)."""

    acts: int
    last_at: datetime.datetime


class Manifest(_Part):
    """What was run on what, by whom, and how it ended.

    Attributes
    ----------
    run
        The run's name.
    began_at, ended_at
        Times with their zone.
    actor, known_by
        Who started it (see :mod:`heard.identity`).
    versions
        Of Heard, Python, and the packages that shape results.
    title, owner, synthetic
        The consultation's.
    inputs, accounts, rules
        The files read, what became of their rows, and by which rules.
    by_hand
        The state of the store; None where nobody has added anything.
    entries
        In the order of the batch.
    """

    run: str
    began_at: datetime.datetime
    ended_at: datetime.datetime
    actor: str
    known_by: str
    versions: dict[str, str]
    title: str
    owner: str
    synthetic: bool
    inputs: tuple[InputFile, ...] = ()
    accounts: tuple[Account, ...] = ()
    rules: tuple[Rule, ...] = ()
    by_hand: ByHand | None = None
    entries: tuple[EntryRecord, ...] = ()

    @property
    def failed(self) -> list[EntryRecord]:
        """The entries that did not finish."""
        return [entry for entry in self.entries if entry.failure]

    @property
    def unreconciled(self) -> list[Account]:
        """The accounts that do not add up."""
        return [account for account in self.accounts if not account.reconciles]

    @classmethod
    def of(
        cls,
        run: str,
        consultation: Consultation,
        actor: Actor,
        began_at: datetime.datetime,
        *,
        sources: pd.DataFrame,
        account: pd.DataFrame,
        fates: pd.DataFrame,
        by_hand: ByHand | None,
        entries: Sequence[EntryRecord],
    ) -> Self:
        """Return the manifest of a run that ends now.

        Parameters
        ----------
        run, consultation, actor, began_at
            What was run, on what, by whom and since when.
        sources
            One row a source read: source, file, sha256, bytes, rows.
        account
            One row a source and unit: source, unit, read, kept, merged, set_aside.
        fates
            The fate log: source, unit, fate, rule.
        by_hand
            The state of the store.
        entries
            What became of each entry.
        """
        by = ["source", "unit", "fate", "rule"]
        rules = fates.groupby(by, observed=True, sort=True).size().rename("number").reset_index()
        return cls(
            run=run,
            began_at=began_at,
            ended_at=datetime.datetime.now(datetime.UTC),
            actor=actor.name,
            known_by=actor.known_by,
            versions=versions(),
            title=consultation.title,
            owner=consultation.owner,
            synthetic=consultation.synthetic,
            inputs=tuple(InputFile(**row) for row in _records(sources, InputFile)),
            accounts=tuple(Account(**row) for row in _records(account, Account)),
            rules=tuple(Rule(**row) for row in _records(rules[rules["rule"] != ""], Rule)),
            by_hand=by_hand,
            entries=tuple(entries),
        )


def versions() -> dict[str, str]:
    """Return the versions of Heard, Python and the packages that shape results."""
    packages = {name: metadata.version(name) for name in _PACKAGES}
    return {"heard": heard.__version__, "python": platform.python_version(), **packages}


def _records(frame: pd.DataFrame, model: type[_Part]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frame[list(model.model_fields)].astype(object).to_dict(orient="records")  # type: ignore[assignment]
    return rows
