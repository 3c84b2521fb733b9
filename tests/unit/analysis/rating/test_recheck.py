import pandas as pd
import pytest

from heard.analysis.rating import RatingRound, recheck_by_topic, texts_refused
from tests.unit.analysis.rating.conftest import given

T1, T2 = "T1: wait, help", "T2: school, teacher"


@pytest.fixture
def answers() -> pd.DataFrame:
    """T1: r1 accepted by two of three, r2 by one of two; T2: r3 refused by all, r4 by one and unsure."""
    said = {
        "r1": {"ann": "yes", "bob": "yes", "cat": "no"},
        "r2": {"ann": "yes", "bob": "no"},
        "r3": {"ann": "no", "bob": "no", "cat": "unsure"},
        "r4": {"ann": "no", "bob": "yes"},
    }
    return given(*[(who, item, "about", said) for item, each in said.items() for who, said in each.items()])


def test_precision_is_of_texts_that_most_accept(rating_round: RatingRound, answers: pd.DataFrame) -> None:
    frame = recheck_by_topic(rating_round, answers).frame.set_index("topic")
    assert frame.index.tolist() == [T2, T1]
    assert frame.loc[T1, ["accepted", "texts", "precision"]].tolist() == [1, 2, 0.5]
    assert frame.loc[T1, ["judgements_yes", "judgements", "said_yes"]].tolist() == [3, 5, 0.6]
    assert frame.loc[T2, ["accepted", "texts", "precision", "low"]].tolist() == [0, 2, 0.0, 0.0]
    # Wilson, 0 of 2: z² / (2 + z²).
    assert frame.loc[T2, "high"] == pytest.approx(3.8415 / 5.8415, abs=1e-4)


def test_a_text_of_high_share_that_no_rater_accepts_is_listed(
    rating_round: RatingRound, answers: pd.DataFrame
) -> None:
    table = texts_refused(rating_round, answers)
    assert table.frame[["topic", "text_id", "share", "no", "unsure"]].values.tolist() == [
        [T2, "t-3", 0.8, 2, 1]
    ]
    assert table.holds_words
    assert texts_refused(rating_round, answers, high=0.9).frame.empty


def test_nobody_read_anything(rating_round: RatingRound) -> None:
    assert recheck_by_topic(rating_round, given()).frame.empty
    assert texts_refused(rating_round, given()).frame.empty
