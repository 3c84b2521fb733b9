"""Free names grouped into shared names, and how far raters agree on them.

A name that nobody put under a shared name stands for itself. Raters who say that a topic cannot be
interpreted agree with each other on that.
"""

import difflib
from collections import Counter
from typing import Any

import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from heard.analysis.rating.compared import as_compared
from heard.analysis.rating.round import RatingRound

NOT_INTERPRETABLE = "Not interpretable"
LIKENESS = 0.75
"""From this likeness on two free names are proposed as one."""
_LETTERS = 5  # words that begin with these letters alike are taken for forms of one


def free_names(rating_round: RatingRound, answers: pd.DataFrame) -> pd.DataFrame:
    """Return what each rater called each topic: rater, topic_id, written, name (as compared).

    Where a rater said that a topic cannot be interpreted, both names are missing.

    Parameters
    ----------
    answers
        Columns rater, subject, scale and value.
    """
    topics = [topic.topic_id for topic in rating_round.topics]
    of_topics = answers[answers["subject"].isin(topics)]
    wide = {
        scale: {
            (rater, subject): value
            for rater, subject, value in zip(each["rater"], each["subject"], each["value"], strict=True)
        }
        for scale, each in of_topics.groupby("scale")
    }
    names, judged = wide.get("name", {}), wide.get("interpretable", {})
    rows: list[tuple[Any, ...]] = []
    for rater, topic in sorted(set(names) | {key for key, value in judged.items() if value == "no"}):
        written = None if judged.get((rater, topic)) == "no" else names.get((rater, topic), "").strip()
        if written is None or as_compared(written):
            rows.append((rater, topic, written, None if written is None else as_compared(written)))
    return pd.DataFrame(rows, columns=["rater", "topic_id", "written", "name"], dtype=object)


def propose_shared(names: pd.DataFrame) -> pd.DataFrame:
    """Return a shared name for each free name by similarity, for a coordinator to confirm or to change.

    Names are one if their words are mostly forms of the same, or their letters nearly the same, directly or
    by way of others; they go under the one most often written.

    Parameters
    ----------
    names
        As :func:`free_names` returns.

    Returns
    -------
    Columns name (as compared), written (its most frequent spelling), given (how often), proposed.
    """
    given = names.dropna(subset=["name"])
    spellings = {str(name): Counter(each["written"]) for name, each in given.groupby("name")}
    known = sorted(spellings, key=lambda name: (-spellings[name].total(), name))
    pairs = [
        (one, other)
        for one in range(len(known))
        for other in range(one)
        if likeness(known[one], known[other]) >= LIKENESS
    ]
    rows, columns = [one for one, _ in pairs], [other for _, other in pairs]
    linked = coo_array(([1] * len(pairs), (rows, columns)), shape=(len(known), len(known)))
    groups = connected_components(linked, directed=False)[1].tolist() if known else []
    written = [min(spellings[name], key=lambda each: (-spellings[name][each], each)) for name in known]
    first = {group: written[place] for place, group in reversed(list(enumerate(groups)))}
    return pd.DataFrame(
        {
            "name": pd.Series(known, dtype="str"),
            "written": pd.Series(written, dtype="str"),
            "given": pd.Series([spellings[name].total() for name in known], dtype="int64"),
            "proposed": pd.Series([first[group] for group in groups], dtype="str"),
        }
    )


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: the greater of shared words (Dice) and of letters in order.

    Words are alike if their first letters are ("placement" and "placements").
    """
    first, second = ({word[:_LETTERS] for word in name.split()} for name in (one, other))
    words = 2 * len(first & second) / max(len(first) + len(second), 1)
    return max(words, difflib.SequenceMatcher(None, one, other, autojunk=False).ratio())


def names_shared(names: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """Return judgements of topics by shared names: rater, topic_id, value, confirmed.

    Parameters
    ----------
    names
        As :func:`free_names` returns.
    shared
        What a coordinator confirmed: columns name (as compared) and shared; missing where it was taken back.
    """
    standing = shared.dropna(subset=["shared"])
    known = dict(zip(standing["name"], standing["shared"], strict=True))
    spelling = dict(zip(*(propose_shared(names)[column] for column in ("name", "written")), strict=True))
    rows = [
        (rater, topic, NOT_INTERPRETABLE, True)
        if name is None
        else (rater, topic, known.get(name) or spelling[name], name in known)
        for rater, topic, name in zip(names["rater"], names["topic_id"], names["name"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["rater", "topic_id", "value", "confirmed"]).astype(
        {"rater": "str", "topic_id": "str", "value": "str", "confirmed": "bool"}
    )


def most_given(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return by topic the name that most raters gave: name, raters (who gave it), raters_base.

    Among names given equally often, the first by the alphabet. "Not interpretable" is no name.
    """
    rows = {}
    for topic, each in judgements.groupby("topic_id", sort=True):
        counted = Counter(each.loc[each["value"] != NOT_INTERPRETABLE, "value"])
        name = min(counted, key=lambda value: (-counted[value], value)) if counted else NOT_INTERPRETABLE
        rows[topic] = (name, counted[name], len(each))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["name", "raters", "raters_base"])
