"""Saturation: how many codes were new as more texts were read."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import ResultTable, base, count, dimension, rate


def saturation(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return the codes met so far against the number of texts read, in the order in which they came.

    Columns: texts_read (a whole number), new_codes, codes, codes_base, codes_share. Only texts that
    brought a new code have a row, and the last text read. The base is every code that was used at all.

    Notes
    -----
    Order: date of the session, else of arrival; texts without a date come last; equals by session, then
    by text id, so that the order of rows in a file never matters.
    """
    coded = coded_texts(frames, consultation, scope)[["text_id", "code"]].drop_duplicates()
    order = reading_order(frames, coded["text_id"].drop_duplicates())
    coded["texts_read"] = order.reindex(coded["text_id"]).to_numpy()
    first = coded.groupby("code")["texts_read"].min().reset_index()
    rows = {"new_codes": rows_behind(first, ["texts_read"], "code")}
    steps = sorted({*first["texts_read"], len(order)} - {0})
    counted = with_counts(pd.DataFrame({"texts_read": pd.Series(steps, dtype="int64")}), rows)
    counted["codes"] = counted["new_codes"].cumsum()
    counted["codes_base"] = len(first)
    counted["codes_share"] = counted["codes"] / counted["codes_base"]
    return ResultTable(
        name="saturation",
        title="New codes against texts read",
        frame=counted,
        columns=(
            dimension("texts_read", "Texts read"),
            count("new_codes", "Codes that were new", "codes"),
            count("codes", "Codes met so far", "codes"),
            base("codes_base", "Codes used at all", "codes"),
            rate("codes_share", "Share of codes met so far", of=("codes", "codes_base")),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}, in order of date",
        rows_behind=rows,
        notes=(
            _last_new(first["texts_read"], len(order)),
            "The curve depends on the order of reading, and on a codebook that may have grown meanwhile: "
            "a flat end says that these texts brought nothing new, not that nobody else would.",
        ),
    )


def reading_order(frames: Frames, text_ids: pd.Series) -> pd.Series:
    """Return text id to its place in the order of reading, from 1."""
    texts = frames.texts[is_among(frames.texts["text_id"], text_ids)]
    texts = texts.merge(
        frames.sessions[["session_id", "held_on"]], on="session_id", how="left", validate="many_to_one"
    ).merge(
        frames.participations[["respondent_id", "collection", "received_on"]],
        on=["respondent_id", "collection"],
        how="left",
        validate="many_to_one",
    )
    texts["date"] = texts["held_on"].fillna(texts["received_on"])
    ordered = texts.sort_values(["date", "session_id", "text_id"], na_position="last")
    return pd.Series(range(1, len(ordered) + 1), index=ordered["text_id"], dtype="int64")


def _last_new(places: pd.Series, texts: int) -> str:
    if places.empty:
        return "No text is coded."
    return f"The last new code came with text {int(places.max()):,} of {texts:,}."
