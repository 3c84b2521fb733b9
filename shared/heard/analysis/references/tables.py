"""Works cited: by how many, by whom, in which groups; and the references that could not be resolved.

A work is counted under a name that several people give it, or under its number. Its full reference, title,
DOI and address may be one respondent's words, so they are text, and mark the table.
"""

from collections.abc import Sequence

import pandas as pd

from heard.analysis.context import CONTEXT_COLUMNS, in_context
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.labels import NOT_STATED, group_dimension, overlap_notes
from heard.analysis.references.cited import NUMBERED, cited_places
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, look_up, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, Margin, ResultTable, base, count, dimension, rate, text

_FOUND = (
    "Only references in a usual form are found: a DOI, a web address, author and year, a title in quotation "
    "marks. A work that is described in other words is not counted."
)
_JOINED = (
    "References are joined by what is written in them: two works of one first author and year that are never "
    "told apart by title, second author, letter or address count as one."
)
NOT_RATED = (
    "To be cited is not to be sound: nothing here is weighted or rated, and a work may be cited to doubt it."
)
LABELS = "Names are read by a pattern: look down the list of works before it leaves the review."
NAMES = (NUMBERED, LABELS)


def works_cited(
    frames: Frames,
    consultation: Consultation,
    works: pd.DataFrame,
    mentions: pd.DataFrame,
    scope: Scope = EVERYTHING,
    grouping: str = "area",
) -> ResultTable:
    """Return the works that submissions cite, those that most submissions cite first.

    Columns: work (its label, or its number where fewer than ``FEWEST`` people cite it anywhere), areas (names
    of the groups that those who cite it hold, in the grouping's order), reference (its label), title, doi,
    url, submissions (respondents who cite it), submissions_base (respondents with a text in the scope),
    submissions_share, citations (places). Reference, title, DOI and URL are respondents' words.

    Parameters
    ----------
    works, mentions
        As :func:`resolve_references` returns them.
    """
    texts = texts_in(frames, consultation, scope)
    cited = cited_places(frames, works, mentions, texts)
    people = people_with_groups(frames, consultation, grouping, texts)
    shown = groups_shown(consultation, grouping, people)
    areas = _joined(cited.merge(people, on="respondent_id"), "work", shown)
    cited = cited.merge(areas, on="work", how="left").fillna({"areas": NOT_STATED})
    by = ["work", "areas"]
    written = ["reference", "title", "doi", "url"]
    rows = {
        "submissions": rows_behind(cited, by, "respondent_id"),
        "citations": rows_behind(cited, by, "text_id"),
    }
    cells = cited[["work_id", *by]].drop_duplicates().merge(works.rename(columns={"label": "reference"}))
    counted = with_counts(cells[[*by, *written]], {"submissions": rows["submissions"]})
    counted["submissions_base"] = texts["respondent_id"].nunique()
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    counted["citations"] = look_up(counted["work"], cited["work"].value_counts())
    return ResultTable(
        name="works_cited",
        title="Works cited",
        frame=counted.sort_values(
            ["submissions", "citations", "work"], ascending=[False, False, True], ignore_index=True
        ),
        columns=_columns_of_works(consultation.grouping(grouping).in_a_sentence),
        universe=f"known respondents with {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(NOT_RATED, _FOUND, _JOINED, *NAMES),
    )


def _columns_of_works(grouping: str) -> tuple[Column, ...]:
    return (
        dimension("work", "Work", overlaps=True),
        dimension("areas", f"Groups of those who cite it ({grouping})", overlaps=True),
        text("reference", "Reference"),
        text("title", "Title, as written"),
        text("doi", "DOI"),
        text("url", "Web address"),
        count("submissions", "Submissions that cite it", "submissions"),
        base("submissions_base", "Submissions with a text", "submissions"),
        rate("submissions_share", "Share of submissions", of=("submissions", "submissions_base")),
        count("citations", "Times cited", "citations", adds="citations"),
    )


def who_cited(
    frames: Frames,
    consultation: Consultation,
    works: pd.DataFrame,
    mentions: pd.DataFrame,
    scope: Scope = EVERYTHING,
    grouping: str = "area",
) -> ResultTable:
    """Return who cites which work: a row for each work and respondent (by id, never by name).

    Columns: work (as in :func:`works_cited`), respondent_id, areas (names of the groups that the respondent
    holds), citations (places).
    """
    texts = texts_in(frames, consultation, scope)
    cited = cited_places(frames, works, mentions, texts).dropna(subset=["respondent_id"])
    people = people_with_groups(frames, consultation, grouping, texts)
    areas = _joined(people, "respondent_id", groups_shown(consultation, grouping, people))
    cited = cited.merge(areas, on="respondent_id")
    by = ["work", "respondent_id", "areas"]
    counted = cited.groupby(by).size().rename("citations").astype("int64").reset_index()
    return ResultTable(
        name="who_cited",
        title="Who cites which work",
        frame=counted.sort_values(by, ignore_index=True),
        columns=(
            dimension("work", "Work", overlaps=True),
            dimension("respondent_id", "Respondent", overlaps=True),
            dimension("areas", consultation.grouping(grouping).name, overlaps=True),
            count("citations", "Times cited", "citations", adds="citations"),
        ),
        universe=f"known respondents with {scope_in_words(consultation, scope)} that cite a work",
        rows_behind={"citations": rows_behind(cited, by, "text_id")},
        notes=(_FOUND, *NAMES),
    )


def works_by_group(
    frames: Frames,
    consultation: Consultation,
    works: pd.DataFrame,
    mentions: pd.DataFrame,
    collection: str,
    grouping: str,
) -> ResultTable:
    """Return how many submissions of each group cite each work that a collection cites.

    Columns: work (as in :func:`works_cited`), group, submissions, submissions_base (of the group, with a
    text), submissions_share. A submission that holds several groups counts in each. It must agree with
    :func:`works_cited` of the whole collection.
    """
    scope = Scope(collection)
    texts = texts_in(frames, consultation, scope)
    cited = cited_places(frames, works, mentions, texts).dropna(subset=["respondent_id"])
    people = people_with_groups(frames, consultation, grouping, texts)
    by = ["work", "group"]
    rows = {"submissions": rows_behind(cited.merge(people, on="respondent_id"), by, "respondent_id")}
    bases = {"submissions_base": rows_behind(people, ["group"], "respondent_id")}
    cells = grid(work=sorted(set(cited["work"])), group=groups_shown(consultation, grouping, people))
    counted = with_counts(cells, rows | bases)
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    return ResultTable(
        name="works_by_group",
        title=f"Works cited by {consultation.grouping(grouping).in_a_sentence}",
        frame=counted,
        columns=(
            dimension("work", "Work", overlaps=True),
            group_dimension(consultation, grouping),
            count("submissions", "Submissions that cite it", "submissions"),
            base("submissions_base", "Submissions of the group with a text", "submissions"),
            rate("submissions_share", "Share of the group", of=("submissions", "submissions_base")),
        ),
        universe=f"known respondents with {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=(Margin("submissions", ("group",), "works_cited", "submissions"),),
        notes=(*overlap_notes(consultation, grouping), NOT_RATED, _FOUND, *NAMES),
    )


def unresolved_references(
    frames: Frames, consultation: Consultation, mentions: pd.DataFrame, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return the places that look like references and could not be resolved, with the words around them.

    Columns: reason, text_id, position, before, keyword, after. It holds respondents' words.
    """
    texts = texts_in(frames, consultation, scope)
    left = mentions[mentions["work_id"].isna()].merge(texts[["text_id"]], on="text_id")
    placed = in_context(left[["reason", "text_id", "position", "end"]], texts).drop(columns="end")
    return ResultTable(
        name="unresolved_references",
        title="References that could not be resolved",
        frame=placed.sort_values(["reason", "text_id", "position"], ignore_index=True),
        columns=(
            dimension("reason", "Why not"),
            dimension("text_id", "Text", overlaps=True),
            dimension("position", "Position"),
            *CONTEXT_COLUMNS,
        ),
        universe=scope_in_words(consultation, scope),
        notes=("Words in quotation marks may be somebody's speech and no title.",),
    )


def _joined(held: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Return ``by`` and areas: the groups of each, in their order, as one string."""
    pairs = held[[by, "group"]].drop_duplicates()
    ordered = pairs.sort_values("group", key=lambda names: names.map(list(groups).index))
    joined = ordered.groupby(by)["group"].agg("; ".join)
    return joined.astype("str").rename("areas").rename_axis(by).reset_index()
