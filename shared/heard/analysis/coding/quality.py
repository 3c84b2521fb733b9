"""How far the coding itself goes: which texts are coded, in whole or in part, and where codings come from."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.labels import collection_names, with_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, rate

ORIGINS = {
    "file": "Read from a file",
    "hand": "By hand at the coding desk",
    "suggestion": "A suggestion that a coder accepted",
    "import": "Another tool's project",
    "settled": "A disagreement settled",
}
ON_SEGMENT, ON_TEXT = "On a segment", "On the whole text"


def coding_coverage(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return for each collection how many of its texts are coded.

    Columns: collection, texts (coded), texts_base (all in the scope), texts_share, codings (each
    coder's counted).
    """
    texts = _with_collections(texts_in(frames, consultation, scope), consultation)
    coded = _with_places(frames, consultation, scope)
    by = ("collection",)
    shown = [name for name in collection_names(consultation).values() if (texts["collection"] == name).any()]
    rows = {"texts": rows_behind(coded, by, "text_id"), "codings": rows_behind(coded, by, "coding_id")}
    counted = with_counts(grid(collection=shown), rows | {"texts_base": rows_behind(texts, by, "text_id")})
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    columns = (
        dimension("collection", "Collection"),
        count("texts", "Coded texts", "texts"),
        base("texts_base", "All texts", "texts"),
        rate("texts_share", "Share of texts that are coded", of=("texts", "texts_base")),
        count("codings", "Codings, each coder's", "codings"),
    )
    return ResultTable(
        name="coding_coverage",
        title="How many texts are coded",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=scope_in_words(consultation, scope),
        rows_behind=rows,
        margins=(Margin("texts", by, "coding_totals", "texts"),),
        notes=(
            "A text without a coding was not read yet, or was read and holds nothing that the codebook "
            "names: the codings do not tell which.",
        ),
    )


def coding_origins(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return where the codings of each collection come from, and whether they are on segments.

    Columns: collection, origin, placed ("On a segment" or "On the whole text"), codings, codings_base,
    codings_share. Only what there is has a row; the base is the collection's codings.
    """
    coded = _with_places(frames, consultation, scope)
    by = ("collection", "origin", "placed")
    rows = {"codings": rows_behind(coded, by, "coding_id")}
    every = grid(
        collection=collection_names(consultation).values(),
        origin=[*ORIGINS.values(), *sorted(set(coded["origin"]) - set(ORIGINS.values()))],
        placed=(ON_SEGMENT, ON_TEXT),
    )
    counted = with_counts(every, rows | {"codings_base": rows_behind(coded, ("collection",), "coding_id")})
    counted["codings_share"] = share(counted["codings"], counted["codings_base"])
    return ResultTable(
        name="coding_origins",
        title="Where codings come from",
        frame=counted[counted["codings"] > 0].reset_index(drop=True),
        columns=(
            dimension("collection", "Collection"),
            dimension("origin", "Where they come from"),
            dimension("placed", "Put on"),
            count("codings", "Codings", "codings"),
            base("codings_base", "All codings of the collection", "codings"),
            rate("codings_share", "Share of codings", of=("codings", "codings_base")),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}; each coder's codings count",
        rows_behind=rows,
        margins=(Margin("codings", ("origin", "placed"), "coding_coverage", "codings"),),
    )


def _with_places(frames: Frames, consultation: Consultation, scope: Scope) -> pd.DataFrame:
    """Return the codings of a scope with collection (its title), origin (in words) and placed."""
    coded = coded_texts(frames, consultation, scope)[["coding_id", "text_id", "collection"]]
    whence = frames.codings[["coding_id", "start", "origin"]]
    coded = _with_collections(coded, consultation).merge(whence, on="coding_id")
    placed = coded["start"].notna().map({True: ON_SEGMENT, False: ON_TEXT}).astype("str")
    named = coded["origin"].map(ORIGINS).astype("str").fillna(coded["origin"])
    return coded.assign(placed=placed, origin=named)


def _with_collections(rows: pd.DataFrame, consultation: Consultation) -> pd.DataFrame:
    return rows.assign(collection=with_names(rows["collection"], collection_names(consultation)))
