"""The ranking with who came weighed otherwise, worked out by hand."""

import numpy as np
import pandas as pd

from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.release.composition import AS_HEARD, EACH_EQUAL, themes_by_composition
from heard.release.disclosure import Chosen, Estimated, Protected
from heard.tables import ResultTable, base, count, dimension, rate

Cells = dict[tuple[str, str], tuple[int, int]]
# Help: 50 of 100; carers 30 of 40, parents 10 of 50; ten people stated nothing.
HELP: Cells = {
    (EVERYBODY, "Help"): (50, 100),
    ("Carers", "Help"): (30, 40),
    ("Parents", "Help"): (10, 50),
    ("Not stated", "Help"): (10, 10),
}


def raised(cells: Cells) -> Chosen:
    rows = [(EVERYTHING_WRITTEN, *where, *numbers) for where, numbers in cells.items()]
    frame = pd.DataFrame(rows, columns=["texts", "group", "theme", "people", "people_base"])
    frame["people_share"] = frame["people"] / frame["people_base"]
    columns = (
        dimension("texts", "Texts"),
        dimension("group", "Group"),
        dimension("theme", "Theme"),
        count("people", "People", "people"),
        base("people_base", "All", "people"),
        rate("people_share", "Share", of=("people", "people_base")),
    )
    by = ["texts", "group", "theme"]
    behind = {
        "people": _people(frame, by, "people"),
        "people_base": _people(frame, by[:2], "people_base"),
    }
    return Chosen(
        ResultTable("themes_raised", "Themes", frame, columns, "people", rows_behind=behind), ("people",)
    )


def _people(frame: pd.DataFrame, by: list[str], number: str) -> pd.DataFrame:
    cells = frame.drop_duplicates(by)
    rows = cells.loc[cells.index.repeat(cells[number]), by]
    return rows.assign(row_id=[f"p{place}" for place in range(len(rows))])


def shown(chosen: Chosen, hidden_base: str = "") -> Protected:
    """The table with every number shown, but the base of a group."""
    frame = chosen.table.frame.copy()
    frame["people_base"] = frame["people_base"].astype("float64").mask(frame["group"] == hidden_base)
    table = ResultTable("themes_raised", "Themes", frame, chosen.table.columns, "people")
    return Protected(table, pd.DataFrame("", index=frame.index, columns=["people", "people_base"]))


def shares(estimated: Estimated) -> dict[tuple[str, str], float]:
    frame = estimated.table.frame
    return dict(
        zip(zip(frame["composition"], frame["theme"], strict=True), frame["weighted_share"], strict=True)
    )


def test_each_choice_by_hand() -> None:
    chosen = raised(HELP)
    found = shares(themes_by_composition(chosen, shown(chosen)))
    assert np.isclose(found[AS_HEARD, "Help"], 0.5)
    assert np.isclose(found[EACH_EQUAL, "Help"], (0.75 + 0.2) / 2)
    assert np.isclose(found["Without Carers", "Help"], 20 / 60)
    assert np.isclose(found["Without Parents", "Help"], 40 / 50)
    assert ("Without Not stated", "Help") not in found


def test_the_weights_say_what_each_share_is_made_of() -> None:
    chosen = raised(HELP | {(group, "Staff"): (5, base) for (group, _), (_, base) in HELP.items()})
    estimated = themes_by_composition(chosen, shown(chosen))
    counts = chosen.table.frame
    parts = estimated.weights.merge(counts, on=["texts", "group", "theme"])
    sums = (parts["weight"] * parts["people"]).groupby(parts["estimate"]).sum()
    assert np.allclose(sums, estimated.table.frame["weighted_share"])
    assert len(sums) == 8


def test_where_a_base_is_hidden_so_is_every_share_that_needs_it() -> None:
    chosen = raised(HELP)
    found = shares(themes_by_composition(chosen, shown(chosen, hidden_base="Carers")))
    assert {choice for (choice, _), share in found.items() if np.isnan(share)} == {
        EACH_EQUAL,
        "Without Carers",
    }


def test_one_person_of_a_small_group_weighs_much_so_equal_groups_are_given_coarsely() -> None:
    chosen = raised(HELP)
    estimated = themes_by_composition(chosen, shown(chosen))
    steps = dict(zip(estimated.table.frame["composition"], estimated.steps, strict=True))
    assert steps == {AS_HEARD: 0.01, EACH_EQUAL: 0.05, "Without Carers": 0.01, "Without Parents": 0.01}


def test_a_group_in_which_nobody_is_has_no_share_to_count_equally() -> None:
    chosen = raised(HELP | {("Adopters", "Help"): (0, 0)})
    found = shares(themes_by_composition(chosen, shown(chosen)))
    assert np.isclose(found[EACH_EQUAL, "Help"], (0.75 + 0.2) / 2)
    assert ("Without Adopters", "Help") not in found


def test_what_is_no_share_over_a_rounded_base_is_not_published() -> None:
    # 50 less 2 of 100 less 60: 48 of 40.
    chosen = raised({(EVERYBODY, "Help"): (50, 100), ("Carers", "Help"): (2, 58)})
    protected = shown(chosen)
    frame = protected.table.frame
    frame["people_base"] = frame["people_base"].replace({58.0: 60.0})
    frame["people_share"] = frame["people"] / frame["people_base"]
    found = shares(themes_by_composition(chosen, protected))
    assert np.isnan(found["Without Carers", "Help"])
    assert np.isclose(found[AS_HEARD, "Help"], 0.5)
