from pathlib import Path

import pytest

from heard import places

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_named_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (places.HOME_VARIABLE, places.WORK_VARIABLE):
        monkeypatch.delenv(variable, raising=False)


def test_home_is_the_checkout_from_any_directory_inside_or_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in (ROOT, ROOT / "workbooks", ROOT / "tests" / "unit", tmp_path):
        monkeypatch.chdir(folder)
        assert places.home() == ROOT


def test_a_named_home_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path))
    assert places.home() == tmp_path
    assert places.results_folder() == tmp_path / "results"
    assert places.work_folder(tmp_path / "data" / "demo") == tmp_path / "work" / "demo"


def test_what_is_kept_can_be_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(places.WORK_VARIABLE, str(tmp_path / "safe"))
    assert places.work_folder(ROOT / "data" / "demo") == tmp_path / "safe" / "demo"


def test_two_folders_of_one_name_share_nothing(tmp_path: Path) -> None:
    here, there = (places.work_folder(tmp_path / name / "survey") for name in ("here", "there"))
    assert here != there
    assert here.name.startswith("survey-")


def test_a_path_is_counted_from_home_and_not_from_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data" / "demo").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert places.from_home("data/demo") == ROOT / "data" / "demo"
    assert places.from_home(tmp_path / "mine") == tmp_path / "mine"
