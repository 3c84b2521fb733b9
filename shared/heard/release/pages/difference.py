"""The page of differences: opposing codes, and which groups lean to which."""

from typing import Any

from heard.analysis.difference.pairs import BETWEEN
from heard.analysis.published import EVERYBODY
from heard.release.disclosure.protected import Protected
from heard.release.pages.figures import Studio, Wish, bars, make_figure
from heard.release.pages.wording import number_of


def difference(studio: Studio) -> dict[str, Any] | None:
    """Return the page, or None where nothing of it was released."""
    sides = studio.tables.get("sides_taken")
    if sides is None:
        return None
    wish = Wish(
        name="sides",
        title="Who leans to which side",
        table="sides_taken",
        switches=("pair",),
        draw=bars(studio, "group", "first_share", "Share who took the first side of the two"),
        sentence=_leaning,
    )
    lead = "Messages that oppose each other, side by side. No side is called right."
    return {
        "title": "Where did people say opposite things?",
        "lead": lead,
        "figures": [make_figure(studio, wish)],
    }


def _leaning(part: Protected) -> str:
    people = number_of(part, "leaning", group=EVERYBODY)
    share = number_of(part, "first_share", group=EVERYBODY)
    if people is None or share is None:
        return "How all people together lean is hidden, so that nobody can be recognised."
    first, _, second = part.at["pair"].partition(BETWEEN)
    side = f"the first: {first}" if BETWEEN not in second else "the first"
    return f"Of {people:,.0f} people who took one side, {share:.0%} took {side}."
