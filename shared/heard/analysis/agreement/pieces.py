"""Where coders overlap, by arithmetic on the ends of their codings: never character by character."""

from typing import Literal

import pandas as pd

Unit = Literal["texts", "segments"]


def merged_spans(codings: pd.DataFrame) -> pd.DataFrame:
    """Return codings with those of one coder, text and item that touch or overlap made one.

    Parameters
    ----------
    codings
        Columns text, item and coder (whole numbers), start and end.
    """
    by = ["text", "item", "coder"]
    spans = codings[codings["end"] > codings["start"]].sort_values([*by, "start", "end"], ignore_index=True)
    covered = spans.groupby(by)["end"].cummax().groupby([spans[name] for name in by]).shift()
    begins = covered.isna() | (spans["start"] > covered)
    merged = spans.groupby(begins.cumsum().to_numpy())
    return merged.agg({"text": "first", "item": "first", "coder": "first", "start": "first", "end": "max"})


def coded_pieces(codings: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Return what at least one coder put an item on, cut where the number of coders changes.

    Parameters
    ----------
    codings
        Columns text, item and coder (whole numbers), start and end.
    unit
        ``texts``: a text is one piece of size 1; ``segments``: pieces of as many characters as they have.

    Returns
    -------
    Columns text, item, coders (how many put the item there) and size.
    """
    if unit == "texts":
        once = codings[["text", "item", "coder"]].drop_duplicates()
        counted = once.groupby(["text", "item"]).size().rename("coders").reset_index()
        return counted.assign(size=1)
    spans = merged_spans(codings)
    ends = pd.concat(
        [
            spans[["text", "item"]].assign(at=spans["start"], change=1),
            spans[["text", "item"]].assign(at=spans["end"], change=-1),
        ]
    ).sort_values(["text", "item", "at"], ignore_index=True)
    # Everything that begins ends within its text and item, so the sum is 0 between them.
    ends["coders"] = ends["change"].cumsum()
    ends["size"] = ends["at"].shift(-1, fill_value=0) - ends["at"]
    return ends.loc[(ends["coders"] > 0) & (ends["size"] > 0), ["text", "item", "coders", "size"]]


def amounts_by_coder(codings: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Return text, coder and amount: how many texts, or characters, of any item the coder coded."""
    if unit == "texts":
        held = codings[["text", "item", "coder"]].drop_duplicates().assign(amount=1)
    else:
        spans = merged_spans(codings)
        held = spans.assign(amount=spans["end"] - spans["start"])
    return held.groupby(["text", "coder"])["amount"].sum().reset_index()


def amounts_shared(codings: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Return text, coder, other_coder (of a greater number) and amount: what both put the same items on."""
    if unit == "texts":
        spans = codings[["text", "item", "coder"]].drop_duplicates().assign(start=0, end=1)
    else:
        spans = merged_spans(codings)
    both = spans.merge(spans, on=["text", "item"], suffixes=("", "_other"))
    both = both[both["coder"] < both["coder_other"]]
    ends, starts = both[["end", "end_other"]].min(axis=1), both[["start", "start_other"]].max(axis=1)
    both = both.assign(amount=(ends - starts).clip(lower=0))
    summed = both.groupby(["text", "coder", "coder_other"])["amount"].sum().reset_index()
    return summed.rename(columns={"coder_other": "other_coder"})
