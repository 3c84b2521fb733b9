import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import FittedTopics
from heard.analysis.topics.criteria.coherence import npmi_coherence, semantic_coherence
from heard.analysis.words import Tokens, tokenise


def test_semantic_coherence_by_hand(by_hand: FittedTopics, tokens: Tokens) -> None:
    # Texts with families 2, school 1, support 2; families and support together 2, with school never.
    # First topic: support, families, school. Second: school, families, support.
    def of(together: int, alone: int) -> float:
        return math.log((together + 0.01) / (alone + 0.01))

    first = of(2, 2) + of(0, 2) + of(0, 2)
    second = of(0, 1) + of(0, 1) + of(2, 2)
    assert semantic_coherence(by_hand, tokens) == pytest.approx([first, second])


def test_npmi_by_hand(by_hand: FittedTopics, tokens: Tokens) -> None:
    # Of three texts with words two use both families and support: ln((2/3) / (2/3)^2) / -ln(2/3) = 1.
    assert npmi_coherence(by_hand, tokens) == pytest.approx([(1 - 1 - 1) / 3] * 2)


def test_words_that_every_text_uses_tell_nothing(by_hand: FittedTopics) -> None:
    texts = pd.DataFrame({"text_id": ["a", "b"], "text": ["families school support"] * 2})
    assert npmi_coherence(by_hand, tokenise(texts)).tolist() == [0, 0]


def test_only_the_ten_first_words_count(by_hand: FittedTopics, tokens: Tokens) -> None:
    words = np.array([*by_hand.vocabulary, *(f"w{n}" for n in range(9))], dtype=object)
    wide = np.concatenate([np.full((2, 9), 0.1), by_hand.topic_word / 100], axis=1)
    # The twelve words in falling order are w0 to w8 and the topic's first of three.
    model = dataclasses.replace(
        by_hand, vocabulary=np.roll(words, 9), topic_word=wide / wide.sum(axis=1, keepdims=True)
    )
    used = dataclasses.replace(tokens, words=tokens.words + 9, vocabulary=np.roll(words, 9))
    # Nine words that no text uses pair with each other and with the tenth: ln(.01 / .01) = 0, and for the
    # tenth as the less probable of each pair the same.
    assert semantic_coherence(model, used) == pytest.approx([0, 0])
