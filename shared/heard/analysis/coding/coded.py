"""Codings joined to their texts and themes: what every table of codings is counted from."""

from weakref import WeakKeyDictionary

import pandas as pd

from heard.analysis.labels import NOT_STATED, readers_names, theme_names, with_names
from heard.analysis.scope import Scope, check_scope, texts_in
from heard.analysis.tallies import source_of
from heard.consultation import Consultation
from heard.frames import Frames

THEME_ITSELF = "The theme itself"
_SCOPES_KEPT = 4
_KEPT: WeakKeyDictionary[Frames, dict[Scope, pd.DataFrame]] = WeakKeyDictionary()


def coded_texts(frames: Frames, consultation: Consultation, scope: Scope) -> pd.DataFrame:
    """Return the codings of texts in a scope, one row a coding.

    Columns: coding_id, text_id, code, coder, theme and subtheme (names), mention (the id that stands for
    this code on this text: the first of its codings' ids), respondent_id, session_id, source (who the
    text is from: respondent, else session, else the text itself).

    A workbook asks for the same scope for every table, so the last few are kept while their frames are.
    """
    check_scope(consultation, scope)
    kept = _KEPT.setdefault(frames, {})
    if scope not in kept:
        if len(kept) == _SCOPES_KEPT:
            kept.pop(next(iter(kept)))
        kept[scope] = _coded_texts(frames, consultation, scope)
    return kept[scope].copy(deep=False)


def _coded_texts(frames: Frames, consultation: Consultation, scope: Scope) -> pd.DataFrame:
    texts = texts_in(frames, consultation, scope)[["text_id", "collection", "respondent_id", "session_id"]]
    codings = frames.codings[["coding_id", "text_id", "code", "coder"]]
    coded = codings.merge(texts, on="text_id", how="inner", validate="many_to_one")
    coded = coded.merge(_places(frames.codes), on="code", how="left", validate="many_to_one")
    coded["coder"] = coded["coder"].fillna(NOT_STATED)
    coded["mention"] = coded.groupby(["text_id", "code"])["coding_id"].transform("min")
    return coded.assign(source=source_of(coded))


def mentions_of(coded: pd.DataFrame) -> pd.DataFrame:
    """Return coded texts with each code on a text once, whoever coded it."""
    return coded[coded["mention"] == coded["coding_id"]]


def _places(codes: pd.DataFrame) -> pd.DataFrame:
    """Return (code, theme, subtheme): where each code stands; deeper codes count for their subtheme."""
    return pd.DataFrame(
        {
            "code": codes["code"],
            "theme": with_names(codes["theme"], theme_names(codes)),
            "subtheme": subtheme_of(codes).map(subtheme_names(codes)).astype("str").fillna(THEME_ITSELF),
        }
    )


def subtheme_of(codes: pd.DataFrame) -> pd.Series:
    """Return for each code the subtheme (child of a theme) that it is or lies under; missing for a theme."""
    parents = codes.set_index("code")["parent"]
    themes = set(parents.index[parents.isna()])
    current = codes["code"].copy()
    for _ in range(len(codes)):
        parent = current.map(parents)
        deeper = parent.notna() & ~parent.isin(themes)
        if not deeper.any():
            break
        current = current.mask(deeper, parent)
    return current.mask(current.isin(themes))


def subtheme_names(codes: pd.DataFrame) -> dict[str, str]:
    """Return code to name of every subtheme, told apart by the code only within one theme."""
    children = codes[codes["parent"].isin(codes.loc[codes["parent"].isna(), "code"])]
    names: dict[str, str] = {}
    for _, siblings in children.groupby("theme", sort=False):
        names |= readers_names(zip(siblings["code"], siblings["name"], strict=True))
    return names
