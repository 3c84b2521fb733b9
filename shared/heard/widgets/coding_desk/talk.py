"""The talk between browser and desk: a request is done, saved, and answered with what has changed by it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from heard.errors import HeardError
from heard.store import Coding, Conflict
from heard.widgets.coding_desk import wire
from heard.widgets.coding_desk.desk import Desk
from heard.widgets.coding_desk.search import search
from heard.widgets.talking import Plain, unforeseen

_EXAMPLES = 3
_LONGEST_EXAMPLE = 240
_PARTS: dict[str, Callable[[Desk], Any]] = {
    "fixed": wire.fixed_part,
    "text": wire.text_part,
    "codebook": wire.codebook_part,
    "counts": wire.counts_part,
    "memos": wire.memos_part,
    "queue": wire.queue_part,
    "history": wire.history_part,
    "judgements": wire.judgements_part,
    "batches": wire.batches_part,
    "suggestions": wire.suggestions_part,
}


class Talk:
    """Answers the browser, and remembers what it was told, so that it is told only what is new.

    Parameters
    ----------
    desk
        The desk that it is about.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._told: Plain = {}
        self._told_codings: tuple[str, dict[str, Plain]] = ("", {})

    def answer(self, request: Plain) -> Plain:
        """Do what is asked for and return the answer to send.

        The answer has the request's number (``re``), whether it was done (``ok``), the ``parts`` that have
        changed and, as it may be, a ``result``, or a ``problem`` in words with the two versions of a
        conflict. Whatever is not ``ok`` was not saved.
        """
        reply: Plain = {"re": request.get("n"), "ok": True}
        try:
            deed = _DEEDS[str(request.get("do"))]
            reply["result"] = deed(self, {key: request[key] for key in request if key not in ("do", "n")})
        except HeardError as error:
            reply |= {"ok": False, "problem": str(error), "conflict": self._versions(error)}
        except Exception as error:
            reply |= {"ok": False, "problem": unforeseen(error), "conflict": None}
        # What others did is no part of this act: if it cannot be read now, the act is saved nevertheless.
        with suppress(HeardError):
            self.desk.refresh()
        return reply | {"parts": self.news()}

    def news(self) -> Plain:
        """Return the parts that are not as the browser was last told."""
        wanted = {name: build for name, build in _PARTS.items() if name != "fixed" or name not in self._told}
        now = {name: build(self.desk) for name, build in wanted.items()}
        parts = {name: part for name, part in now.items() if self._told.get(name) != part}
        self._told |= now
        codings = self._changed_codings()
        return parts | ({"codings": codings} if codings else {})

    def forget(self) -> None:
        """Tell everything anew: a page was opened or loaded again."""
        self._told.clear()
        self._told_codings = ("", {})

    def _changed_codings(self) -> Plain | None:
        now = wire.codings_of_text(self.desk)
        text_id, before = self._told_codings
        self._told_codings = (self.desk.text_id, now)
        anew = text_id != self.desk.text_id
        changed = [coding for coding_id, coding in now.items() if anew or before.get(coding_id) != coding]
        gone = [] if anew else [coding_id for coding_id in before if coding_id not in now]
        if not (changed or gone or anew):
            return None
        return {"text_id": self.desk.text_id, "anew": anew, "changed": changed, "gone": gone}

    def _versions(self, error: HeardError) -> Plain | None:
        if not isinstance(error, Conflict):
            return None
        return {
            "yours": wire.in_words(self.desk, error.yours),
            "theirs": wire.in_words(self.desk, error.theirs),
        }

    # What can be asked for

    def open(self, _asked: Plain) -> None:
        """Begin: a page was opened."""
        self.forget()

    def new_code(self, asked: Plain) -> str:
        """Add a code and, where a segment is chosen, put it there: two acts, each of which can be undone."""
        code = self.desk.new_code(asked["name"], asked["parent"] or None, asked["definition"])
        if asked.get("use"):
            self.desk.code(code, asked["start"], asked["end"])
        return code

    def split_code(self, asked: Plain) -> None:
        """Split a code: ``parts`` has the name of each part with the ids of the codings that it takes."""
        known = self.desk.state.codings
        parts = {part["name"]: [known[each] for each in part["codings"]] for part in asked["parts"]}
        self.desk.change_code("split", asked["code"], parts)

    def examples(self, asked: Plain) -> list[Plain]:
        """Return some segments of a code, or all of them, each with its text."""
        found = [
            self._example(coding)
            for coding in self.desk.state.codings.visible()
            if self.desk.state.codebook.resolve(coding.code) == asked["code"]
            and coding.text_id in self.desk.state.texts
        ]
        return found if asked.get("all") else sorted(found, key=lambda each: each["whole"])[:_EXAMPLES]

    def _example(self, coding: Coding) -> Plain:
        words = coding.anchor.quote if coding.start is not None else self.desk.state.texts[coding.text_id]
        short = words if len(words) <= _LONGEST_EXAMPLE else f"{words[:_LONGEST_EXAMPLE].rsplit(' ', 1)[0]} …"
        return {
            "id": coding.coding_id,
            "text_id": coding.text_id,
            "words": short,
            "whole": coding.start is None,
            "coder": coding.coder,
        }

    def search(self, asked: Plain) -> Plain:
        """Look for words in all texts."""
        hits = search(self.desk.state.frames.texts, asked["words"], whole_words=asked["whole_words"])
        return {"hits": hits.found.to_dict("records"), "places": hits.places, "texts": hits.texts}

    def code_hits(self, asked: Plain) -> int:
        """Put a code on places that were found; returns on how many."""
        spots = [(hit["text_id"], hit["position"], hit["end"]) for hit in asked["hits"]]
        return len(self.desk.code_many(spots, asked["code"], sentences=asked["sentences"]))

    def give_batch(self, asked: Plain) -> None:
        """Give the next texts of the present queue to coders."""
        texts = self.desk.queue[: int(asked["texts"])]
        coders = [name.strip() for name in asked["coders"].split(",") if name.strip()]
        self.desk.give_batch(asked["name"], texts, coders, blind=asked["blind"])

    def hide_writer(self, asked: Plain) -> None:
        """Show or hide who wrote the texts."""
        self.desk.hides_writer = asked["on"]


Deed = Callable[[Talk, Plain], Any]
_DEEDS: dict[str, Deed] = {
    "open": Talk.open,
    "news": lambda _talk, _asked: None,
    "next": lambda talk, _asked: talk.desk.next(),
    "previous": lambda talk, _asked: talk.desk.previous(),
    "go_to": lambda talk, asked: talk.desk.go_to(asked["text_id"]),
    "queue": lambda talk, asked: talk.desk.choose_queue(
        asked["name"], question=asked["question"], seed=asked["seed"]
    ),
    "code": lambda talk, asked: [each.coding_id for each in talk.desk.code(**asked)],
    "remove": lambda talk, asked: talk.desk.remove(**asked),
    "recode": lambda talk, asked: talk.desk.recode(**asked),
    "move_coding": lambda talk, asked: talk.desk.move_coding(**asked),
    "memo": lambda talk, asked: talk.desk.memo(**asked),
    "change_memo": lambda talk, asked: talk.desk.change_memo(**asked),
    "undo": lambda talk, _asked: talk.desk.undo().label,
    "redo": lambda talk, _asked: talk.desk.redo().label,
    "new_code": Talk.new_code,
    "change_code": lambda talk, asked: talk.desk.change_code(
        asked["deed"], asked["code"], *asked.get("details", [])
    ),
    "split_code": Talk.split_code,
    "examples": Talk.examples,
    "search": Talk.search,
    "code_hits": Talk.code_hits,
    "give_batch": Talk.give_batch,
    "close_batch": lambda talk, asked: talk.desk.close_batch(asked["batch_id"]),
    "settle": lambda talk, asked: talk.desk.settle(asked["code"], asked["belongs"], asked["reason"]),
    "hide_writer": Talk.hide_writer,
    "suggest": lambda talk, asked: talk.desk.turn_suggestions(on=asked["on"]),
}
