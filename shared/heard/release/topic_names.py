"""Names of topics as they may be published: only words that many different people wrote.

A topic is named by its most typical words, and those are respondents' own: the name of a child or a town in
the letters of one campaign can be one of them.
"""

import re
from dataclasses import replace

import pandas as pd

from heard.analysis.tallies import source_of
from heard.release.disclosure import Chosen


def with_common_words(chosen: Chosen, texts: pd.DataFrame, few: int) -> Chosen:
    """Return a table of topics, each named by those of its words that more than a few sources wrote.

    Parameters
    ----------
    chosen
        A table with a dimension ``topic`` of labels such as ``T1: support, families``.
    texts
        The ``texts`` frame.
    few
        The most people, sessions or texts without either that are few.
    """
    table = chosen.table
    sources = source_of(texts)
    names = {label: _named(label, texts["text"], sources, few) for label in table.frame["topic"].unique()}
    renamed = replace(
        table,
        frame=table.frame.assign(topic=table.frame["topic"].map(names).astype("str")),
        rows_behind={
            number: rows.assign(topic=rows["topic"].map(names).astype("str")) if "topic" in rows else rows
            for number, rows in table.rows_behind.items()
        },
    )
    return replace(chosen, table=renamed)


def _named(label: str, texts: pd.Series, sources: pd.Series, few: int) -> str:
    topic, _, words = label.partition(": ")
    common = [word for word in words.split(", ") if word and _sources_of(word, texts, sources) > few]
    return f"{topic}: {', '.join(common)}" if common else topic


def _sources_of(word: str, texts: pd.Series, sources: pd.Series) -> int:
    # A phrase may be joined by anything.
    pattern = r"\b" + r"\W+".join(map(re.escape, re.split(r"[\s_]+", word)))
    whole = _number_of(pattern + r"\b", texts, sources)
    # A stem begins the words it stands for; but a word that people wrote stands for itself, or a rare name
    # would be as common as the words it begins.
    return whole or _number_of(pattern, texts, sources)


def _number_of(pattern: str, texts: pd.Series, sources: pd.Series) -> int:
    return int(sources[texts.str.contains(pattern, case=False, regex=True, na=False)].nunique())
