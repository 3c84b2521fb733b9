"""What a fitted topic model says, as result tables."""

import numpy as np
import pandas as pd

from heard.analysis.tallies import largest_share, rows_behind, share, source_of, with_counts
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.words import Tokens
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, rate, text

NO_TOPIC = "No topic: no word left"
_ONE_CHAIN = (
    "This is one chain from one seed: another seed finds somewhat different topics, and how different has "
    "to be measured before a topic is reported."
)
_NO_THEME = (
    "A topic is a pattern of words that a model found; it is no theme until people have read its texts."
)


def topic_labels(fitted: FittedTopics, words: int = 3) -> list[str]:
    """Return a label for each topic: its id and most probable words ("T1: support, families, services")."""
    return [
        f"{topic}: {', '.join(fitted.vocabulary[_top(fitted.topic_word[place], words)])}"
        for place, topic in enumerate(fitted.topic_ids)
    ]


def _top(values: np.ndarray, number: int) -> np.ndarray:
    # Stable, over a vocabulary in alphabetical order: equals stay in the order of the alphabet.
    return np.argsort(-values, kind="stable")[:number]


def _universe(fitted: FittedTopics) -> str:
    words = int(fitted.text_tokens.sum())
    return f"{len(fitted.text_ids):,} texts, {words:,} words kept; k = {fitted.settings.k}"


def topic_texts(fitted: FittedTopics) -> ResultTable:
    """Return what went into the model: texts, texts without a word left, words and different words."""
    empty = fitted.text_tokens == 0
    texts = pd.DataFrame({"row_id": pd.Series(fitted.text_ids, dtype="str")})
    rows = {"texts": texts, "texts_empty": texts[empty].reset_index(drop=True), "tokens": texts}
    frame = pd.DataFrame(
        {
            "texts": [len(empty)],
            "texts_empty": [int(empty.sum())],
            "tokens": [int(fitted.text_tokens.sum())],
            "vocabulary": [len(fitted.vocabulary)],
        }
    )
    return ResultTable(
        name="topic_texts",
        title="What the topic model was fitted to",
        frame=frame,
        columns=(
            count("texts", "Texts", "texts"),
            count("texts_empty", "Texts with no word left", "texts"),
            count("tokens", "Words kept", "words", adds="words"),
            count("vocabulary", "Different words", "different words"),
        ),
        universe=_universe(fitted),
        rows_behind=rows,
        notes=("Stop words and rare words are left out.",),
    )


def topic_shares(fitted: FittedTopics, frames: Frames) -> ResultTable:
    """Return how much of the words, texts and people each topic has, the largest topic first.

    Columns: topic, tokens, tokens_base, tokens_share; texts (of which it is the main topic), texts_base,
    texts_share; people (known, behind those texts); typical_share, the median share of the topic in those
    texts; largest_source, the share of those texts that come from one person or session. The last row is
    of texts without a word left, if there are any.
    """
    main = _main_topics(fitted, frames)
    labels = topic_labels(fitted)
    tokens = dict(zip(labels, fitted.topic_tokens.tolist(), strict=True)) | {NO_TOPIC: 0}
    shown = labels + [NO_TOPIC] * bool((fitted.text_tokens == 0).any())
    by = ["topic"]
    rows = {"texts": rows_behind(main, by, "text_id"), "people": rows_behind(main, by, "respondent_id")}
    counted = with_counts(pd.DataFrame({"topic": pd.Series(shown, dtype="str")}), rows)
    counted["tokens"] = [tokens[label] for label in shown]
    counted["tokens_base"] = int(fitted.topic_tokens.sum())
    counted["tokens_share"] = share(counted["tokens"], counted["tokens_base"])
    counted["texts_base"] = len(main)
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    counted["typical_share"] = counted["topic"].map(main.groupby("topic")["share"].median())
    counted["largest_source"] = counted["topic"].map(largest_share(main, by, "source"))
    columns = (
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
    )
    return ResultTable(
        name="topic_shares",
        title="How much of the texts each topic has",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=_universe(fitted),
        rows_behind=rows,
        margins=tuple(
            Margin(name, ("topic",), "topic_texts", name, exact=True) for name in ("texts", "tokens")
        ),
        notes=(
            _NO_THEME,
            _ONE_CHAIN,
            "Most texts hold several topics: the main one may have a share little above the next.",
        ),
    )


def _main_topics(fitted: FittedTopics, frames: Frames) -> pd.DataFrame:
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


def topic_words(fitted: FittedTopics, tokens: Tokens, frames: Frames, words: int = 10) -> ResultTable:
    """Return the most probable words of each topic.

    Columns: topic, word, rank, probability, texts and people (who use the word, in any topic).

    Parameters
    ----------
    tokens
        The tokens that the model was fitted to.
    """
    listed = [_top(row, words) for row in fitted.topic_word]
    cells = pd.DataFrame(
        {
            "topic": np.repeat(topic_labels(fitted), [len(each) for each in listed]),
            "word": fitted.vocabulary[np.concatenate(listed)],
            "rank": np.concatenate([np.arange(1, len(each) + 1) for each in listed]),
            "probability": np.concatenate([row[_top(row, words)] for row in fitted.topic_word]),
        }
    ).astype({"topic": "str", "word": "str"})
    used = cells[["topic", "word"]].merge(_texts_of_words(tokens, listed), on="word")
    used = used.merge(frames.texts[["text_id", "respondent_id"]], on="text_id", how="left")
    by = ["topic", "word"]
    rows = {"texts": rows_behind(used, by, "text_id"), "people": rows_behind(used, by, "respondent_id")}
    return ResultTable(
        name="topic_words",
        title="The most probable words of each topic",
        frame=with_counts(cells, rows),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("word", "Word", overlaps=True),
            estimate("rank", "Rank", "rank"),
            estimate("probability", "Probability in the topic", "probability"),
            count("texts", "Texts that use the word", "texts"),
            count("people", "People known who use the word", "people"),
        ),
        universe=_universe(fitted),
        rows_behind=rows,
        notes=(_NO_THEME, _ONE_CHAIN),
    )


def _texts_of_words(tokens: Tokens, listed: list[np.ndarray]) -> pd.DataFrame:
    wanted = np.zeros(len(tokens.vocabulary), dtype=bool)
    wanted[np.concatenate(listed)] = True
    few = tokens.keep(wanted)
    text, word = np.divmod(
        np.unique(few.text_of_token * len(few.vocabulary) + few.words), len(few.vocabulary)
    )
    return pd.DataFrame(
        {
            "word": pd.Series(few.vocabulary[word], dtype="str"),
            "text_id": pd.Series(few.text_ids[text], dtype="str"),
        }
    )


def typical_texts(fitted: FittedTopics, frames: Frames, texts: int = 3) -> ResultTable:
    """Return the texts in which each topic has its largest share (``findThoughts`` of R's stm).

    Columns: topic, text_id, rank, share, text. It holds respondents' words: none may be quoted outside
    before somebody has approved it.
    """
    kept = np.flatnonzero(fitted.text_tokens > 0)
    found = [kept[_top(fitted.document_topic[kept, topic], texts)] for topic in range(fitted.settings.k)]
    places = np.concatenate(found)
    topics = np.repeat(np.arange(fitted.settings.k), [len(each) for each in found])
    frame = pd.DataFrame(
        {
            "topic": np.array(topic_labels(fitted), dtype=object)[topics],
            "text_id": fitted.text_ids[places],
            "rank": np.concatenate([np.arange(1, len(each) + 1) for each in found]),
            "share": fitted.document_topic[places, topics],
        }
    ).astype({"topic": "str", "text_id": "str"})
    return ResultTable(
        name="typical_texts",
        title="Texts most typical of each topic",
        frame=frame.merge(frames.texts[["text_id", "text"]], on="text_id", how="left"),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("text_id", "Text", overlaps=True),
            estimate("rank", "Rank", "rank"),
            estimate("share", "Share of the topic in the text", "share"),
            text("text", "Text"),
        ),
        universe=_universe(fitted),
        notes=(
            "The most typical texts are extremes, chosen by the model: read others of the topic as well.",
            _ONE_CHAIN,
        ),
    )


def topic_convergence(fitted: FittedTopics) -> ResultTable:
    """Return the log likelihood a word as the sampler went on.

    Columns: sweep (a whole number), log_likelihood.
    """
    return ResultTable(
        name="topic_convergence",
        title="Log likelihood of the model as sampling went on",
        frame=pd.DataFrame(
            {
                "sweep": fitted.trace[:, 0].astype("int64"),
                "log_likelihood": fitted.trace[:, 1] / fitted.text_tokens.sum(),
            }
        ),
        columns=(
            dimension("sweep", "Sweep"),
            estimate("log_likelihood", "Log likelihood a word", "natural logarithm"),
        ),
        universe=_universe(fitted),
        notes=("A curve that still rises at its end says that the sampler ran too short a time.",),
    )
