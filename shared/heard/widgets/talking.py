"""A widget that talks: its browser asks, a talk of its own answers, and nothing else goes between them.

The talk is a plain object, so that all it does is tested without a browser.
"""

from typing import Any, Protocol

import anywidget

from heard.errors import HeardError

Plain = dict[str, Any]


class Talk(Protocol):
    """What answers a browser: a request in, what to send back out."""

    def answer(self, request: Plain) -> Plain:
        """Do what is asked for and return the answer."""


class TalkingWidget(anywidget.AnyWidget):
    """A widget over a talk; a subclass names its scripts and styles.

    Parameters
    ----------
    talk
        What answers the browser.
    """

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self._talk = talk
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, request: Plain, _buffers: Any) -> None:
        self.send(self._talk.answer(request))


def unforeseen(error: Exception) -> str:
    """Return what to tell a person of an error that nobody foresaw: they must not think that it was saved."""
    what = f"it could not be done, and nothing was saved ({type(error).__name__})"
    return str(HeardError(what, fix="Run the notebook again; if it stays so, report it."))
