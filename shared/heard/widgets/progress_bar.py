"""How far long work is, with the time left, for whoever waits in JupyterLab."""

import time
from collections.abc import Callable

import ipywidgets as widgets
from IPython.display import display

from heard.charts import unattended


def progress(label: str, clock: Callable[[], float] = time.monotonic) -> Callable[[int, int], None]:
    """Return what takes (done, all) and shows it as a bar; in a batch, where nobody waits, it shows nothing.

    Parameters
    ----------
    label
        What is being done ("Fitting models").
    clock
        Seconds that only grow.
    """
    if unattended():
        return lambda _done, _all: None
    bar = widgets.IntProgress(description=label, style={"description_width": "initial"})
    words = widgets.Label()
    display(widgets.HBox([bar, words]))
    began = Pace(clock)

    def tell(done: int, everything: int) -> None:
        bar.max, bar.value = max(everything, 1), done
        words.value = began.words(done, everything)

    return tell


class Pace:
    """Works out the time left from what was done since the first time it was asked."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def words(self, done: int, everything: int) -> str:
        """Return how much is done, and once something was done here how long the rest will take."""
        said = f"{done:,} of {everything:,}"
        now = self._clock()
        if self._first is None or done < self._first[1]:
            self._first = (now, done)
        began, already = self._first
        if done >= everything:
            return f"{said}, done"
        if done == already:
            return said
        left = (now - began) / (done - already) * (everything - done)
        return f"{said}, about {_duration(left)} left"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    return f"{round(seconds / 60)} min"
