"""A release of the demonstration, made once a file of tests; its home is theirs alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from heard.release.build import Made, make_release
from tests.demo_release import DEMO, RUN, write_run


@pytest.fixture(scope="module")
def home_of_release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("release")
    patch = pytest.MonkeyPatch()
    patch.setenv("HEARD_HOME", str(home))
    patch.setenv("HEARD_WORK", str(home / "work"))
    write_run(home)
    yield home
    patch.undo()


@pytest.fixture(scope="module")
def made(home_of_release: Path) -> Made:
    assert home_of_release.is_dir()
    return make_release(RUN, "first", DEMO)
