"""Data flows one way: a room imports only from rooms above it in this list, and an upper room loads light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "shared" / "heard"

ROOMS = [
    "errors",
    "identity",
    "places",
    "consultation",
    "frames",
    "tables",
    "analysis",
    "charts",
    "intake",
    "cluster",
    "cache",
    "store",
    "results",
    "refi",
    "exchange",
    "release",
    "pages",
    "widgets",
    "workbook",
    "site",
    "serve",
    "batch",
    "demo",
    "cli",
]


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(file: Path) -> set[str]:
    imported = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("heard."):
            imported.add(node.module.split(".")[1])
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[1] for name in node.names if name.name.startswith("heard.")}
    return imported


LONGEST_FILE, LONGEST_FUNCTION = 400, 60
HEAVY = ("pandas", "altair", "dask", "distributed", "numpy", "pydantic")
FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if file != PACKAGE / "__init__.py"]


def test_every_room_is_listed() -> None:
    assert {room_of(file) for file in FILES} == set(ROOMS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_above_it(file: Path) -> None:
    here = ROOMS.index(room_of(file))
    below = {room for room in rooms_imported(file) if ROOMS.index(room) > here}
    assert below == set()


@pytest.mark.parametrize("call", ["import heard", "from heard.cli import main; main(['--help'])"])
def test_the_command_answers_without_loading_the_heavy_libraries(call: str) -> None:
    look = (
        f"import sys\ntry:\n    {call}\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


_OF_STATISTICS = ("tomotopy", "sklearn", "scipy", "datasketch", "altair", "distributed")


@pytest.mark.parametrize("what", ["heard.workbook", "heard.store", "heard.widgets.rating_room.widget"])
def test_what_every_workbook_and_every_rater_waits_for_loads_no_statistics(what: str) -> None:
    look = f"import sys, {what}; print([name for name in {_OF_STATISTICS} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_says_one_thing_and_a_function_does_one(file: Path) -> None:
    words = file.read_text(encoding="utf-8")
    assert len(words.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(words)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
