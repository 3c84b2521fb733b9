"""Lived experience, practice and research in one table, none ranked above another."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.intervals import wilson
from heard.analysis.labels import NOT_STATED, group_holders, group_names, readers_names, theme_names
from heard.analysis.scope import EVERYTHING, Scope, check_grouping, scope_in_words
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.analysis.triangulation.coded import KNOWLEDGE, people_by_knowledge
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ALL, Margin, ResultTable, base, count, dimension, interval, rate

_BY_GROUP = ("knowledge", "grouping", "group")


def what_groups_speak_from(
    frames: Frames, consultation: Consultation, grouping: str = ALL, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return which groups speak from what, as ``consultation.yml`` says it (``speaks_from``).

    Columns: knowledge ("Lived experience", "Practice", "Research", then "Not stated"), grouping, group,
    people (known, with a coded text, who hold it). Groupings of which it is said of no group are left out.

    Parameters
    ----------
    grouping
        A grouping's code, or ``"all"``: whose groups say what people speak from.

    Raises
    ------
    HeardError
        If the consultation has no such grouping, or not what the scope names.
    """
    if grouping != ALL:
        check_grouping(consultation, grouping)
    coded = coded_texts(frames, consultation, scope)[["respondent_id", "theme"]].dropna()
    people = coded[["respondent_id"]].drop_duplicates()
    cells, held = _groups_by_knowledge(frames, consultation, grouping)
    rows = {"people": rows_behind(held.merge(people, on="respondent_id"), _BY_GROUP, "respondent_id")}
    return ResultTable(
        name="what_groups_speak_from",
        title="Which groups speak from what",
        frame=with_counts(cells, rows),
        columns=(
            dimension("knowledge", "What they speak from", overlaps=True),
            dimension("grouping", "Grouping"),
            dimension("group", "Group", overlaps=True),
            count("people", "People of the group, with a coded text", "people"),
        ),
        universe=f"known people with coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(
            "The consultation says it of a group, not of each person in it.",
            "Somebody who holds several groups counts in each, so they need not add up.",
        ),
    )


def _groups_by_knowledge(
    frames: Frames, consultation: Consultation, grouping: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (knowledge, grouping, group) of each group, kinds in their order, and who holds the groups."""
    parts, held = [], []
    names = readers_names((each.code, each.name) for each in consultation.groupings)
    for each in consultation.groupings:
        if grouping not in (ALL, each.code) or not any(group.speaks_from for group in each.groups):
            continue
        kinds = [KNOWLEDGE.get(group.speaks_from or "", NOT_STATED) for group in each.groups]
        groups = [*group_names(consultation, each.code).values()]
        cells = pd.DataFrame({"knowledge": kinds, "grouping": names[each.code], "group": groups}, dtype="str")
        parts.append(cells)
        held.append(group_holders(frames, consultation, each.code).merge(cells, on="group"))
    cells = pd.concat([pd.DataFrame(columns=list(_BY_GROUP), dtype="str"), *parts])
    place = {kind: place for place, kind in enumerate([*KNOWLEDGE.values(), NOT_STATED])}
    ordered = cells.sort_values(
        "knowledge", key=lambda kinds: kinds.map(place), kind="stable", ignore_index=True
    )
    nobody = pd.DataFrame(columns=["respondent_id", *_BY_GROUP], dtype="str")
    return ordered, pd.concat([nobody, *held], ignore_index=True)


def themes_by_knowledge(
    frames: Frames, consultation: Consultation, grouping: str = ALL, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many known people raised each theme, by what they speak from.

    Columns: theme, knowledge ("Lived experience", "Practice", "Research", and "Not stated" if it is so of
    somebody), people, people_base (known people with a coded text who speak from it), people_share, low,
    high (Wilson, 95%). What a group speaks from is said in ``consultation.yml`` (``speaks_from``); a person
    who holds groups of several kinds counts for each.

    Parameters
    ----------
    grouping
        A grouping's code, or ``"all"``: whose groups say what people speak from.

    Raises
    ------
    HeardError
        If the consultation has no such grouping, or not what the scope names.
    """
    coded = coded_texts(frames, consultation, scope)[["respondent_id", "theme"]].dropna().drop_duplicates()
    people = people_by_knowledge(frames, consultation, coded["respondent_id"], grouping)
    shown = [*KNOWLEDGE.values(), *[NOT_STATED] * bool((people["knowledge"] == NOT_STATED).any())]
    by = ("theme", "knowledge")
    rows = {"people": rows_behind(coded.merge(people, on="respondent_id"), by, "respondent_id")}
    cells = grid(theme=theme_names(frames.codes).values(), knowledge=shown)
    bases = {"people_base": rows_behind(people, ("knowledge",), "respondent_id")}
    counted = with_counts(cells, rows | bases)
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return ResultTable(
        name="themes_by_knowledge",
        title="Lived experience, practice and research side by side",
        frame=counted,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("knowledge", "What they speak from", overlaps=True),
            count("people", "People who raised it", "people"),
            base("people_base", "People who speak from it, with a coded text", "people"),
            rate("people_share", "Share of them who raised it", of=("people", "people_base")),
            interval("low", "Lower limit (95%)", of="people_share", side="low"),
            interval("high", "Upper limit (95%)", of="people_share", side="high"),
        ),
        universe=f"known people with coded {scope_in_words(consultation, scope)}; speakers whom the notes of "
        "a session do not name are not in it",
        rows_behind=rows,
        margins=(Margin("people", ("knowledge",), "themes", "people"),) if scope == EVERYTHING else (),
        notes=(
            "Lived experience, practice and research stand in the order of their definition: none ranks "
            "above another, and no column is weighted.",
            "What a group speaks from is what the consultation says of the group, not of each person in it. "
            "Somebody who holds groups of several kinds counts for each, so the columns need not add up.",
            "Not stated: people who gave no group, or only groups of which the consultation does not say it.",
            "Most people of one kind may have come through one strand: a difference here may be one between "
            "strands and their questions. Look at one strand alone before reading it as one of experience.",
        ),
    )
