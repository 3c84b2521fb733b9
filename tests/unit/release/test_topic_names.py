"""A topic is published under words that many people wrote."""

import pandas as pd

from heard.release.disclosure import Chosen
from heard.release.topic_names import with_common_words
from heard.tables import ResultTable, count, dimension


def test_a_word_of_a_few_people_is_not_in_a_name() -> None:
    written = ["Ros supports Zebedee"] * 5 + ["The rose of supporting families"] * 15
    texts = pd.DataFrame(
        {
            "text_id": [f"t{number}" for number in range(20)],
            # Zebedee and Ros stand in five texts of two people.
            "respondent_id": ["p0", "p0", "p1", "p1", "p1", *(f"p{number}" for number in range(2, 17))],
            "session_id": None,
            "text": written,
        }
    )
    frame = pd.DataFrame({"topic": ["T1: support, zebedee", "T2: zebedee, ros, famili"], "people": [1, 1]})
    rows = pd.DataFrame({"topic": frame["topic"], "row_id": ["p0", "p1"]})
    table = ResultTable(
        "topic_shares",
        "Topics",
        frame,
        (dimension("topic", "Topic"), count("people", "People", "people")),
        "people",
        rows_behind={"people": rows},
    )
    named = with_common_words(Chosen(table, ("people",)), texts, few=9)
    assert named.table.frame["topic"].tolist() == ["T1: support", "T2: famili"]
    assert named.table.rows_behind["people"]["topic"].tolist() == ["T1: support", "T2: famili"]
