"""Quotations: the page that has all of them, and a few beside the figures of other pages.

Where a quotation stands says no more of it than what was approved with its words: what it is about, and who
said it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from heard.consultation import CollectionKind, Consultation
from heard.store.quotations import ABOUT_THEME

Quote = dict[str, str]
"""id, words, about, who."""
_BESIDE = 3


def quotes(approved: Sequence[Quote]) -> dict[str, Any] | None:
    """Return the page of all quotations, or None where none was approved."""
    if not approved:
        return None
    return {
        "title": "In people's own words",
        "lead": "Each quotation was read by a person, who approved just this wording. They are examples, "
        "and no measure of how many think so.",
        "figures": [],
        "quotes": list(approved),
    }


def beside(page: str, approved: Sequence[Quote], consultation: Consultation) -> list[Quote]:
    """Return the quotations that stand on another page: at most three, each about something else."""
    calls = {each.title for each in consultation.collections if each.kind == CollectionKind.CALL_FOR_EVIDENCE}
    belongs: dict[str, Callable[[Quote], bool]] = {
        "overview": lambda _quote: True,
        "themes": lambda quote: quote["about"].startswith(ABOUT_THEME),
        "groups": lambda quote: bool(quote["who"]),
        "evidence": lambda quote: quote["about"] in calls,
    }
    if page not in belongs:
        return []
    subjects: set[str] = set()
    found: list[Quote] = []
    for quote in filter(belongs[page], approved):
        if quote["about"] not in subjects and len(found) < _BESIDE:
            found.append(quote)
            subjects.add(quote["about"])
    return found
