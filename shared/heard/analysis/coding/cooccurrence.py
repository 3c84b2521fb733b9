"""Which themes, and which codes, are raised together in one text."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.labels import readers_names, theme_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import look_up, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, rate

_BY_LENGTH = (
    "A long text raises more themes, so two frequent ones meet by length alone: a pair says that they stand "
    "in one text, not that anyone linked them."
)


def theme_pairs(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return for each pair of themes the texts that raise both, of those that raise either.

    Columns: theme, other_theme, texts, texts_base, texts_share (the Jaccard index). Each pair stands once,
    the pair most often together first.
    """
    coded = coded_texts(frames, consultation, scope)[["text_id", "theme"]].drop_duplicates()
    order = {name: place for place, name in enumerate(theme_names(frames.codes).values())}
    both = coded.merge(coded.rename(columns={"theme": "other_theme"}), on="text_id")
    both = both[both["theme"].map(order) < both["other_theme"].map(order)]
    by = ["theme", "other_theme"]
    names = list(order)
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    rows = {"texts": rows_behind(both, by, "text_id")}
    counted = with_counts(pd.DataFrame(pairs, columns=by, dtype="str"), rows)
    of_theme = coded["theme"].value_counts()
    one, other = (look_up(counted[column], of_theme) for column in by)
    counted["texts_base"] = one + other - counted["texts"]
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    return ResultTable(
        name="theme_pairs",
        title="Themes raised together in one text",
        frame=counted.sort_values("texts", ascending=False, kind="stable").reset_index(drop=True),
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("other_theme", "Other theme", overlaps=True),
            count("texts", "Texts that raise both", "texts"),
            base("texts_base", "Texts that raise either", "texts"),
            rate("texts_share", "Share that raise both (Jaccard index)", of=("texts", "texts_base")),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(_BY_LENGTH,),
    )


def code_pairs(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return each pair of codes that meet in a text, the pair most often together first.

    Columns: code, other_code, texts, texts_base, texts_share (the Jaccard index). A code stands for itself
    alone, not for those below it. Pairs that never meet, which are most, are left out.
    """
    names = readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))
    order = {name: place for place, name in enumerate(names.values())}
    coded = coded_texts(frames, consultation, scope)[["text_id", "code"]].drop_duplicates()
    coded["code"] = coded["code"].map(names).astype("str")
    both = coded.merge(coded.rename(columns={"code": "other_code"}), on="text_id")
    both = both[both["code"].map(order) < both["other_code"].map(order)]
    by = ["code", "other_code"]
    rows = {"texts": rows_behind(both, by, "text_id")}
    met = both[by].drop_duplicates().sort_values(by, key=lambda labels: labels.map(order), ignore_index=True)
    counted = with_counts(met, rows)
    of_code = coded["code"].value_counts()
    one, other = (look_up(counted[column], of_code) for column in by)
    counted["texts_base"] = one + other - counted["texts"]
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    return ResultTable(
        name="code_pairs",
        title="Codes raised together in one text",
        frame=counted.sort_values("texts", ascending=False, kind="stable").reset_index(drop=True),
        columns=(
            dimension("code", "Code", overlaps=True),
            dimension("other_code", "Other code", overlaps=True),
            count("texts", "Texts that raise both", "texts"),
            base("texts_base", "Texts that raise either", "texts"),
            rate("texts_share", "Share that raise both (Jaccard index)", of=("texts", "texts_base")),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(_BY_LENGTH,),
    )
