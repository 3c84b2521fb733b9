import pandas as pd
import pytest

from heard.errors import HeardError
from heard.intake.labels import Labels

LABELS = Labels("group", [("carers", ["Foster carers", "FC"]), ("parents", ["Parents"])])


def test_near_misses_are_matched_and_counted() -> None:
    match = LABELS.match(
        pd.Series(["Foster carers", "foster\u00a0carers", "fc", "", "Elves", "Elves"], dtype="str")
    )
    assert match.codes.fillna("?").tolist() == ["carers", "carers", "carers", "?", "?", "?"]
    assert sorted(match.mended) == [("fc", "FC", 1), ("foster\u00a0carers", "Foster carers", 1)]
    assert match.unknown.to_dict() == {"Elves": 2}


def test_one_label_cannot_mean_two_entries() -> None:
    with pytest.raises(HeardError, match="one label means two entries, `a` and `b`"):
        Labels("group", [("a", ["Foster carers"]), ("b", ["foster  CARERS"])])


def test_a_column_without_rows() -> None:
    match = LABELS.match(pd.Series([], dtype="str"))
    assert (len(match.codes), match.mended, len(match.unknown)) == (0, [], 0)
