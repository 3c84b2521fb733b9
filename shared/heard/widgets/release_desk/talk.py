"""The talk between browser and release desk: a request is done, saved, and answered with what has changed."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from heard.errors import HeardError
from heard.store import Conflict
from heard.widgets.release_desk import wire
from heard.widgets.release_desk.candidates import Asked
from heard.widgets.release_desk.desk import ReleaseDesk
from heard.widgets.talking import Plain, unforeseen

_PARTS: dict[str, Callable[[ReleaseDesk], Plain]] = {
    "fixed": wire.fixed_part,
    "progress": wire.progress_part,
    "list": wire.list_part,
    "quote": wire.quote_part,
    "history": wire.history_part,
}


class Talk:
    """Answers the browser, and remembers what it was told, so that it is told only what is new.

    Parameters
    ----------
    desk
        The desk that it is about.
    """

    def __init__(self, desk: ReleaseDesk) -> None:
        self.desk = desk
        self._told: Plain = {}

    def answer(self, request: Plain) -> Plain:
        """Do what is asked for and return the answer to send.

        The answer has the request's number (``re``), whether it was done (``ok``), the ``parts`` that have
        changed and, where it was not done, a ``problem`` in words. Whatever is not ``ok`` was not saved.
        """
        reply: Plain = {"re": request.get("n"), "ok": True}
        try:
            deed = _DEEDS[str(request.get("do"))]
            if "place" in request:
                self._check_seen(request["place"], request["revision"])
            deed(self, request)
        except HeardError as error:
            reply |= {"ok": False, "problem": str(error)}
        except Exception as error:
            reply |= {"ok": False, "problem": unforeseen(error)}
        # What others did is no part of this act: if it cannot be read now, the act is saved nevertheless.
        with suppress(HeardError):
            self.desk.refresh()
        try:
            return reply | {"parts": self._news()}
        except HeardError as error:
            return {"problem": str(error)} | reply | {"parts": {}}

    def _check_seen(self, place: list[Any], revision: int) -> None:
        """Refuse an act on anything but what the person was shown, such as by a key pressed too quickly."""
        if list(self.desk.place or ()) != place:
            raise HeardError("another quotation is in hand now; nothing was saved", fix="Look at it first.")
        if self.desk.in_hand.revision != revision:
            raise Conflict(
                "this quotation has been judged or changed since you saw it; nothing was saved", None, None
            )

    def _news(self) -> Plain:
        now = {name: build(self.desk) for name, build in _PARTS.items()}
        parts = {name: part for name, part in now.items() if self._told.get(name) != part}
        self._told |= now
        return parts

    def open(self, _asked: Plain) -> None:
        """Begin: a page was opened or loaded again, and is told everything anew."""
        self._told.clear()

    def choose_list(self, asked: Plain) -> None:
        """Take a list in hand."""
        kept = {name: asked[name] for name in ("theme", "group", "collection", "words")}
        self.desk.choose_list(asked["name"], Asked(**kept, seed=int(asked["seed"])))


Deed = Callable[[Talk, Plain], Any]
_DEEDS: dict[str, Deed] = {
    "open": Talk.open,
    "news": lambda _talk, _asked: None,
    "list": Talk.choose_list,
    "move": lambda talk, asked: talk.desk.move(asked["by"]),
    "go_to": lambda talk, asked: talk.desk.go_to(asked["position"]),
    "put_forward": lambda talk, _asked: talk.desk.put_forward(),
    "judge": lambda talk, asked: talk.desk.judge(asked["verdict"], asked.get("reason", "")),
    "hide": lambda talk, asked: talk.desk.hide(asked["start"], asked["end"]),
    "show": lambda talk, asked: talk.desk.show(asked["start"], asked["end"]),
    "quote": lambda talk, asked: talk.desk.quote(asked["start"], asked["end"]),
    "describe": lambda talk, asked: talk.desk.describe(asked["who"]),
    "show_under": lambda talk, asked: talk.desk.show_under(asked["code"]),
    "undo": lambda talk, _asked: talk.desk.undo(),
}
