"""A page for each group: what it raised most, what is its own, and what it shares with everyone."""

import pandas as pd

from heard.analysis.groups.differences import distinctive_themes
from heard.analysis.groups.people import coded_people
from heard.analysis.groups.themes import SMALL, TOGETHER, themes_by_group
from heard.analysis.labels import NOT_STATED, group_dimension, overlap_notes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import look_up
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, interval, rate

TOP = 5
RECURRENT, DISTINCTIVE, SHARED = "Recurrent", "Distinctive", "Shared with everyone"
_FROM = 2  # people: what one person says does not recur


def group_pages(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING, top: int = TOP
) -> ResultTable:
    """Return for each group the themes of its page, in three kinds; a theme may be of two.

    Recurrent: the ``top`` themes by the number of the group's people who raised them, and all that equal
    the last of these; what a single person raised does not recur. Distinctive: as
    :func:`distinctive_themes` says, the largest difference first. Shared with everyone: recurrent here, not
    distinctive, and among the ``top`` themes of all known people.

    Columns: group, kind, theme, place (in the group, by people; equals share a place), place_of_all (among
    all known people with a coded text), people, people_base, people_share, low, high (Wilson, 95%),
    others_base and difference (from everyone else who stated a group). A group nobody of whom has a coded
    text has no row.

    Raises
    ------
    HeardError
        If the consultation does not have the grouping or what the scope names, or ``top`` is below 1.
    """
    if top < 1:
        raise HeardError(f"a page of {top} themes is none", fix="Ask for at least one theme.")
    by_group = themes_by_group(frames, consultation, grouping, scope)
    raised, _ = coded_people(frames, consultation, grouping, scope)
    own = distinctive_themes(frames, consultation, grouping, scope).frame
    cells = _placed(by_group.frame, raised["theme"].value_counts())
    cells = cells.merge(
        own[["group", "theme", "others_base", "difference", "distinctive"]], on=["group", "theme"]
    )
    pages = _kinds(cells, top)
    return ResultTable(
        name="group_pages",
        title=f"What we heard from specific groups ({consultation.grouping(grouping).in_a_sentence})",
        frame=pages[["group", *(column.name for column in _COLUMNS)]],
        columns=(group_dimension(consultation, grouping), *_COLUMNS),
        universe=f"known people who gave a group, with coded {scope_in_words(consultation, scope)}",
        rows_behind={
            "people": by_group.rows_behind["people"].merge(
                pages[["group", "kind", "theme"]], on=["group", "theme"]
            )
        },
        notes=(
            *overlap_notes(consultation, grouping),
            SMALL,
            TOGETHER,
            f"Recurrent: the {top} themes that most people of the group raised, and at least {_FROM} did.",
            "A place is an order of counts: themes a few people apart could as well stand the other way.",
            f"Shared: not distinctive of the group, and among the {top} that most known people raised, of "
            "whom a large group has more. In a small group what is its own may not show as distinctive.",
        ),
    )


_COLUMNS = (
    dimension("kind", "Kind", overlaps=True),
    dimension("theme", "Theme", overlaps=True),
    estimate("place", "Place in the group", "place"),
    estimate("place_of_all", "Place among all", "place"),
    count("people", "People who raised it", "people"),
    base("people_base", "People of the group with a coded text", "people"),
    rate("people_share", "Share of the group who raised it", of=("people", "people_base")),
    interval("low", "Lower limit (95%)", of="people_share", side="low"),
    interval("high", "Upper limit (95%)", of="people_share", side="high"),
    base("others_base", "Everyone else who stated a group", "people"),
    estimate("difference", "Difference from everyone else", "share difference"),
)


def _placed(cells: pd.DataFrame, of_all: pd.Series) -> pd.DataFrame:
    """Return the cells of groups with each theme's place in its group and among all; equals share one."""
    cells = cells[cells["group"] != NOT_STATED].assign(
        everyone=lambda rows: look_up(rows["theme"], of_all),
    )
    for name, counted in (("place", "people"), ("place_of_all", "everyone")):
        ranks = cells.groupby("group", sort=False)[counted].rank(method="min", ascending=False)
        cells[name] = ranks.astype("int64")
    return cells


def _kinds(cells: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return a row for each theme of each kind: groups in their order, kinds in theirs."""
    recurrent = (cells["place"] <= top) & (cells["people"] >= _FROM)
    own = cells["distinctive"] == 1
    shared = recurrent & ~own & (cells["place_of_all"] <= top) & (cells["everyone"] >= _FROM)
    by_kind = [
        cells[recurrent].sort_values("place", kind="stable").assign(kind=RECURRENT),
        cells[own].sort_values("difference", ascending=False, kind="stable").assign(kind=DISTINCTIVE),
        cells[shared].sort_values("place", kind="stable").assign(kind=SHARED),
    ]
    place = {name: place for place, name in enumerate(cells["group"].drop_duplicates())}
    pages = pd.concat(by_kind).astype({"kind": "str"})
    return pages.sort_values("group", key=lambda names: names.map(place), kind="stable", ignore_index=True)
