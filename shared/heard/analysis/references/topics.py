"""Works by topic: what each is suggested on, by its title or else by the sentence that cites it."""

import re
from collections.abc import Sequence

import pandas as pd

from heard.analysis.dictionary import entry_names, find_entries
from heard.analysis.references.cited import cited_places
from heard.analysis.references.tables import NAMES, NOT_RATED
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import rows_behind, with_counts
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension

NO_TOPIC = "No listed topic"
_SENTENCE_ENDS = re.compile(r"[.!?;]\s+|\n")


def works_by_topic(
    frames: Frames,
    consultation: Consultation,
    works: pd.DataFrame,
    mentions: pd.DataFrame,
    topics: Sequence[DictionaryEntry],
    scope: Scope = EVERYTHING,
) -> ResultTable:
    """Return the works suggested on each topic.

    Columns: topic, work (its label, or its number where few people cite it), submissions (respondents who
    cite the work on the topic), submissions_base (who cite it). A work is on the topics that its title names;
    where the title is not known or names none, on those named in the sentence that cites it, up to the
    citation. Topics stand in the dictionary's order, a topic's works with the most submissions first.

    Parameters
    ----------
    works, mentions
        As :func:`heard.analysis.references.resolve_references` returns them.
    topics
        A dictionary, such as ``reading_topics``.
    """
    texts = texts_in(frames, consultation, scope)
    cited = cited_places(frames, works, mentions, texts).dropna(subset=["respondent_id"])
    cited = _with_topics(cited, works, texts, topics)
    by = ["topic", "work"]
    rows = {"submissions": rows_behind(cited, by, "respondent_id")}
    bases = {"submissions_base": rows_behind(cited, ["work"], "respondent_id")}
    counted = with_counts(cited[by].drop_duplicates().astype("str"), rows | bases)
    place = {name: place for place, name in enumerate([*entry_names(topics).values(), NO_TOPIC])}
    ordered = counted.assign(place=counted["topic"].map(place)).sort_values(
        ["place", "submissions", "work"], ascending=[True, False, True], ignore_index=True
    )
    return ResultTable(
        name="works_by_topic",
        title="Works suggested by topic",
        frame=ordered.drop(columns="place"),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("work", "Work", overlaps=True),
            count("submissions", "Submissions that cite it on the topic", "submissions"),
            base("submissions_base", "Submissions that cite it", "submissions"),
        ),
        universe=f"known respondents with {scope_in_words(consultation, scope)} that cite a work",
        rows_behind=rows,
        margins=(Margin("submissions", ("topic",), "works_cited", "submissions"),),
        notes=(
            "A work is on the topics that its title names, else on those of the sentence that cites it.",
            NOT_RATED,
            *NAMES,
        ),
    )


def _with_topics(
    cited: pd.DataFrame, works: pd.DataFrame, texts: pd.DataFrame, topics: Sequence[DictionaryEntry]
) -> pd.DataFrame:
    """Return the places that cite works with ``topic``: a row for each topic of a place."""
    titles = works.rename(columns={"work_id": "text_id", "title": "text"})[["text_id", "text"]]
    by_title = _topics_in(titles, topics).rename(columns={"text_id": "work_id"})
    titled = cited["work_id"].isin(by_title["work_id"])
    placed = cited[~titled].merge(texts[["text_id", "text"]], on="text_id")
    placed["place"] = pd.RangeIndex(len(placed)).astype("str")
    before = [
        _since_the_last_sentence(text, int(position), int(end))
        for text, position, end in zip(placed["text"], placed["position"], placed["end"], strict=True)
    ]
    sentences = pd.DataFrame({"text_id": placed["place"], "text": pd.Series(before, dtype="str")})
    by_sentence = _topics_in(sentences, topics).rename(columns={"text_id": "place"})
    both = [cited[titled].merge(by_title, on="work_id"), placed.merge(by_sentence, on="place", how="left")]
    return pd.concat(both)[[*cited.columns, "topic"]].fillna({"topic": NO_TOPIC})


def _since_the_last_sentence(text: str, position: int, end: int) -> str:
    """Return the words from the beginning of the sentence that a place stands in to the place's end."""
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text, 0, position)]
    return text[ends[-1] if ends else 0 : end]


def _topics_in(texts: pd.DataFrame, topics: Sequence[DictionaryEntry]) -> pd.DataFrame:
    """Return (text_id, topic), each once."""
    found = find_entries(texts, topics)
    named = found.assign(topic=found["code"].map(entry_names(topics)).astype("str"))
    return named[["text_id", "topic"]].drop_duplicates()
