import pandas as pd
import pytest

from heard.analysis.labels import NOT_STATED, by_size, group_names, readers_names, theme_names, with_names
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames


def test_groups_keep_the_order_of_the_consultation(consultation: Consultation) -> None:
    assert list(group_names(consultation, "experience")) == ["adopters", "carers", "pros"]


def test_only_codes_without_a_parent_are_themes(frames: Frames) -> None:
    assert theme_names(frames.codes) == {"a": "Support", "b": "School", "c": "Contact"}


def test_a_name_that_two_codes_share_is_told_apart() -> None:
    assert readers_names([("x", "Other"), ("y", "Other"), ("z", "School")]) == {
        "x": "Other (x)",
        "y": "Other (y)",
        "z": "School",
    }


def test_a_missing_code_is_not_stated_and_an_unknown_one_is_an_error() -> None:
    values = pd.Series(["x", None], name="group", dtype="str")
    assert with_names(values, {"x": "Adopters"}).tolist() == ["Adopters", NOT_STATED]
    with pytest.raises(HeardError, match="1 rows have a group"):
        with_names(values, {"y": "Carers"})


def test_labels_stand_by_size_then_alphabet_and_not_stated_is_last() -> None:
    values = pd.Series([NOT_STATED] * 5 + ["post", "form", "form", "email"])
    assert by_size(values) == ["form", "email", "post", NOT_STATED]
