"""The ranking with who came weighed otherwise, worked out by hand from published counts."""

import numpy as np
import pandas as pd

from heard.analysis.published import EVERYBODY, EVERYTHING_WRITTEN
from heard.release.composition import AS_HEARD, EACH_EQUAL, themes_by_composition
from heard.release.disclosure import Protected
from heard.tables import ResultTable, base, count, dimension, rate


def raised(cells: dict[tuple[str, str], tuple[float, float]]) -> Protected:
    frame = pd.DataFrame(
        [(EVERYTHING_WRITTEN, group, theme, *numbers) for (group, theme), numbers in cells.items()],
        columns=["texts", "group", "theme", "people", "people_base"],
    )
    frame["people_share"] = frame["people"] / frame["people_base"]
    table = ResultTable(
        "themes_raised",
        "Themes",
        frame,
        (
            dimension("texts", "Texts"),
            dimension("group", "Group"),
            dimension("theme", "Theme"),
            count("people", "People", "people"),
            base("people_base", "All", "people"),
            rate("people_share", "Share", of=("people", "people_base")),
        ),
        "people",
    )
    symbols = np.where(frame[["people", "people_base", "people_share"]].isna(), "c", "")
    return Protected(table, pd.DataFrame(symbols, columns=["people", "people_base", "people_share"]))


def shares(protected: Protected) -> dict[tuple[str, str], float]:
    frame = protected.table.frame
    return dict(
        zip(zip(frame["composition"], frame["theme"], strict=True), frame["weighted_share"], strict=True)
    )


def test_each_choice_by_hand() -> None:
    # Help: 50 of 100; carers 30 of 40, parents 10 of 50; ten people stated nothing.
    found = shares(
        themes_by_composition(
            raised(
                {
                    (EVERYBODY, "Help"): (50, 100),
                    ("Carers", "Help"): (30, 40),
                    ("Parents", "Help"): (10, 50),
                    ("Not stated", "Help"): (10, 10),
                }
            )
        )
    )
    assert found[AS_HEARD, "Help"] == 0.5
    assert np.isclose(found[EACH_EQUAL, "Help"], (0.75 + 0.2) / 2)
    assert np.isclose(found["Without Carers", "Help"], 20 / 60)
    assert np.isclose(found["Without Parents", "Help"], 40 / 50)
    assert ("Without Not stated", "Help") not in found


def test_a_hidden_number_hides_what_needs_it_and_nothing_else() -> None:
    protected = themes_by_composition(
        raised(
            {
                (EVERYBODY, "Help"): (50, 100),
                ("Carers", "Help"): (np.nan, 40),
                ("Parents", "Help"): (10, 50),
            }
        )
    )
    frame = protected.table.frame.assign(symbol=protected.symbols["weighted_share"])
    symbols = dict(zip(frame["composition"], frame["symbol"], strict=True))
    assert symbols == {AS_HEARD: "", EACH_EQUAL: "c", "Without Carers": "c", "Without Parents": ""}


def test_differences_of_rounded_numbers_that_are_no_share_are_hidden() -> None:
    # 20 of 120 less 10 of 115, each rounded to five: 10 of 5.
    found = shares(
        themes_by_composition(raised({(EVERYBODY, "Help"): (20, 120), ("Carers", "Help"): (10, 115)}))
    )
    assert np.isnan(found["Without Carers", "Help"])
