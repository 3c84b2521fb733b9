import pandas as pd

from heard.analysis.context import in_context, keyword_in_context
from heard.consultation import Consultation
from heard.frames import Frames


def test_every_place_of_a_word_is_shown_with_what_stands_around(
    frames: Frames, consultation: Consultation
) -> None:
    table = keyword_in_context(frames, consultation, "support")
    assert table.frame.to_numpy().tolist() == [
        ["n1", 12, "waiting for", "support", ""],
        ["t1", 0, "", "Support", "for families. Support now."],
        ["t1", 22, "Support for families.", "Support", "now."],
        ["t2", 14, "The families’", "support", ""],
    ]
    assert table.holds_words


def test_a_word_is_not_found_inside_another_nor_taken_for_a_pattern(
    frames: Frames, consultation: Consultation
) -> None:
    assert keyword_in_context(frames, consultation, "port").frame.empty
    assert keyword_in_context(frames, consultation, "s.hool").frame.empty


def test_what_stands_around_is_cut_and_on_one_line() -> None:
    words = "x" * 100 + "\n\nkey\n" + "y" * 100
    found = pd.DataFrame({"text_id": ["t"], "position": [102], "end": [105]})
    row = in_context(found, pd.DataFrame({"text_id": ["t"], "text": [words]})).iloc[0]
    assert row["keyword"] == "key"
    assert set(row["before"]) == {"x"}
    assert len(row["before"]) < 60
    assert set(row["after"]) == {"y"}
