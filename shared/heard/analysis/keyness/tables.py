"""The words that a group uses more than others do, and what is said around them."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.analysis.advice.common import TOP, term_in_context
from heard.analysis.advice.terms import USUAL_TERMS, TermChoices, find_terms
from heard.analysis.groups.differences import FALSE_DISCOVERIES
from heard.analysis.groups.people import people_with_groups
from heard.analysis.groups.themes import SMALL, TOGETHER
from heard.analysis.keyness.chance import chance_range
from heard.analysis.keyness.compared import Compared, compared, to_list
from heard.analysis.keyness.driven import driven_by, uses_behind
from heard.analysis.keyness.measures import chi_squared, likelihood_ratio, pointwise_mutual_information
from heard.analysis.keyness.uses import Uses, uses_of
from heard.analysis.labels import NOT_STATED, group_dimension, group_holders, group_names, overlap_notes
from heard.analysis.permutation import memberships_of
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words, texts_in
from heard.analysis.tallies import rows_behind, share
from heard.analysis.voices import find_families
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames, is_among
from heard.tables import ResultTable, base, count, dimension, estimate, rate

FEWEST_PEOPLE = 5
_NOT_COMPARED = "not compared"
_NAMES = {1: "distinctive_words", 2: "distinctive_pairs", 3: "distinctive_triples"}
_IN_WORDS = {1: "words", 2: "pairs of words", 3: "runs of three words"}


def distinctive_words(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    scope: Scope = EVERYTHING,
    choices: TermChoices = USUAL_TERMS,
    *,
    top: int = TOP,
    families: pd.DataFrame | None = None,
    fewest_people: int = FEWEST_PEOPLE,
    prior_words: float | None = None,
) -> ResultTable:
    """Return for each group the terms that set it apart from those who gave a group and do not hold it.

    Columns: group, term, driven_by ("one person" or "one campaign" where one of them makes more than half of
    the group's uses, else "no one source"), distinctive (1 if log_odds lies above chance_high and q is at
    most ``FALSE_DISCOVERIES``), people, others and uses with their bases and shares, log_odds, chance_low and
    chance_high (95% of random deals of people's sets of groups), z, q, chi2, likelihood_ratio, pmi (see
    ``docs/methods/distinctive-words.md``). In each group what is distinctive, then the highest z, come first.

    Parameters
    ----------
    choices
        What is a term; ``ranked_by`` has no part in it.
    top
        How many terms a group has at most.
    families
        What :func:`heard.analysis.voices.find_families` found, without those that are voices of their own;
        looked for among the texts of the scope if None.
    fewest_people
        How many people of a group must use a term for it to be listed.
    prior_words
        How many uses the prior is worth; as many as were counted if None.

    Raises
    ------
    HeardError
        If the consultation does not have the grouping or the scope, or a number is below 1.
    """
    _check_numbers(top, fewest_people, prior_words)
    names = list(group_names(consultation, grouping).values())
    texts = texts_in(frames, consultation, scope)
    held = people_with_groups(frames, consultation, grouping, texts)
    stated = memberships_of(held[held["group"] != NOT_STATED], names)
    uses = uses_of(find_terms(texts, choices), texts, stated, fewest_people)
    together = _family_of_text(uses, find_families(texts) if families is None else families)
    listed, used = _listed(uses, together, top, fewest_people, prior_words)
    said = _said_of(listed, names, fewest_people)
    columns = (group_dimension(consultation, grouping), *_COLUMNS)
    return ResultTable(
        name=_NAMES[choices.length],
        title=_title(choices, consultation.grouping(grouping).in_a_sentence),
        frame=_distinctive_first(listed, names)[[column.name for column in columns]],
        columns=columns,
        universe=_universe(scope_in_words(consultation, scope), choices),
        rows_behind=_rows(uses, listed, used),
        notes=(*overlap_notes(consultation, grouping), _set_aside(texts, held), *said),
    )


def _listed(
    uses: Uses, together: npt.NDArray[np.int64], top: int, fewest_people: int, prior_words: float | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the terms of each group with their numbers, and the uses behind them."""
    found = compared(uses, prior_words)
    group, term = to_list(uses, found, top, fewest_people)
    used = uses_behind(uses, group, term)
    sources = pd.Series(driven_by(used, len(term), together), dtype="str")
    return _numbers(uses, found, group, term).assign(driven_by=sources), used


def _title(choices: TermChoices, grouping: str) -> str:
    return f"{_IN_WORDS[choices.length].capitalize()} that set each group apart ({grouping})"


def _universe(texts: str, choices: TermChoices) -> str:
    left_out = len(choices.left_out)
    return f"known people who gave a group, with {texts}; {left_out} stop words left out"


def _distinctive_first(listed: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows by group in the grouping's order, in each group what is distinctive first."""
    place = listed["group"].map({name: number for number, name in enumerate(names)})
    return listed.assign(place=place).sort_values(
        ["place", "distinctive"], ascending=[True, False], kind="stable", ignore_index=True
    )


_COLUMNS = (
    dimension("term", "Term", overlaps=True),
    dimension("driven_by", "Most uses are from"),
    estimate("distinctive", "Distinctive for the group", "1 yes, 0 no"),
    count("people", "People of the group who use it", "people"),
    base("people_base", "People of the group", "people"),
    rate("people_share", "Share of the group", of=("people", "people_base")),
    count("others", "Others who use it", "people"),
    base("others_base", "Others", "people"),
    rate("others_share", "Share of others", of=("others", "others_base")),
    count("uses", "Uses by the group", "uses", adds="uses"),
    base("uses_base", "Uses of all terms by the group", "uses"),
    count("others_uses", "Uses by others", "uses", adds="uses"),
    base("others_uses_base", "Uses of all terms by others", "uses"),
    estimate("log_odds", "Weighted log odds ratio", "log odds"),
    estimate("chance_low", "Log odds ratio by chance, lower limit (95%)", "log odds"),
    estimate("chance_high", "Log odds ratio by chance, upper limit (95%)", "log odds"),
    estimate("z", "Log odds ratio over its standard error (z)", "standard errors"),
    estimate("q", "Adjusted for many comparisons (q)", "probability", undefined=_NOT_COMPARED),
    estimate("chi2", "Chi-squared, signed", "chi-squared"),
    estimate("likelihood_ratio", "Likelihood ratio (G²), signed", "G²"),
    estimate("pmi", "Pointwise mutual information", "natural log"),
)
_NOTES = (
    SMALL,
    TOGETHER,
    "Words of near-copies count for each person who signed: where most uses of a term are from one campaign, "
    "its people did not choose the word on their own.",
    "The log odds ratio and z are drawn towards 0, the more so the smaller the group: they rank the words of "
    "a group. For the size of a difference see the mutual information; for chance, the range and q.",
    "The range by chance is that of each term by itself; q is adjusted over all terms and groups compared: "
    f"of all that is called distinctive, no more than {FALSE_DISCOVERIES:.0%} is to be expected to be so by "
    "chance alone.",
    "A word says nothing of what was said about it: look at it in context.",
)


def word_in_context(
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    group: str,
    term: str,
    scope: Scope = EVERYTHING,
    choices: TermChoices = USUAL_TERMS,
) -> ResultTable:
    """Return every use of a term by a group's people with the words around it.

    It has as many rows as :func:`distinctive_words` has uses. Columns: text_id, position, before, keyword,
    after. It holds respondents' words.

    Parameters
    ----------
    group
        A group's name, as :func:`distinctive_words` shows it.
    term
        As it shows it, with the same scope and choices.

    Raises
    ------
    HeardError
        If the consultation does not have the grouping, the group or the scope.
    """
    holders = group_holders(frames, consultation, grouping)
    check_known("group", group, group_names(consultation, grouping).values())
    holders = holders[holders["group"] == group]
    by_group = frames.texts[is_among(frames.texts["respondent_id"], holders["respondent_id"])]
    table = term_in_context(frames, consultation, term, scope, choices)
    kept = table.frame[is_among(table.frame["text_id"], by_group["text_id"])].reset_index(drop=True)
    said = f"{table.universe}; known people of the group {group}"
    return replace(
        table, name="word_in_context", title="A group's word in context", frame=kept, universe=said
    )


def _said_of(listed: pd.DataFrame, names: list[str], fewest_people: int) -> tuple[str, ...]:
    """Return what is to be said of the terms; the groups of which none is distinctive are named."""
    some = set(listed.loc[listed["distinctive"] == 1, "group"])
    without = [name for name in names if name not in some]
    nothing = (f"No term is distinctive of: {', '.join(without)}.",) if without else ()
    return (f"Only terms that at least {fewest_people} people of the group use.", *nothing, *_NOTES)


def _check_numbers(top: int, fewest_people: int, prior_words: float | None) -> None:
    for what, number in (("top", top), ("fewest_people", fewest_people)):
        if number < 1:
            raise HeardError(f"{what} is {number}", where="distinctive words", fix="Give 1 or more.")
    if prior_words is not None and not prior_words > 0:
        raise HeardError("the prior has no words", where="distinctive words", fix="Give a number above 0.")


def _numbers(
    uses: Uses, found: Compared, group: npt.NDArray[np.int64], term: npt.NDArray[np.int64]
) -> pd.DataFrame:
    """Return the listed pairs with every number about them."""
    users = np.bincount(uses.counts.indices, minlength=len(uses.terms))
    four = {
        "uses": found.uses[group, term],
        "others_uses": uses.totals[term] - found.uses[group, term],
        "uses_base": found.words[group],
        "others_uses_base": uses.words.sum() - found.words[group],
    }
    low, high = chance_range(uses, group, term, found.prior)
    listed = pd.DataFrame(
        {
            "group": pd.Series(np.array(uses.memberships.groups, dtype=object)[group], dtype="str"),
            "term": pd.Series(uses.found.labels(uses.terms[term]), dtype="str"),
            **four,
            "people": found.people[group, term],
            "people_base": found.bases[group],
            "others": users[term] - found.people[group, term],
            "others_base": uses.memberships.people - found.bases[group],
            "log_odds": found.log_odds.ratio[group, term],
            "z": found.log_odds.z[group, term],
            "q": found.q[group, term],
            "chance_low": low,
            "chance_high": high,
            "chi2": chi_squared(*four.values()),
            "likelihood_ratio": likelihood_ratio(*four.values()),
            "pmi": pointwise_mutual_information(*four.values()),
        }
    )
    beyond = listed["log_odds"] > listed["chance_high"]
    sure = beyond & (listed["q"] <= FALSE_DISCOVERIES)
    return listed.assign(
        people_share=share(listed["people"], listed["people_base"]),
        others_share=share(listed["others"], listed["others_base"]),
        distinctive=sure.astype("int64"),
    )


def _family_of_text(uses: Uses, families: pd.DataFrame) -> npt.NDArray[np.int64]:
    number = pd.Series(pd.factorize(families["family"])[0], index=families["text_id"])
    return number.reindex(uses.found.text_ids).fillna(-1).to_numpy(dtype=np.int64)


def _rows(uses: Uses, listed: pd.DataFrame, used: pd.DataFrame) -> dict[str, pd.DataFrame]:
    by = ["group", "term", "driven_by"]
    cells = listed[by].iloc[used["pair"]].reset_index(drop=True)
    ids = {
        "people": uses.memberships.of_person.index.to_numpy()[used["person"]],
        "uses": uses.found.text_ids[used["text"]],
    }
    return {
        name: rows_behind(cells.assign(of=pd.Series(each, dtype="str")), by, "of")
        for name, each in ids.items()
    }


def _set_aside(texts: pd.DataFrame, held: pd.DataFrame) -> str:
    unknown = int(texts["respondent_id"].isna().sum())
    without = held.loc[held["group"] == NOT_STATED, "respondent_id"]
    theirs = int(is_among(texts["respondent_id"], without).sum())
    return (
        f"Set aside: {unknown:,} texts of nobody who is known, and {theirs:,} of known people who gave no "
        "group of this grouping."
    )
