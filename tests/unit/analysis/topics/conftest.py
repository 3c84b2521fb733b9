"""Texts made from known topics, and a model small enough to work out by hand."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from heard.analysis.topics import FittedTopics, TopicChains, TopicSettings
from heard.analysis.words import Tokens, tokenise
from heard.frames import Frames

_WORDS_A_TOPIC = 12


def planted_texts(topics: int, texts: int, seed: int) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return texts of 40 words, 80% of them of one topic, and the topic of each text."""
    draw = np.random.default_rng(seed)
    letters = "abcdefghijklmnop"
    words = np.array(
        [[f"topic{letters[t]}word{letters[w]}" for w in range(_WORDS_A_TOPIC)] for t in range(topics)]
    )
    main = np.arange(texts) % topics
    written = []
    for topic in main:
        of_topic = np.where(draw.random(40) < 0.8, topic, draw.integers(0, topics, 40))
        written.append(" ".join(words[of_topic, draw.integers(0, _WORDS_A_TOPIC, 40)]))
    return pd.DataFrame({"text_id": [f"t{n:04d}" for n in range(texts)], "text": written}), main


@pytest.fixture(scope="session")
def planted() -> tuple[Tokens, NDArray[np.int64]]:
    texts, main = planted_texts(topics=4, texts=160, seed=5)
    return tokenise(texts), main


@pytest.fixture
def by_hand() -> FittedTopics:
    """Two topics over the advice texts of the small consultation; t4 has no word left."""
    return FittedTopics(
        settings=TopicSettings(k=2),
        key="by hand",
        topic_ids=("T1", "T2"),
        highest_id=2,
        text_ids=np.array(["t1", "t2", "t3", "t4"], dtype=object),
        text_tokens=np.array([3, 2, 3, 0]),
        vocabulary=np.array(["families", "school", "support"], dtype=object),
        topic_word=np.array([[0.3, 0.1, 0.6], [0.1, 0.8, 0.1]]),
        document_topic=np.array([[0.9, 0.1], [0.7, 0.3], [0.2, 0.8], [np.nan, np.nan]]),
        topic_tokens=np.array([5, 3]),
        trace=np.array([[10.0, -16.0], [20.0, -12.0]]),
        draws=np.array([[[3, 0], [1, 1], [0, 3], [0, 0]], [[3, 0], [2, 0], [0, 3], [0, 0]]], dtype=np.int32),
        draw_alpha=np.array([[0.5, 0.5], [0.5, 0.5]]),
        groups=np.empty(0, dtype=object),
        group_topic=np.empty((0, 2)),
    )


@pytest.fixture
def tokens(frames: Frames) -> Tokens:
    """The tokens that the model by hand was fitted to."""
    advice = tokenise(frames.texts[frames.texts["collection"] == "advice"])
    return advice.keep(np.isin(advice.vocabulary.astype(str), ["families", "school", "support"]))


@pytest.fixture
def chains(by_hand: FittedTopics) -> TopicChains:
    """The model by hand as reported of two chains, the second of which did not find the second topic."""
    other = dataclasses.replace(
        by_hand,
        topic_word=np.array([[0.3, 0.1, 0.6], [0.4, 0.2, 0.4]]),
        document_topic=np.array([[0.5, 0.5], [0.5, 0.5], [0.4, 0.6], [np.nan, np.nan]]),
    )
    return TopicChains(by_hand, (by_hand, other), np.array([[1.0, 1.0], [1.0, 0.6]]))
