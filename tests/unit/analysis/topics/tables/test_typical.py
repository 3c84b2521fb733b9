import pandas as pd

from heard.analysis.topics import FittedTopics, typical_texts
from heard.frames import Frames

_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_typical_texts_are_those_of_the_largest_share(by_hand: FittedTopics, frames: Frames) -> None:
    table = typical_texts(by_hand, frames, texts=2)
    assert table.frame[["topic", "text_id", "rank"]].to_numpy().tolist() == [
        [_ONE, "t1", 1],
        [_ONE, "t2", 2],
        [_TWO, "t3", 1],
        [_TWO, "t2", 2],
    ]
    assert table.holds_words
    assert table.frame["text"].iloc[0] == "Support for families. Support now."
    # t4 has no word left: it is typical of nothing, however many are asked for.
    assert "t4" not in set(typical_texts(by_hand, frames, texts=9).frame["text_id"])


def test_a_text_awaits_approval_until_all_of_it_was_judged(by_hand: FittedTopics, frames: Frames) -> None:
    whole = len("Support for families. Support now.")
    approvals = pd.DataFrame(
        [
            ("t1", 0, whole, "approved", "Support for [name]."),
            ("t3", 0, 6, "approved", "School"),
            ("t2", 0, 9, "rejected", ""),
        ],
        columns=["text_id", "start", "end", "verdict", "words"],
    )
    shown = typical_texts(by_hand, frames, texts=1, approvals=approvals).frame
    assert shown["approval"].tolist() == ["Approved", "Awaiting approval"]
    assert shown["text"].iloc[0] == "Support for [name]."
    assert set(typical_texts(by_hand, frames).frame["approval"]) == {"Awaiting approval"}
