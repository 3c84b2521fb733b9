import ipywidgets
import pytest

from heard.places import UNATTENDED_VARIABLE
from heard.widgets import progress_bar as module
from heard.widgets.progress_bar import Pace, progress


def test_time_left_is_from_what_was_done_here() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.words(20, 50) == "20 of 50"  # 20 were kept from before, and took no time
    now[0] = 30
    assert pace.words(30, 50) == "30 of 50, about 60 s left"
    now[0] = 300
    assert pace.words(40, 50) == "40 of 50, about 2 min left"
    assert pace.words(50, 50) == "50 of 50, done"


def test_the_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(UNATTENDED_VARIABLE, raising=False)
    shown: list[ipywidgets.HBox] = []
    monkeypatch.setattr(module, "display", shown.append)
    tell = progress("Fitting models", clock=lambda: 0.0)
    tell(3, 4)
    bar, words = shown[0].children
    assert (bar.value, bar.max, bar.description) == (3, 4, "Fitting models")
    assert words.value == "3 of 4"


def test_in_a_batch_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(module, "display", shown.append)
    progress("Fitting models")(1, 2)
    assert shown == []
