"""What pages say and offer of tables that are not like the demonstration's."""

from pathlib import Path

import pandas as pd

from heard.charts import Source
from heard.release.disclosure import Protected
from heard.release.pages import Studio
from heard.release.pages.evidence import evidence
from heard.release.pages.wording import shares_in_words
from heard.tables import ResultTable, base, count, dimension, rate

Cells = dict[tuple[str, str, str], int]


def raised(cells: Cells, *, of: int = 100) -> Protected:
    """Themes by call and question, all shown."""
    frame = pd.DataFrame([(*where, number, of, number / of) for where, number in cells.items()])
    frame.columns = ["texts", "question", "theme", "people", "people_base", "people_share"]
    columns = (
        dimension("texts", "Texts", overlaps=True),
        dimension("question", "Question", overlaps=True),
        dimension("theme", "Theme", overlaps=True),
        count("people", "People", "people"),
        base("people_base", "All", "people"),
        rate("people_share", "Share", of=("people", "people_base")),
    )
    table = ResultTable("themes_by_question", "Themes", frame, columns, "people")
    return Protected(table, pd.DataFrame("", index=frame.index, columns=frame.columns[3:]))


def switches(folder: Path, cells: Cells) -> tuple[list[str], list[str]]:
    """Return the switches of the figure on questions, and the states it has."""
    studio = Studio(
        folder, "r", Source("A review, tests", synthetic=True), "", {"themes_by_question": raised(cells)}
    )
    page = evidence(studio)
    assert page is not None
    (figure,) = page["figures"]
    return figure["switches"], list(figure["states"])


def test_of_one_call_only_the_question_is_chosen(tmp_path: Path) -> None:
    one: Cells = {("Call", "q1", "Help"): 20, ("Call", "q2", "Help"): 30}
    assert switches(tmp_path, one) == (["question"], ["question=q1", "question=q2"])


def test_of_several_calls_each_has_its_questions(tmp_path: Path) -> None:
    two: Cells = {("First", "q1", "Help"): 20, ("First", "q2", "Help"): 30, ("Second", "q1", "Help"): 40}
    assert switches(tmp_path, two) == (
        ["texts", "question"],
        ["texts=first&question=q1", "texts=first&question=q2", "texts=second&question=q1"],
    )


def test_of_themes_that_stand_equal_none_is_left_out_of_the_sentence() -> None:
    shares = {"a": 35, "b": 20, "c": 20, "d": 20, "e": 15}
    part = raised({("Call", "q1", theme): number for theme, number in shares.items()})
    assert shares_in_words(part, "theme", "people_share") == (
        "The largest shares: a (35%), b (20%), c (20%) and d (20%)."
    )
