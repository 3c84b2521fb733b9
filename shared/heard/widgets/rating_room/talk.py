"""The talk between a rater's browser and their room: a request is done, saved, and answered with what stands.

A private link carries its token behind the ``#`` of the address, which no browser sends to a server: it is in
no log and in no referrer. The page reads it there and hands it over as its first request.
"""

import time
from collections.abc import Callable
from typing import Any

from heard.analysis.rating.round import Page
from heard.errors import HeardError
from heard.store import Store
from heard.widgets.rating_room.room import Room

Plain = dict[str, Any]
_AFTER_A_WRONG_TOKEN = 1.0  # seconds, so that nobody tries many


class Talk:
    """Answers a rater's browser; until a link was recognised it knows nobody and tells nothing.

    Parameters
    ----------
    store
        Where rounds and answers are.
    wait
        Waits for so many seconds.
    """

    def __init__(self, store: Store, wait: Callable[[float], None] = time.sleep) -> None:
        self._store, self._wait = store, wait
        self._room: Room | None = None

    def answer(self, request: Plain) -> Plain:
        """Do what is asked for and return what to send, which has a ``problem`` where it was not done."""
        deeds = {"enter": self._enter, "answer": self._save, "lock": self._lock}
        number = request.get("id")
        try:
            deed = deeds.get(str(request.get("deed")))
            if deed is None:
                raise HeardError("the page asked for something that there is not", fix="Load it again.")
            return {"id": number, **deed(request)}
        except HeardError as error:
            return {"id": number, "problem": str(error), **self._stands()}

    def _enter(self, request: Plain) -> Plain:
        try:
            self._room = Room.entered(self._store, str(request.get("token", "")))
        except HeardError:
            self._wait(_AFTER_A_WRONG_TOKEN)
            raise
        sheet = self._room.sheet
        return {
            "round": sheet.name,
            "rater": sheet.rater,
            "synthetic": sheet.synthetic,
            "pages": [_plain(page) for page in sheet.pages],
            "at": self._room.begins_at,
            **self._stands(),
        }

    def _save(self, request: Plain) -> Plain:
        self._entered().answer(*(str(request.get(name, "")) for name in ("subject", "scale", "value")))
        return self._stands()

    def _lock(self, _request: Plain) -> Plain:
        self._entered().lock()
        return self._stands()

    def _entered(self) -> Room:
        if self._room is None:
            raise HeardError("nobody has entered by a private link", fix="Open the link that you were sent.")
        return self._room

    def _stands(self) -> Plain:
        room = self._room
        if room is None:
            return {}
        return {
            "locked": room.locked,
            "answers": [[subject, scale, value] for (subject, scale), value in room.answers.items()],
            "gaps": [list(gap) for gap in room.gaps],
        }


def _plain(page: Page) -> Plain:
    return {
        "subject": page.subject,
        "kind": page.kind,
        "words": list(page.words),
        "texts": [each.text for each in page.texts],
        "options": list(page.options),
    }
