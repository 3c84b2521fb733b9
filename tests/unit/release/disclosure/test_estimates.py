"""Estimates beside a hidden count: shown where they leave it wide enough, alone and together."""

import numpy as np
import pandas as pd

from heard.release.disclosure import (
    Chosen,
    EarlierRelease,
    Estimated,
    Protected,
    Rule,
    hide,
    protect_estimates,
)
from heard.tables import ResultTable, dimension, estimate
from tests.unit.release.disclosure.test_hiding import BELOW_10, counted, people

# One count of 5 is hidden; the other of 26 is shown.
COUNTS = counted("t", {"a": people(0, 5), "b": people(5, 26)})


def estimated(*parts: dict[str, float], step: float = 0.01) -> Estimated:
    """Estimates that have so much of each group's count."""
    true = COUNTS.table.frame.set_index("group")["people"]
    frame = pd.DataFrame({"of": [str(place) for place in range(len(parts))]})
    frame["share"] = [sum(weight * true[group] for group, weight in each.items()) for each in parts]
    weights = pd.DataFrame(
        [(place, group, weight) for place, each in enumerate(parts) for group, weight in each.items()],
        columns=["estimate", "group", "weight"],
    )
    table = ResultTable(
        "e", "Estimates", frame, (dimension("of", "Of"), estimate("share", "Share", "share")), ""
    )
    return Estimated(table, ("t", "people"), weights, pd.Series([step] * len(parts)))


def shown(protected: Protected) -> list[float | None]:
    return [None if np.isnan(value) else round(value, 4) for value in protected.table.frame["share"]]


def protected(*parts: dict[str, float], step: float = 0.01) -> Protected:
    return protect_estimates(estimated(*parts, step=step), hide([COUNTS], BELOW_10).attack)


def test_an_estimate_that_tells_a_hidden_count_is_hidden() -> None:
    # 5 of 40 is 0.13 (0.125 to 0.135): the count would be 5.
    table = protected({"a": 1 / 40})
    assert shown(table) == [None]
    assert list(table.symbols["share"]) == ["c"]


def test_an_estimate_that_leaves_ten_numbers_possible_is_shown() -> None:
    # 5 of 2,000 is 0.00 to the per cent: 1 to 10, which is ten numbers.
    table = protected({"a": 1 / 2000})
    assert shown(table) == [0.0]
    assert list(table.symbols["share"]) == [""]
    # To the half of that, 1 to 5.
    assert shown(protected({"a": 1 / 2000}, step=0.005)) == [None]


def test_what_is_made_of_shown_counts_is_shown_to_its_step() -> None:
    assert shown(protected({"b": 1 / 40}, step=0.05)) == [0.65]


def test_two_that_tell_too_much_together_are_not_both_shown() -> None:
    # 31 of 2,000 is 0.02: 30 to 50, of which b has 26, so a is 4 at least; with the first, 4 to 10.
    beside = {"a": 1 / 2000, "b": 1 / 2000}
    assert shown(protected(beside)) == [0.02]
    assert shown(protected({"a": 1 / 2000}, beside)) == [0.0, None]


def test_what_an_earlier_release_showed_is_known() -> None:
    first = hide([COUNTS], BELOW_10)
    before = estimated({"a": 1 / 2000})
    published = Estimated(
        protect_estimates(before, first.attack).table, before.of, before.weights, before.steps
    )
    earlier = EarlierRelease.of("one", [COUNTS], dict(first.numbers), [published])
    later = hide([COUNTS], BELOW_10, [earlier])
    beside = estimated({"a": 1 / 2000, "b": 1 / 2000})
    assert shown(protect_estimates(beside, later.attack)) == [None]


def test_nothing_is_hidden_where_no_count_is() -> None:
    attack = hide([Chosen(COUNTS.table, COUNTS.counts)], Rule(0)).attack
    assert shown(protect_estimates(estimated({"a": 1 / 40}), attack)) == [0.12]


def test_a_sum_that_is_0_looks_like_one_that_rounds_to_it() -> None:
    # Nobody but those of a said it: if that were told, everyone's count would be a's.
    table = protected({"b": 1 / 40_000, "a": -26 / 5 / 40_000})
    assert shown(table) == [0.0]
    assert list(table.symbols["share"]) == [""]
