"""A release of the demonstration, made once a file of tests; its home is theirs alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from heard.release.build import Made
from tests.demo_release import demo_release


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with demo_release(tmp_path_factory.mktemp("release")) as made:
        yield made


@pytest.fixture
def home_of_release(made: Made) -> Path:
    return made.path.parents[1]
