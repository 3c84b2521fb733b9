import pandas as pd

from heard.analysis.context import in_context


def test_what_stands_on_either_side_is_shown() -> None:
    words = "Support for families. Support now."
    found = pd.DataFrame({"text_id": "t", "position": [0, 22], "end": [7, 29]})
    placed = in_context(found, pd.DataFrame({"text_id": ["t"], "text": [words]}))
    assert placed[["before", "keyword", "after"]].to_numpy().tolist() == [
        ["", "Support", "for families. Support now."],
        ["Support for families.", "Support", "now."],
    ]
    assert "text" not in placed


def test_what_stands_around_is_cut_and_on_one_line() -> None:
    words = "x" * 100 + "\n\nkey\n" + "y" * 100
    found = pd.DataFrame({"text_id": ["t"], "position": [102], "end": [105]})
    row = in_context(found, pd.DataFrame({"text_id": ["t"], "text": [words]})).iloc[0]
    assert row["keyword"] == "key"
    assert set(row["before"]) == {"x"}
    assert len(row["before"]) < 60
    assert set(row["after"]) == {"y"}
