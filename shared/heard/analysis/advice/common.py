"""Common terms: how many people use them, how often, which groups, and what is said around them."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.advice.terms import USUAL_TERMS, TermChoices, Terms, find_terms, places_of_term
from heard.analysis.context import CONTEXT_COLUMNS, in_context
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.intervals import wilson
from heard.analysis.labels import group_dimension, overlap_notes
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, largest_share, rows_behind, share, source_of, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, interval, rate

TOP = 20
_NAMES = {1: "common_terms", 2: "common_pairs", 3: "common_triples"}
_IN_WORDS = {1: "words", 2: "pairs of words", 3: "runs of three words"}
_TOGETHER = {
    "as written": 'Words are as written: "family" and "families" are two words.',
    "stems": 'Words of one stem are one word, shown as the form used most: "family" and "families" are one.',
    "lemmas": 'A word counts as its dictionary form: "family" and "families" are one.',
}
_IN_CONTEXT = "A word says nothing of what was said about it: look at it in context."


def common_terms(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    choices: TermChoices = USUAL_TERMS,
    top: int = TOP,
) -> ResultTable:
    """Return the terms that most people use, or that are used most.

    Columns: term, people, people_base (known people with a text in the scope), people_share, low, high
    (Wilson, 95%), uses, largest_source (the share of the uses that come from one person or session). Order:
    as ``choices.ranked_by`` says, then by the other count, then by alphabet. The table is called
    ``common_terms``, ``common_pairs`` or ``common_triples`` after the length of a term.
    """
    texts = texts_in(frames, consultation, scope)
    listed, used = _used_most(texts, choices, top)
    rows = {
        "people": rows_behind(used, ["term"], "respondent_id"),
        "uses": rows_behind(used, ["term"], "text_id"),
    }
    counted = with_counts(grid(term=listed), {"people": rows["people"]})
    counted["people_base"] = texts["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    counted["uses"] = counted["term"].map(used.groupby("term")["uses"].sum()).astype("int64")
    every_use = used.loc[used.index.repeat(used["uses"])]
    counted["largest_source"] = counted["term"].map(largest_share(every_use, ["term"], "source"))
    return ResultTable(
        name=_NAMES[choices.length],
        title=f"The {top} most common {_IN_WORDS[choices.length]}",
        frame=counted,
        columns=(
            dimension("term", "Term", overlaps=True),
            count("people", "People who use it", "people"),
            base("people_base", "People with an answer", "people"),
            rate("people_share", "Share who use it", of=("people", "people_base")),
            interval("low", "Lower limit (95%)", of="people_share", side="low"),
            interval("high", "Upper limit (95%)", of="people_share", side="high"),
            count("uses", "Uses", "uses", adds="uses"),
            estimate("largest_source", "Largest share of uses from one source", "share"),
        ),
        universe=_universe(consultation, scope, choices),
        rows_behind=rows,
        notes=(
            "Uses and people are different counts: one long answer can use a word many times.",
            _TOGETHER[choices.forms],
            _IN_CONTEXT,
        ),
    )


def terms_by_group(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    scope: Scope = EVERYTHING,
    choices: TermChoices = USUAL_TERMS,
    top: int = TOP,
) -> ResultTable:
    """Return how many known people of each group use each of the most common terms.

    Columns: term, group, people, people_base (the group's known people with a text in the scope),
    people_share, low, high (Wilson, 95%). The terms are those of :func:`common_terms`, with which it must
    agree; it is called after it (``common_terms_by_group``).
    """
    texts = texts_in(frames, consultation, scope)
    listed, used = _used_most(texts, choices, top)
    people = people_with_groups(frames, consultation, grouping, texts)
    by = ["term", "group"]
    users = used[["term", "respondent_id"]].dropna().drop_duplicates().merge(people, on="respondent_id")
    rows = {"people": rows_behind(users, by, "respondent_id")}
    cells = grid(term=listed, group=groups_shown(consultation, grouping, people))
    counted = with_counts(cells, rows | {"people_base": rows_behind(people, ["group"], "respondent_id")})
    counted["people_share"] = share(counted["people"], counted["people_base"])
    counted["low"], counted["high"] = wilson(counted["people"], counted["people_base"])
    return ResultTable(
        name=f"{_NAMES[choices.length]}_by_group",
        title=f"The {top} most common {_IN_WORDS[choices.length]} by "
        f"{consultation.grouping(grouping).in_a_sentence}",
        frame=counted,
        columns=(
            dimension("term", "Term", overlaps=True),
            group_dimension(consultation, grouping),
            count("people", "People who use it", "people"),
            base("people_base", "People of the group with an answer", "people"),
            rate("people_share", "Share of the group who use it", of=("people", "people_base")),
            interval("low", "Lower limit (95%)", of="people_share", side="low"),
            interval("high", "Upper limit (95%)", of="people_share", side="high"),
        ),
        universe=_universe(consultation, scope, choices),
        rows_behind=rows,
        margins=(Margin("people", ("group",), _NAMES[choices.length], "people"),),
        notes=(*overlap_notes(consultation, grouping), _TOGETHER[choices.forms], _IN_CONTEXT),
    )


def term_in_context(
    frames: Frames,
    consultation: Consultation,
    term: str,
    scope: Scope = EVERYTHING,
    choices: TermChoices = USUAL_TERMS,
) -> ResultTable:
    """Return every use of a term with the words around it: as many rows as :func:`common_terms` has uses.

    Columns: text_id, position, before, keyword, after. It holds respondents' words. A term that nobody uses
    has no row.

    Parameters
    ----------
    term
        As :func:`common_terms` shows it, with the same choices.
    """
    texts = texts_in(frames, consultation, scope)
    terms = find_terms(texts, choices)
    using = texts[is_among(texts["text_id"], pd.Series(_texts_with(terms, term), dtype="str"))]
    found = pd.DataFrame(
        [
            (text_id, start, end)
            for text_id, text in zip(using["text_id"], using["text"], strict=True)
            for start, end in places_of_term(text, term, terms.form_of)
        ],
        columns=["text_id", "position", "end"],
    ).astype({"text_id": "str", "position": "int64", "end": "int64"})
    placed = in_context(found, texts).drop(columns="end")
    return ResultTable(
        name="term_in_context",
        title="A term in context",
        frame=placed.sort_values(["text_id", "position"], ignore_index=True),
        columns=(
            dimension("text_id", "Text", overlaps=True),
            dimension("position", "Position"),
            *CONTEXT_COLUMNS,
        ),
        universe=_universe(consultation, scope, choices),
        notes=(_TOGETHER[choices.forms],),
    )


def _universe(consultation: Consultation, scope: Scope, choices: TermChoices) -> str:
    return f"{scope_in_words(consultation, scope)}; {len(choices.left_out)} stop words left out"


def _texts_with(terms: Terms, term: str) -> list[str]:
    labels = np.flatnonzero(np.isin(terms.vocabulary, term.split(" ")))
    near = np.flatnonzero(np.isin(terms.runs, labels).all(axis=1))
    meant = [number for number, label in zip(near, terms.labels(near), strict=True) if label == term]
    return [str(each) for each in terms.text_ids[np.unique(terms.text[np.isin(terms.term, meant)])]]


def _used_most(texts: pd.DataFrame, choices: TermChoices, top: int) -> tuple[list[str], pd.DataFrame]:
    """Return the top terms in their order, and (term, text_id, uses, respondent_id, source) of them."""
    terms = find_terms(texts, choices)
    of_text = texts.set_index("text_id").loc[terms.text_ids.tolist(), ["respondent_id", "session_id"]]
    chosen = _ranked(terms, pd.factorize(of_text["respondent_id"])[0], choices, top)
    place = np.full(len(terms.runs), -1)
    place[chosen] = np.arange(len(chosen))
    kept = np.flatnonzero(np.isin(terms.term, chosen))
    pairs, uses = np.unique(
        np.stack([terms.text[kept], place[terms.term[kept]]], axis=1), axis=0, return_counts=True
    )
    listed = terms.labels(chosen)
    used = pd.DataFrame(
        {
            "term": pd.Series([listed[number] for number in pairs[:, 1]], dtype="str"),
            "text_id": pd.Series(terms.text_ids[pairs[:, 0]], dtype="str"),
            "uses": uses.astype("int64"),
        }
    ).merge(of_text.reset_index(), on="text_id", how="left")
    return listed, used.assign(source=source_of(used))


def _ranked(
    terms: Terms, person_of_text: NDArray[np.int64], choices: TermChoices, top: int
) -> NDArray[np.int64]:
    """Return the places of the top terms, in their order."""
    counts = {
        "uses": np.bincount(terms.term, minlength=len(terms.runs)),
        "people": _people(terms, person_of_text),
    }
    first = counts.pop(choices.ranked_by)
    (second,) = counts.values()
    # Labels, which settle ties, are made only for those that can be among the top.
    least = np.partition(first, -top)[-top] if len(first) > top else 0
    near = np.flatnonzero(first >= least)
    labels = terms.labels(near)
    order = sorted(range(len(near)), key=lambda each: (-first[near[each]], -second[near[each]], labels[each]))
    return near[order[:top]].astype(np.int64)


def _people(terms: Terms, person_of_text: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each term how many known people use it. Shape (terms,)."""
    person = person_of_text[terms.text]
    known = person >= 0
    # By hashing, as in `texts_with_word`.
    pairs = pd.unique(terms.term[known] * max(len(person_of_text), 1) + person[known])
    return np.bincount(pairs // max(len(person_of_text), 1), minlength=len(terms.runs))
