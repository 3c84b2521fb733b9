"""Where coders disagree: which code on which text, who put it and who did not."""

import pandas as pd

from heard.analysis.agreement.columns import READ_NOTE
from heard.analysis.agreement.compared import Compared, compared
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, rate, text

_BY = ["text_id", "code"]


def disagreements(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    read: pd.DataFrame | None = None,
    words: bool = False,
) -> ResultTable:
    """Return the codes that some readers of a text put on it and some did not.

    Parameters
    ----------
    read
        Who read which text; see :func:`heard.analysis.agreement.compared.compared`.
    words
        Whether the text itself is in the table, which then must not leave the review.

    Returns
    -------
    Columns text_id, theme, code (names), put_by, not_put_by (coders, by alphabet), text (with ``words``),
    coders (who put it), coders_base (who read the text), coders_share. The text with the most disagreements
    comes first; its codes in the codebook's order.
    """
    found = compared(frames, consultation, scope, read)
    rows = _disagreed(found)
    dimensions = ["text_id", "theme", "code", "put_by", "not_put_by"]
    columns = (
        dimension("text_id", "Text"),
        dimension("theme", "Theme", overlaps=True),
        dimension("code", "Code", overlaps=True),
        dimension("put_by", "Put by", overlaps=True),
        dimension("not_put_by", "Read, and not put, by", overlaps=True),
        *([text("text", "What it says")] if words else []),
        count("coders", "Coders who put it", "coders"),
        base("coders_base", "Coders who read it", "coders"),
        rate("coders_share", "Share who put it", of=("coders", "coders_base")),
    )
    behind = rows[[*dimensions, "coder"]].rename(columns={"coder": "row_id"}).reset_index(drop=True)
    frame = rows.drop_duplicates(_BY).merge(frames.texts[["text_id", "text"]], on="text_id", how="left")
    return ResultTable(
        name="disagreements_in_words" if words else "disagreements",
        title="Codes on which the readers of a text disagree" + (", with the texts" if words else ""),
        frame=frame[[column.name for column in columns]].reset_index(drop=True),
        columns=columns,
        universe=f"{scope_in_words(consultation, scope)} that at least two coders read",
        rows_behind={"coders": behind},
        notes=(READ_NOTE,),
    )


def confused_themes(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    read: pd.DataFrame | None = None,
) -> ResultTable:
    """Return for each two themes the texts on which one coder put the first only and another the second only.

    Columns theme, other_theme, texts, texts_base (texts with either theme, by any coder), texts_share. Each
    pair stands once, the pair most often confused first.
    """
    found = compared(frames, consultation, scope, read)
    order = {name: place for place, name in enumerate(found.codes["theme"].drop_duplicates())}
    put = found.codings[["text_id", "coder", "theme"]].drop_duplicates()
    by = ["theme", "other_theme"]
    rows = {"texts": rows_behind(_instead(put, order), by, "text_id")}
    named = [(one, other) for one in order for other in order if order[one] < order[other]]
    counted = with_counts(pd.DataFrame(named, columns=by, dtype="str"), rows)
    counted["texts_base"] = _with_either(put, counted)
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    counted = counted[counted["texts_base"] > 0]
    return ResultTable(
        name="confused_themes",
        title="Themes of which coders put one instead of the other",
        frame=counted.sort_values("texts", ascending=False, kind="stable").reset_index(drop=True),
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("other_theme", "Other theme", overlaps=True),
            count("texts", "Texts on which one was put instead of the other", "texts"),
            base("texts_base", "Texts with either, by any coder", "texts"),
            rate("texts_share", "Share of texts with either", of=("texts", "texts_base")),
        ),
        universe=f"{scope_in_words(consultation, scope)} that at least two coders read",
        rows_behind=rows,
        notes=(
            "Two frequent themes are confused more often by chance alone; compare the shares, and read the "
            "texts.",
        ),
    )


def _disagreed(found: Compared) -> pd.DataFrame:
    """Return a row a coder who put a disagreed code: names, both lists of coders, and counts."""
    put = found.codings[[*_BY, "theme", "label", "coder"]].drop_duplicates()
    put = put.merge(found.texts[["text_id", "readers"]], on="text_id")
    put["coders"] = put.groupby(_BY)["coder"].transform("size")
    put = put[put["coders"] < put["readers"]].sort_values("coder")
    put = _with_lists(put, found.readings)
    place = {code: at for at, code in enumerate(found.codes["code"])}
    put["place"] = put["code"].map(place)
    put["many"] = put.groupby("text_id")["code"].transform("nunique")
    put = put.sort_values(["many", "text_id", "place"], ascending=[False, True, True], kind="stable")
    put["coders_base"] = put["readers"].astype("int64")
    put["coders_share"] = share(put["coders"], put["coders_base"])
    return put.drop(columns="code").rename(columns={"label": "code"})


def _with_lists(put: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Return rows with put_by and not_put_by: the coders of each side, by alphabet."""
    sides = put[_BY].drop_duplicates().merge(readings, on="text_id")
    sides = sides.merge(put[[*_BY, "coder"]], on=[*_BY, "coder"], how="left", indicator=True)
    lists = {
        name: sides[sides["_merge"] == side].groupby(_BY)["coder"].agg(", ".join).rename(name)
        for name, side in (("put_by", "both"), ("not_put_by", "left_only"))
    }
    for each in lists.values():
        put = put.merge(each.reset_index(), on=_BY, how="left")
    return put


def _instead(put: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Return text_id, theme and other_theme: one coder put the one only, another coder the other only."""
    met = put.merge(put, on="text_id", suffixes=("", "_other"))
    met = met[
        (met["coder"] != met["coder_other"]) & (met["theme"].map(order) < met["theme_other"].map(order))
    ]
    held = pd.MultiIndex.from_frame(put)
    for coder, theme in (("coder", "theme_other"), ("coder_other", "theme")):
        met = met[~pd.MultiIndex.from_frame(met[["text_id", coder, theme]]).isin(held)]
    return met.rename(columns={"theme_other": "other_theme"})[["text_id", "theme", "other_theme"]]


def _with_either(put: pd.DataFrame, pairs: pd.DataFrame) -> list[int]:
    texts = put.groupby("theme")["text_id"].agg(set).to_dict()
    none: set[str] = set()
    return [
        len(texts.get(one, none) | texts.get(other, none))
        for one, other in zip(pairs["theme"], pairs["other_theme"], strict=True)
    ]
