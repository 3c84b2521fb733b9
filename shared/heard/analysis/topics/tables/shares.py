"""How much of the words, texts and people each topic has, and how few sources it may come from."""

import numpy as np
import pandas as pd

from heard.analysis.near_copies import near_copies
from heard.analysis.tallies import largest_share, rows_behind, share, source_of, with_counts
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.tables.labels import NO_THEME, NO_TOPIC, OTHER_SEEDS, topic_labels, universe_of
from heard.analysis.words import Tokens
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, rate


def topic_shares(fitted: FittedTopics, tokens: Tokens, frames: Frames) -> ResultTable:
    """Return how much of the words, texts and people each topic has, the largest topic first.

    Columns: topic, tokens, tokens_base, tokens_share; texts (of which it is the main topic), texts_base,
    texts_share; people (known, behind those texts); typical_share, the median share of the topic in those
    texts; largest_source, the share of those texts that come from one person or session; largest_family, the
    share of them that are near-copies of each other. The last row is of texts without a word left, if there
    are any.

    Parameters
    ----------
    tokens
        The tokens that the model was fitted to.
    """
    main = main_topics(fitted, frames).merge(_families(tokens), on="text_id")
    labels = topic_labels(fitted)
    given = dict(zip(labels, fitted.topic_tokens.tolist(), strict=True)) | {NO_TOPIC: 0}
    shown = labels + [NO_TOPIC] * bool((fitted.text_tokens == 0).any())
    by = ["topic"]
    rows = {"texts": rows_behind(main, by, "text_id"), "people": rows_behind(main, by, "respondent_id")}
    counted = with_counts(pd.DataFrame({"topic": pd.Series(shown, dtype="str")}), rows)
    counted["tokens"] = [given[label] for label in shown]
    counted["tokens_base"] = int(fitted.topic_tokens.sum())
    counted["tokens_share"] = share(counted["tokens"], counted["tokens_base"])
    counted["texts_base"] = len(main)
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    counted["typical_share"] = counted["topic"].map(main.groupby("topic")["share"].median())
    counted["largest_source"] = counted["topic"].map(largest_share(main, by, "source"))
    counted["largest_family"] = counted["topic"].map(_largest_family(main))
    return ResultTable(
        name="topic_shares",
        title="How much of the texts each topic has",
        frame=counted[[column.name for column in _COLUMNS]],
        columns=_COLUMNS,
        universe=universe_of(fitted),
        rows_behind=rows | {"texts_base": rows_behind(main, [], "text_id")},
        margins=tuple(
            Margin(name, ("topic",), "topic_texts", name, exact=True) for name in ("texts", "tokens")
        ),
        notes=(
            NO_THEME,
            OTHER_SEEDS,
            "Most texts hold several topics: the main one may have a share little above the next.",
            "Near-copies share most of their words, as letters of one campaign do.",
        ),
    )


_COLUMNS = (
    dimension("topic", "Topic", overlaps=True),
    count("tokens", "Words given to it", "words", adds="words"),
    base("tokens_base", "All words kept", "words"),
    rate("tokens_share", "Share of words", of=("tokens", "tokens_base")),
    count("texts", "Texts of which it is the main topic", "texts"),
    base("texts_base", "All texts", "texts"),
    rate("texts_share", "Share of texts", of=("texts", "texts_base")),
    count("people", "People known behind them", "people"),
    estimate("typical_share", "Median share of the topic in those texts", "share"),
    estimate("largest_source", "Largest share of those texts from one source", "share"),
    estimate("largest_family", "Largest share of those texts that are near-copies", "share"),
)


def _families(tokens: Tokens) -> pd.DataFrame:
    """Return (text_id, family): missing where a text is no near-copy of another."""
    families = pd.Series(near_copies(tokens)).astype("Int64")
    return pd.DataFrame(
        {"text_id": pd.Series(tokens.text_ids, dtype="str"), "family": families.where(families >= 0)}
    )


def _largest_family(main: pd.DataFrame) -> pd.Series:
    largest = main.groupby(["topic", "family"]).size().groupby("topic").max()
    texts = main.groupby("topic").size()
    return largest.reindex(texts.index, fill_value=0) / texts


def main_topics(fitted: FittedTopics, frames: Frames) -> pd.DataFrame:
    """Return (text_id, topic, share, respondent_id, source): each text's topic with the largest share."""
    kept = fitted.text_tokens > 0
    labels = np.array([*topic_labels(fitted), NO_TOPIC], dtype=object)
    shares = np.where(kept[:, None], fitted.document_topic, 0)
    main = pd.DataFrame(
        {
            "text_id": pd.Series(fitted.text_ids, dtype="str"),
            "topic": pd.Series(labels[np.where(kept, shares.argmax(axis=1), -1)], dtype="str"),
            "share": np.where(kept, shares.max(axis=1), np.nan),
        }
    ).merge(frames.texts[["text_id", "respondent_id", "session_id"]], on="text_id", how="left")
    return main.assign(source=source_of(main))
