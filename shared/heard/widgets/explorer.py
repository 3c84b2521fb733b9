"""The model of an explorer: which state of a view is chosen, and what it shows."""

from collections.abc import Callable
from typing import Any

import traitlets

from heard.errors import HeardError
from heard.tables import State, View


class Explorer(traitlets.HasTraits):
    """Holds a view's chosen state and works out the result for it.

    Setting :attr:`state` (or calling :meth:`choose`) works the result out again; ``result`` then holds it, or
    ``problem`` says in one line why there is none.

    Parameters
    ----------
    view
        The switches that may be moved.
    work_out
        From a state to the table or chart to show.
    """

    state = traitlets.Instance(State)
    result = traitlets.Any(allow_none=True)
    problem = traitlets.Unicode()

    def __init__(self, view: View, work_out: Callable[[State], Any]) -> None:
        super().__init__()
        self.view = view
        self._work_out = work_out
        self._known: dict[State, Any] = {}
        self.state = view.default

    def choose(self, name: str, value: str) -> None:
        """Move one switch; raises HeardError if the view does not offer it."""
        self.state = self.view.state(**{**dict(self.state.choices), name: value})

    @traitlets.observe("state")
    def _update(self, change: dict[str, Any]) -> None:
        state = change["new"]
        try:
            if state not in self._known:
                self._known[state] = self._work_out(state)
        except HeardError as error:
            with self.hold_trait_notifications():
                self.result, self.problem = None, str(error)
        else:
            with self.hold_trait_notifications():
                self.result, self.problem = self._known[state], ""
