"""Rounds small enough to work by hand."""

import pandas as pd
import pytest

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic


def words(topic_id: str, *shown: str) -> ShownTopic:
    share = 1.0 / len(shown)
    return ShownTopic(topic_id, shown, tuple(share for _ in shown), ())


@pytest.fixture
def rating_round() -> RatingRound:
    """Two topics, an item of words each, one text on which a topic intrudes, and four texts read again."""
    return RatingRound(
        "round-1",
        "First",
        "advice.q4",
        "key",
        (words("T1", "wait", "help"), words("T2", "school", "teacher")),
        (
            Item("w1", "word_intrusion", "T1", ("a", "b", "c", "x"), "x"),
            Item("w2", "word_intrusion", "T2", ("d", "e", "f", "y"), "y"),
            Item(
                "t1",
                "topic_intrusion",
                "T1",
                ("one", "two", "odd"),
                "odd",
                ShownText("t-1", ""),
                (0.7, 0.2, 0.1),
            ),
            Item("r1", "recheck", "T1", (), "", ShownText("t-1", "Words one."), (0.9,)),
            Item("r2", "recheck", "T1", (), "", ShownText("t-2", "Words two."), (0.4,)),
            Item("r3", "recheck", "T2", (), "", ShownText("t-3", "Words three."), (0.8,)),
            Item("r4", "recheck", "T2", (), "", ShownText("t-4", "Words four."), (0.5,)),
        ),
        True,
    )


def given(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Answers: rater, subject, scale, value."""
    return pd.DataFrame(rows, columns=["rater", "subject", "scale", "value"])
