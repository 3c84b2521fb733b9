import dataclasses
import io
from pathlib import Path

import pytest
from rich.console import Console

from heard.consultation import FILE_NAME
from heard.errors import HeardError
from heard.intake import check, show_check

YML = """\
title: Small
owner: A test
synthetic: true
collections:
  - code: advice
    title: Advice
    kind: call_for_advice
    questions: [{code: q1, text: What should change?}]
    sources:
      - {file: a.csv, layout: respondents, columns: {respondent: ID, questions: {q1: "Comment [2]"}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE_NAME).write_text(YML)
    (tmp_path / "a.csv").write_text("id,Comment,Comment\n1,x,CANARY words\n2,x,n/a\n,x,\n")
    return tmp_path


def shown(found: object) -> str:
    screen = io.StringIO()
    show_check(found, Console(file=screen, width=120))  # type: ignore[arg-type]
    return screen.getvalue()


def test_one_table_says_what_was_found_set_aside_and_mended(folder: Path) -> None:
    found = check(folder)
    lines = {(each.what, each.detail): each.number for each in found.findings.itertuples()}
    assert lines[("rows read", "respondents; utf-8")] == 3
    assert lines[("rows kept", "")] == 2
    assert lines[("rows set aside", "empty")] == 1
    assert lines[("answers set aside", "filler, column Comment [2]")] == 1
    assert lines[("headers mended", "column ID, spellings: 1")] == 3
    assert lines[("respondents in all", "")] == 2
    assert "Comment [2]" in shown(found)


def test_no_answer_is_on_the_screen(folder: Path) -> None:
    assert "CANARY" not in shown(check(folder))


def test_what_does_not_add_up_is_shown_and_then_refused(folder: Path) -> None:
    found = check(folder)
    fates = found.intake.fates.iloc[1:]
    with pytest.raises(HeardError, match="not accounted for"):
        shown(dataclasses.replace(found, intake=dataclasses.replace(found.intake, fates=fates)))


def test_what_is_more_likely_a_mistake_in_the_map_is_pointed_out(folder: Path) -> None:
    described = folder / FILE_NAME
    described.write_text(described.read_text().replace("respondent: ID", "respondent: ID, received_on: On"))
    (folder / "a.csv").write_text("id,On,Comment,Comment\n1,03.04.21,x,words\n2,04.04.21,x,words\n")
    said = shown(check(folder))
    assert "Look at a.csv, column On: unparsable date in 2 of 2 rows." in said
    (folder / "a.csv").write_text("id,On,Comment,Comment\n1,2021-04-03,x,n/a\n2,2021-04-03,x,none given\n")
    assert "Look at" not in shown(check(folder))
    (folder / "a.csv").write_text("id,On,Comment,Comment\n1,2021-04-03,x,n/a\n2,2021-04-03,x,n/a\n")
    assert "Look at a.csv: 2 of 2 answers were set aside." in shown(check(folder))
