"""Two strands side by side: which themes one raised more often than the other."""

import itertools

import pandas as pd

from heard.analysis.intervals import newcombe
from heard.analysis.labels import collection_names, theme_names
from heard.analysis.scope import check_known
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.analysis.triangulation.coded import (
    A_SOURCE,
    ASKED_DIFFERENTLY,
    ONLY_CODED,
    coded_by_strand,
    strands_coded,
)
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import Column, ResultTable, base, count, dimension, estimate, interval, rate

_MANY = (
    "Every theme is compared, so about one in twenty differs by chance alone. People who took part in both "
    "strands are in both shares, which the limits do not know."
)


def strands_compared(frames: Frames, consultation: Consultation, one: str, other: str) -> ResultTable:
    """Return the themes that both of two strands raised, with the difference of their shares.

    Columns: theme, sources, sources_base, sources_share (of the one strand), others, others_base,
    others_share (of the other), difference (of the shares), low, high (Newcombe, 95%). What the one raised
    more often comes first. Themes that one of the two alone raised are left out, and a note says how many:
    its coders may not have looked for them.

    Parameters
    ----------
    one, other
        The codes of two collections.

    Raises
    ------
    HeardError
        If the consultation has no such collection, or both are the same.
    """
    names = collection_names(consultation)
    for each in (one, other):
        check_known("collection", each, names)
    if one == other:
        raise HeardError("a strand is compared with itself", fix="Choose two different collections.")
    coded = coded_by_strand(frames, consultation)
    rows, bases = {}, {}
    for name, strand in {"sources": names[one], "others": names[other]}.items():
        of_strand = coded[coded["strand"] == strand]
        rows[name] = rows_behind(of_strand, ("theme",), "source")
        bases[f"{name}_base"] = rows_behind(of_strand, (), "source")
    counted = with_counts(grid(theme=theme_names(frames.codes).values()), rows | bases)
    both = (counted["sources"] > 0) & (counted["others"] > 0)
    left_out = _left_out(counted, names[one], names[other])
    counted = counted[both].reset_index(drop=True)
    for name in rows:
        counted[f"{name}_share"] = share(counted[name], counted[f"{name}_base"])
    counted["difference"] = counted["sources_share"] - counted["others_share"]
    counted["low"], counted["high"] = newcombe(
        counted["sources"], counted["sources_base"], counted["others"], counted["others_base"]
    )
    columns = (
        dimension("theme", "Theme", overlaps=True),
        *_of_one("sources", names[one]),
        *_of_one("others", names[other]),
        estimate("difference", "Difference of the shares", "share difference"),
        interval("low", "Difference, lower limit (95%)", of="difference", side="low"),
        interval("high", "Difference, upper limit (95%)", of="difference", side="high"),
    )
    return ResultTable(
        name="strands_compared",
        title=f"{names[one]} and {names[other]}, side by side",
        frame=counted.sort_values("difference", ascending=False, kind="stable")[
            [column.name for column in columns]
        ].reset_index(drop=True),
        columns=columns,
        universe="sources with a coded text of either strand; themes that both raised",
        rows_behind={name: each[each["theme"].isin(counted["theme"])] for name, each in rows.items()},
        notes=(left_out, A_SOURCE, ONLY_CODED, ASKED_DIFFERENTLY, _MANY),
    )


def _left_out(counted: pd.DataFrame, one: str, other: str) -> str:
    """Return a sentence: how many themes are compared, how many are not, and where those stand."""
    raised, others = counted["sources"] > 0, counted["others"] > 0
    return (
        f"Only themes that both strands raised are compared ({(raised & others).sum()}). Left out, as the "
        f"other's coders may not have looked for them, are those that {one} alone raised "
        f"({(raised & ~others).sum()}) or {other} alone ({(others & ~raised).sum()}): they stand in the "
        "table of themes by strand and, if no third strand raised them, in that of one strand alone."
    )


def strand_pairs(frames: Frames, consultation: Consultation) -> dict[str, str]:
    """Return every pair of coded strands: ``one.other`` by their codes, to their titles in words."""
    titles = collection_names(consultation)
    listed = strands_coded(consultation, coded_by_strand(frames, consultation))
    coded = [(code, title) for code, title in titles.items() if title in listed]
    return {
        f"{one}.{other}": f"{title} / {other_title}"
        for (one, title), (other, other_title) in itertools.combinations(coded, 2)
    }


def _of_one(name: str, strand: str) -> tuple[Column, ...]:
    return (
        count(name, f"{strand}: sources who raised it", "sources"),
        base(f"{name}_base", f"{strand}: sources with a coded text", "sources"),
        rate(f"{name}_share", strand, of=(name, f"{name}_base")),
    )
