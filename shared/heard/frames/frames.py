"""The frames of one consultation, held together."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import pandas as pd

from heard.frames.contracts import CONTRACTS, DTYPES


def empty_frame(name: str) -> pd.DataFrame:
    """Return the frame of this name with its columns and types and no row."""
    columns = CONTRACTS[name].columns
    return pd.DataFrame({column: pd.Series(dtype=DTYPES[kind]) for column, kind in columns.items()})


@dataclass(frozen=True, eq=False)
class Frames:
    """Every frame of a consultation; ``heard.frames.CONTRACTS`` says what each holds.

    Frames are never changed in place: what is worked out from them may be kept for as long as they are.
    """

    respondents: pd.DataFrame
    participations: pd.DataFrame
    memberships: pd.DataFrame
    sessions: pd.DataFrame
    attendance: pd.DataFrame
    questions: pd.DataFrame
    texts: pd.DataFrame
    choices: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame

    @classmethod
    def of(cls, **frames: pd.DataFrame) -> Self:
        """Return frames with those given, each brought to its contract's columns and types, others empty.

        A column that may be empty can be left out: it is empty then.
        """
        return cls(**{name: _conform(name, frames.get(name)) for name in CONTRACTS})

    def items(self) -> list[tuple[str, pd.DataFrame]]:
        """Return (name, frame) of every frame."""
        return [(each.name, getattr(self, each.name)) for each in fields(self)]

    def write(self, folder: Path) -> None:
        """Write each frame as Parquet into a folder that exists."""
        for name, frame in self.items():
            frame.to_parquet(folder / f"{name}.parquet", index=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read what :meth:`write` wrote."""
        return cls.of(**{name: pd.read_parquet(folder / f"{name}.parquet") for name in CONTRACTS})


def _conform(name: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        return empty_frame(name)
    contract = CONTRACTS[name]
    left_out: dict[str, Any] = dict.fromkeys(contract.may_be_empty.difference(frame.columns), pd.NA)
    types = {column: DTYPES[kind] for column, kind in contract.columns.items()}
    return frame.assign(**left_out).astype(types)[list(types)].reset_index(drop=True)
