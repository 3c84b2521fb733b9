"""What people did by hand in the review of canaries: codings, memos, definitions, decisions, quotations."""

from pathlib import Path

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import (
    Hidden,
    Quotation,
    Store,
    Wording,
    apply_codings,
    current_codebook,
    decide,
    define_code,
    judge_quote,
    open_store,
    place,
    word_quote,
    write_memo,
)
from heard.store.quotations import new_quotation
from tests.canary.places import APPROVED
from tests.canary.review import APPROVED_ONCE, BEFORE_IT_WAS, QUOTED, REJECTED, REPLACED
from tests.canary.words import canary

CODER = Actor(canary("coder"), "login")
APPROVER = Actor(canary("approver"), "login")


def work_at_the_desks(folder: Path) -> None:
    """Fill the store of a consultation, by the acts that the desks make."""
    consultation = load_consultation(folder)
    frame = read_kept(folder, consultation).frames.texts
    ids = dict(zip(frame["text"], frame["text_id"], strict=True))
    store = open_store(folder, consultation)
    _code(store, ids)
    help_ = current_codebook(store, consultation).entries["help"]
    reason = canary("reason of a definition")
    define_code(store, CODER, help_, canary("definition that was changed"), reason)
    decide(store, CODER, "voices", "one", canary("reason of a decision"))
    _quote(store, ids)
    store.close()


def _code(store: Store, ids: dict[str, str]) -> None:
    text = ids[QUOTED]
    (coding,) = apply_codings(
        store, CODER, [place(text, QUOTED, "staff")], reason=canary("reason of a coding")
    )
    heading = canary("heading of a memo")
    write_memo(store, CODER, "consultation", "", canary("memo on the consultation"), heading)
    write_memo(store, CODER, "text", text, canary("memo on a text"))
    write_memo(store, CODER, "coding", coding.coding_id, canary("memo on a coding"))
    write_memo(store, CODER, "code", "help", canary("memo on a code"))


def _quote(store: Store, ids: dict[str, str]) -> None:
    name, by_hand = canary("name in a quotation").title(), canary("words hidden by hand")
    start, end = QUOTED.index(name), QUOTED.index(" We left")
    seen = new_quotation(ids[QUOTED], QUOTED, start, end, Wording(""), "drawn")
    shown = _put_forward(store, seen, Wording(canary("wording before it was changed")))
    shown = _approve(store, shown, CODER, APPROVER)
    hidden = tuple(
        Hidden(QUOTED.index(words) - start, QUOTED.index(words) - start + len(words), instead, kind)
        for words, instead, kind in ((name, "[Person 1]", "name"), (by_hand, "[left out]", "hand"))
    )
    shown = _put_forward(store, shown, Wording(APPROVED, hidden, "help", "Help", "A parent"))
    _approve(store, shown, CODER, APPROVER)
    _approve(store, _whole(store, ids[APPROVED_ONCE], APPROVED_ONCE), CODER)
    rejected = _whole(store, ids[REJECTED], REJECTED)
    judge_quote(store, APPROVER, rejected, "rejected", canary("reason of a rejection"))
    # Approved by both, and then other words came to stand in its place.
    _approve(store, _whole(store, ids[REPLACED], BEFORE_IT_WAS), CODER, APPROVER)


def _whole(store: Store, text_id: str, text: str) -> Quotation:
    return _put_forward(
        store, new_quotation(text_id, text, 0, len(text), Wording(""), "drawn"), Wording(text)
    )


def _put_forward(store: Store, seen: Quotation, wording: Wording) -> Quotation:
    return word_quote(store, CODER, seen, wording, canary("reason of another wording"))


def _approve(store: Store, seen: Quotation, *people: Actor) -> Quotation:
    for person in people:
        seen = judge_quote(store, person, seen, "approved", canary("reason of an approval"))
    return seen
