"""The view of a rater's room: one widget whose scripts are files of the package."""

from heard.store import Store
from heard.widgets.front import joined
from heard.widgets.rating_room.talk import Talk
from heard.widgets.talking import TalkingWidget

SCRIPTS = ("shared/elements.js", "pages.js", "room.js")
STYLES = ("room.css",)


class RoomWidget(TalkingWidget):
    """A rater's room as a browser shows it; whose it is, the private link says.

    Parameters
    ----------
    store
        Where rounds and answers are.
    """

    _esm = joined(__package__, SCRIPTS)
    _css = joined(__package__, STYLES)

    def __init__(self, store: Store) -> None:
        super().__init__(Talk(store))
