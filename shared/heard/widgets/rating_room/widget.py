"""The view of a rater's room: one widget whose scripts are files of the package."""

from typing import Any

import anywidget

from heard.store import Store
from heard.widgets.front import joined
from heard.widgets.rating_room.talk import Talk

SCRIPTS = ("shared/elements.js", "pages.js", "room.js")
STYLES = ("room.css",)


class RoomWidget(anywidget.AnyWidget):
    """A rater's room as a browser shows it; whose it is, the private link says.

    Parameters
    ----------
    store
        Where rounds and answers are.
    """

    _esm = joined(__package__, SCRIPTS)
    _css = joined(__package__, STYLES)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._talk = Talk(store)
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, request: dict[str, Any], _buffers: Any) -> None:
        self.send(self._talk.answer(request))
