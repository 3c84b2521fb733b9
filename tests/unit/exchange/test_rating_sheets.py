from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic
from heard.consultation import load_consultation
from heard.errors import HeardError
from heard.exchange.files import export_rating_sheets, import_file
from heard.exchange.rating_sheets import HEADINGS, read_rating_sheet, write_rating_sheet
from heard.identity import Actor
from heard.store import (
    Store,
    all_answers,
    answer,
    answers_of,
    audit_trail,
    invite,
    lock_sheet,
    open_round,
    open_store,
    recognise,
)

ANN = Actor("ann", "login")
SETS = ("help, wait", "school, teacher", "=1+1, cmd")
ROUND = RatingRound(
    "round-1",
    "First",
    "advice.q4",
    "key",
    (ShownTopic("T1", ("help", "wait"), (0.4, 0.2), (ShownText("t-1", "=HYPERLINK(1)"),)),),
    (
        Item("i-1", "word_set_intrusion", "T1", SETS, SETS[2]),
        Item("i-2", "recheck", "T1", (), "", ShownText("t-2", "We waited\nand waited."), (0.9,)),
    ),
    True,
)


@pytest.fixture
def store(small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    opened = open_store(small_consultation, load_consultation(small_consultation))
    open_round(opened, ANN, ROUND)
    return opened


@pytest.fixture
def asha(store: Store) -> Actor:
    return recognise(store, invite(store, ANN, "round-1", "Asha"))[1]


@pytest.fixture
def sent(store: Store, asha: Actor, tmp_path: Path) -> Path:
    path = tmp_path / "asha.xlsx"
    write_rating_sheet(path, store, "round-1", asha.name)
    return path


def write(cell: Any, value: object) -> None:
    """Write as a spreadsheet does in a cell of text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def fill(path: Path, answers: dict[tuple[str, str], object], column: int = 5) -> None:
    book = load_workbook(path)
    for row in book["Answers"].iter_rows(min_row=2):
        key = (row[0].value, row[1].value)
        if key in answers:
            write(row[column - 1], answers[key])
    book.save(path)


WHOLE: dict[tuple[str, str], object] = {
    ("i-1", "intruder"): SETS[2],
    ("T1", "interpretable"): "yes",
    ("T1", "name"): "Waiting",
    ("T1", "description"): "Waiting for help",
    ("T1", "confidence"): 4,
    ("i-2", "about"): "yes",
}


def standing(store: Store) -> dict[tuple[str, str], str]:
    own = answers_of(store, "round-1", "Asha")
    return {(s, c): v for s, c, v in zip(own["subject"], own["scale"], own["value"], strict=True)}


def test_a_sheet_holds_every_question_words_texts_and_lists(sent: Path) -> None:
    book = load_workbook(sent)
    rows = list(book["Answers"].values)
    assert rows[0] == HEADINGS
    assert {(row[0], row[1]) for row in rows[1:]} == set(WHOLE)
    texts = {row[0]: row[1] for row in book["Texts"].values}
    assert texts["i-2"] == "We waited\nand waited."
    lists = book["Answers"].data_validations.dataValidation
    assert len(lists) == 4
    assert book["Choices"].sheet_state == "hidden"
    choices = [row[: len([each for each in row if each])] for row in book["Choices"].values]
    assert ("yes", "no") in choices and ("1", "2", "3", "4", "5") in choices
    assert any(set(row) == set(SETS) for row in choices)
    assert "Synthetic" in " ".join(str(row[0]) for row in book["Read me"].values)


def test_nobodys_words_become_a_formula(sent: Path) -> None:
    book = load_workbook(sent)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_what_comes_back_is_taken_in_once(store: Store, asha: Actor, sent: Path) -> None:
    fill(sent, WHOLE)
    lines = read_rating_sheet(sent, store, ANN).lines()
    assert lines == ["Added: 6 answers."]
    assert standing(store) == {key: str(value) for key, value in WHOLE.items()}
    again = read_rating_sheet(sent, store, ANN).lines()
    assert again == ["Added: nothing.", "Recognised as there already: 6 answers."]
    assert set(all_answers(store, "round-1")["revision"]) == {1}
    assert "from asha.xlsx" in audit_trail(store)["reason"].tolist()
    lock_sheet(store, asha, "round-1")
    with pytest.raises(HeardError, match="locked"):
        read_rating_sheet(sent, store, ANN)


def test_gaps_are_told_by_row(store: Store, sent: Path) -> None:
    fill(sent, {("T1", "interpretable"): "no", ("i-1", "intruder"): SETS[0]})
    taken = read_rating_sheet(sent, store, ANN)
    (gap,) = taken.left
    row = next(
        number
        for number, each in enumerate(load_workbook(sent)["Answers"].values, start=1)
        if each[0] == "i-2"
    )
    assert gap.what == f"answer missing (Answers, row {row})"
    assert "fill it in" in gap.why


def test_altered_rows_and_unknown_options_are_told_by_row(store: Store, sent: Path) -> None:
    fill(sent, WHOLE | {("i-2", "about"): "perhaps"})
    fill(sent, {("T1", "name"): "other words"}, column=4)
    book = load_workbook(sent)
    book["Answers"].append(["T9", "name", "?", "", "Smuggled", ""])
    twice = next(row for row in book["Answers"].values if row[1] == "confidence")
    book["Answers"].append(list(twice))
    book.save(sent)
    taken = read_rating_sheet(sent, store, ANN)
    whys = sorted(each.why.split(";")[0] for each in taken.left if each.what.startswith("row"))
    assert whys == [
        "it asks what a row above asks",
        "it asks what this sheet does not",
        "its words were changed",
        "the answer is none of the list's",
    ]
    assert ("T1", "name") not in standing(store) and ("i-2", "about") not in standing(store)
    assert all("row " in each.what for each in taken.left)


def test_a_changed_answer_is_a_new_revision_and_an_empty_one_takes_nothing_back(
    store: Store, asha: Actor, sent: Path
) -> None:
    answer(store, asha, "round-1", "T1", "name", "In the browser", seen_revision=0)
    fill(sent, {("T1", "name"): "On paper"})
    read_rating_sheet(sent, store, ANN)
    assert standing(store)[("T1", "name")] == "On paper"
    fill(sent, {("T1", "name"): None})
    read_rating_sheet(sent, store, ANN)
    assert standing(store)[("T1", "name")] == "On paper"


def test_rows_in_another_order_are_the_same_rows(store: Store, sent: Path) -> None:
    fill(sent, WHOLE)
    book = load_workbook(sent)
    sheet = book["Answers"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            write(sheet.cell(number, column), value)
    book.save(sent)
    assert read_rating_sheet(sent, store, ANN).lines()[0] == "Added: 6 answers."


def test_another_file_is_a_message(store: Store, tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(HeardError, match="Begin with a file"):
        read_rating_sheet(path, store, ANN)


def test_a_folder_of_sheets_goes_out_and_each_comes_in_as_any_file_does(
    small_consultation: Path, store: Store, asha: Actor, tmp_path: Path
) -> None:
    assert asha.name == "Asha"
    invite(store, ANN, "round-1", "Ben / Bob")
    paths = export_rating_sheets(small_consultation, "round-1", tmp_path / "sheets")
    assert [path.name for path in paths] == ["01 Asha.xlsx", "02 Ben Bob.xlsx"]
    fill(paths[0], WHOLE)
    assert import_file(paths[0], small_consultation, ANN) == ["Added: 6 answers."]
    assert len(standing(store)) == 6
