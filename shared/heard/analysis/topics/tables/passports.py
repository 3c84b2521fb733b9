"""A topic's passport: in one row all that is known of it and what would undermine it, and the verdict."""

from typing import Any

import pandas as pd

from heard.analysis.topics.tables.labels import NO_THEME, NO_TOPIC
from heard.analysis.topics.tables.verdicts import RULES, TopicEvidence, verdict_on
from heard.tables import ResultTable, base, count, dimension, estimate, rate

NOT_RATED = "Not rated"
_CATEGORIES = ["topic", "name", "verdict", "reasons"]
_SIZE = ["texts", "texts_base", "texts_share", "tokens_share"]
_CONCENTRATION = ["largest_source", "largest_family"]
_RATINGS = ["name", "agreed", "interpretable", "accepted"]


def topic_passports(
    shares: ResultTable, stability: ResultTable, ratings: pd.DataFrame | None = None
) -> ResultTable:
    """Return one row a topic.

    Columns: topic, name (that most raters gave it), verdict, reasons; texts, texts_base, texts_share;
    tokens_share; found, chains, found_share (seeds); found_near (mean share over models with another number
    of topics); largest_source, largest_family; agreed, interpretable, accepted (see below).

    Parameters
    ----------
    shares, stability
        What :func:`topic_shares` and :func:`topic_stability` return of one model.
    ratings
        By topic id, columns name, agreed (share of raters who gave that name), interpretable (share of
        raters), accepted (share of judgements that a text is about the topic); topics that nobody rated may
        be left out.
    """
    topics = shares.frame[shares.frame["topic"] != NO_TOPIC].reset_index(drop=True)
    seeds, near = _found(stability, topics["topic"])
    rated = _rated(ratings, topics["topic"])
    parts = [topics[["topic"]], rated[["name"]], topics[_SIZE], seeds, near, topics[_CONCENTRATION]]
    frame = pd.concat([*parts, rated[_RATINGS[1:]]], axis=1)
    verdicts = [verdict_on(_evidence(row)) for row in frame.to_dict(orient="records")]
    frame.insert(2, "verdict", pd.Series([verdict for verdict, _ in verdicts], dtype="str"))
    frame.insert(3, "reasons", pd.Series([reasons for _, reasons in verdicts], dtype="str"))
    return ResultTable(
        name="topic_passports",
        title="What is known of each topic, and whether it may be reported",
        frame=frame,
        columns=_COLUMNS,
        universe=stability.universe,
        rows_behind={"texts": shares.rows_behind["texts"].merge(frame[_CATEGORIES], on="topic")},
        notes=(*RULES, NO_THEME),
    )


_COLUMNS = (
    dimension("topic", "Topic", overlaps=True),
    dimension("name", "Name by raters"),
    dimension("verdict", "Verdict"),
    dimension("reasons", "Reasons"),
    count("texts", "Texts of which it is the main topic", "texts"),
    base("texts_base", "All texts", "texts"),
    rate("texts_share", "Share of texts", of=("texts", "texts_base")),
    estimate("tokens_share", "Share of words", "share"),
    count("found", "Chains that found it", "chains"),
    base("chains", "Chains", "chains"),
    rate("found_share", "Share of chains that found it", of=("found", "chains")),
    estimate(
        "found_near",
        "Share of models of other k that found it",
        "share",
        undefined="Not looked at",
    ),
    estimate("largest_source", "Largest share of its texts from one source", "share", undefined="No text"),
    estimate(
        "largest_family",
        "Largest share of its texts that are near-copies",
        "share",
        undefined="No text",
    ),
    estimate("agreed", "Share of raters who gave the name", "share", undefined=NOT_RATED),
    estimate("interpretable", "Share of raters who could interpret it", "share", undefined=NOT_RATED),
    estimate("accepted", "Share of its texts that raters accept", "share", undefined=NOT_RATED),
)


def _found(stability: ResultTable, topics: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (found, chains, found_share) at the k reported, and (found_near) at the others."""
    frame = stability.frame
    own = frame["k"] == len(topics)
    seeds = frame[own].set_index("topic").loc[topics, ["found", "chains", "found_share"]]
    near = frame[~own].groupby("topic")["found_share"].mean().reindex(topics)
    return seeds.reset_index(drop=True), near.rename("found_near").reset_index(drop=True).to_frame()


def _rated(ratings: pd.DataFrame | None, topics: pd.Series) -> pd.DataFrame:
    ids = topics.str.partition(":")[0]
    known = pd.DataFrame(columns=_RATINGS) if ratings is None else ratings
    rated = known.reindex(ids)[_RATINGS].reset_index(drop=True)
    rated["name"] = rated["name"].astype("object").where(rated["name"].notna(), NOT_RATED).astype("str")
    return rated.astype(dict.fromkeys(_RATINGS[1:], "float64"))


def _evidence(row: dict[Any, Any]) -> TopicEvidence:
    def known(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    return TopicEvidence(
        texts=int(row["texts"]),
        found=float(row["found_share"]),
        found_near=known("found_near"),
        largest_source=known("largest_source") or 0.0,
        largest_family=known("largest_family") or 0.0,
        interpretable=known("interpretable"),
        accepted=known("accepted"),
    )
