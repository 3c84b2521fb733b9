"""The model of the release desk: the quotation in hand, what is decided about it, and what comes next.

Every act is saved before the desk knows it. Nothing here needs a browser.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from heard.cache.intake import read_kept
from heard.consultation import Consultation, load_consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store import (
    Conflict,
    Hidden,
    Quotation,
    Store,
    Wording,
    current_quotations,
    frames_with_store,
    judge_quote,
    new_quotation,
    open_store,
    quotation_history,
    take_back,
    unchanged,
    word_quote,
)
from heard.store.approvals import NotYours
from heard.store.quotations import ABOUT_THEME, Origin, Place, Verdict
from heard.widgets.coding_desk.about_text import AboutTexts
from heard.widgets.release_desk import wording as w
from heard.widgets.release_desk.candidates import Asked, Candidates
from heard.widgets.release_desk.proposals import Find, Proposals
from heard.widgets.release_desk.speaker import Speakers

CANDIDATES, AWAITING, SECOND, APPROVED, REJECTED, CHANGED = (
    "candidates",
    "awaiting",
    "second",
    "approved",
    "rejected",
    "changed",
)
LISTS = {
    CANDIDATES: "Candidates, in an order drawn by lot",
    AWAITING: "Put forward",
    SECOND: "Await a second person",
    APPROVED: "Approved",
    REJECTED: "Rejected",
    CHANGED: "Text has changed since",
}
"""What the desk can show a list of."""


@dataclass(frozen=True)
class Step:
    """An act of this desk that can be taken back: what it was about, and the revision before it."""

    place: Place
    before: int
    label: str


class ReleaseDesk:
    """One person's desk on the quotations of a consultation.

    Attributes
    ----------
    list_name, asked
        Which list, and what it is confined to.
    places
        The list's quotations as it was when it was chosen: what is judged meanwhile does not move them.
    place
        The quotation in hand; None where there is none.

    Parameters
    ----------
    find
        Finds personal details in texts (see :class:`heard.widgets.release_desk.proposals.Proposals`).
    """

    def __init__(
        self, frames: Frames, consultation: Consultation, store: Store, actor: Actor, find: Find
    ) -> None:
        self.consultation, self.store, self.actor = consultation, store, actor
        self.texts: dict[str, str] = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
        self.about = AboutTexts(frames, consultation)
        self.candidates = Candidates(frames, consultation)
        self.speakers = Speakers(frames, consultation, self.candidates)
        self.names: dict[str, str] = dict(zip(frames.codes["code"], frames.codes["name"], strict=True))
        self._proposals = Proposals(self.texts, find)
        self._origins: dict[Place, Origin] = {}
        self._steps: list[Step] = []
        self.quotations: dict[Place, Quotation] = {}
        self.refresh()
        self.choose_list(CANDIDATES)

    # Where one is

    def choose_list(self, name: str, asked: Asked | None = None) -> None:
        """Take another list, or the same one anew, and its first quotation in hand."""
        if name not in LISTS:
            raise HeardError("there is no such list", where=name, fix=f"Choose from: {', '.join(LISTS)}.")
        self.list_name, self.asked = name, asked or Asked()
        self.places = self._listed()
        self.place: Place | None = self.places[0] if self.places else None

    def _listed(self) -> list[Place]:
        if self.list_name == CANDIDATES:
            drawn = [each.place for each in self.candidates.drawn(self.asked)]
            return [place for place in drawn if self.state_of(place) == CANDIDATES]
        return [
            place
            for place, each in self.quotations.items()
            if self.state_of(place) == self.list_name
            and self.candidates.fits(place, self._codes(each), self.asked)
        ]

    def _codes(self, quotation: Quotation) -> tuple[str, ...]:
        return (quotation.wording.code,) if quotation.wording.code else ()

    def state_of(self, place: Place) -> str:
        """Return in which list a place belongs now."""
        known = self.quotations.get(place)
        if known is None or not known.put_forward:
            return CANDIDATES
        if not unchanged(known, self.texts.get(place[0])):
            return CHANGED
        if known.verdict == "rejected":
            return REJECTED
        if known.approved_by(self.approvers):
            return APPROVED
        return SECOND if known.approvals else AWAITING

    @property
    def approvers(self) -> int:
        """How many different people have to approve."""
        return self.consultation.quotes.approvers

    @property
    def position(self) -> int:
        """The position of the quotation in hand in its list, from 0; -1 where it is not in it."""
        return self.places.index(self.place) if self.place in self.places else -1

    def move(self, by: int) -> None:
        """Take a quotation further on in hand, or further back; raises HeardError at either end."""
        at = self.position + by
        if not 0 <= at < len(self.places):
            end = "last" if by > 0 else "first"
            raise HeardError(f"this is the {end} of the list", fix="Choose a list to go on.")
        self.place = self.places[at]

    def go_to(self, position: int) -> None:
        """Take the quotation at a position of the list in hand."""
        if not 0 <= position < len(self.places):
            raise HeardError("the list is not so long", where="list")
        self.place = self.places[position]

    def refresh(self) -> None:
        """Take in what others have done."""
        self.quotations = current_quotations(self.store)

    # What is in hand

    @property
    def in_hand(self) -> Quotation:
        """The quotation in hand as it stands, or as the machine would word it where nobody has.

        Raises
        ------
        HeardError
            If none is in hand.
        """
        if self.place is None:
            raise HeardError("there is no quotation in hand", where="list", fix="Choose another list.")
        known = self.quotations.get(self.place)
        if known and (known.wording.words or self.state_of(self.place) == CHANGED):
            return known
        fresh = self._proposed(self.place)
        rejected = known is not None and known.verdict == "rejected"
        return _after(fresh, known, "rejected" if rejected else "awaiting")

    def _to_judge(self) -> Quotation:
        seen = self.in_hand
        if self.state_of(seen.place) == CHANGED:
            raise HeardError(
                "the text has changed since this was put forward",
                where="quotation",
                fix="Select the words in the text as it is now, and quote them.",
            )
        return seen

    @property
    def original(self) -> str:
        """The words of the quotation in hand as they were said."""
        text_id, start, end = self.in_hand.place
        return self.texts.get(text_id, "")[start:end]

    def look_ahead(self) -> None:
        """Let the machine read the next quotation's text, so that nobody waits for it."""
        at = self.position + 1
        if 0 < at < len(self.places) and self.places[at][0] in self.texts:
            self._proposals.of(self.places[at][0])

    def _proposed(self, place: Place) -> Quotation:
        text_id, start, end = place
        text = self.texts[text_id]
        hidden = w.within(self._proposals.of(text_id), start, end)
        themes = self.candidates.themes_of(self.candidates.codes_at(place))
        code = self.asked.theme if self.asked.theme in themes else (themes[0] if themes else "")
        who = next(iter(self.speakers.descriptions(text_id)), "")
        words = w.words_of(text[start:end], hidden)
        made = Wording(words, hidden, code, self.shown_under(text_id, code), who)
        return new_quotation(text_id, text, start, end, made, self._origin(place))

    def _origin(self, place: Place) -> Origin:
        return self._origins.get(place, "searched" if self.asked.words else "drawn")

    def shown_under(self, text_id: str, code: str) -> str:
        """Return what a quotation is shown under: its theme, or else the collection that it is from."""
        return f"{ABOUT_THEME}{self.names[code]}" if code else self.about.of(text_id).collection

    def themes_to_choose(self) -> list[str]:
        """Return the themes that the quotation in hand may be shown under."""
        found = self.candidates.themes_of(self.candidates.codes_at(self.in_hand.place))
        chosen = self.in_hand.wording.code
        return found if chosen in found or chosen not in self.names else [*found, chosen]

    def warnings(self) -> list[str]:
        """Return in words what might make the speaker recognisable, and that a part of this was rejected."""
        text_id, start, end = here = self.in_hand.place
        rejected = [
            f"{each.actor} rejected a quotation with words of this one: {each.reason}"
            for place, each in self.quotations.items()
            if place != here and place[0] == text_id and place[1] < end and start < place[2]
            if self.state_of(place) == REJECTED
        ]
        return [*self.speakers.warnings(text_id), *rejected]

    def history(self) -> list[Quotation]:
        """Return what the quotation in hand was after each act, the oldest first."""
        return quotation_history(self.store, self.place) if self.place else []

    # Deciding

    def put_forward(self) -> None:
        """Put the quotation in hand forward, for others to judge, as it is worded."""
        seen = self._to_judge()
        if self.state_of(seen.place) != CANDIDATES:
            raise HeardError("it is put forward already", where="quotation", fix="Approve or reject it.")
        self._word(seen, seen.wording, "Put forward")

    def judge(self, verdict: Verdict, reason: str = "") -> None:
        """Approve or reject the quotation in hand, or let it await again (see ``judge_quote``)."""
        labels = {"approved": "Approved", "rejected": "Rejected", "awaiting": "Awaiting again"}
        seen = self._to_judge()
        self._act(seen, lambda: judge_quote(self.store, self.actor, seen, verdict, reason), labels[verdict])

    def hide(self, start: int, end: int) -> None:
        """Hide more of the quotation in hand: characters of its text, but for those outside the quotation."""
        first, last = self._inside(start, end)
        if first >= last:
            raise HeardError(
                "nothing of the quotation is selected",
                where="hide",
                fix="Select words of it, then hide them.",
            )
        self._hide_just(w.hide(self.in_hand.wording.hidden, first, last), "Hidden")

    def show(self, start: int, end: int) -> None:
        """Show again what is hidden of the quotation at these characters of its text."""
        kept = w.show(self.in_hand.wording.hidden, *self._inside(start, end))
        if kept == self.in_hand.wording.hidden:
            raise HeardError("nothing is hidden there", where="show", fix="Select what is marked as hidden.")
        self._hide_just(kept, "Shown again")

    def _inside(self, start: int, end: int) -> tuple[int, int]:
        _, first, last = self._to_judge().place
        return max(start, first) - first, min(end, last) - first

    def _hide_just(self, hidden: tuple[Hidden, ...], label: str) -> None:
        seen = self._to_judge()
        words = w.words_of(self.original, hidden)
        self._word(seen, replace(seen.wording, words=words, hidden=hidden), label)

    def describe(self, who: str) -> None:
        """Describe the speaker of the quotation in hand in other words, or not at all."""
        seen = self._to_judge()
        self._word(seen, replace(seen.wording, who=" ".join(who.split())), "Speaker described")

    def show_under(self, code: str) -> None:
        """Show the quotation in hand under another of its themes, or under none."""
        if code and code not in self.themes_to_choose():
            raise HeardError("it is not coded so", where="quotation", fix="Choose one of its themes.")
        seen = self._to_judge()
        about = self.shown_under(seen.text_id, code)
        self._word(seen, replace(seen.wording, code=code, about=about), "Theme chosen")

    def quote(self, start: int, end: int) -> None:
        """Put other words of the text in hand forward as a quotation, and take it in hand."""
        text_id = self.in_hand.text_id
        segment = self.texts.get(text_id, "")[start:end]
        start += len(segment) - len(segment.lstrip())
        place = (text_id, start, start + len(segment.strip()))
        if place[1] >= place[2]:
            raise HeardError("no words are selected", where="quotation", fix="Select words of the text.")
        known = self.quotations.get(place)
        if self.state_of(place) in (CANDIDATES, CHANGED):
            self._origins.setdefault(place, "selected")
            fresh = _after(self._proposed(place), known, "awaiting")
            self._word(fresh, fresh.wording, "Put forward")
        if place not in self.places:
            self.places.insert(self.position + 1, place)
        self.place = place

    def _word(self, seen: Quotation, wording: Wording, label: str) -> None:
        self._act(seen, lambda: word_quote(self.store, self.actor, seen, wording), label)

    def _act(self, seen: Quotation, deed: Callable[[], Quotation], label: str) -> None:
        self._take(deed)
        self._steps.append(Step(seen.place, seen.revision, label))

    def _take(self, deed: Callable[[], Quotation]) -> None:
        try:
            made = deed()
        except Conflict:
            self.refresh()
            raise
        self.quotations[made.place] = made

    @property
    def last_step(self) -> Step | None:
        """What :meth:`undo` would take back."""
        return self._steps[-1] if self._steps else None

    def undo(self) -> Step:
        """Take the latest act of this desk back, and the quotation that it was about in hand."""
        if not self._steps:
            raise HeardError("there is nothing to undo", where="undo")
        step = self._steps[-1]
        self.place = step.place
        seen = self.quotations[step.place]
        try:
            self._take(lambda: take_back(self.store, self.actor, seen, step.before))
        except NotYours:
            self._steps.pop()  # or it would stand in the way of those before it
            raise
        return self._steps.pop()


def _after(fresh: Quotation, known: Quotation | None, verdict: Verdict) -> Quotation:
    """Return a quotation as it is worded anew, to be saved after what is known of its place."""
    if known is None:
        return fresh
    return replace(
        fresh,
        verdict=verdict,
        revision=known.revision,
        actor=known.actor,
        at=known.at,
        reason=known.reason,
    )


def open_desk(folder: Path, actor: Actor) -> ReleaseDesk:
    """Open a person's desk on a consultation's folder."""
    consultation = load_consultation(folder)
    store = open_store(folder, consultation)
    frames, _ = frames_with_store(read_kept(folder, consultation).frames, consultation, store)
    return ReleaseDesk(frames, consultation, store, actor, details_finder(folder))


def details_finder(folder: Path) -> Find:
    """Return what finds personal details, with the consultation's register of pseudonyms."""
    from heard.release.redaction import open_register, redact

    register = open_register(folder)
    return lambda texts: redact(texts, register).details
