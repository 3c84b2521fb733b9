"""Who coded what: how much each coder coded, and which themes each used."""

from heard.analysis.coding.coded import coded_texts
from heard.analysis.labels import by_size, theme_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, rate

_DIFFERENT_TEXTS = (
    "Coders read different texts, so a difference between them is not yet a disagreement: for that, compare "
    "the texts that both coded."
)


def coders(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return for each coder the texts coded, mentions made and codes used.

    Columns: coder, texts, texts_base, texts_share, mentions, codes. A text that two coders coded counts
    for both.
    """
    coded = coded_texts(frames, consultation, scope)
    by = ("coder",)
    rows = {
        "texts": rows_behind(coded, by, "text_id"),
        "mentions": rows_behind(coded, by, "mention"),
        "codes": rows_behind(coded, by, "code"),
    }
    counted = with_counts(grid(coder=by_size(coded["coder"])), rows)
    counted["texts_base"] = coded["text_id"].nunique()
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    columns = (
        dimension("coder", "Coder", overlaps=True),
        count("texts", "Texts coded", "texts"),
        base("texts_base", "All coded texts", "texts"),
        rate("texts_share", "Share of coded texts", of=("texts", "texts_base")),
        count("mentions", "Mentions", "mentions"),
        count("codes", "Different codes used", "codes"),
    )
    return ResultTable(
        name="coders",
        title="Texts, mentions and codes by coder",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=tuple(Margin(name, by, "coding_totals", name) for name in ("texts", "mentions")),
        notes=(_DIFFERENT_TEXTS,),
    )


def themes_by_coder(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return how often each coder used each theme.

    Columns: theme, coder, texts, texts_base, texts_share. The base is the texts that this coder coded.
    """
    coded = coded_texts(frames, consultation, scope)
    by = ("theme", "coder")
    rows = {"texts": rows_behind(coded, by, "text_id")}
    cells = grid(theme=theme_names(frames.codes).values(), coder=by_size(coded["coder"]))
    counted = with_counts(cells, rows | {"texts_base": rows_behind(coded, ("coder",), "text_id")})
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    return ResultTable(
        name="themes_by_coder",
        title="Themes by coder",
        frame=counted,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("coder", "Coder", overlaps=True),
            count("texts", "Texts with the theme", "texts"),
            base("texts_base", "Texts that the coder coded", "texts"),
            rate("texts_share", "Share of the coder's texts", of=("texts", "texts_base")),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=(Margin("texts", ("theme",), "coders", "texts"),),
        notes=(_DIFFERENT_TEXTS,),
    )
