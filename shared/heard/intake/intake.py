"""What reading a consultation gives: the frames, and an account of every row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from heard.errors import HeardError
from heard.frames import Frames
from heard.intake.fates import FATES

_BESIDE = ("fates", "mended", "sources")


@dataclass(frozen=True)
class Intake:
    """A consultation that has been read.

    Attributes
    ----------
    frames
        The frames of :mod:`heard.frames`.
    fates
        What became of every row (see :mod:`heard.intake.fates`): source, row, column, unit, fate, rule,
        target.
    mended
        Labels read as others that differ only in spaces, line breaks or case, and labels nobody listed:
        source, column, what, written, read_as, rows. For inside the review only.
    sources
        One row a source: source, collection, layout, file, sheet, bytes, sha256, encoding, delimiter;
        rows and answers (cells of free-text questions, one row a respondent) read, and texts kept.
    """

    frames: Frames
    fates: pd.DataFrame
    mended: pd.DataFrame
    sources: pd.DataFrame

    def write(self, folder: Path) -> None:
        """Write everything as Parquet into a folder that exists."""
        self.frames.write(folder)
        for name in _BESIDE:
            getattr(self, name).to_parquet(folder / f"{name}.parquet", index=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read what :meth:`write` wrote."""
        beside = {name: pd.read_parquet(folder / f"{name}.parquet") for name in _BESIDE}
        return cls(Frames.read(folder), **beside)


def account(intake: Intake) -> pd.DataFrame:
    """Return, for each source, how many rows and answers were read and what became of them.

    Returns
    -------
    pandas.DataFrame
        source, unit (row or answer), read, kept, merged, set_aside, unaccounted (0 where all is well).
        Answers are the cells of free-text questions in sources of one row a respondent; other sources have
        none.
    """
    rows = _account(intake, "row")
    # Answers that are kept are not logged one by one: they are the texts made of them.
    answers = _account(intake, "answer").assign(kept=intake.sources["texts"])
    table = pd.concat([rows, answers[answers["read"] > 0]], ignore_index=True)
    table["unaccounted"] = table["read"] - table["kept"] - table["merged"] - table["set_aside"]
    return table


def _account(intake: Intake, unit: str) -> pd.DataFrame:
    logged = intake.fates[intake.fates["unit"] == unit]
    table = intake.sources[["source", f"{unit}s"]].set_axis(["source", "read"], axis="columns")
    table.insert(1, "unit", unit)
    for fate in FATES:
        counts = logged.loc[logged["fate"] == fate, "source"].astype("str").value_counts()
        table[fate.replace(" ", "_")] = table["source"].map(counts).fillna(0).astype("int64")
    return table


def reconcile(intake: Intake) -> pd.DataFrame:
    """Return the account of rows and answers (see :func:`account`), once it is known to hold.

    Raises
    ------
    HeardError
        If rows or answers read are not those kept, merged and set aside, or texts made not those in the
        frame.
    """
    table = account(intake)
    wrong = table[table["unaccounted"] != 0]
    if len(wrong):
        first = wrong.iloc[0]
        lost = f"{first['unaccounted']:,} of {first['read']:,} {first['unit']}s"
        raise _fault(f"{lost} are not accounted for", str(first["source"]))
    made, held = int(intake.sources["texts"].sum()), len(intake.frames.texts)
    if made != held:
        raise _fault(f"the sources gave {made:,} texts and the frame holds {held:,}", "frame texts")
    return table.drop(columns="unaccounted")


def _fault(what: str, where: str) -> HeardError:
    return HeardError(what, where=where, fix="This is a fault in Heard: please report it.")
