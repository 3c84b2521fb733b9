"""How far two strands put the themes in the same order, and how sure that is."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.agreement.resampling import LEAST_UNITS, limits
from heard.analysis.labels import collection_names, theme_names
from heard.analysis.triangulation.coded import (
    A_SOURCE,
    ASKED_DIFFERENTLY,
    coded_by_strand,
    strands_coded,
)
from heard.analysis.triangulation.theme_sets import (
    Numbers,
    ThemeSets,
    kendall_tau_b,
    spearman_rho,
    theme_sets,
)
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, dimension, estimate, interval

DRAWS = 999
SEED = 2021
TOP = 5
LEAST_THEMES = 5
_NONE = "None"
_CORRELATIONS = {"tau": kendall_tau_b, "rho": spearman_rho}
_NOTES = (
    "1: the themes come in the same order in both strands; 0: the orders have nothing to do with each other; "
    "-1: one is the other upside down.",
    "Compared are the themes that both strands raised. A theme that one alone raised is left out, as "
    "the other's coders may not have looked for it: it stands in the table of themes by strand.",
    "The limits say how far the number moves when each strand's sources are drawn anew. In such a draw close "
    "themes swap places, so they lie somewhat nearer to 0 than they should, the more so for a small strand.",
    f"There is no number for fewer than {LEAST_THEMES} themes or where a strand raised all of them equally "
    f"often, and no limits for fewer than {LEAST_UNITS} sources in a strand.",
    "Two strands can agree in the order of themes and not in what was said of them.",
)


@dataclass(frozen=True)
class _Strand:
    """A strand: its title, what its sources raised, and the counts of themes when they are drawn anew."""

    title: str
    raised: ThemeSets
    drawn: Numbers

    def first(self, top: int, themes: list[int]) -> list[int]:
        """Return which of these themes its sources raised most; equals in the order in which they stand."""
        order = np.argsort(-self.raised.counts[themes], kind="stable")
        return [themes[place] for place in order[:top]]


def strand_agreement(
    frames: Frames, consultation: Consultation, draws: int = DRAWS, seed: int = SEED, top: int = TOP
) -> ResultTable:
    """Return for each pair of coded strands how far they agree on which themes come most often.

    Columns: strand, other; themes (that both raised: those compared); tau, tau_low, tau_high (Kendall's
    tau-b of the shares of sources, and its bootstrap percentile interval, 95%); rho, rho_low, rho_high
    (Spearman's); shared (of these, themes among the first ``top`` of both), shared_base (how many both
    could share), by_chance (how many they would share if both orders were random).

    Parameters
    ----------
    draws, seed
        How many times sources are drawn anew within each strand, and from which seed.
    top
        How many themes at the head of each strand are compared; equals in the codebook's order.
    """
    themes = theme_names(frames.codes)
    pairs = list(itertools.combinations(_strands(frames, consultation, [*themes.values()], draws, seed), 2))
    columns = _columns(top)
    rows = pd.DataFrame([_row(*pair, top) for pair in pairs], columns=[column.name for column in columns])
    return ResultTable(
        name="strand_agreement",
        title="Do the strands put the themes in the same order?",
        frame=rows.astype(_types(columns)),
        columns=columns,
        universe="coded texts of all collections",
        rows_behind={
            "themes": _behind([(*pair, _compared(*pair)) for pair in pairs], [*themes]),
            "shared": _behind([(*pair, _shared(*pair, top)) for pair in pairs], [*themes]),
        },
        notes=(*_NOTES, ASKED_DIFFERENTLY, A_SOURCE),
    )


def _strands(
    frames: Frames, consultation: Consultation, themes: list[str], draws: int, seed: int
) -> list[_Strand]:
    coded = coded_by_strand(frames, consultation)
    place = {title: place for place, title in enumerate(collection_names(consultation).values())}
    found = []
    for title in strands_coded(consultation, coded):
        raised = theme_sets(coded[coded["strand"] == title], themes)
        found.append(_Strand(title, raised, raised.drawn(draws, (seed, place[title]))))
    return found


def _row(one: _Strand, other: _Strand, top: int) -> dict[str, object]:
    compared = _compared(one, other)
    at_head = min(top, len(compared))
    return {
        "strand": one.title,
        "other": other.title,
        "themes": len(compared),
        **_correlations(one, other, compared),
        "shared": len(_shared(one, other, top)),
        "shared_base": at_head,
        "by_chance": at_head**2 / len(compared) if compared else np.nan,
    }


def _compared(one: _Strand, other: _Strand) -> list[int]:
    return np.flatnonzero((one.raised.counts > 0) & (other.raised.counts > 0)).tolist()


def _shared(one: _Strand, other: _Strand, top: int) -> list[int]:
    compared = _compared(one, other)
    return sorted({*one.first(top, compared)} & {*other.first(top, compared)})


def _correlations(one: _Strand, other: _Strand, compared: list[int]) -> dict[str, float]:
    """Return tau and rho of two strands with their limits."""
    units: NDArray[np.float64] = np.array([min(one.raised.sources, other.raised.sources)], dtype="float64")
    found: dict[str, float] = {}
    for name, correlation in _CORRELATIONS.items():
        counts = (each.raised.counts[np.newaxis, compared] for each in (one, other))
        estimated = correlation(*counts) if len(compared) >= LEAST_THEMES else np.full(1, np.nan)
        resampled = correlation(*(each.drawn[:, compared] for each in (one, other)))
        around = limits(resampled[:, np.newaxis], estimated, units)
        found |= {name: estimated[0], f"{name}_low": around.low[0], f"{name}_high": around.high[0]}
    return found


def _behind(chosen: Sequence[tuple[_Strand, _Strand, list[int]]], codes: list[str]) -> pd.DataFrame:
    rows = [(one.title, other.title, codes[place]) for one, other, places in chosen for place in places]
    return pd.DataFrame(rows, columns=["strand", "other", "row_id"], dtype="str")


def _columns(top: int) -> tuple[Column, ...]:
    return (
        dimension("strand", "Strand", overlaps=True),
        dimension("other", "Other strand", overlaps=True),
        count("themes", "Themes compared", "themes"),
        estimate("tau", "Kendall's tau-b", "tau-b", undefined=_NONE),
        interval("tau_low", "Tau-b, lower limit (95%)", of="tau", side="low"),
        interval("tau_high", "Tau-b, upper limit (95%)", of="tau", side="high"),
        estimate("rho", "Spearman's rho", "rho", undefined=_NONE),
        interval("rho_low", "Rho, lower limit (95%)", of="rho", side="low"),
        interval("rho_high", "Rho, upper limit (95%)", of="rho", side="high"),
        count("shared", f"Themes among the first {top} of both", "themes"),
        base("shared_base", "Themes that both could share", "themes"),
        estimate("by_chance", "Shared by chance alone", "themes", undefined=_NONE),
    )


def _types(columns: tuple[Column, ...]) -> dict[str, str]:
    kinds = {"dimension": "str", "count": "int64", "base": "int64"}
    return {column.name: kinds.get(column.role, "float64") for column in columns}
