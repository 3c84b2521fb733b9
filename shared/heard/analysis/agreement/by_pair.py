"""Agreement of every two coders on the texts that both read: which pairs disagree."""

import pandas as pd

from heard.analysis.agreement.columns import (
    ANSWER,
    BASES_NOTE,
    FOR_TWO,
    READ_NOTE,
    UNCODED,
    UNCODED_COLUMN,
    UNDEFINED_NOTE,
    UNITS,
    coefficient_columns,
    coefficient_values,
    interval_note,
)
from heard.analysis.agreement.compared import By, compared
from heard.analysis.agreement.formulas import Numbers
from heard.analysis.agreement.pairs import Pairs, pairs
from heard.analysis.agreement.pieces import Unit
from heard.analysis.agreement.resampling import Resampling
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, dimension

_POOLED_NOTE = (
    "All codes that anybody put on texts that two read are pooled: each is one decision of each coder on "
    "each text (or character) that both read. Pairs that share few texts have wide intervals, or none."
)
_COLUMNS = (
    dimension("coder", "Coder", overlaps=True),
    dimension("other_coder", "Other coder", overlaps=True),
    UNCODED_COLUMN,
    ANSWER,
    base("texts", "Texts that both read", "texts"),
    *coefficient_columns(FOR_TWO),
)


def agreement_by_pair(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    by: By = "code",
    unit: Unit = "texts",
    read: pd.DataFrame | None = None,
    resampling: Resampling | None = None,
) -> ResultTable:
    """Return how far every two coders agree, over all codes (or themes), the least agreed pair first.

    Parameters
    ----------
    by, unit, read, resampling
        As :func:`heard.analysis.agreement.agreement_by_code` and ``agreement_overall``.

    Returns
    -------
    Columns coder, other_coder, uncoded (which base), answer (``yes``, or why there is none), texts, each
    coefficient with its limits, resamples. Pairs come by Cohen's kappa with uncoded text in the base.
    """
    found = compared(frames, consultation, scope, read)
    every = pairs(found, by, unit)
    parts = [
        every.names.assign(uncoded=base_name).join(_values(every, uncoded, len(found.texts), resampling))
        for base_name, uncoded in UNCODED.items()
    ]
    place = parts[0]["cohens_kappa"].rank(method="first", na_option="bottom")
    frame = pd.concat([part.assign(place=place) for part in parts])
    frame = frame.sort_values("place", kind="stable", ignore_index=True)
    of_segments = "_segments" if unit == "segments" else ""
    return ResultTable(
        name=f"agreement_by_pair{of_segments}",
        title=f"Agreement of each pair of coders: {UNITS[unit].lower()}",
        frame=frame[[column.name for column in _COLUMNS]],
        columns=_COLUMNS,
        universe=f"{scope_in_words(consultation, scope)} that both coders read",
        notes=(_POOLED_NOTE, BASES_NOTE, UNDEFINED_NOTE, READ_NOTE, interval_note(resampling)),
    )


def _values(every: Pairs, uncoded: bool, texts: int, resampling: Resampling | None) -> pd.DataFrame:
    def weighed(weights: Numbers) -> dict[str, Numbers]:
        return every.coefficients(weights, uncoded)

    behind = every.names["texts"].to_numpy(dtype="float64")
    return coefficient_values(weighed, FOR_TWO, texts, behind, resampling)
