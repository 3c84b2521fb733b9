"""The measured precision of suggestions as result tables."""

import pandas as pd

from heard.analysis.coding.suggestions.held_out import HeldOut, held_out_precision
from heard.analysis.intervals import wilson
from heard.analysis.labels import readers_names
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.frames import Frames
from heard.tables import Column, Margin, ResultTable, base, count, dimension, interval, rate

_NOTES = (
    "Right means that a coder put the same code on the text. A coder may have overlooked it, so a wrong "
    "suggestion is not always wrong.",
    "Nothing was learnt from the tested texts, from others of the same person (else session), or from texts "
    "of the very same words; texts with an accepted suggestion are not tested.",
)


def suggestion_totals(frames: Frames, held_out: HeldOut | None = None) -> ResultTable:
    """Return how many suggestions for held-out texts were right, over all codes: one row.

    Columns: right, suggested, precision, low, high (Wilson, 95%), coded (times that a coder put one of
    these codes on a tested text), found_share (of those, how many were suggested).

    Parameters
    ----------
    frames
        What to learn from and to test on.
    held_out
        The measurement, if it is there already.

    Raises
    ------
    HeardError
        If fewer than two people or sessions have coded texts.
    """
    measured = held_out or held_out_precision(frames)
    return ResultTable(
        name="suggestion_totals",
        title="How often suggested codes are right, over all codes",
        frame=_counted(frames, measured, ()),
        columns=_COUNTS,
        universe=_universe(measured),
        rows_behind=_rows(frames, measured, ()),
        notes=_NOTES,
    )


def suggestion_precision(frames: Frames, held_out: HeldOut | None = None) -> ResultTable:
    """Return how many suggestions of each code were right, in the order of the codebook.

    Columns: code, then those of :func:`suggestion_totals`, whose parameters and errors it has. Codes on too
    few texts are never suggested; they have no row and are named in a note.
    """
    measured = held_out or held_out_precision(frames)
    rare = [name for code, name in _names(frames).items() if code in measured.not_suggested]
    return ResultTable(
        name="suggestion_precision",
        title="How often suggested codes are right, by code",
        frame=_counted(frames, measured, ("code",)),
        columns=(dimension("code", "Code"), *_COUNTS),
        universe=_universe(measured),
        rows_behind=_rows(frames, measured, ("code",)),
        margins=(Margin("right", ("code",), "suggestion_totals", "right"),),
        notes=(*_NOTES, *([f"Not suggested, on too few texts: {'; '.join(rare)}."] if rare else [])),
    )


_COUNTS: tuple[Column, ...] = (
    count("right", "Suggestions that were right", "suggestions"),
    base("suggested", "Suggestions shown", "suggestions"),
    rate("precision", "Share of suggestions that were right", of=("right", "suggested")),
    interval("low", "Lower limit (95%)", of="precision", side="low"),
    interval("high", "Upper limit (95%)", of="precision", side="high"),
    base("coded", "Codes that coders put on tested texts", "mentions"),
    rate("found_share", "Share of those that were suggested", of=("right", "coded")),
)


def _counted(frames: Frames, measured: HeldOut, by: tuple[str, ...]) -> pd.DataFrame:
    can_be = set(frames.codings["code"]) - set(measured.not_suggested)
    listed = [name for code, name in _names(frames).items() if code in can_be]
    cells = grid(code=listed) if by else grid()
    bases = {
        name: _named(frames, rows).assign(row_id="")[[*by, "row_id"]]
        for name, rows in (("suggested", measured.shown), ("coded", measured.coded))
    }
    counted = with_counts(cells, _rows(frames, measured, by) | bases)
    counted["precision"] = share(counted["right"], counted["suggested"])
    counted["low"], counted["high"] = wilson(counted["right"], counted["suggested"])
    counted["found_share"] = share(counted["right"], counted["coded"])
    return counted[[*by, *(column.name for column in _COUNTS)]]


def _rows(frames: Frames, measured: HeldOut, by: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return the mentions behind the right suggestions."""
    mentions = frames.codings.groupby(["text_id", "code"])["coding_id"].min().rename("mention")
    right = measured.shown[measured.shown["right"]].merge(mentions.reset_index(), on=["text_id", "code"])
    return {"right": rows_behind(_named(frames, right), by, "mention")}


def _named(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(code=rows["code"].map(_names(frames)))


def _names(frames: Frames) -> dict[str, str]:
    return readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))


def _universe(measured: HeldOut) -> str:
    return f"{measured.texts:,} coded texts, each held out once; at most {measured.top} suggestions a text"
