"""What people name of a dictionary: how many of them, which groups, and a plan of whom to engage.

One set of tables serves the first three questions of a call for advice: the people and bodies to speak to,
the ways of engaging, the topics to read about. What is counted is people who name an entry; nothing here says
that to be named often is to matter more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from heard.analysis.dictionary import entry_names, find_entries
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.intervals import wilson
from heard.analysis.labels import NOT_STATED, group_dimension, overlap_notes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import (
    grid,
    largest_share,
    look_up,
    rows_behind,
    share,
    source_of,
    with_counts,
)
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import Column, Margin, ResultTable, base, count, dimension, estimate, interval, rate

NONE_NAMED = "None of these named"
NO_KIND = "Other"
_NO_ENTRY = {"kind": "None", "entry": NONE_NAMED}
_DICTIONARY = (
    "Only what the dictionary lists is found, in the spellings that it lists; the last row says how many "
    "people named nothing of it."
)
_OFTEN = "Named often is not the same as matters most: it also depends on who answered."


@dataclass(frozen=True)
class Subject:
    """What a dictionary is of, for the names and titles of tables.

    Attributes
    ----------
    name
        The beginning of its tables' names: lower case, words joined by underscores.
    entry
        What one entry is.
    title
        What the entries are, together.
    unmeant
        Words that name an entry without suggesting it.
    """

    name: str
    entry: str
    title: str
    unmeant: str

    @property
    def caution(self) -> str:
        """That to be named is not always to be suggested."""
        return f"To be named is not always to be suggested: {self.unmeant}."


PEOPLE = Subject(
    "people_and_bodies",
    "Person or body",
    "People and bodies to speak to",
    '"not the usual charities" names charities',
)
WAYS = Subject("ways_of_engaging", "Way of engaging", "Ways of engaging", '"fewer surveys" names surveys')
READING = Subject(
    "reading_topics", "Topic of reading", "Topics of reading", '"enough of inspection reports" names them'
)


def named_in(
    frames: Frames,
    consultation: Consultation,
    entries: Sequence[DictionaryEntry],
    scope: Scope = EVERYTHING,
    subject: Subject = PEOPLE,
) -> ResultTable:
    """Return how many known people name each entry of a dictionary, the most named first.

    Columns: kind, entry, people, people_base, people_share, low, high (Wilson, 95%), mentions (how often the
    entry stands), largest_source (the share of the mentions that come from one person or session). The base
    is known people with a text in the scope. An entry that nobody names keeps its row; the last row is of
    people who name none. The table is called after the subject (``people_and_bodies_named``).
    """
    texts = texts_in(frames, consultation, scope)
    found = _found(texts, entries)
    answered = texts[["respondent_id"]].dropna().drop_duplicates()
    named = answered.merge(found[["respondent_id", "kind", "entry"]], on="respondent_id", how="left")
    named = named.fillna(_NO_ENTRY)
    by = ["kind", "entry"]
    rows = {
        "people": rows_behind(named, by, "respondent_id"),
        "mentions": rows_behind(found, by, "text_id"),
    }
    cells = _cells_and_none(entries)
    counted = _with_shares(with_counts(cells, {"people": rows["people"]}), len(answered))
    counted["mentions"] = look_up(counted["entry"], found["entry"].value_counts())
    counted["largest_source"] = counted["entry"].map(largest_share(found, ["entry"], "source"))
    ranked = counted.iloc[:-1].sort_values("people", ascending=False, kind="stable")
    return ResultTable(
        name=f"{subject.name}_named",
        title=f"{subject.title}, by how many people name them",
        frame=pd.concat([ranked, counted.iloc[-1:]], ignore_index=True),
        columns=(
            *_entry(subject),
            *_people("People with an answer"),
            count("mentions", "Times named", "mentions", adds="mentions"),
            estimate("largest_source", "Largest share of the times from one source", "share"),
        ),
        universe=f"known people with {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(_DICTIONARY, subject.caution, _OFTEN),
    )


def named_by_group(
    frames: Frames,
    consultation: Consultation,
    entries: Sequence[DictionaryEntry],
    grouping: str,
    scope: Scope = EVERYTHING,
    subject: Subject = PEOPLE,
) -> ResultTable:
    """Return how many known people of each group name each entry of a dictionary.

    Columns: kind, entry, group, people, people_base, people_share, low, high (Wilson, 95%). The base is
    the group's known people with a text in the scope. Entries stand in the dictionary's order, with those
    who name none last; groups in the grouping's. It must agree with
    :func:`named_in`. The table is called after the subject (``people_and_bodies_by_group``).
    """
    texts = texts_in(frames, consultation, scope)
    people = people_with_groups(frames, consultation, grouping, texts)
    named = people.merge(
        _found(texts, entries)[["respondent_id", "kind", "entry"]].drop_duplicates(),
        on="respondent_id",
        how="left",
    )
    named = named.fillna(_NO_ENTRY)
    rows = {"people": rows_behind(named, ["kind", "entry", "group"], "respondent_id")}
    cells = _cells_and_none(entries).merge(
        grid(group=groups_shown(consultation, grouping, people)), how="cross"
    )
    bases = with_counts(cells, {"people_base": rows_behind(people, ["group"], "respondent_id")})[
        "people_base"
    ]
    return ResultTable(
        name=f"{subject.name}_by_group",
        title=f"{subject.title} by {consultation.grouping(grouping).in_a_sentence} of who names them",
        frame=_with_shares(with_counts(cells, rows), bases),
        columns=(
            *_entry(subject),
            group_dimension(consultation, grouping),
            *_people("People of the group with an answer"),
        ),
        universe=f"known people with {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=(Margin("people", ("group",), f"{subject.name}_named", "people"),),
        notes=(*overlap_notes(consultation, grouping), _DICTIONARY, subject.caution),
    )


def engagement_plan(
    frames: Frames,
    consultation: Consultation,
    entries: Sequence[DictionaryEntry],
    grouping: str,
    scope: Scope = EVERYTHING,
) -> ResultTable:
    """Return whom people suggest to speak to, under headings, with how many suggest it and from which groups.

    Columns: kind, entry, suggested_by (names of the groups, in the grouping's order), people, people_base,
    people_share, groups (how many). Kinds stand in the dictionary's order, entries by people. What nobody
    names is left out.
    """
    texts = texts_in(frames, consultation, scope)
    people = people_with_groups(frames, consultation, grouping, texts)
    named = _found(texts, entries)[["kind", "entry", "respondent_id"]].merge(people, on="respondent_id")
    suggested_by = _joined(named, groups_shown(consultation, grouping, people))
    cells = _cells(entries).merge(suggested_by, on="entry")
    named = named.merge(suggested_by, on="entry")
    by = ["kind", "entry", "suggested_by"]
    rows = {
        "people": rows_behind(named, by, "respondent_id"),
        "groups": rows_behind(named[named["group"] != NOT_STATED], by, "group"),
    }
    counted = with_counts(cells, {"people": rows["people"]})
    counted["people_base"] = people["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["people_base"])
    return ResultTable(
        name="engagement_plan",
        title="Whom to engage: who is named, and by whom",
        frame=_most_first(with_counts(counted, {"groups": rows["groups"]})),
        columns=(
            *_entry(PEOPLE),
            dimension("suggested_by", "Named by somebody of", overlaps=True),
            count("people", "People who name it", "people"),
            base("people_base", "People with an answer", "people"),
            rate("people_share", "Share of them", of=("people", "people_base")),
            count("groups", "Groups they state", "groups"),
        ),
        universe=f"known people with {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(
            "A group stands there if one person of it names the entry: how many do is in the table by group.",
            "Nobody is on this plan whom nobody named: see also which groups were not heard from.",
            *overlap_notes(consultation, grouping),
            PEOPLE.caution,
        ),
    )


def _most_first(plan: pd.DataFrame) -> pd.DataFrame:
    """Return a plan with its kinds in their order, in each the entry that most people suggest first."""
    kinds = {kind: place for place, kind in enumerate(plan["kind"].drop_duplicates())}
    ranked = plan.sort_values("people", ascending=False, kind="stable")
    ranked = ranked.sort_values("kind", key=lambda names: names.map(kinds), kind="stable")
    return ranked.reset_index(drop=True)


def _found(texts: pd.DataFrame, entries: Sequence[DictionaryEntry]) -> pd.DataFrame:
    """Return (text_id, respondent_id, source, kind, entry): a row for each place where an entry is named."""
    of_texts = texts[["text_id", "respondent_id", "session_id"]]
    found = find_entries(texts, entries).merge(of_texts, on="text_id", how="left")
    found["source"] = source_of(found)
    found["entry"] = found["code"].map(entry_names(entries)).astype("str")
    found["kind"] = found["code"].map(_kinds(entries)).astype("str")
    return found[["text_id", "respondent_id", "source", "kind", "entry"]]


def _kinds(entries: Sequence[DictionaryEntry]) -> dict[str, str]:
    return {entry.code: entry.kind or NO_KIND for entry in entries}


def _cells(entries: Sequence[DictionaryEntry]) -> pd.DataFrame:
    names = entry_names(entries)
    kinds = _kinds(entries)
    return pd.DataFrame({"kind": [kinds[code] for code in names], "entry": list(names.values())}, dtype="str")


def _cells_and_none(entries: Sequence[DictionaryEntry]) -> pd.DataFrame:
    return pd.concat([_cells(entries), pd.DataFrame([_NO_ENTRY], dtype="str")], ignore_index=True)


def _with_shares(counted: pd.DataFrame, out_of: int | pd.Series) -> pd.DataFrame:
    counted["people_base"] = out_of
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return counted


def _joined(named: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return (entry, suggested_by): the groups of those who name it, in their order, as one string."""
    place = {group: number for number, group in enumerate(groups)}
    pairs = named[["entry", "group"]].drop_duplicates()
    ordered = pairs.sort_values("group", key=lambda names: names.map(place))
    joined = ordered.groupby("entry")["group"].agg("; ".join)
    return joined.astype("str").rename("suggested_by").rename_axis("entry").reset_index()


def _entry(subject: Subject) -> tuple[Column, ...]:
    return (dimension("kind", "Kind", overlaps=True), dimension("entry", subject.entry, overlaps=True))


def _people(of_base: str) -> tuple[Column, ...]:
    return (
        count("people", "People who name it", "people"),
        base("people_base", of_base, "people"),
        rate("people_share", "Share who name it", of=("people", "people_base")),
        interval("low", "Lower limit (95%)", of="people_share", side="low"),
        interval("high", "Upper limit (95%)", of="people_share", side="high"),
    )
