import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.errors import HeardError
from heard.intake.headers import find_header, label_key, unique_headers


@pytest.mark.parametrize(
    "written",
    ["Foster Carers", "foster carers", " Foster\u00a0 carers ", "Foster\r\ncarers", "FOSTER\u200b CARERS"],
)
def test_spaces_line_breaks_and_case_make_no_difference(written: str) -> None:
    assert label_key(written) == label_key("Foster carers")


@pytest.mark.parametrize("written", ["Foster carer", "Foster-carers", "Fostër carers", ""])
def test_letters_do_make_a_difference(written: str) -> None:
    assert label_key(written) != label_key("Foster carers")


def test_two_columns_with_one_header_stay_two() -> None:
    assert unique_headers(["id", "Comment", "", "Comment"]) == [
        "id",
        "Comment [1]",
        "[column 3]",
        "Comment [2]",
    ]


@given(st.lists(st.sampled_from(["a", "b", "", "a [1]"]), max_size=8))
def test_every_column_keeps_a_name(headers: list[str]) -> None:
    assert len(unique_headers(headers)) == len(headers)


def test_an_exact_header_wins_over_one_that_differs_in_case() -> None:
    assert find_header(["comment", "Comment"], "Comment", "a.csv") == "Comment"


def test_two_near_headers_are_refused() -> None:
    with pytest.raises(HeardError, match="2 columns have the header"):
        find_header(["comment", "COMMENT"], "Comment", "a.csv")


def test_a_repeated_header_must_be_named_by_number() -> None:
    names = unique_headers(["Comment", "Comment"])
    with pytest.raises(HeardError, match=r"Write `Comment \[1\]`"):
        find_header(names, "Comment", "a.csv")
    assert find_header(names, "comment [2]", "a.csv") == "Comment [2]"


def test_an_absent_header_suggests_a_close_one_only() -> None:
    with pytest.raises(HeardError, match="Did you mean `Respondent ID`"):
        find_header(["Respondent ID", "Text"], "Respondent Id.", "a.csv")
    # Where row 1 is no header, it is somebody's answer.
    with pytest.raises(HeardError) as caught:
        find_header(["17", "My son was taken away"], "Comment", "a.csv")
    assert "son" not in str(caught.value)
