import pandas as pd
import pytest

from heard.analysis.rating import (
    RatingRound,
    free_names,
    names_given,
    names_shared,
    proposed_names,
    rating_by_topic,
    topics_rated,
)
from tests.unit.analysis.rating.conftest import given
from tests.unit.analysis.rating.test_summary import IDS, Model


@pytest.fixture
def answers() -> pd.DataFrame:
    return given(
        ("ann", "T1", "name", "Waiting"),
        ("bob", "T1", "name", "waiting"),
        ("cat", "T1", "name", "Delays"),
        ("ann", "T2", "name", "School"),
        ("bob", "T2", "name", "Lessons"),
    )


SHARED = pd.DataFrame({"name": ["lessons", "school"], "shared": ["School", "School"]})


def test_what_raters_called_each_topic(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    judgements = names_shared(free_names(rating_round, answers), SHARED)
    frame = names_given(rating_round, judgements).frame
    assert frame[["topic", "name", "raters", "raters_base"]].values.tolist() == [
        ["T1: wait, help", "Waiting", 2, 3],
        ["T1: wait, help", "Delays", 1, 3],
        ["T2: school, teacher", "School", 2, 2],
    ]


def test_names_that_wait_for_a_coordinator_come_first(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    frame = proposed_names(rating_round, free_names(rating_round, answers), SHARED).frame
    assert frame[["written", "confirmed", "given"]].values.tolist() == [
        ["Delays", "Not confirmed yet", 1],
        ["Waiting", "Not confirmed yet", 2],
        ["Lessons", "School", 1],
        ["School", "School", 1],
    ]


def test_what_raters_say_is_shown_by_the_topics_of_the_model(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    rated = rating_by_topic(rating_round, answers, SHARED, IDS, Model())
    table = topics_rated(rating_round, rated, ["T4: school", "T7: wait", "T9: other"])
    rows = table.frame.set_index("topic")["name"].to_dict()
    assert rows == {"T7: wait": "Waiting", "T4: school": "School"}
    assert "1 topics of the model are none" in table.notes[-1]


def test_nothing_was_answered(rating_round: RatingRound) -> None:
    names = free_names(rating_round, given())
    assert names_given(rating_round, names_shared(names, SHARED)).frame.empty
    assert proposed_names(rating_round, names, SHARED).frame.empty
    rated = rating_by_topic(rating_round, given(), SHARED, IDS, Model())
    assert topics_rated(rating_round, rated, []).frame.empty
