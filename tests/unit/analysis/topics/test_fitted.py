import io

import numpy as np
import pytest

from heard.analysis.topics import FittedTopics, TopicSettings


def test_a_model_survives_being_kept_as_npz(by_hand: FittedTopics) -> None:
    file = io.BytesIO()
    np.savez(file, **by_hand.to_arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        again = FittedTopics.from_arrays(arrays)
    assert again.settings == by_hand.settings
    assert (again.key, again.topic_ids, again.highest_id) == ("by hand", ("T1", "T2"), 2)
    for name in (
        "text_ids",
        "text_tokens",
        "vocabulary",
        "topic_word",
        "topic_tokens",
        "trace",
        "draws",
        "draw_alpha",
    ):
        assert np.array_equal(getattr(again, name), getattr(by_hand, name))
    assert np.array_equal(again.document_topic, by_hand.document_topic, equal_nan=True)
    assert again.vocabulary.dtype == object


def test_alpha_is_fifty_over_k_unless_given() -> None:
    assert TopicSettings(k=8, alpha=None).prior == 6.25
    assert TopicSettings(k=8, alpha=0.1).prior == 0.1


def test_shares_of_a_draw_are_counts_and_prior(by_hand: FittedTopics) -> None:
    # The second text has one token of each topic, then two of the first; k times alpha is 1.
    assert by_hand.shares_drawn(0)[1] == pytest.approx([1.5 / 3, 1.5 / 3])
    assert by_hand.shares_drawn(1)[1] == pytest.approx([2.5 / 3, 0.5 / 3])
    assert np.isnan(by_hand.shares_drawn(0)[3]).all()


def test_topics_in_another_order_take_everything_with_them(by_hand: FittedTopics) -> None:
    turned = by_hand.with_topics(np.array([1, 0]))
    assert turned.topic_ids == ("T2", "T1")
    assert turned.topic_word[0].tolist() == [0.1, 0.8, 0.1]
    assert turned.document_topic[0].tolist() == [0.1, 0.9]
    assert turned.topic_tokens.tolist() == [3, 5]
    assert turned.draws[0, 0].tolist() == [0, 3]
