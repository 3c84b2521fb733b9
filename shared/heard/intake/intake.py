"""What reading a consultation gives: the frames, and an account of every row."""

from dataclasses import dataclass

import pandas as pd

from heard.errors import HeardError
from heard.frames import Frames


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
        rows and answers read, and texts kept.
    """

    frames: Frames
    fates: pd.DataFrame
    mended: pd.DataFrame
    sources: pd.DataFrame


def account(intake: Intake) -> pd.DataFrame:
    """Return, for each source and unit, what was read and what became of it.

    Returns
    -------
    pandas.DataFrame
        source, unit (row, answer), read, kept, merged, set_aside, unaccounted (0 where all is well).
    """
    rows = _account(intake, "row", "rows")
    answers = _account(intake, "answer", "answers")
    return pd.concat([rows, answers[answers["read"] > 0]], ignore_index=True)


def _account(intake: Intake, unit: str, read: str) -> pd.DataFrame:
    logged = intake.fates[intake.fates["unit"] == unit]
    counts = logged.groupby(["source", "fate"], observed=True).size().unstack("fate", fill_value=0)
    table = intake.sources[["source", read, "texts"]].rename(columns={read: "read"})
    table.insert(1, "unit", unit)
    for fate in ("kept", "merged", "set aside"):
        named = counts[fate] if fate in counts else pd.Series(dtype="int64")
        named.index = named.index.astype("str")
        table[fate.replace(" ", "_")] = table["source"].map(named).fillna(0).astype("int64")
    if unit == "answer":
        # Answers that are kept are not logged one by one: they are the texts and choices made of them.
        table["kept"] = table["texts"]
    table["unaccounted"] = table["read"] - table["kept"] - table["merged"] - table["set_aside"]
    return table.drop(columns="texts")


def reconcile(intake: Intake) -> pd.DataFrame:
    """Return the account, once it is known to hold.

    Raises
    ------
    HeardError
        If rows read are not rows kept, merged and set aside; or texts made are not texts in the frame.
    """
    table = account(intake)
    wrong = table[table["unaccounted"] != 0]
    if len(wrong):
        first = wrong.iloc[0]
        raise HeardError(
            f"{first['unaccounted']:,} of {first['read']:,} {first['unit']}s are not accounted for",
            where=str(first["source"]),
            fix="This is a fault in Heard: please report it.",
        )
    if int(intake.sources["texts"].sum()) != len(intake.frames.texts):
        raise HeardError(
            "the texts of the sources are not the texts of the frame",
            where="frame texts",
            fix="This is a fault in Heard: please report it.",
        )
    return table
