"""House rules for notebooks are tests: thin, one parameters cell, no stored output, headings in order."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from heard.batch.check import TYPES, workbook_parameters

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "workbooks").rglob("*.ipynb")) + sorted((ROOT / "dashboards").rglob("*.ipynb"))
WORKBOOKS = sorted((ROOT / "workbooks").glob("*.ipynb"))
LONGEST = 100
HEADINGS = ["What this answers", "Load", "Analyse", "Results", "What to be careful about"]


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def headings(path: Path, level: int) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.findall(rf"^{'#' * level} (.+)$", text, re.M)


named = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
named_workbook = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)


def test_the_main_workbooks_are_there() -> None:
    assert {path.stem for path in WORKBOOKS} >= {
        "who_we_heard",
        "thematic_coding",
        "agreement",
        "topic_model",
        "group_themes",
        "call_for_evidence",
    }


@named
def test_no_cell_stores_an_output_or_a_count(path: Path) -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(path))


@named
def test_no_cell_defines_a_function_or_class(path: Path) -> None:
    for cell in code_cells(path):
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef}


@named
def test_the_notebook_is_valid_and_names_the_common_kernel(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@named_workbook
def test_the_title_is_a_question(path: Path) -> None:
    (title,) = headings(path, 1)
    assert title.endswith("?")


@named_workbook
def test_the_sections_come_in_order(path: Path) -> None:
    assert headings(path, 2) == HEADINGS


@named_workbook
def test_a_workbook_begins_with_its_own_name_and_finishes(path: Path) -> None:
    code = [cell.source for cell in code_cells(path)]
    assert f'context = heard.begin("{path.stem}", consultation, voices)' in code[1]
    assert code[-1] == "context.finish()"


@named_workbook
def test_one_parameters_cell_typed_and_commented(path: Path) -> None:
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for statement, line in zip(ast.parse(tagged[0].source).body, tagged[0].source.splitlines(), strict=True):
        assert isinstance(statement, ast.AnnAssign)
        assert "  # " in line
    parameters = workbook_parameters(path)
    assert "consultation" in parameters
    assert set(parameters.values()) <= set(TYPES)


@named_workbook
def test_a_workbook_is_thin(path: Path) -> None:
    code = [line for cell in code_cells(path) for line in cell.source.splitlines() if line.strip()]
    assert len(code) <= LONGEST
