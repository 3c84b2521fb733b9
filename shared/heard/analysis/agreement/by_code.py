"""Agreement on each code and on each theme: which of them the coders see alike, and which not."""

import numpy as np
import pandas as pd

from heard.analysis.agreement.columns import (
    ANSWER,
    BASES_NOTE,
    FOR_MANY,
    READ_NOTE,
    UNCODED,
    UNCODED_COLUMN,
    UNDEFINED_NOTE,
    UNITS,
    coefficient_columns,
    coefficient_values,
    interval_note,
)
from heard.analysis.agreement.compared import By, Compared, compared
from heard.analysis.agreement.decisions import Decisions, decisions
from heard.analysis.agreement.formulas import of_sums
from heard.analysis.agreement.pieces import Unit
from heard.analysis.agreement.resampling import Resampling
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, dimension

_TEXTS = (
    count("texts", "Texts with it, by any coder", "texts"),
    base("texts_base", "Texts that two or more read", "texts"),
)


def agreement_by_code(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    unit: Unit = "texts",
    read: pd.DataFrame | None = None,
    resampling: Resampling | None = None,
) -> ResultTable:
    """Return how far coders agree on each code, with and without uncoded text in the base.

    Parameters
    ----------
    unit
        ``texts`` (put on the text or not) or ``segments`` (put on the character or not).
    read
        Who read which text; see :func:`heard.analysis.agreement.compared.compared`.
    resampling
        How to draw the intervals; none without it.

    Returns
    -------
    Columns theme, code (names), uncoded (which base), answer (``yes``, or why there is none), texts (with the
    code, by any coder), texts_base, each coefficient with its limits, resamples.
    """
    found = compared(frames, consultation, scope, read)
    labels = (dimension("theme", "Theme", overlaps=True), dimension("code", "Code", overlaps=True))
    return _table(found, "code", unit, labels, resampling, scope_in_words(consultation, scope))


def agreement_by_theme(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    unit: Unit = "texts",
    read: pd.DataFrame | None = None,
    resampling: Resampling | None = None,
) -> ResultTable:
    """Return how far coders agree on each theme, whichever of its codes they put.

    Parameters and columns as :func:`agreement_by_code`, without the code.
    """
    found = compared(frames, consultation, scope, read)
    labels = (dimension("theme", "Theme", overlaps=True),)
    return _table(found, "theme", unit, labels, resampling, scope_in_words(consultation, scope))


def _table(
    found: Compared,
    by: By,
    unit: Unit,
    labels: tuple[Column, ...],
    resampling: Resampling | None,
    words: str,
) -> ResultTable:
    decided = decisions(found, by, unit)
    names = [column.name for column in labels]
    cells = _named(found, by, decided)
    parts = [
        cells.assign(uncoded=base_name).join(_values(decided, uncoded, len(found.texts), resampling))
        for base_name, uncoded in UNCODED.items()
    ]
    counted = pd.concat(parts, ignore_index=True)
    place = {item: at for at, item in enumerate(decided.items)}
    counted = counted.sort_values(
        "item", key=lambda items: items.map(place), kind="stable", ignore_index=True
    )
    dimensions = [*names, "uncoded", "answer"]
    rows = {"texts": _rows(found, by, counted[["item", *dimensions]], dimensions)}
    counted = with_counts(counted, rows).assign(texts_base=len(found.texts))
    columns = (*labels, UNCODED_COLUMN, ANSWER, *_TEXTS, *coefficient_columns(FOR_MANY))
    of_segments = "_segments" if unit == "segments" else ""
    return ResultTable(
        name=f"agreement_by_{by}{of_segments}",
        title=f"Agreement on each {by}: {UNITS[unit].lower()}",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"{words} that at least two coders read",
        rows_behind=rows,
        notes=(BASES_NOTE, UNDEFINED_NOTE, READ_NOTE, interval_note(resampling), _not_put(found, by)),
    )


def _named(found: Compared, by: By, decided: Decisions) -> pd.DataFrame:
    """Return item, theme and code (names), a row an item, in the order of the items."""
    items = pd.DataFrame({"item": pd.Series(decided.items, dtype="str")})
    if by == "theme":
        return items.assign(theme=items["item"])
    names = found.codes.rename(columns={"code": "item", "label": "code"})
    return items.merge(names, on="item", how="left", validate="one_to_one")


def _values(decided: Decisions, uncoded: bool, texts: int, resampling: Resampling | None) -> pd.DataFrame:
    behind = np.full(len(decided.items), float(texts)) if uncoded else decided.texts_coded().astype("float64")
    return coefficient_values(
        lambda weights: of_sums(decided.by_item(weights, uncoded)), FOR_MANY, texts, behind, resampling
    )


def _rows(found: Compared, by: By, cells: pd.DataFrame, dimensions: list[str]) -> pd.DataFrame:
    put = found.codings[["text_id", by]].rename(columns={by: "item"}).drop_duplicates()
    return rows_behind(put.merge(cells, on="item"), dimensions, "text_id")


def _not_put(found: Compared, by: By) -> str:
    left = found.codes[by].nunique() - found.codings[by].nunique()
    things = "codes" if by == "code" else "themes"
    return (
        f"{left:,} {things} of the codebook that nobody put on any of these texts are not listed: on them "
        "all agreed, without any variation."
    )
