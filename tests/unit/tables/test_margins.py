"""Margins: sums agree with totals, exactly where categories exclude each other."""

import pandas as pd
import pytest

from heard.tables import Margin, ResultTable, broken_margins, count, dimension


def _by(
    cells: dict[tuple[str, ...], int],
    names: tuple[str, ...],
    *,
    overlaps: bool = False,
    margin: Margin | None = None,
    name: str = "cells",
) -> ResultTable:
    frame = pd.DataFrame([(*key, number) for key, number in cells.items()], columns=[*names, "people"])
    return ResultTable(
        name=name,
        title="Title",
        frame=frame,
        columns=(
            *(dimension(each, each, overlaps=overlaps) for each in names),
            count("people", "People", "people"),
        ),
        universe="everyone",
        margins=(margin,) if margin else (),
    )


def _broken(*tables: ResultTable) -> list[str]:
    return broken_margins({table.name: table for table in tables})


_TO_TOTAL = Margin("people", ("group",), "total", "people")


def _total(number: int) -> ResultTable:
    return _by({(): number}, (), name="total")


@pytest.mark.parametrize(("total", "holds"), [(5, True), (4, False), (6, False)])
def test_categories_that_exclude_each_other_add_up_exactly(total: int, holds: bool) -> None:
    cells = _by({("x",): 2, ("y",): 3}, ("group",), margin=_TO_TOTAL)
    assert (_broken(cells, _total(total)) == []) is holds


@pytest.mark.parametrize(("total", "holds"), [(5, True), (4, True), (3, True), (2, False), (6, False)])
def test_overlapping_categories_add_up_to_at_least_the_total(total: int, holds: bool) -> None:
    cells = _by({("x",): 2, ("y",): 3}, ("group",), overlaps=True, margin=_TO_TOTAL)
    assert (_broken(cells, _total(total)) == []) is holds


@pytest.mark.parametrize(("total", "holds"), [(5, True), (4, False)])
def test_an_exact_margin_holds_exactly_even_where_categories_overlap(total: int, holds: bool) -> None:
    margin = Margin("people", ("group",), "total", "people", exact=True)
    cells = _by({("x",): 2, ("y",): 3}, ("group",), overlaps=True, margin=margin)
    assert (_broken(cells, _total(total)) == []) is holds


def test_an_absent_total_is_named() -> None:
    cells = _by({("x",): 2}, ("group",), margin=_TO_TOTAL)
    assert _broken(cells) == ["cells: there is no table total to agree with"]


def _two_ways(*, missing: bool = False) -> tuple[ResultTable, ResultTable]:
    numbers = {("x", "north"): 1, ("x", "south"): 2, ("y", "north"): 4}
    if missing:
        del numbers["y", "north"]
    cells = _by(numbers, ("group", "region"), margin=Margin("people", ("region",), "groups", "people"))
    return cells, _by({("x",): 3, ("y",): 4}, ("group",), name="groups")


def test_dimensions_that_are_not_summed_away_are_compared_one_by_one() -> None:
    cells, groups = _two_ways()
    assert _broken(cells, groups) == []
    swapped = _by({("x",): 4, ("y",): 3}, ("group",), name="groups")
    assert _broken(cells, swapped) == ["cells: people does not agree with groups.people"]


def test_a_category_that_a_table_lost_breaks_its_margin() -> None:
    assert _broken(*_two_ways(missing=True)) != []


def test_where_picks_the_rows_of_the_total() -> None:
    total = _by({("advice",): 5, ("evidence",): 9}, ("collection",), name="total")
    margin = Margin("people", ("group",), "total", "people", where={"collection": "advice"})
    assert _broken(_by({("x",): 5}, ("group",), margin=margin), total) == []
    assert _broken(_by({("x",): 9}, ("group",), margin=margin), total) != []


def test_nothing_agrees_with_nothing() -> None:
    empty = _by({}, ("group",), margin=_TO_TOTAL)
    assert _broken(empty, _total(0)) == []
    assert _broken(empty, _total(1)) != []
