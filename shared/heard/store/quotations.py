"""A quotation as it stands: its place, what a reader would see of it, and who approved just that.

The words that were quoted from are known by a checksum. Where a file was replaced and other words stand at
the place now, nothing that was decided about the former ones holds.
"""

import json
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Literal

from heard.errors import HeardError
from heard.store.anchors import digest_of
from heard.store.revisions import Row

Verdict = Literal["awaiting", "approved", "rejected"]
Origin = Literal["drawn", "searched", "selected"]
Place = tuple[str, int, int]
"""A quotation's text, and its start and end there (code points from 0, the end exclusive)."""
QUOTATION = "quotation"
ABOUT_THEME = "Theme: "
"""How what a quotation is about begins, where that is a theme."""


@dataclass(frozen=True)
class Hidden:
    """Characters of a quotation that are not shown.

    Attributes
    ----------
    start, end
        Code points from the beginning of the quotation, the end exclusive.
    replacement
        What is shown in their place.
    kind
        What was found there, such as ``name`` or ``postcode``; ``hand`` where a person hid it.
    """

    start: int
    end: int
    replacement: str
    kind: str


@dataclass(frozen=True)
class Wording:
    """What a reader would see of a quotation: this is what is approved, and no more.

    Attributes
    ----------
    words
        The wording, personal details hidden; empty where the quotation is not put forward (any more).
        Respondents' words, so not shown by ``repr``.
    hidden
        What was hidden in it, in order.
    code, about
        The code that it is quoted for (empty for none), and what it is shown under, in words.
    who
        How the speaker is described; empty where nothing is said of them.
    """

    words: str = field(repr=False)
    hidden: tuple[Hidden, ...] = ()
    code: str = ""
    about: str = ""
    who: str = ""


@dataclass(frozen=True)
class Approval:
    """Somebody's approval of the wording as it stands; ``at`` is UTC without a zone."""

    actor: str
    at: datetime


@dataclass(frozen=True)
class Quotation:
    """A quotation as it stands after its latest act.

    Attributes
    ----------
    text_id, start, end
        Its place.
    wording
        What a reader would see.
    digest
        A checksum of the characters at the place, as they were.
    origin
        How it was come upon: in a random order (drawn), by searching for words (searched), or by somebody
        who selected the words (selected).
    verdict
        ``rejected`` if somebody rejected it, ``approved`` if at least one person approved this wording,
        else ``awaiting``; how many approvals it needs, the consultation says.
    approvals
        Who approved this wording, in order.
    revision, actor, at, reason
        The latest act: its number, whose it was, when (UTC), and why.
    """

    text_id: str
    start: int
    end: int
    wording: Wording
    digest: str
    origin: Origin
    verdict: Verdict = "awaiting"
    approvals: tuple[Approval, ...] = ()
    revision: int = 0
    actor: str = ""
    at: datetime | None = None
    reason: str = ""

    @property
    def put_forward(self) -> bool:
        """Whether somebody wants it judged, or it is judged."""
        return bool(self.wording.words) or self.verdict == "rejected"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text_id, self.start, self.end

    def approved_by(self, approvers: int) -> bool:
        """Whether so many different people approved this wording and nobody rejected the quotation."""
        return self.verdict == "approved" and len(self.approvals) >= approvers


def new_quotation(
    text_id: str, text: str, start: int, end: int, wording: Wording, origin: Origin
) -> Quotation:
    """Return a quotation that is in no store yet, to be worded or judged.

    Raises
    ------
    HeardError
        If the place is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise HeardError(
            f"characters {start} to {end} are no part of a text of {len(text)} characters",
            where=QUOTATION,
            fix="Select at least one character inside the text.",
        )
    return Quotation(text_id, start, end, wording, digest_of(text[start:end]), origin)


def unchanged(quotation: Quotation, text: str | None) -> bool:
    """Whether the words that were quoted from still stand at the place; not so where the text is gone.

    What was judged before checksums were kept is taken to be of the words that stand there.
    """
    return text is not None and quotation.digest in ("", digest_of(text[quotation.start : quotation.end]))


def as_row(state: Quotation) -> Row:
    """Return a quotation as the store keeps it."""
    wording = state.wording
    return {
        "text_id": state.text_id,
        "start": state.start,
        "end": state.end,
        "revision": state.revision,
        "verdict": state.verdict,
        "words": wording.words,
        "hidden": json.dumps([astuple(each) for each in wording.hidden]),
        "code": wording.code,
        "about": wording.about,
        "who": wording.who,
        "digest": state.digest,
        "origin": state.origin,
        "approvals": json.dumps([[each.actor, each.at.isoformat()] for each in state.approvals]),
    }


def from_row(row: Row) -> Quotation:
    """Return a quotation from what the store keeps, joined with its act."""
    hidden = tuple(Hidden(*each) for each in json.loads(row["hidden"]))
    approvals = json.loads(row["approvals"])
    return Quotation(
        row["text_id"],
        row["start"],
        row["end"],
        Wording(row["words"], hidden, row["code"], row["about"], row["who"]),
        row["digest"],
        row["origin"],
        row["verdict"],
        tuple(Approval(actor, datetime.fromisoformat(at)) for actor, at in approvals),
        row["revision"],
        row["actor"],
        row["at"],
        row["reason"],
    )
