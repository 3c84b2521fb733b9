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
    names = list(theme_names(frames.codes).values())
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    cells = pd.DataFrame(pairs, columns=["theme", "other_theme"], dtype="str")
    both = _together(coded, "theme", names)
    return _pairs_table("theme", coded, both, cells, scope_in_words(consultation, scope))


def code_pairs(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return each pair of codes that meet in a text, the pair most often together first.

    Columns: code, other_code, texts, texts_base, texts_share (the Jaccard index). A code stands for itself
    alone, not for those below it. Pairs that never meet, which are most, are left out.
    """
    names = readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))
    order = {name: place for place, name in enumerate(names.values())}
    coded = coded_texts(frames, consultation, scope)[["text_id", "code"]].drop_duplicates()
    coded["code"] = coded["code"].map(names).astype("str")
    both = _together(coded, "code", list(order))
    by = ["code", "other_code"]
    met = both[by].drop_duplicates().sort_values(by, key=lambda labels: labels.map(order), ignore_index=True)
    return _pairs_table("code", coded, both, met, scope_in_words(consultation, scope))


def _together(coded: pd.DataFrame, what: str, names: list[str]) -> pd.DataFrame:
    """Return every two of a text (text_id, what, other), each pair once, the one listed earlier first."""
    order = {name: place for place, name in enumerate(names)}
    both = coded.merge(coded.rename(columns={what: f"other_{what}"}), on="text_id")
    return both[both[what].map(order) < both[f"other_{what}"].map(order)]


def _pairs_table(
    what: str, coded: pd.DataFrame, both: pd.DataFrame, cells: pd.DataFrame, universe: str
) -> ResultTable:
    by = [what, f"other_{what}"]
    rows = {"texts": rows_behind(both, by, "text_id")}
    counted = with_counts(cells, rows)
    one, other = (look_up(counted[column], coded[what].value_counts()) for column in by)
    counted["texts_base"] = one + other - counted["texts"]
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    return ResultTable(
        name=f"{what}_pairs",
        title=f"{what.capitalize()}s raised together in one text",
        frame=counted.sort_values("texts", ascending=False, kind="stable").reset_index(drop=True),
        columns=(
            dimension(what, what.capitalize(), overlaps=True),
            dimension(f"other_{what}", f"Other {what}", overlaps=True),
            count("texts", "Texts that raise both", "texts"),
            base("texts_base", "Texts that raise either", "texts"),
            rate("texts_share", "Share that raise both (Jaccard index)", of=("texts", "texts_base")),
        ),
        universe=f"coded {universe}",
        rows_behind=rows,
        notes=(_BY_LENGTH,),
    )
