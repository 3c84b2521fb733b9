"""What the browser is told, as plain values: the parts of a release desk, each built anew from its model."""

from collections import Counter
from datetime import datetime
from typing import Any

from heard.store import Hidden, Quotation
from heard.widgets.release_desk import desk as d
from heard.widgets.release_desk.desk import LISTS, ReleaseDesk
from heard.widgets.release_desk.wording import BY_HAND, pieces_of

Plain = dict[str, Any]
_AROUND = 50  # places of the list before the one in hand, and after it
_LINE = 90  # characters of a place in the list
ORIGINS = {
    "drawn": "drawn by lot",
    "searched": "found by searching",
    "selected": "selected by a person",
}


def fixed_part(desk: ReleaseDesk) -> Plain:
    """Return what stays as it is while the desk is open."""
    consultation = desk.consultation
    themes = dict.fromkeys(desk.candidates.themes_of(desk.names))
    return {
        "title": consultation.title,
        "synthetic": consultation.synthetic,
        "me": desk.actor.name,
        "approvers": desk.approvers,
        "lists": [[name, label] for name, label in LISTS.items() if name != d.SECOND or desk.approvers > 1],
        "themes": [[theme, desk.names[theme]] for theme in themes],
        "groups": [
            [f"{grouping.code}/{group.code}", f"{grouping.name}: {group.name}"]
            for grouping in consultation.groupings
            for group in grouping.groups
        ],
        "collections": [[each.code, each.title] for each in consultation.collections],
    }


def progress_part(desk: ReleaseDesk) -> Plain:
    """Return how many quotations are in each list, and how those approved were come upon."""
    states = {place: desk.state_of(place) for place in desk.quotations}
    counts = Counter(states.values())
    approved = [each for place, each in desk.quotations.items() if states[place] == d.APPROVED]
    origins = Counter(str(each.origin) for each in approved)
    return {
        **{name: counts.get(name, 0) for name in LISTS if name != d.CANDIDATES},
        "origins": [[origins[origin], words] for origin, words in ORIGINS.items() if origins[origin]],
    }


def list_part(desk: ReleaseDesk) -> Plain:
    """Return which list, where in it, and the places around the one in hand."""
    first = max(0, desk.position - _AROUND)
    shown = desk.places[first : first + 2 * _AROUND]
    return {
        "name": desk.list_name,
        "position": desk.position,
        "size": len(desk.places),
        "first": first,
        "asked": vars(desk.asked),
        "items": [{"state": desk.state_of(place), "line": _line(desk, place)} for place in shown],
    }


def _line(desk: ReleaseDesk, place: tuple[str, int, int]) -> str:
    text_id, start, end = place
    words = " ".join(desk.texts.get(text_id, "")[start:end].split())
    return words if len(words) <= _LINE else f"{words[:_LINE].rsplit(' ', 1)[0]} …"


def quote_part(desk: ReleaseDesk) -> Plain:
    """Return the quotation in hand, and all that helps to judge it; empty where there is none."""
    if desk.place is None:
        return {}
    seen = desk.in_hand
    text_id, start, end = seen.place
    state = desk.state_of(seen.place)
    known = text_id in desk.texts
    changed = state == d.CHANGED
    return {
        "place": list(seen.place),
        "state": state,
        "revision": seen.revision,
        "text": desk.texts.get(text_id, ""),
        "start": 0 if changed else start,
        "end": 0 if changed else end,
        "hidden": [] if changed else [_hidden(desk, each) for each in seen.wording.hidden],
        "pieces": [[seen.wording.words, ""]] if changed else _pieces(desk, seen),
        "about": seen.wording.about,
        "code": seen.wording.code,
        "themes": [[code, desk.names.get(code, code)] for code in desk.themes_to_choose()] if known else [],
        "who": seen.wording.who,
        "descriptions": desk.speakers.descriptions(text_id),
        "warnings": desk.warnings(),
        "context": _context(desk, seen) if known else [],
        "approvals": [[each.actor, _moment(each.at)] for each in seen.approvals],
        "mine": any(each.actor == desk.actor.name for each in seen.approvals),
        "rejected": [seen.actor, seen.reason] if state == d.REJECTED else None,
    }


def _hidden(desk: ReleaseDesk, each: Hidden) -> Plain:
    return {
        "start": each.start,
        "end": each.end,
        "replacement": each.replacement,
        "kind": "hidden by a person" if each.kind == BY_HAND else each.kind.replace("_", " "),
        "words": desk.original[each.start : each.end],
    }


def _pieces(desk: ReleaseDesk, seen: Quotation) -> list[list[str]]:
    pieces = pieces_of(desk.original, seen.wording.hidden)
    return [[words, "" if hidden is None else hidden.kind] for words, hidden in pieces]


def _context(desk: ReleaseDesk, seen: Quotation) -> list[list[str]]:
    about = desk.about.of(seen.text_id)
    codes = [desk.names.get(code, code) for code in desk.candidates.codes_at(seen.place)]
    asked = f"{about.collection}: {about.question}" if about.question else about.collection
    found = [
        ["Asked", asked],
        ["Coded", ", ".join(codes) or "not coded"],
        *[list(pair) for pair in about.writer],
        ["Come upon", ORIGINS[seen.origin]],
    ]
    return [pair for pair in found if pair[1]]


def history_part(desk: ReleaseDesk) -> Plain:
    """Return what was done about the quotation in hand, the latest first, and what can be undone."""
    acts: list[list[str]] = []
    before: Quotation | None = None
    for each in desk.history():
        acts.insert(0, [each.actor, _moment(each.at), _deed(before, each), each.reason])
        before = each
    step = desk.last_step
    return {"acts": acts, "undo": step.label if step else ""}


def _deed(before: Quotation | None, now: Quotation) -> str:
    if not now.put_forward:
        return "took it back"
    if now.verdict == "rejected":
        return "rejected it"
    # An approval that an undo brings back is older than the act, and may be somebody else's.
    if any(each.at == now.at for each in now.approvals):
        return "approved it"
    if before is None or not before.put_forward:
        return "put it forward"
    if before.verdict == "rejected":
        return "lifted the rejection"
    if now.wording != before.wording:
        return "changed its wording"
    return "approved it" if len(now.approvals) > len(before.approvals) else "took an approval back"


def _moment(at: datetime | None) -> str:
    return f"{at:%-d %b %Y %H:%M} UTC" if at else ""
