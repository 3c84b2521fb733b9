from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from heard.analysis.rating import RatingRound, match_round, rating_by_topic
from tests.unit.analysis.rating.conftest import given


@dataclass(frozen=True)
class Model:
    """A model whose first topic is the round's second."""

    vocabulary = np.array(["help", "other", "school", "teacher", "wait"], dtype=object)
    topic_word = np.array([[0.0, 0.1, 0.5, 0.4, 0.0], [0.5, 0.1, 0.0, 0.0, 0.4], [0.0, 1.0, 0.0, 0.0, 0.0]])


IDS = ("T4", "T7", "T9")


def test_topics_are_matched_by_words_not_by_ids(rating_round: RatingRound) -> None:
    found = match_round(rating_round, IDS, Model()).set_index("round_topic")
    assert found["topic_id"].to_dict() == {"T1": "T7", "T2": "T4"}
    assert (found["cosine"] > 0.95).all()


def test_a_row_a_topic_of_the_model(rating_round: RatingRound) -> None:
    answers = given(
        ("ann", "T1", "interpretable", "yes"),
        ("bob", "T1", "interpretable", "yes"),
        ("cat", "T1", "interpretable", "no"),
        ("ann", "T1", "name", "Waits"),
        ("bob", "T1", "name", "Delay"),
        ("ann", "w1", "intruder", "x"),
        ("bob", "w1", "intruder", "a"),
        ("ann", "r1", "about", "yes"),
        ("ann", "r2", "about", "no"),
    )
    shared = pd.DataFrame({"name": ["waits", "delay"], "shared": ["Waiting", "Waiting"]})
    found = rating_by_topic(rating_round, answers, shared, IDS, Model())
    assert found.index.tolist() == ["T7"]
    row = found.loc["T7"]
    assert row["name"] == "Waiting"
    assert row["agreed"] == pytest.approx(2 / 3)
    assert row["interpretable"] == pytest.approx(2 / 3)
    assert row["word_intrusion"] == 0.5
    assert row["word_intrusion_p"] == pytest.approx(1 - 9 / 16)
    assert row["accepted"] == 0.5
    assert row["round_topic"] == "T1"


def test_nobody_rated(rating_round: RatingRound) -> None:
    none = pd.DataFrame({"name": [], "shared": []})
    assert rating_by_topic(rating_round, given(), none, IDS, Model()).empty
