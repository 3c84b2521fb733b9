from pathlib import Path

import pytest

from heard.batch.model import Entry, load_batch
from heard.errors import HeardError


def written(folder: Path, text: str) -> Path:
    path = folder / "batch.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_is_named_after_its_workbook_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = """
    run: demo
    consultation: data/demo
    workbooks:
      - workbook: topic_model
      - {workbook: topic_model, name: topics_of_q1, parameters: {question: q1, k: 5}}
    """
    batch = load_batch(written(tmp_path, text))
    assert [entry.name for entry in batch.workbooks] == ["topic_model", "topics_of_q1"]
    assert batch.workbooks[1] == Entry(
        workbook="topic_model", name="topics_of_q1", parameters={"question": "q1", "k": 5}
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run: demo\nconsultation: x\nworkbook: []", "Did you mean `workbooks`?"),
        ("run: demo\nconsultation: x\nworkbooks: []", "at least 1 item"),
        ("run: ../up\nconsultation: x\nworkbooks: [{workbook: a}]", "run: String should match pattern"),
        ("run: a\nconsultation: x\nworkbooks: [{workbook: a}, {workbook: a}]", "two entries are named a"),
        ("run: a\nconsultation: x\nparameters: [1]\nworkbooks: [{workbook: a}]", "parameters"),
        ("- a\n- b", "a list of keys and values"),
        ("run: [", "not valid YAML"),
    ],
)
def test_a_batch_that_is_wrong_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(HeardError) as refused:
        load_batch(written(tmp_path, text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "batch.yml" in str(refused.value)


def test_parameters_of_the_batch_are_those_of_every_entry_that_has_not_its_own(tmp_path: Path) -> None:
    text = """
    run: demo
    consultation: data/demo
    parameters: {voices: once, top: 5}
    workbooks:
      - workbook: one
      - {workbook: two, parameters: {voices: every, k: 3}}
    """
    batch = load_batch(written(tmp_path, text))
    assert [entry.parameters for entry in batch.workbooks] == [
        {"voices": "once", "top": 5},
        {"voices": "every", "top": 5, "k": 3},
    ]
