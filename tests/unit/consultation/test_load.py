from pathlib import Path

import pytest

from heard.consultation import FILE_NAME, load_consultation
from heard.errors import HeardError

YML = """\
title: A review
owner: Us
synthetic: true
codebook: [{code: money, name: Money, codes: [{code: grants, name: Grants}]}]
collections:
  - code: advice
    title: Advice
    kind: call_for_advice
    questions: [{code: q1, text: What should change?}]
    sources:
      - {file: a.csv, layout: respondents, columns: {questions: {q1: Change}}}
"""


def load(folder: Path, text: str) -> object:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return load_consultation(folder)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(HeardError) as caught:
        load(folder, text)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


def test_a_consultation_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(YML)
    read = load_consultation(tmp_path)
    assert read.title == "A review"
    assert [(code.code, parent and parent.code) for code, parent in read.walk_codebook()] == [
        ("money", None),
        ("grants", "money"),
    ]
    assert read.collection("advice").questions[0].code == "q1"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    load(tmp_path, "\ufeff" + YML)


def test_the_codebook_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "book.yml").write_text("[{code: school, name: School}]")
    text = YML.replace("[{code: money, name: Money, codes: [{code: grants, name: Grants}]}]", "book.yml")
    (tmp_path / FILE_NAME).write_text(text)
    assert [code.code for code, _ in load_consultation(tmp_path).walk_codebook()] == ["school"]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("owner", "ownr", "Did you mean `owner`"),
        ("kind: call_for_advice", "kind: chat", "collections.0.kind"),
        ("title: A review", "title: [", "line"),
        ("code: grants", "code: money", "the code is listed twice: money"),
        ("code: grants", "code: Grants!", "codebook"),
        ("{q1: Change}", "{q2: Change}", "questions that are not listed"),
        (
            "layout: respondents, columns: {questions: {q1: Change}}",
            "layout: sessions, columns: {}",
            "session",
        ),
        ("kind: call_for_advice", "kind: call_for_advice\n    closes: soon", "closes"),
    ],
)
def test_a_mistake_is_one_line_that_says_where(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in YML
    assert said in refused(tmp_path, YML.replace(right, wrong))


def test_a_file_without_keys_is_refused(tmp_path: Path) -> None:
    assert "keys and values" in refused(tmp_path, "just words")


def test_an_absent_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="heard init"):
        load_consultation(tmp_path)


def test_a_folder_that_cannot_be_looked_into_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="cannot be read"):
        load_consultation(tmp_path / ("a" * 300))


def test_the_wrong_value_is_not_repeated(tmp_path: Path) -> None:
    assert "CANARY" not in refused(tmp_path, YML.replace("synthetic: true", "synthetic: CANARY"))
