"""What can be compared: the texts that at least two coders read, and what each of those coders put on them.

A coder has read a text who coded anything on it, or to whom it was given in a batch; somebody who read a text
and did not put a code on it decided against the code. Settled codings are nobody's own decision, and codings
without a coder cannot be held against another's: neither is compared.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from heard.analysis.coding.coded import THEME_ITSELF
from heard.analysis.labels import readers_names, theme_names, with_names
from heard.analysis.scope import Scope, texts_in
from heard.consultation import Consultation
from heard.frames import Frames, is_among

By = Literal["code", "theme"]
_SETTLED = "settled"


@dataclass(frozen=True)
class Compared:
    """Texts that at least two coders read.

    Attributes
    ----------
    texts
        text_id, size (characters) and readers (how many coders read it), by text_id.
    readings
        text_id and coder: who read which of these texts.
    codings
        text_id, code, coder, theme and label (names), start and end (characters; the whole text where the
        coding says none).
    codes
        code, theme and label (names) of the codebook, in its order.
    """

    texts: pd.DataFrame
    readings: pd.DataFrame
    codings: pd.DataFrame
    codes: pd.DataFrame


def compared(
    frames: Frames, consultation: Consultation, scope: Scope, read: pd.DataFrame | None = None
) -> Compared:
    """Return what can be compared in a scope.

    Parameters
    ----------
    read
        Columns text_id and coder: texts that were given to a coder, who read them even where nothing is
        coded. Without it, only those who coded something on a text have read it.

    Raises
    ------
    HeardError
        If the consultation does not have what the scope names.
    """
    texts = texts_in(frames, consultation, scope)[["text_id", "text"]]
    codings = frames.codings[["text_id", "code", "coder", "start", "end", "origin"]].dropna(subset=["coder"])
    codings = codings[(codings["origin"] != _SETTLED) & is_among(codings["text_id"], texts["text_id"])]
    read_by = [codings[["text_id", "coder"]]]
    if read is not None:
        given = read[["text_id", "coder"]].dropna()
        read_by.append(given[is_among(given["text_id"], texts["text_id"])])
    readings = pd.concat(read_by).astype("str").drop_duplicates()
    readers = readings.groupby("text_id").size()
    twice = readers[readers >= 2].rename("readers").reset_index()
    texts = twice.merge(texts, on="text_id").sort_values("text_id", ignore_index=True)
    texts["size"] = texts["text"].str.len().astype("int64")
    readings = readings[is_among(readings["text_id"], texts["text_id"])]
    codes = _labelled(frames.codes)
    return Compared(
        texts[["text_id", "size", "readers"]],
        readings.sort_values(["text_id", "coder"], ignore_index=True),
        _placed(codings, texts).merge(codes, on="code", how="left", validate="many_to_one"),
        codes,
    )


def _placed(codings: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Return the codings of these texts with start and end, the whole text where there is none."""
    placed = codings.drop(columns="origin").merge(texts[["text_id", "size"]], on="text_id", how="inner")
    start = placed["start"].fillna(0).clip(lower=0)
    end = placed["end"].fillna(placed["size"])
    placed["start"] = start.astype("int64")
    placed["end"] = end.astype("int64").clip(upper=placed["size"])
    return placed.drop(columns="size")


def _labelled(codes: pd.DataFrame) -> pd.DataFrame:
    """Return code, theme and label: the names by which readers tell the codes of a theme apart."""
    labels: dict[str, str] = {}
    for _, within in codes.groupby("theme", sort=False):
        below = within[within["parent"].notna()]
        labels |= readers_names(zip(below["code"], below["name"], strict=True))
    return pd.DataFrame(
        {
            "code": codes["code"],
            "theme": with_names(codes["theme"], theme_names(codes)),
            "label": codes["code"].map(labels).astype("str").fillna(THEME_ITSELF),
        }
    )
