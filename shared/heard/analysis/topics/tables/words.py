"""The words of each topic, ranked in four ways."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.tallies import rows_behind, with_counts
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.frex import frex
from heard.analysis.topics.tables.labels import NO_THEME, OTHER_SEEDS, top_places, topic_labels, universe_of
from heard.analysis.words import Tokens
from heard.frames import Frames
from heard.tables import ResultTable, count, dimension, estimate

PROBABILITY, FREX, LIFT, SCORE = "Probability", "FREX", "Lift", "Score"
_WEIGHTS = np.arange(11) / 10
_LEAST = np.finfo(np.float64).tiny


def word_measures(fitted: FittedTopics, tokens: Tokens) -> dict[str, NDArray[np.float64]]:
    """Return the four measures by which ``labelTopics`` of R's stm ranks words. Shape (k, words) each.

    Probability in the topic; FREX, which balances how frequent a word is in the topic with how exclusive it
    is to it (Bischof and Airoldi 2012); lift, probability in the topic over share of all words (Taddy 2012);
    score, probability times the logarithm of it over its geometric mean in all topics (R's lda).
    """
    probability = fitted.topic_word
    logarithm = np.log(np.maximum(probability, _LEAST))
    return {
        PROBABILITY: probability,
        FREX: frex(probability, 0.5),
        LIFT: probability / word_shares(tokens),
        SCORE: probability * (logarithm - logarithm.mean(axis=0)),
    }


def word_shares(tokens: Tokens) -> NDArray[np.float64]:
    """Return the share of all tokens that each word of the vocabulary has. Shape (words,)."""
    return np.bincount(tokens.words, minlength=len(tokens.vocabulary)) / len(tokens.words)


def topic_words(fitted: FittedTopics, tokens: Tokens, frames: Frames, words: int = 10) -> ResultTable:
    """Return the words that rank highest in each topic, by each of four measures.

    Columns: topic, measure, word, rank, value, texts and people (who use the word, in any topic).

    Parameters
    ----------
    tokens
        The tokens that the model was fitted to.
    """
    ranked = {
        measure: [top_places(row, words) for row in values]
        for measure, values in word_measures(fitted, tokens).items()
    }
    cells = pd.concat(
        [_ranked(fitted, tokens, measure, listed) for measure, listed in ranked.items()], ignore_index=True
    ).sort_values(["place", "order"], kind="stable", ignore_index=True)
    chosen = np.unique(np.concatenate([each for listed in ranked.values() for each in listed]))
    used = cells[["topic", "measure", "word"]].merge(texts_of_words(tokens, chosen), on="word")
    used = used.merge(frames.texts[["text_id", "respondent_id"]], on="text_id", how="left")
    by = ["topic", "measure", "word"]
    rows = {"texts": rows_behind(used, by, "text_id"), "people": rows_behind(used, by, "respondent_id")}
    return ResultTable(
        name="topic_words",
        title="The words of each topic",
        frame=with_counts(cells.drop(columns=["place", "order"]), rows),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("measure", "Ranked by"),
            dimension("word", "Word", overlaps=True),
            estimate("rank", "Rank", "rank"),
            estimate("value", "Value of the measure", "see the notes"),
            count("texts", "Texts that use the word", "texts"),
            count("people", "People known who use the word", "people"),
        ),
        universe=universe_of(fitted),
        rows_behind=rows,
        notes=(
            NO_THEME,
            OTHER_SEEDS,
            "Probability: what share of the topic's words it is. FREX: frequent in the topic and exclusive "
            "to it. Lift: how many times its share of all words; it finds rare words. Score: frequent here "
            "and not elsewhere.",
        ),
    )


def _ranked(
    fitted: FittedTopics, tokens: Tokens, measure: str, listed: list[NDArray[np.intp]]
) -> pd.DataFrame:
    values = word_measures(fitted, tokens)[measure]
    sizes = [len(each) for each in listed]
    return pd.DataFrame(
        {
            "topic": np.repeat(topic_labels(fitted), sizes),
            "measure": measure,
            "word": fitted.vocabulary[np.concatenate(listed)],
            "rank": np.concatenate([np.arange(1, size + 1) for size in sizes]),
            "value": np.concatenate([row[places] for row, places in zip(values, listed, strict=True)]),
            "place": np.repeat(np.arange(len(sizes)), sizes),
            "order": [PROBABILITY, FREX, LIFT, SCORE].index(measure),
        }
    ).astype({"topic": "str", "measure": "str", "word": "str"})


def texts_of_words(tokens: Tokens, places: NDArray[np.intp]) -> pd.DataFrame:
    """Return (word, text_id) of every text that uses one of these words of the vocabulary, once each."""
    wanted = np.zeros(len(tokens.vocabulary), dtype=bool)
    wanted[places] = True
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


def relevant_words(fitted: FittedTopics, tokens: Tokens, words: int = 20) -> ResultTable:
    """Return the words that are among the most relevant to a topic at any weight of their lift.

    Relevance is lambda·ln(probability) + (1 - lambda)·ln(lift) (Sievert and Shirley 2014), for lambda from 0
    to 1 in steps of 0.1.

    Columns: topic, word, probability, lift.
    """
    probability = fitted.topic_word
    lift = probability / word_shares(tokens)
    chosen = [_most_relevant(*pair, words) for pair in zip(probability, lift, strict=True)]
    sizes = [len(each) for each in chosen]
    topics, places = np.repeat(np.arange(len(sizes)), sizes), np.concatenate(chosen)
    frame = pd.DataFrame(
        {
            "topic": np.array(topic_labels(fitted), dtype=object)[topics],
            "word": fitted.vocabulary[places],
            "probability": probability[topics, places],
            "lift": lift[topics, places],
        }
    ).astype({"topic": "str", "word": "str"})
    return ResultTable(
        name="relevant_words",
        title="Words by their relevance to each topic",
        frame=frame[frame["probability"] > 0].reset_index(drop=True),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("word", "Word", overlaps=True),
            estimate("probability", "Share of the topic's words", "share"),
            estimate("lift", "Lift: share in the topic over share of all words", "ratio"),
        ),
        universe=universe_of(fitted),
        notes=(NO_THEME, OTHER_SEEDS),
    )


def _most_relevant(
    probability: NDArray[np.float64], lift: NDArray[np.float64], words: int
) -> NDArray[np.intp]:
    """Return where the words stand that are among the most relevant to one topic at any weight."""
    # A word that a factorisation gives no weight has no logarithm: it comes last.
    of_probability, of_lift = (np.log(np.maximum(each, _LEAST)) for each in (probability, lift))
    at_each = [top_places(weight * of_probability + (1 - weight) * of_lift, words) for weight in _WEIGHTS]
    return np.unique(np.concatenate(at_each))
