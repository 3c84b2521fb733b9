"""A result table refuses to be built if its columns, numbers or rows behind do not agree."""

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.tables import (
    Column,
    ResultTable,
    base,
    count,
    dimension,
    estimate,
    interval,
    rate,
    text,
)

_COLUMNS = (
    dimension("group", "Group", overlaps=True),
    count("people", "People", "people"),
    base("out_of", "All people", "people"),
    rate("share", "Share", of=("people", "out_of")),
    interval("low", "Lower", of="share", side="low"),
    interval("high", "Upper", of="share", side="high"),
)


def _good() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "group": ["Adopters", "Carers"],
            "people": [1, 2],
            "out_of": [4, 4],
            "share": [0.25, 0.5],
            "low": [0.1, 0.3],
            "high": [0.4, 0.7],
        }
    )


def _table(frame: pd.DataFrame, columns: tuple[Column, ...] = _COLUMNS, **more: object) -> ResultTable:
    return ResultTable(name="reach", title="Reach", frame=frame, columns=columns, universe="everyone", **more)  # type: ignore[arg-type]


def test_columns_are_found_by_their_role() -> None:
    table = _table(_good())
    assert table.dimensions == ["group"]
    assert table.named("interval") == ["low", "high"]
    assert table.column("people").unit == "people"
    assert not table.holds_words


def test_a_column_of_words_marks_the_whole_table() -> None:
    frame = pd.DataFrame({"text_id": ["t1"], "text": ["words"]})
    assert _table(frame, (dimension("text_id", "Text"), text("text", "Text"))).holds_words


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"people": [5, 2]}, "more than its base"),
        ({"people": [-1, 2]}, "below zero"),
        ({"share": [0.26, 0.5]}, "not its count over its base"),
        ({"low": [0.3, 0.3]}, "does not bracket"),
        ({"high": [0.4, 0.4]}, "does not bracket"),
        ({"group": ["Carers", "Carers"]}, "same categories"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(change: dict[str, list[object]], what: str) -> None:
    with pytest.raises(HeardError, match=what):
        _table(_good().assign(**change))


def test_columns_must_be_those_declared_in_their_order() -> None:
    with pytest.raises(HeardError, match="not those declared"):
        _table(_good()[["people", "group", "out_of", "share", "low", "high"]])


def test_a_rate_names_columns_that_are_there() -> None:
    columns = (dimension("group", "Group"), rate("share", "Share", of=("people", "out_of")))
    with pytest.raises(HeardError, match="does not have"):
        _table(_good()[["group", "share"]], columns)


def test_a_count_says_its_unit() -> None:
    with pytest.raises(HeardError, match="unit"):
        _table(_good()[["group", "people"]], (dimension("group", "Group"), count("people", "People", "")))


def test_a_table_without_categories_has_one_row() -> None:
    columns = (count("people", "People", "people"),)
    assert len(_table(pd.DataFrame({"people": [3]}), columns).frame) == 1
    with pytest.raises(HeardError, match="same categories"):
        _table(pd.DataFrame({"people": [3, 3]}), columns)


def test_a_base_of_nothing_gives_no_rate() -> None:
    frame = _good().assign(people=[0, 2], out_of=[0, 4], share=[None, 0.5], low=[None, 0.3], high=[None, 0.7])
    assert _table(frame).frame["share"].isna().tolist() == [True, False]


_BEHIND = pd.DataFrame({"group": ["Adopters", "Carers", "Carers"], "row_id": ["r1", "r1", "r2"]})


def test_rows_behind_are_as_many_as_the_count_says() -> None:
    table = _table(_good(), rows_behind={"people": _BEHIND})
    assert len(table.rows_behind["people"]) == 3


def test_a_row_behind_twice_counts_once() -> None:
    again = pd.concat([_BEHIND, _BEHIND])
    assert _table(_good(), rows_behind={"people": again}).rows_behind


@pytest.mark.parametrize("rows", [_BEHIND.iloc[1:], _BEHIND.assign(group="Carers")])
def test_missing_or_misplaced_rows_behind_are_refused(rows: pd.DataFrame) -> None:
    with pytest.raises(HeardError, match="number of rows behind"):
        _table(_good(), rows_behind={"people": rows})


def test_rows_behind_a_category_that_is_not_shown_are_refused() -> None:
    hidden = pd.concat([_BEHIND, pd.DataFrame({"group": ["Others"], "row_id": ["r9"]})])
    with pytest.raises(HeardError, match="number of rows behind"):
        _table(_good(), rows_behind={"people": hidden})


def test_a_category_with_nobody_has_a_count_of_nought() -> None:
    frame = _good().assign(people=[0, 2], share=[0.0, 0.5], low=[0.0, 0.3])
    assert _table(frame, rows_behind={"people": _BEHIND.iloc[1:]}).frame["people"].tolist() == [0, 2]


def test_a_sum_over_rows_need_not_equal_their_number() -> None:
    columns = (dimension("group", "Group"), count("people", "Present", "people present", adds="people"))
    table = _table(
        pd.DataFrame({"group": ["Adopters"], "people": [10]}),
        columns,
        rows_behind={"people": pd.DataFrame({"group": ["Adopters"], "row_id": ["s1"]})},
    )
    assert table.frame["people"].tolist() == [10]


def test_an_error_never_shows_a_category_or_a_value() -> None:
    with pytest.raises(HeardError) as raised:
        _table(_good().assign(group=["Private words", "Private words"]))
    assert "Private" not in str(raised.value)


def test_an_interval_may_bracket_an_estimate() -> None:
    columns = (
        dimension("group", "Group"),
        estimate("difference", "Difference", "share"),
        interval("low", "Lower", of="difference", side="low"),
    )
    frame = pd.DataFrame({"group": ["Adopters"], "difference": [-0.2], "low": [-0.1]})
    with pytest.raises(HeardError, match="does not bracket"):
        _table(frame, columns)
