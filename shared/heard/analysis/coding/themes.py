"""Themes in order of how often raised, and their subthemes."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from heard.analysis.coding.coded import (
    THEME_ITSELF,
    coded_texts,
    mentions_of,
    subtheme_names,
    subtheme_of,
)
from heard.analysis.intervals import wilson
from heard.analysis.labels import theme_names
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words
from heard.analysis.tallies import grid, largest_share, rows_behind, share, with_counts, with_sums
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, is_among
from heard.tables import (
    ALL,
    Column,
    Margin,
    ResultTable,
    base,
    count,
    dimension,
    estimate,
    interval,
    rate,
)

RankBy = Literal["mentions", "people", "sessions", "people_present"]
COUNTS = ("people", "sessions", "people_present", "mentions")
# Mentions of one person and people of one session hang together: an interval would be far too narrow.
INDEPENDENT = ("people", "sessions")
_UNITS = {
    "people": ("People known who raised it", "All people known with a coded text", "people"),
    "sessions": ("Sessions in which it was raised", "All sessions with a coded text", "sessions"),
    "people_present": (
        "People present where it was raised",
        "All people present at sessions with a coded text",
        "people present",
    ),
    "mentions": ("Mentions", "All mentions", "mentions"),
}
_NOTES = (
    "People known, sessions, people present and mentions are different units: compare themes within a "
    "column, never across columns.",
    "People present where a theme was raised did not all raise it: the notes do not say who spoke.",
    "A theme with a high largest share of one source is the concern of one person or session, not of many.",
    "Only texts with a coding are in the bases: a text without one may not have been read yet.",
    "The limits say how far a share of this base moves by chance alone. Those who came are no random sample, "
    "and people of one session heard each other; mentions and people present have no limits, because those "
    "from one person or one session are not independent.",
)
_NAMED = 6  # of what is on no text: a note that goes on for longer is not read


def coding_totals(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return how many people, sessions, people present, mentions and texts are coded: one row of totals."""
    coded = coded_texts(frames, consultation, scope)
    rows = _rows(coded, frames, ()) | {"texts": rows_behind(coded, (), "text_id")}
    counted = _counted(grid(), rows, frames)
    columns = (
        count("people", "People known with a coded text", "people"),
        count("sessions", "Sessions with a coded text", "sessions"),
        count("people_present", "People present at those sessions", "people present", adds="people"),
        count("mentions", "Mentions", "mentions"),
        count("texts", "Coded texts", "texts"),
    )
    return ResultTable(
        name="coding_totals",
        title="What is coded",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=("A mention is a code on a text, counted once however many coders put it there.",),
    )


def themes(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    rank_by: RankBy = "mentions",
) -> ResultTable:
    """Return every theme of the codebook, the one raised most often first.

    Columns: theme; for each of people, sessions, people_present and mentions the count, its base and its
    share, for people and sessions also the share's limits (low and high; Wilson, 95%); largest_source, the
    share of the theme's mentions that come from one person (or, where nobody is known, from one session).
    A theme counts the people of its subthemes once.

    Parameters
    ----------
    rank_by
        The count that decides the order; equals stay in the codebook's order.
    """
    coded = coded_texts(frames, consultation, scope)
    cells = grid(theme=theme_names(frames.codes).values())
    return _table(
        frames,
        coded,
        cells,
        rank_by=rank_by,
        name="themes",
        title=f"Themes {_in_order_of(rank_by)}",
        dimensions=(dimension("theme", "Theme", overlaps=True),),
        universe=f"coded {scope_in_words(consultation, scope)}",
        margins=_margins("theme", "coding_totals"),
    )


def subthemes(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    theme: str = ALL,
    rank_by: RankBy = "mentions",
) -> ResultTable:
    """Return the subthemes of every theme (or of one), the one raised most often first within a theme.

    Columns: theme, subtheme, then those of :func:`themes`. Codes below a subtheme count for it; a coding
    on the theme and on nothing below it has the row "The theme itself". Bases are of the whole scope.

    Parameters
    ----------
    theme
        A theme's code, or ``"all"``.
    """
    names = theme_names(frames.codes)
    check_known("theme", theme, [ALL, *names])
    codes = frames.codes if theme == ALL else frames.codes[frames.codes["theme"] == theme]
    coded = coded_texts(frames, consultation, scope)
    where = {} if theme == ALL else {"theme": names[theme]}
    return _table(
        frames,
        coded,
        _subtheme_cells(codes, names, coded),
        rank_by=rank_by,
        name="subthemes",
        title=f"Subthemes {_in_order_of(rank_by)}",
        dimensions=(
            dimension("theme", "Theme", overlaps=True),
            dimension("subtheme", "Subtheme", overlaps=True),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        margins=_margins("subtheme", "themes", where),
        of="the codebook" if theme == ALL else names[theme],
    )


def on_no_text(absent: Sequence[str], what: str, of: str = "the codebook") -> tuple[str, ...]:
    """Return the note of a table some rows of which nobody put on a text; none if there is no such row.

    Parameters
    ----------
    absent
        The names of these rows, in the codebook's order.
    what
        What one of them is: "theme" or "subtheme".
    of
        What they are all of.
    """
    if not absent:
        return ()
    one = len(absent) == 1
    named = ", ".join(absent[:_NAMED])
    named += f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
    return (
        f"{len(absent)} {what if one else f'{what}s'} of {of} {'is' if one else 'are'} on no text here: "
        f"{named}; the codings do not say whether coders looked for {'it' if one else 'them'}.",
    )


def _absent(counted: pd.DataFrame, by: tuple[str, ...]) -> list[str]:
    """Return the names of rows that are on no text; one that stands under two themes is told by its theme."""
    twice = counted[by[-1]].duplicated(keep=False)
    names = counted[by[-1]].mask(twice, counted[by[-1]] + " (" + counted[by[0]] + ")")
    return list(names[counted["mentions"] == 0])


def _in_order_of(rank_by: str) -> str:
    if rank_by not in COUNTS:
        raise HeardError(f"themes are not ranked by `{rank_by}`", fix=f"Choose from: {', '.join(COUNTS)}.")
    return f"in order of {_UNITS[rank_by][2]}"


def _subtheme_cells(codes: pd.DataFrame, names: dict[str, str], coded: pd.DataFrame) -> pd.DataFrame:
    """Return (theme, subtheme) in the codebook's order, themes that are coded themselves included."""
    children = codes[subtheme_of(codes) == codes["code"]]
    listed = pd.DataFrame(
        {"theme": children["theme"].map(names), "subtheme": children["code"].map(subtheme_names(codes))}
    )
    on_theme = coded["code"].isin(codes["code"]) & (coded["subtheme"] == THEME_ITSELF)
    itself = coded.loc[on_theme, ["theme", "subtheme"]].drop_duplicates()
    cells = pd.concat([listed, itself], ignore_index=True).astype("str")
    place = cells["theme"].map({name: place for place, name in enumerate(names.values())})
    return cells.loc[place.sort_values(kind="stable").index].reset_index(drop=True)


def _margins(over: str, table: str, where: dict[str, str] | None = None) -> tuple[Margin, ...]:
    return tuple(
        Margin(name, (over,), table, name, where=where or {}, exact=name == "mentions") for name in COUNTS
    )


def _rows(coded: pd.DataFrame, frames: Frames, by: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    known = frames.sessions.loc[frames.sessions["people"].notna(), "session_id"]
    return {
        "people": rows_behind(coded, by, "respondent_id"),
        "sessions": rows_behind(coded, by, "session_id"),
        "people_present": rows_behind(coded[is_among(coded["session_id"], known)], by, "session_id"),
        "mentions": rows_behind(mentions_of(coded), by, "mention"),
    }


def _counted(cells: pd.DataFrame, rows: dict[str, pd.DataFrame], frames: Frames) -> pd.DataFrame:
    people = frames.sessions.set_index("session_id")["people"]
    counted = with_counts(cells, {name: each for name, each in rows.items() if name != "people_present"})
    return with_sums(counted, "people_present", rows["people_present"], people)


def _columns_of(each: str) -> list[Column]:
    """Return the columns of one of the counts: itself, base, share and, for what is independent, limits."""
    label, all_of_it, unit = _UNITS[each]
    columns = [
        count(each, label, unit, adds="people" if each == "people_present" else ""),
        base(f"{each}_base", all_of_it, unit),
        rate(f"{each}_share", f"Share: {label.lower()}", of=(each, f"{each}_base")),
    ]
    if each in INDEPENDENT:
        columns += [
            interval(f"{each}_low", "Lower limit (95%)", of=f"{each}_share", side="low"),
            interval(f"{each}_high", "Upper limit (95%)", of=f"{each}_share", side="high"),
        ]
    return columns


def _table(
    frames: Frames,
    coded: pd.DataFrame,
    cells: pd.DataFrame,
    *,
    rank_by: RankBy,
    name: str,
    title: str,
    dimensions: tuple[Column, ...],
    universe: str,
    margins: tuple[Margin, ...],
    of: str = "the codebook",
) -> ResultTable:
    by = tuple(each.name for each in dimensions)
    chosen = coded[coded["theme"].isin(cells["theme"])]
    rows = _rows(chosen, frames, by)
    counted = _counted(cells, rows, frames)
    totals = _counted(grid(), _rows(coded, frames, ()), frames)
    columns = list(dimensions)
    for each in COUNTS:
        counted[f"{each}_base"] = int(totals[each].sum())
        counted[f"{each}_share"] = share(counted[each], counted[f"{each}_base"])
        if each in INDEPENDENT:
            limits = wilson(counted[each], counted[f"{each}_base"])
            counted[f"{each}_low"], counted[f"{each}_high"] = limits
        columns += _columns_of(each)
    largest = largest_share(mentions_of(chosen), by, "source").rename("largest_source")
    counted = counted.merge(largest.reset_index(), on=list(by), how="left")
    columns.append(estimate("largest_source", "Largest share of mentions from one source", "share"))
    ranked = counted.sort_values(rank_by, ascending=False, kind="stable")
    if len(by) > 1:
        place = {name: place for place, name in enumerate(cells[by[0]].drop_duplicates())}
        ranked = ranked.sort_values(by[0], key=lambda names: names.map(place), kind="stable")
    return ResultTable(
        name=name,
        title=title,
        frame=ranked[[column.name for column in columns]].reset_index(drop=True),
        columns=tuple(columns),
        universe=universe,
        rows_behind=rows,
        margins=margins,
        notes=(*_NOTES, *on_no_text(_absent(counted, by), by[-1], of)),
    )
