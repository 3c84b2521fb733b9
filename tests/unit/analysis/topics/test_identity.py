import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from heard.analysis.topics import FittedTopics, TopicSettings, carry_identity, fit_topics
from heard.analysis.topics.matching import word_cosines
from heard.analysis.words import Tokens


def _with_topics(model: FittedTopics, words: list[list[float]], *vocabulary: str) -> FittedTopics:
    return dataclasses.replace(
        model,
        settings=dataclasses.replace(model.settings, k=len(words)),
        topic_ids=tuple(f"T{n + 1}" for n in range(len(words))),
        highest_id=len(words),
        topic_word=np.array(words),
        vocabulary=np.array(vocabulary or model.vocabulary, dtype=object),
    )


def test_topics_in_another_order_keep_their_names(by_hand: FittedTopics) -> None:
    swapped = _with_topics(by_hand, [[0.1, 0.8, 0.1], [0.3, 0.1, 0.6]])
    assert carry_identity(by_hand, swapped).topic_ids == ("T2", "T1")


def test_a_new_topic_gets_a_new_number(by_hand: FittedTopics) -> None:
    # Over shared words: "money" is unknown to the model before, so the third topic is like neither.
    later = _with_topics(
        by_hand,
        [[0.0, 0.0, 0.02, 0.98], [0.1, 0.0, 0.8, 0.1], [0.3, 0.0, 0.1, 0.6]],
        "families",
        "money",
        "school",
        "support",
    )
    found = carry_identity(by_hand, later)
    assert found.topic_ids[1] == "T2"
    assert sorted(found.topic_ids) == ["T1", "T2", "T3"]
    assert found.highest_id == 3


def test_a_match_below_the_threshold_is_none(by_hand: FittedTopics) -> None:
    unlike = _with_topics(by_hand, [[0.98, 0.01, 0.01], [0.1, 0.8, 0.1]])
    cosine = word_cosines(by_hand, unlike)[0, 0]
    assert 0.4 < cosine < 0.5
    assert carry_identity(by_hand, unlike).topic_ids == ("T3", "T2")


def test_a_number_that_was_given_is_never_given_again(by_hand: FittedTopics) -> None:
    first = carry_identity(by_hand, _with_topics(by_hand, [[0.98, 0.01, 0.01], [0.1, 0.8, 0.1]]))
    assert first.topic_ids == ("T3", "T2")
    second = carry_identity(first, _with_topics(by_hand, [[0.1, 0.8, 0.1], [0.01, 0.01, 0.98]]))
    assert second.topic_ids == ("T2", "T4")
    third = carry_identity(second, _with_topics(by_hand, [[0.98, 0.01, 0.01], [0.1, 0.8, 0.1]]))
    assert third.topic_ids == ("T5", "T2")


def test_no_shared_word_is_no_match(by_hand: FittedTopics) -> None:
    other = _with_topics(by_hand, [[0.3, 0.1, 0.6], [0.1, 0.8, 0.1]], "x", "y", "z")
    assert carry_identity(by_hand, other).topic_ids == ("T3", "T4")


def test_cosines_are_those_of_shared_words(by_hand: FittedTopics) -> None:
    cosines = word_cosines(by_hand, by_hand)
    assert np.diag(cosines) == pytest.approx([1, 1])
    assert cosines[0, 1] == pytest.approx((0.03 + 0.08 + 0.06) / np.sqrt(0.46 * 0.66))


def test_planted_topics_keep_their_names_over_seeds(planted: tuple[Tokens, NDArray[np.int64]]) -> None:
    one, other = (fit_topics(planted[0], TopicSettings(k=4, iterations=150, seed=seed)) for seed in (1, 2))
    carried = carry_identity(one, other)
    assert sorted(carried.topic_ids) == ["T1", "T2", "T3", "T4"]

    def subject(model: FittedTopics, name: str) -> str:
        row = model.topic_word[model.topic_ids.index(name)]
        return str(model.vocabulary[row.argmax()])[:6]

    assert [subject(one, name) for name in one.topic_ids] == [
        subject(carried, name) for name in one.topic_ids
    ]
