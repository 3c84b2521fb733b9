import io
import json

import numpy as np

from heard.analysis.topics import FittedTopics, TopicSettings


def test_a_model_survives_being_kept_as_npz(by_hand: FittedTopics) -> None:
    file = io.BytesIO()
    np.savez(file, **by_hand.to_arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        again = FittedTopics.from_arrays(arrays)
    assert again.settings == by_hand.settings
    assert (again.key, again.topic_ids, again.highest_id) == ("by hand", ("T1", "T2"), 2)
    for name in ("text_ids", "text_tokens", "vocabulary", "topic_word", "topic_tokens", "trace"):
        assert np.array_equal(getattr(again, name), getattr(by_hand, name))
    assert np.array_equal(again.document_topic, by_hand.document_topic, equal_nan=True)
    assert again.vocabulary.dtype == object


def test_alpha_is_fifty_over_k_unless_given() -> None:
    assert TopicSettings(k=8).prior == 6.25
    assert TopicSettings(k=8, alpha=0.1).prior == 0.1


def test_a_model_kept_with_a_setting_that_is_no_more_is_read(by_hand: FittedTopics) -> None:
    arrays = by_hand.to_arrays()
    about = json.loads(str(arrays["about"]))
    about["settings"]["keep"] = 50
    again = FittedTopics.from_arrays(arrays | {"about": np.array(json.dumps(about))})
    assert again.settings == by_hand.settings
