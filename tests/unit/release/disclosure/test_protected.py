"""A table as it is published: numbers, symbols, order and words."""

import numpy as np
import pandas as pd
import pytest

from heard.release.disclosure import Chosen, Rule, hide, protect
from heard.release.pages.figures import table_of
from heard.tables import ResultTable, base, count, dimension, interval, rate


@pytest.fixture
def chosen() -> Chosen:
    """Themes in the order of their true counts, of 60 people: 40, 8, 7, 5 and 0."""
    counts = {"d": 40, "b": 8, "c": 7, "a": 5, "e": 0}
    frame = pd.DataFrame({"theme": list(counts), "people": list(counts.values())})
    frame["of"] = 60
    frame["share"] = frame["people"] / 60
    frame["low"], frame["high"] = frame["share"], frame["share"]
    rows = {theme: [f"p{number}" for number in range(size)] for theme, size in counts.items()}
    table = ResultTable(
        name="themes",
        title="Themes",
        frame=frame,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            count("people", "People", "people"),
            base("of", "All", "people"),
            rate("share", "Share", of=("people", "of")),
            interval("low", "Low", of="share", side="low"),
            interval("high", "High", of="share", side="high"),
        ),
        universe="people; 3 of them by e-mail",
        rows_behind={
            "people": pd.DataFrame(
                [(theme, person) for theme, people in rows.items() for person in people],
                columns=["theme", "row_id"],
            ),
            "of": pd.DataFrame({"row_id": [f"p{number}" for number in range(60)]}),
        },
        notes=("People may raise several.", "2 themes are rare."),
    )
    return Chosen(table, ("people",))


def test_hidden_counts_come_in_no_order_of_their_size(chosen: Chosen) -> None:
    protected = protect(chosen, hide([chosen], Rule(9)).numbers, Rule(9))
    assert protected.table.frame["theme"].tolist() == ["d", "a", "b", "c", "e"]
    assert protected.symbols["people"].tolist() == ["", "c", "c", "c", ""]


def test_an_order_that_everybody_knows_is_kept(chosen: Chosen) -> None:
    asked = Chosen(chosen.table, chosen.counts, in_order=("theme",))
    protected = protect(asked, hide([asked], Rule(9)).numbers, Rule(9))
    assert protected.table.frame["theme"].tolist() == ["d", "b", "c", "a", "e"]


def test_a_part_knows_what_it_is_a_part_at(chosen: Chosen) -> None:
    protected = protect(chosen, hide([chosen], Rule(9)).numbers, Rule(9))
    assert protected.where(theme="d").at == {"theme": "d"}
    assert protected.without(theme="d").at == {}


def test_a_zero_is_a_number_and_a_hidden_count_is_not(chosen: Chosen) -> None:
    protected = protect(chosen, hide([chosen], Rule(9)).numbers, Rule(9))
    shown = dict(zip(protected.table.frame["theme"], protected.table.frame["people"], strict=True))
    assert (shown["d"], shown["e"]) == (40, 0)
    assert np.isnan(shown["a"])
    cells = {row["cells"][0][0]: row["cells"][1:4] for row in table_of(protected)["rows"]}
    assert cells["e"] == [["0", ""], ["60", ""], ["0.0%", ""]]
    assert cells["a"] == [["[c]", "c"], ["60", ""], ["[c]", "c"]]


def test_limits_are_worked_out_from_what_is_shown(chosen: Chosen) -> None:
    protected = protect(chosen, hide([chosen], Rule(7, 5)).numbers, Rule(7, 5))
    row = protected.table.frame.set_index("theme").loc["b"]
    # 8 is shown as 10, of 60; Wilson's limits of 10 in 60.
    assert (row["people"], row["of"]) == (10, 60)
    assert (round(row["low"], 4), round(row["high"], 4)) == (0.0931, 0.2803)


def test_a_share_of_nothing_does_not_apply_and_a_wide_one_is_unreliable() -> None:
    frame = pd.DataFrame({"g": ["none", "few"], "n": [0, 6], "of": [0, 12], "share": [np.nan, 0.5]})
    frame["low"], frame["high"] = frame["share"], frame["share"]
    people = [f"p{number}" for number in range(12)]
    table = ResultTable(
        "t",
        "T",
        frame,
        (
            dimension("g", "G"),
            count("n", "N", "people"),
            base("of", "Of", "people"),
            rate("share", "Share", of=("n", "of")),
            interval("low", "Low", of="share", side="low"),
            interval("high", "High", of="share", side="high"),
        ),
        "people",
        rows_behind={
            "n": pd.DataFrame({"g": "few", "row_id": people[:6]}),
            "of": pd.DataFrame({"g": "few", "row_id": people}),
        },
    )
    chosen = Chosen(table, ("n",))
    protected = protect(chosen, hide([chosen], Rule(0)).numbers, Rule(0))
    symbols = dict(zip(protected.table.frame["g"], protected.symbols["share"], strict=True))
    assert symbols == {"none": "z", "few": "u"}


def test_no_number_in_words_is_published(chosen: Chosen) -> None:
    table = protect(chosen, hide([chosen], Rule(9)).numbers, Rule(9)).table
    assert table.universe == "people"
    assert table.notes == ("People may raise several.", Rule(9).sentence)
