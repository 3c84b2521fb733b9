import json
from pathlib import Path

import pytest

from heard.results.prose import Prose, prose_of

MARKDOWN, CODE = "markdown", "code"


def _notebook(folder: Path, *cells: tuple[str, str]) -> Path:
    path = folder / "n.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": kind, "source": [words]} for kind, words in cells]}))
    return path


def test_title_what_comes_first_and_what_comes_last(tmp_path: Path) -> None:
    cells = [
        (MARKDOWN, "# Which *themes*?"),
        (MARKDOWN, "## This\nAnswers."),
        (CODE, "1"),
        (MARKDOWN, "Middle."),
    ]
    prose = prose_of(_notebook(tmp_path, *cells, (CODE, "2"), (MARKDOWN, "Careful."), (CODE, "3")))
    assert prose == Prose("Which themes?", "<h3>This</h3>\n<p>Answers.</p>\n", "<p>Careful.</p>\n")


def test_only_words_are_said_once(tmp_path: Path) -> None:
    assert prose_of(_notebook(tmp_path, (MARKDOWN, "# T\nAll."))) == Prose("T", "<p>All.</p>\n", "")


def test_no_title_and_no_notebook(tmp_path: Path) -> None:
    assert prose_of(_notebook(tmp_path, (MARKDOWN, "Words."), (CODE, "1"))) == Prose(
        "", "<p>Words.</p>\n", ""
    )
    assert prose_of(tmp_path / "absent.ipynb") == Prose()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "![x](http://example.org/x.png)"])
def test_nothing_in_it_runs_or_loads(tmp_path: Path, hostile: str) -> None:
    before = prose_of(_notebook(tmp_path, (MARKDOWN, f"# T\n{hostile}"))).before
    assert "<script" not in before
    assert "<img" not in before
