"""What the browser is told, as plain values: the parts of a desk, each built anew from its model."""

from datetime import datetime
from typing import Any

from heard.analysis.coding.suggestions import Suggestion
from heard.store import CodeEntry, Coding, Memo, Settlement
from heard.widgets.coding_desk.advice import Adviser
from heard.widgets.coding_desk.desk import Desk
from heard.widgets.coding_desk.disagreements import coders_of, judgements
from heard.widgets.coding_desk.queues import QUEUES

Plain = dict[str, Any]
_RECENT = 9  # codes on number keys


def text_part(desk: Desk) -> Plain:
    """Return the text in hand and what stands beside it."""
    if not desk.text_id:
        return {"id": "", "words": "", "collection": "", "question": "", "writer": None, "blind": False}
    about = desk.about.of(desk.text_id)
    return {
        "id": desk.text_id,
        "words": desk.state.texts[desk.text_id],
        "collection": about.collection,
        "question": about.question,
        "writer": [list(pair) for pair in about.writer] if desk.shows_writer else None,
        "blind": desk.state.is_blind(desk.text_id),
    }


def coding_part(desk: Desk, coding: Coding) -> Plain:
    """Return a coding as it stands in the text in hand."""
    anchor = desk.state.place_of(coding)
    return {
        "id": coding.coding_id,
        "revision": coding.revision,
        "code": desk.state.codebook.resolve(coding.code) or coding.code,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "doubt": anchor is None,
        "coder": coding.coder,
        "origin": coding.origin,
        "on": _day(coding.coded_at),
    }


def codings_of_text(desk: Desk) -> dict[str, Plain]:
    """Return every visible coding of the text in hand by its id."""
    return {
        coding.coding_id: coding_part(desk, coding) for coding in desk.state.codings.of_text(desk.text_id)
    }


def codebook_part(desk: Desk) -> list[Plain]:
    """Return the standing codes, depth first."""
    book = desk.state.codebook
    return [
        {
            "code": entry.code,
            "name": entry.name,
            "definition": entry.definition,
            "colour": entry.colour,
            "depth": depth,
            "parent": book.parent_of(entry.code),
        }
        for entry, depth in book.walk()
    ]


def counts_part(desk: Desk) -> dict[str, int]:
    """Return how many visible codings each code has, those of merged codes with what they became."""
    counts: dict[str, int] = {}
    for code, number in desk.state.codings.counts().items():
        standing = desk.state.codebook.resolve(code)
        if standing and number:
            counts[standing] = counts.get(standing, 0) + number
    return counts


def memos_part(desk: Desk) -> list[Plain]:
    """Return the memos on the text in hand, its codings, the codebook and the consultation."""
    here = {desk.text_id, *(coding.coding_id for coding in desk.state.codings.of_text(desk.text_id))}
    return [
        {
            "id": memo.memo_id,
            "about": memo.about,
            "about_id": memo.about_id,
            "body": memo.body,
            "by": memo.actor,
            "on": _day(memo.at),
        }
        for memo in desk.state.visible_memos()
        if memo.about in ("code", "consultation") or memo.about_id in here
    ]


def queue_part(desk: Desk) -> Plain:
    """Return which queue, and where in it."""
    return {
        "name": desk.queue_name,
        "names": [[name, label] for name, label in QUEUES.items()],
        "question": desk.question,
        "seed": desk.seed,
        "place": desk.place,
        "size": len(desk.queue),
        "hides_writer": desk.hides_writer,
    }


def history_part(desk: Desk) -> Plain:
    """Return what can be undone and done again."""
    done, undone = desk.history.done, desk.history.undone
    return {"undo": done[-1].label if done else "", "redo": undone[-1].label if undone else ""}


def judgements_part(desk: Desk) -> Plain:
    """Return who put which code on the text in hand, and what was settled."""
    if not desk.text_id:
        return {"coders": [], "codes": []}
    return {
        "coders": coders_of(desk.state, desk.text_id),
        "codes": [
            {
                "code": each.code,
                "coders": each.coders,
                "disagreed": each.disagreed,
                "settled": _settlement(each.settlement),
            }
            for each in judgements(desk.state, desk.text_id)
        ],
    }


def suggestions_part(desk: Desk) -> Plain:
    """Return what is suggested for the text in hand, and how often that was right on held-out codings."""
    if desk.adviser is None:
        return {"on": False, "right": 0, "shown": 0, "left_out": 0, "codes": []}
    right, shown = desk.adviser.held_out.overall
    return {
        "on": True,
        "right": right,
        "shown": shown,
        "left_out": len(desk.adviser.suggester.not_suggested),
        "codes": [_suggestion(desk.adviser, each) for each in desk.suggestions],
    }


def _suggestion(adviser: Adviser, each: Suggestion) -> Plain:
    right, shown = adviser.precision[each.code]
    place = (each.start, each.end) if adviser.by_passage else (None, None)
    return {
        "code": each.code,
        "words": list(each.words),
        "start": place[0],
        "end": place[1],
        "right": right,
        "shown": shown,
    }


def batches_part(desk: Desk) -> list[Plain]:
    """Return the batches, the newest first."""
    me = desk.state.actor.name
    return [
        {
            "id": batch.batch_id,
            "name": batch.name,
            "blind": batch.blind,
            "by": batch.given_by,
            "on": _day(batch.given_at),
            "coders": {coder: coder in batch.closed for coder in sorted(batch.texts)},
            "texts": max((len(texts) for texts in batch.texts.values()), default=0),
            "mine": batch.open_to(me),
        }
        for batch in reversed(desk.state.batches)
    ]


def fixed_part(desk: Desk) -> Plain:
    """Return what stays as it is while the desk is open."""
    consultation = desk.state.consultation
    return {
        "title": consultation.title,
        "synthetic": consultation.synthetic,
        "me": desk.state.actor.name,
        "questions": [list(pair) for pair in desk.about.questions()],
        "recent": recent_codes(desk),
    }


def recent_codes(desk: Desk) -> list[str]:
    """Return the codes that this coder used last, the latest first."""
    me = desk.state.actor.name
    mine = [each for each in desk.state.codings.standing() if each.coder == me and each.coded_at]
    mine.sort(key=lambda coding: coding.coded_at or datetime.min, reverse=True)
    codes = dict.fromkeys(desk.state.codebook.resolve(coding.code) for coding in mine)
    return [code for code in codes if code][:_RECENT]


def in_words(desk: Desk, version: Any) -> str:
    """Return a version of a coding, code, memo or settlement as a person reads it."""
    names = {code: entry.name for code, entry in desk.state.codebook.entries.items()}
    if isinstance(version, Coding):
        words = f"“{version.anchor.quote}”" if version.start is not None else "the whole text"
        state = f"{names.get(version.code, version.code)} on {words}"
        return f"{state}{'' if version.stands else ' (taken off)'}{_by(version.actor, version.at)}"
    if isinstance(version, CodeEntry):
        place = f"under {names[version.parent]}" if version.parent in names else "as a theme"
        merged = f", merged into {names.get(version.merged_into, '')}" if version.merged_into else ""
        return f"{version.name}, {place}{merged}: {version.definition}{_by(version.actor, version.at)}"
    if isinstance(version, Memo):
        gone = " (taken away)" if version.deed == "removed" else ""
        return f"{version.body}{gone}{_by(version.actor, version.at)}"
    if isinstance(version, Settlement):
        belongs = {True: "belongs", False: "does not belong", None: "taken back"}[version.belongs]
        return f"{belongs}: {version.reason}{_by(version.actor, version.at)}"
    return "not there yet"


def _settlement(settlement: Settlement | None) -> Plain | None:
    if settlement is None:
        return None
    return {"belongs": settlement.belongs, "reason": settlement.reason, "by": settlement.actor}


def _by(actor: str, at: datetime | None) -> str:
    return f" ({actor}, {at:%-d %b %Y %H:%M} UTC)" if actor and at else ""


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{at:%-d %b %Y}"
