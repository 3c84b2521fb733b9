"""Agreement over all codes together: on texts, on characters, and on the sets of codes of texts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from heard.analysis.agreement.answers import Answer
from heard.analysis.agreement.columns import (
    ANSWER,
    BASES_NOTE,
    FOR_MANY,
    LABELS,
    READ_NOTE,
    RESAMPLES,
    UNCODED,
    UNCODED_COLUMN,
    UNDEFINED_NOTE,
    UNITS,
    WORKED_OUT,
    coefficient_values,
    interval_note,
)
from heard.analysis.agreement.compared import By, Compared, compared
from heard.analysis.agreement.decisions import decisions
from heard.analysis.agreement.formulas import Numbers, of_sums
from heard.analysis.agreement.pieces import Unit
from heard.analysis.agreement.resampling import Resampling
from heard.analysis.agreement.sets_of_codes import alpha_of_sets, sets_of_codes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, dimension, estimate, interval

SETS = "Sets of codes"
SETS_LABEL = "Krippendorff's alpha (MASI distance)"
_COLUMNS = (
    dimension("unit", "What is judged", overlaps=True),
    dimension("coefficient", "Coefficient", overlaps=True),
    UNCODED_COLUMN,
    ANSWER,
    base("texts", "Texts in the base", "texts"),
    estimate("value", "Agreement", "1 is perfect"),
    interval("low", "Lower limit (95%)", of="value", side="low"),
    interval("high", "Upper limit (95%)", of="value", side="high"),
    RESAMPLES,
)
_POOLED_NOTE = (
    "All codes that anybody put on these texts are pooled: each of them is one decision of each coder on "
    "each text (or character). Sets compare all codes of a text at once, and count a set shared in part as "
    "agreed in part."
)
_TWO_NOTE = "Cohen's kappa and Scott's pi are for two coders: see the table by pair."


def agreement_overall(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    by: By = "code",
    read: pd.DataFrame | None = None,
    resampling: Resampling | None = None,
) -> ResultTable:
    """Return how far coders agree over all codes (or themes) together.

    Parameters
    ----------
    by
        ``code``; or ``theme``: codes of one theme count as the same.
    read
        Who read which text; see :func:`heard.analysis.agreement.compared.compared`.
    resampling
        How to draw the intervals; none without it.

    Returns
    -------
    Columns unit, coefficient, uncoded (which base), answer (``yes``, or why there is none), texts, value,
    low, high, resamples.
    """
    found = compared(frames, consultation, scope, read)
    rows = [row for unit in UNITS for row in _rows_of(found, by, unit, resampling)]
    rows += _rows_of_sets(found, by, resampling)
    names = [column.name for column in _COLUMNS]
    frame = pd.DataFrame(rows, columns=names).astype(
        {"value": "float64", "low": "float64", "high": "float64"}
    )
    order = {label: place for place, label in enumerate([*UNITS.values(), SETS])}
    frame = frame.sort_values(
        ["unit", "coefficient"],
        key=lambda labels: labels.map(order | _coefficients()),
        kind="stable",
        ignore_index=True,
    )
    return ResultTable(
        name="agreement_overall" if by == "code" else f"agreement_overall_by_{by}",
        title=f"Agreement over all {by}s together",
        frame=frame,
        columns=_COLUMNS,
        universe=f"{scope_in_words(consultation, scope)} that at least two coders read",
        notes=(_POOLED_NOTE, BASES_NOTE, UNDEFINED_NOTE, READ_NOTE, interval_note(resampling), _TWO_NOTE),
    )


def _coefficients() -> dict[str, int]:
    return {label: place for place, label in enumerate([*(LABELS[name] for name in FOR_MANY), SETS_LABEL])}


def _rows_of(found: Compared, by: By, unit: Unit, resampling: Resampling | None) -> list[Sequence[object]]:
    decided = decisions(found, by, unit)
    rows: list[Sequence[object]] = []
    for base_name, uncoded in UNCODED.items():
        texts = len(found.texts) if uncoded else found.codings["text_id"].nunique()

        def weighed(weights: Numbers, uncoded: bool = uncoded) -> dict[str, Numbers]:
            return {
                name: each[:, np.newaxis] for name, each in of_sums(decided.pooled(weights, uncoded)).items()
            }

        behind = np.array([float(texts)])
        row = coefficient_values(weighed, FOR_MANY, len(found.texts), behind, resampling).iloc[0]
        rows += [
            (
                UNITS[unit],
                LABELS[name],
                base_name,
                row["answer"] if pd.isna(row[name]) else WORKED_OUT,
                texts,
                row[name],
                row[f"{name}_low"],
                row[f"{name}_high"],
                row["resamples"],
            )
            for name in FOR_MANY
        ]
    return rows


def _rows_of_sets(found: Compared, by: By, resampling: Resampling | None) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    for base_name, uncoded in UNCODED.items():
        sets = sets_of_codes(found, by, uncoded)
        answer = alpha_of_sets(sets, resampling)
        rows.append(
            (
                SETS,
                SETS_LABEL,
                base_name,
                answer.undefined or WORKED_OUT,
                sets.counts.shape[0],
                answer.value,
                answer.low,
                answer.high,
                _with_answer(answer, resampling),
            )
        )
    return rows


def _with_answer(answer: Answer, resampling: Resampling | None) -> int:
    if resampling is None or answer.value is None:
        return 0
    return resampling.resamples - answer.left_out
